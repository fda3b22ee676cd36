#![doc = include_str!("../README.md")]

mod aligned;
mod assemble;
mod block;
mod contents;
mod crammed;
mod draft;
mod exploded_cells;
mod extent;
mod form_body;
mod form_lines;
mod form_zone;
mod fragment;
mod heading;
mod html_tag;
mod label;
pub mod markup;
mod numbering;
mod numbering_vote;
mod outline;
mod piece;
mod run;
mod running;
mod seam;
mod section;
mod single_space;
mod title;
mod tuning;
mod widths;
mod wrap;
mod zone;

use std::borrow::Cow;

pub use juesuan_source::{LineIndex, Span, TooLong};

pub use block::{Block, BlockKind, FragmentLayout};
pub use label::names_department;
pub use markup::plain;
pub use numbering::{Marker, MarkerStyle};
pub use section::{Section, SectionId};
pub use tuning::thresholds;

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

impl<'a> Segmentation<'a> {
    /// The characters of a block, line ends included.
    pub fn text(&self, block: &Block) -> &'a str {
        block.span.text(self.source)
    }

    /// A section, if the id belongs to this document.
    pub fn section(&self, id: SectionId) -> Option<&Section> {
        self.sections.get(id.0 as usize)
    }

    /// The title of a section without number, white space and markup.
    pub fn title(&self, section: &Section) -> Cow<'a, str> {
        plain(section.title.text(self.source))
    }

    /// The number of a section as printed, without white space; empty where it has none.
    pub fn number(&self, section: &Section) -> Cow<'a, str> {
        section.marker.map_or(Cow::Borrowed(""), |marker| plain(marker.span.text(self.source)))
    }

    /// The line, counted from 1, on which a span begins.
    pub fn line(&self, span: Span) -> u32 {
        self.lines.line(span.start)
    }
}

/// Cuts a document into blocks and finds its sections.
///
/// Every byte of `source` is in exactly one block. Takes time linear in the length of `source`.
///
/// # Errors
///
/// [`TooLong`] where `source` has 4 GiB or more. Any other text can be segmented.
pub fn segment(source: &str) -> Result<Segmentation<'_>, TooLong> {
    if u32::try_from(source.len()).is_err() {
        return Err(TooLong(source.len() as u64));
    }
    let lines = LineIndex::new(source);
    let pieces = form_lines::marked(source, piece::scan(source, &lines));
    let widths = widths::measure_document(source, &pieces);
    let mut drafts = draft::draft(source, &pieces, &widths);
    title::join(source, &pieces, &drafts.list, &mut drafts.placed);
    let outline = outline::outline(source, &drafts.list, &drafts.placed);
    let blocks = assemble::assemble(source, &pieces, &drafts, &outline, &widths);
    let widths::Widths { cut_at, cut_lines, .. } = widths;
    Ok(Segmentation { source, lines, blocks, sections: outline.sections, cut_at, cut_lines })
}
