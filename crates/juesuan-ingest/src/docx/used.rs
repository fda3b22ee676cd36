//! How much of a document has been read so far: its blocks stand in memory before they are printed.

use crate::{Format, IngestError, Limits};

/// Cells and bytes of text.
#[derive(Debug, Default)]
pub(super) struct Used {
    cells: u64,
    text: u64,
}

impl Used {
    /// Takes account of a cell.
    pub(super) fn cell(&mut self, limits: Limits) -> Result<(), IngestError> {
        self.cells += 1;
        within("cells", self.cells, limits.cells)
    }

    /// Takes account of a line, an empty one included.
    pub(super) fn line(&mut self, bytes: usize, limits: Limits) -> Result<(), IngestError> {
        self.text += bytes as u64 + 1;
        within("bytes of text", self.text, limits.text)
    }
}

fn within(what: &'static str, count: u64, limit: u64) -> Result<(), IngestError> {
    if count > limit { Err(IngestError::TooMuch { format: Format::Docx, what, limit }) } else { Ok(()) }
}
