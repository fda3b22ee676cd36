#![doc = include_str!("../README.md")]

mod certainty;
pub mod chars;
mod find;
mod geometry;
mod grid;
mod index;
mod lines;
mod location;
mod map;
mod membership;
mod page_picture;
mod phrases;
mod sheet;
mod span;
mod tuning;

pub use certainty::Certainty;
pub use find::{find, find_all, find_first, find_last, split_at_word};
pub use geometry::{PageIndex, Rect, Ruling, Run};
pub use grid::{GridCell, GridFragment};
pub use index::{ColumnIndex, RowIndex};
pub use lines::{LineIndex, line_around, line_ends, lines, page_starts, without_line_end};
pub use location::Location;
pub use map::{TextMap, TextSet};
pub use membership::{CharSet, Sieve};
pub use page_picture::{PageImage, PagePicture};
pub use phrases::Phrases;
pub use sheet::{CellName, SheetCell, Sheets, cell_at};
pub use span::Span;
#[cfg(feature = "sensitivity")]
pub use tuning::moved;
pub use tuning::{Han, Threshold, Value as ThresholdValue};

/// A text whose offsets do not fit into 32 bits.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text has {0} bytes; at most 4 GiB can be read as one document")]
pub struct TooLong(
    /// Length of the text in bytes.
    pub u64,
);
