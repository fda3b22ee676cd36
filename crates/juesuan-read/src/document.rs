//! One document on its way through the reader: its text, blocks and tables side by side.

use juesuan_model::{Place, SourceInfo};
use juesuan_segment::{Segmentation, Span};
use juesuan_table::Tables;

/// What the reader reads: the results of the stages before it, and where the document came from.
#[derive(Debug)]
pub struct Document<'a> {
    /// Blocks, sections and lines.
    pub segmentation: Segmentation<'a>,
    /// The rebuilt tables.
    pub tables: Tables,
    /// Path, format, encoding and size of the source.
    pub info: SourceInfo,
    /// Offsets of the form feeds, which part pages.
    page_breaks: Vec<u32>,
}

impl<'a> Document<'a> {
    /// Puts the stages of one document together.
    pub fn new(segmentation: Segmentation<'a>, tables: Tables, info: SourceInfo) -> Self {
        let bytes = segmentation.source.as_bytes();
        let page_breaks = memchr::memchr_iter(b'\x0c', bytes).map(|at| Span::of(at..at).start).collect();
        Self { segmentation, tables, info, page_breaks }
    }

    /// The decoded text.
    pub fn source(&self) -> &'a str {
        self.segmentation.source
    }

    /// Line and page of a span; no page where the text has no page marks.
    pub fn place(&self, span: Span) -> Place {
        let place = Place::new(span, self.segmentation.lines.line(span.start));
        match self.pages() {
            None => place,
            Some(_) => place.on_page(self.page(span.start)),
        }
    }

    /// Number of lines; a line end at the very end opens no line.
    pub fn lines(&self) -> u32 {
        let text = self.source();
        let open = u32::from(!text.is_empty() && !text.ends_with(['\n', '\r']));
        u32::try_from(self.segmentation.lines.len()).unwrap_or(u32::MAX) - 1 + open
    }

    /// Number of pages, where the text has page marks. A mark at the very end opens no page.
    pub fn pages(&self) -> Option<u32> {
        let last = self.page_breaks.last()?;
        let ends_with_mark = self.source()[*last as usize..].trim().is_empty();
        Some(self.page(u32::MAX) - u32::from(ends_with_mark))
    }

    fn page(&self, offset: u32) -> u32 {
        let before = self.page_breaks.partition_point(|&at| at < offset);
        u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
    }
}
