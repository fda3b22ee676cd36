//! PDF: [`glyphs`] collects the characters and lines that the pages draw, [`document`] makes a source of them; [`scan`]
//! draws pages that are pictures, for a program that recognises characters.

mod document;
mod glyphs;
mod limits;
mod scan;
mod streams;

pub(crate) use document::read;
