//! Chinese public finance documents as a lossless tree of text blocks.

mod block;
mod lines;
mod numbering;
mod section;
mod span;

pub use block::{Block, BlockKind, FragmentLayout};
pub use lines::LineIndex;
pub use numbering::{Marker, MarkerStyle};
pub use section::{Section, SectionId};
pub use span::Span;

/// A document cut into blocks.
#[derive(Clone, Debug)]
pub struct Segmentation<'a> {
    /// The text that was cut.
    pub source: &'a str,
    /// Its lines.
    pub lines: LineIndex,
    /// Its blocks in order; their spans, concatenated, are the source.
    pub blocks: Vec<Block>,
    /// Its sections in the order of their headings.
    pub sections: Vec<Section>,
    /// The width, in characters, at which the lines of the document were cut off, where they were.
    pub cut_at: Option<u32>,
    /// Lines that were cut off: the span of each line, without its line end.
    pub cut_lines: Vec<Span>,
}

/// Why a text could not be segmented.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SegmentError {
    /// Spans are 32 bits wide.
    #[error("the text has {0} bytes; at most 4 GiB can be read as one document")]
    TooLong(usize),
}
