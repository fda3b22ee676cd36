//! Puts a source together from the pieces that a reader of a file format finds, in reading order.

use std::borrow::Cow;

use juesuan_source::{GridFragment, PageIndex, Rect, Run, SheetCell, Sheets, Span, TooLong};

use crate::source::{Hidden, HiddenPart};
use crate::{Format, IngestError, Limits, Source, TextEncoding};

/// A source being built: text in reading order, cells parted by tabs, rows and paragraphs by line ends, pages by
/// form feeds. A piece of text whose box is known becomes a [`Run`].
#[derive(Debug, Default)]
pub(crate) struct Builder {
    text: String,
    pages: Vec<u32>,
    runs: Vec<Run>,
    grids: Vec<GridFragment>,
    positioned: Vec<Span>,
    sheets: Sheets,
    hidden: Vec<Hidden>,
}

impl Builder {
    /// Appends `text` and says where it stands now.
    pub(crate) fn push(&mut self, text: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(text);
        Span::of(start..self.text.len())
    }

    /// Appends `text`, which was drawn in a box on a page.
    #[allow(dead_code, reason = "formats without positions do without")]
    pub(crate) fn push_run(&mut self, text: &str, page: PageIndex, bounds: Rect) -> Span {
        let span = self.push(text);
        self.runs.push(Run { span, page, bounds });
        span
    }

    /// Ends a paragraph or a row.
    pub(crate) fn end_line(&mut self) {
        self.text.push('\n');
    }

    /// Ends a page: the text that follows stands on the next one.
    pub(crate) fn end_page(&mut self) {
        if self.pages.is_empty() {
            self.pages.push(0);
        }
        self.text.push('\x0c');
        self.pages.push(self.here());
    }

    /// Adds cells that the format states; their spans must lie in the text so far.
    pub(crate) fn push_grid(&mut self, grid: GridFragment) {
        self.grids.push(grid);
    }

    /// Says that the rows of a table from here on are parted by white.
    pub(crate) fn push_positioned(&mut self, start: u32) {
        self.positioned.push(Span::new(start, self.here()));
    }

    /// Names the sheets of a workbook, whose cells are known from then on.
    #[cfg(feature = "sheet")]
    pub(crate) fn name_sheets(&mut self, names: Vec<String>) {
        self.sheets.names = names;
    }

    /// Adds the place of characters in a sheet; they must stand behind those of all cells before.
    #[cfg(any(feature = "docx", feature = "html", feature = "sheet"))]
    pub(crate) fn push_cell(&mut self, cell: SheetCell) {
        // a workbook inside a document has no sheets that its reader could look at
        if (cell.sheet as usize) < self.sheets.names.len() {
            self.sheets.cells.push(cell);
        }
    }

    /// Adds what the file hides at this place.
    #[cfg(any(feature = "docx", feature = "html", feature = "sheet"))]
    pub(crate) fn push_hidden(&mut self, part: &HiddenPart) {
        let HiddenPart { kind, name, is_read } = part;
        self.hidden.push(Hidden { offset: self.here(), kind: *kind, name: name.clone(), is_read: *is_read });
    }

    /// Offset of the next character.
    pub(crate) fn here(&self) -> u32 {
        Span::of(0..self.text.len()).end
    }

    /// The finished source of `bytes`.
    pub(crate) fn finish(
        self,
        bytes: &[u8],
        format: Format,
        limits: Limits,
    ) -> Result<Source<'_>, IngestError> {
        if self.text.len() as u64 > limits.text {
            return Err(IngestError::TooMuch { format, what: "bytes of text", limit: limits.text });
        }
        if u32::try_from(self.text.len()).is_err() {
            return Err(TooLong(self.text.len() as u64).into());
        }
        Ok(Source {
            text: Cow::Owned(self.text),
            format,
            encoding: TextEncoding::UTF_8,
            had_bom: false,
            undecodable: Vec::new(),
            undecodable_runs: 0,
            pages: self.pages,
            pictures: Vec::new(),
            recognised: Vec::new(),
            page_pictures: Vec::new(),
            runs: self.runs,
            grids: self.grids,
            positioned: self.positioned,
            sheets: self.sheets,
            hidden: self.hidden,
            formulas: Vec::new(),
            bytes,
            bom: 0,
            checkpoints: Vec::new(),
        })
    }
}
