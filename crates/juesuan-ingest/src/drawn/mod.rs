//! Pages on which characters and lines are drawn, put together to rows of tables and paragraphs.
//!
//! A page is read in steps, each a module: [`drawing`] holds what is drawn, [`rulings`] snaps and joins the lines,
//! [`cells`] finds the cells between them, [`open_rows`] the tables with lines between columns alone, [`bands`] the rows between lines that
//! no side crosses, [`zones`] such rows and those without any lines over all pages, [`unruled`] their cells ([`centred`] says where sides
//! are, [`head`] sets the heads over columns, [`head_tree`] over which, by the least cost ([`assign`]), with the texts of [`head_texts`]; [`heads`] does where no row has an
//! amount), [`lines`] sets the characters in lines ([`overflow`] gives back what stands out of its cell, [`figures`] tells broken
//! figures), [`page`] puts all this together, [`columns`] parts tables without lines ([`headed`] adds columns without figures),
//! [`paragraphs`] joins what a page's width broke, [`continued`] what its end did, and [`writer`] writes it down in reading order. Of pages
//! that are pictures, [`strokes`] finds the lines and [`recognised`] places the words.

mod assign;
mod bands;
pub(crate) mod base_line;
mod cells;
mod centred;
mod code_parts;
mod columns;
mod continued;
pub(crate) mod drawing;
mod edges;
mod ends;
#[cfg(all(test, feature = "pdf"))]
mod every_character;
mod figures;
mod filled;
mod head;
mod head_texts;
mod head_tree;
mod headed;
mod heads;
pub(crate) mod limits;
mod lines;
mod open_rows;
mod overflow;
pub(crate) mod page;
mod paragraphs;
mod parted;
mod pieces;
mod raised;
#[cfg(feature = "pdf")]
pub(crate) mod recognised;
mod rulings;
#[cfg(feature = "pdf")]
pub(crate) mod strokes;
pub(crate) mod table;
mod unruled;
mod word;
pub(crate) mod writer;
mod zone;
mod zones;
