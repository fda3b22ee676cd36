//! How much of one document is read: what a small file unpacks to must not fill the memory or take minutes.

#[cfg(any(feature = "docx", feature = "ofd", feature = "sheet"))]
use std::cell::Cell;
#[cfg(any(feature = "docx", feature = "ofd", feature = "sheet"))]
use std::rc::Rc;

#[cfg(any(feature = "docx", feature = "sheet"))]
use crate::{Format, IngestError};

/// The most that is read of one document of any format but text, which is as long as its file. The defaults are far
/// beyond any published account: a budget book of 600 pages has two megabytes of text and 300,000 cells.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of text.
    pub text: u64,
    /// Bytes to which the parts of a packed document may inflate, those of workbooks embedded in it included.
    pub unpacked: u64,
    /// Cells of tables, with the empty ones between them.
    pub cells: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { text: 8 << 20, unpacked: 128 << 20, cells: 1_000_000 }
    }
}

/// The limits for one document, and how many bytes its parts may still inflate to.
#[cfg(any(feature = "docx", feature = "ofd", feature = "sheet"))]
#[derive(Clone, Debug)]
pub(crate) struct Room {
    pub(crate) limits: Limits,
    left: Rc<Cell<u64>>,
}

#[cfg(any(feature = "docx", feature = "ofd", feature = "sheet"))]
impl Room {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { limits, left: Rc::new(Cell::new(limits.unpacked)) }
    }

    /// Room for a look at the short parts that say what a file is.
    pub(crate) fn for_a_look() -> Self {
        Self::new(Limits { unpacked: 1 << 20, ..Limits::default() })
    }

    /// Bytes that may still be inflated.
    pub(crate) fn left(&self) -> u64 {
        self.left.get()
    }

    /// Takes account of bytes that were inflated.
    pub(crate) fn spend(&self, bytes: u64) {
        self.left.set(self.left.get().saturating_sub(bytes));
    }
}

/// How much of a document has been read so far, which stands in memory before it is printed; many cells may point to one
/// long text.
#[cfg(any(feature = "docx", feature = "sheet"))]
#[derive(Debug)]
pub(crate) struct Used {
    format: Format,
    limits: Limits,
    cells: u64,
    text: u64,
}

#[cfg(any(feature = "docx", feature = "sheet"))]
impl Used {
    pub(crate) fn new(format: Format, limits: Limits) -> Self {
        Self { format, limits, cells: 0, text: 0 }
    }

    /// Takes account of a cell with so many bytes of text.
    pub(crate) fn cell(&mut self, bytes: usize) -> Result<(), IngestError> {
        self.cells += 1;
        self.text += bytes as u64;
        self.check()
    }

    /// Takes account of a line with so many bytes, an empty one included.
    #[cfg(feature = "docx")]
    pub(crate) fn line(&mut self, bytes: usize) -> Result<(), IngestError> {
        self.text += bytes as u64 + 1;
        self.check()
    }

    fn check(&self) -> Result<(), IngestError> {
        let (what, limit) = match () {
            () if self.cells > self.limits.cells => ("cells", self.limits.cells),
            () if self.text > self.limits.text => ("bytes of text", self.limits.text),
            () => return Ok(()),
        };
        Err(IngestError::TooMuch { format: self.format, what, limit })
    }
}
