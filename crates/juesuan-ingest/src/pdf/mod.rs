//! PDF: characters and lines as the pages draw them, put together to rows of tables and paragraphs.
//!
//! A page is read in steps, each a module: [`glyphs`] collects what is drawn, [`rulings`] snaps and joins the lines,
//! [`cells`] finds the cells between them, [`lines`] sets the characters in lines, [`paragraphs`] joins what a page's
//! width broke, and [`page`] writes it all down in reading order.

mod cells;
mod columns;
mod document;
mod glyphs;
mod limits;
mod lines;
mod page;
mod paragraphs;
mod rulings;
mod tuning;

pub(crate) use document::read;
