//! One document on its way through the reader: its text, blocks and tables side by side.

use std::sync::LazyLock;

use juesuan_model::{Place, SourceInfo};
use juesuan_segment::{Segmentation, Span, TooLong};
use juesuan_table::Tables;

use crate::Vocabulary;

/// What the reader reads: the results of the stages before it, and where the document came from.
#[derive(Debug)]
pub struct Document<'a> {
    /// Blocks, sections and lines.
    pub segmentation: Segmentation<'a>,
    /// The rebuilt tables.
    pub tables: Tables,
    /// Path, format, encoding and size of the source.
    pub info: SourceInfo,
    /// Where pages begin; empty where the document has none.
    page_starts: Vec<u32>,
    /// The words by which it is read.
    vocabulary: &'a Vocabulary,
}

/// The words of those who add none.
static BUILT_IN: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::default);

impl<'a> Document<'a> {
    /// Segments a text and rebuilds its tables; `path` is what the document is called in outputs.
    ///
    /// # Errors
    /// [`TooLong`] where the text has 4 GiB or more.
    pub fn of(text: &'a str, path: impl Into<String>) -> Result<Self, TooLong> {
        let segmentation = juesuan_segment::segment(text)?;
        let tables = juesuan_table::reconstruct_with(&segmentation, &Vocabulary::default());
        let info = SourceInfo { path: path.into(), ..SourceInfo::default() };
        Ok(Self::new(segmentation, tables, info))
    }

    /// Puts the stages of one document together; its pages are what form feeds in the text part.
    pub fn new(segmentation: Segmentation<'a>, tables: Tables, info: SourceInfo) -> Self {
        let page_starts = juesuan_source::page_starts(segmentation.source);
        Self::with_pages(segmentation, tables, info, page_starts)
    }

    /// As [`new`](Self::new), with the pages that the source of the text states: the offset at which each begins.
    pub fn with_pages(
        segmentation: Segmentation<'a>,
        tables: Tables,
        info: SourceInfo,
        page_starts: Vec<u32>,
    ) -> Self {
        Self { segmentation, tables, info, page_starts, vocabulary: &BUILT_IN }
    }

    /// The document, read by the words of a user too.
    #[must_use]
    pub const fn with_vocabulary(mut self, vocabulary: &'a Vocabulary) -> Self {
        self.vocabulary = vocabulary;
        self
    }

    /// The words by which it is read.
    pub(crate) const fn vocabulary(&self) -> &'a Vocabulary {
        self.vocabulary
    }

    /// The decoded text.
    pub fn source(&self) -> &'a str {
        self.segmentation.source
    }

    /// Line and page of a span; no page where the text has no page marks.
    pub fn place(&self, span: Span) -> Place {
        let place = Place::new(span, self.segmentation.lines.line(span.start));
        if self.page_starts.is_empty() { place } else { place.on_page(self.page(span.start)) }
    }

    /// Number of lines; a line end at the very end opens no line.
    pub fn lines(&self) -> u32 {
        let text = self.source();
        let open = u32::from(!text.is_empty() && !text.ends_with(['\n', '\r']));
        u32::try_from(self.segmentation.lines.len()).unwrap_or(u32::MAX) - 1 + open
    }

    /// Number of pages, where the document has any. A page mark at the very end opens no page.
    pub fn pages(&self) -> Option<u32> {
        let last = *self.page_starts.last()?;
        let rest = self.source().get(last as usize..).unwrap_or("");
        let opens_none = self.page_starts.len() > 1 && rest.trim().is_empty();
        Some(self.page(u32::MAX) - u32::from(opens_none))
    }

    fn page(&self, offset: u32) -> u32 {
        Span::of(0..self.page_starts.partition_point(|&start| start <= offset)).end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(text: &str, starts: Option<Vec<u32>>) -> (Option<u32>, Vec<Option<u32>>) {
        let segmentation = juesuan_segment::segment(text).expect("a short text");
        let tables = juesuan_table::reconstruct_with(&segmentation, &Vocabulary::default());
        let document = match starts {
            None => Document::new(segmentation, tables, SourceInfo::default()),
            Some(starts) => Document::with_pages(segmentation, tables, SourceInfo::default(), starts),
        };
        let page = |(at, _)| document.place(Span::of(at..at)).page.map(std::num::NonZero::get);
        (document.pages(), text.char_indices().map(page).collect())
    }

    #[test]
    fn pages_are_those_of_the_source_or_of_form_feeds() {
        assert_eq!(pages("ab", None), (None, vec![None, None]));
        assert_eq!(pages("a\x0cb", None), (Some(2), vec![Some(1), Some(1), Some(2)]));
        // a mark at the very end opens no page
        assert_eq!(pages("a\x0cb\x0c\n", None).0, Some(2));
        // a format that knows its pages needs no form feeds
        assert_eq!(pages("a\nb", Some(vec![0, 2])), (Some(2), vec![Some(1), Some(1), Some(2)]));
        assert_eq!(pages("ab", Some(vec![0])), (Some(1), vec![Some(1), Some(1)]));
    }
}
