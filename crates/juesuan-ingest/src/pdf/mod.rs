//! PDF: [`glyphs`] collects the characters and lines that the pages draw, [`document`] makes a source of them; [`scan`]
//! draws pages that are pictures, for a program that recognises characters, and [`paper`] all that is printed on a page, for
//! readers; [`pages_drawn`] does so page by page.

mod area;
mod coverage;
mod document;
mod effort;
mod glyphs;
mod image;
mod ink;
mod interpreted;
mod limits;
mod outlines;
mod pages_drawn;
mod paper;
mod pen;
mod scan;
mod streams;

pub(crate) use document::read;
