//! PDF: [`glyphs`] collects the characters and lines that the pages draw, [`document`] makes a source of them.

mod document;
mod glyphs;
mod limits;
mod streams;

pub(crate) use document::read;
