//! How much of one document is read: what a small file unpacks to must not fill the memory or take minutes.

use std::cell::Cell;
use std::fmt;
#[cfg(any(feature = "docx", feature = "ofd", feature = "sheet"))]
use std::rc::Rc;
use std::time::{Duration, Instant};

#[cfg(feature = "sheet")]
use juesuan_source::CellName;

use crate::tuning::TUNING;
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
    /// Seconds that reading may take. Of all limits this alone depends on the machine; a book of 600 pages takes ten.
    pub seconds: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { text: 8 << 20, unpacked: 128 << 20, cells: 1_000_000, seconds: 600 }
    }
}

/// How far the reading of a document had come.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reached {
    /// A page, counted from 1.
    Page(u32),
    /// A cell of a workbook, with its sheet.
    Cell(String),
    /// A line of the text, counted from 1.
    Line(u32),
    /// A file in an archive.
    File(String),
}

impl fmt::Display for Reached {
    /// `page 7`, `cell 表一!B7`, `line 12`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(page) => write!(f, "page {page}"),
            Self::Cell(cell) => write!(f, "cell {cell}"),
            Self::Line(line) => write!(f, "line {line}"),
            Self::File(name) if name.is_empty() => write!(f, "its contents"),
            Self::File(name) => write!(f, "file {name}"),
        }
    }
}

/// The time by which a document must be read.
#[allow(dead_code, reason = "formats have places of their own")]
#[derive(Debug)]
pub(crate) struct Clock {
    /// `None` where it is too far off for a clock.
    end: Option<Instant>,
    seconds: u32,
    steps: Cell<u32>,
}

#[allow(dead_code, reason = "formats have places of their own")]
impl Clock {
    pub(crate) fn new(limits: Limits) -> Self {
        let end = Instant::now().checked_add(Duration::from_secs(u64::from(limits.seconds)));
        Self { end, seconds: limits.seconds, steps: Cell::new(0) }
    }

    /// Counts a step and says whether the time is over; the clock is looked at now and then.
    pub(crate) fn is_late(&self) -> bool {
        let steps = self.steps.get();
        self.steps.set(steps.wrapping_add(1));
        steps.is_multiple_of(TUNING.files.stride) && self.is_over()
    }

    /// Whether the time is over now.
    pub(crate) fn is_over(&self) -> bool {
        self.end.is_some_and(|end| Instant::now() >= end)
    }

    /// The time that is left; none where it is over.
    pub(crate) fn left(&self) -> Duration {
        self.end.map_or(Duration::MAX, |end| end.saturating_duration_since(Instant::now()))
    }

    /// Ends the reading of a document where its time is over.
    pub(crate) fn check(&self, format: Format, place: impl FnOnce() -> Reached) -> Result<(), IngestError> {
        if self.is_late() { Err(self.error(format, place())) } else { Ok(()) }
    }

    pub(crate) fn error(&self, format: Format, place: Reached) -> IngestError {
        IngestError::TooSlow { format, seconds: self.seconds, place }
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
    clock: Clock,
    cells: u64,
    text: u64,
    #[cfg(feature = "docx")]
    lines: u32,
}

#[cfg(any(feature = "docx", feature = "sheet"))]
impl Used {
    pub(crate) fn new(format: Format, limits: Limits) -> Self {
        Self {
            format,
            limits,
            clock: Clock::new(limits),
            cells: 0,
            text: 0,
            #[cfg(feature = "docx")]
            lines: 0,
        }
    }

    /// Takes account of a cell of a sheet with so many bytes of text.
    #[cfg(feature = "sheet")]
    pub(crate) fn cell_of(&mut self, sheet: &str, at: (u32, u32), bytes: usize) -> Result<(), IngestError> {
        let name = || CellName { sheet, row: at.0, column: at.1 }.to_string();
        self.clock.check(self.format, || Reached::Cell(name()))?;
        self.cell(bytes)
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
        self.lines = self.lines.saturating_add(1);
        self.clock.check(self.format, || Reached::Line(self.lines))?;
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
