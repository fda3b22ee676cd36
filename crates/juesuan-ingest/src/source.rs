//! A decoded document and the way back to its bytes.

use std::borrow::Cow;
use std::fmt;

use juesuan_source::{GridFragment, PagePicture, Rect, Run, Sheets, Span};

use crate::decode::{self, Checkpoint};
use crate::{Format, TextEncoding};

/// Bytes that are no text in the encoding of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecodable {
    /// Offset of the first U+FFFD that stands for them in the text.
    pub offset: u32,
    /// 1-based line in the text.
    pub line: u32,
    /// Offset of the first of them in the bytes of the document; 0 in files that are no text.
    pub byte_offset: u64,
    /// How many they are; 0 where a font has no name for a character.
    pub length: u64,
    /// The first of them, at most 16.
    pub bytes: Vec<u8>,
}

impl fmt::Display for Undecodable {
    /// `byte 17 (line 2): 0x81 0xff cannot be decoded`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.length == 0 {
            return write!(f, "line {}: the font does not say which character this is", self.line);
        }
        write!(f, "byte {} (line {}):", self.byte_offset, self.line)?;
        for byte in &self.bytes {
            write!(f, " {byte:#04x}")?;
        }
        if self.length > self.bytes.len() as u64 {
            write!(f, " … ({} bytes)", self.length)?;
        }
        f.write_str(" cannot be decoded")
    }
}

/// What a file hides.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HiddenKind {
    /// A sheet of a workbook.
    Sheet,
    /// Rows of a sheet or of a table.
    Rows,
    /// Columns of a sheet.
    Columns,
    /// Text of a document.
    Text,
}

/// A part of a file that its program does not show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Where in the text it stands, or would stand.
    pub offset: u32,
    /// What it is.
    pub kind: HiddenKind,
    /// What is hidden, as its program names it: `表二`, `表二!5:7`; for text how much of it there is.
    pub name: String,
    /// Whether it is part of the text all the same.
    pub is_read: bool,
}

/// Rows, columns, a sheet or text that a file hides.
#[allow(dead_code, reason = "only some formats hide parts")]
#[derive(Debug)]
pub(crate) struct HiddenPart {
    pub(crate) kind: HiddenKind,
    /// What is hidden, as its program names it.
    pub(crate) name: String,
    /// Whether it is part of the text all the same.
    pub(crate) is_read: bool,
}

/// A formula of a workbook beside what its cell shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetFormula {
    /// The characters of its cell in the text.
    pub span: Span,
    /// The formula as its program writes it, the sign in front: `=SUM(B2:B5)`.
    pub formula: String,
    /// What the cell would show if the formula were computed again; `None` where it is more than sums,
    /// products, quotients and what is chosen between them.
    pub gives: Option<String>,
    /// Whether the workbook holds a value; without one the cell shows what the formula gives.
    pub is_stored: bool,
}

/// The decoded text of one document.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The text, without byte order mark, line ends as they were. Borrowed where the bytes were UTF-8.
    pub text: Cow<'a, str>,
    /// The format it was read from.
    pub format: Format,
    /// The encoding it was decoded from; UTF-8 for formats that say so themselves.
    pub encoding: TextEncoding,
    /// Whether a byte order mark stood in front.
    pub had_bom: bool,
    /// Runs of bytes that could not be decoded, at most [`Source::MOST_RUNS`] of them.
    pub undecodable: Vec<Undecodable>,
    /// How many such runs there are.
    pub undecodable_runs: u64,
    /// Where pages begin: offset 0 and the offset after each form feed. Empty where the text has no form feed.
    pub pages: Vec<u32>,
    /// Pages that are pictures without text, counted from 1: what they show is not in the text.
    pub pictures: Vec<u32>,
    /// Pages that are pictures whose characters were recognised, counted from 1.
    pub recognised: Vec<u32>,
    /// How the pages look, in their order; empty where that was not asked for, and for formats whose pages are not drawn.
    pub page_pictures: Vec<PagePicture>,
    /// Where pieces of the text were drawn, in the order of the text; empty where the format has no positions.
    pub runs: Vec<Run>,
    /// Cells that the format states, in the order of the text; empty where it knows no tables.
    pub grids: Vec<GridFragment>,
    /// The text of tables whose cells no lines part from left to right, in order: white and heads say which column is which.
    pub positioned: Vec<Span>,
    /// The sheets of a workbook and the places of its cells in the text; empty for other formats.
    pub sheets: Sheets,
    /// What the file hides, in the order of the text.
    pub hidden: Vec<Hidden>,
    /// The formulas of a workbook whose cells are part of the text, in its order.
    pub formulas: Vec<SheetFormula>,
    pub(crate) bytes: &'a [u8],
    pub(crate) bom: usize,
    pub(crate) checkpoints: Vec<Checkpoint>,
}

impl Source<'_> {
    /// How many runs of undecodable bytes are described; the rest is counted.
    pub const MOST_RUNS: usize = 10_000;

    /// The 1-based page on which the text at `offset` stands; `None` where the document has no pages.
    pub fn page(&self, offset: u32) -> Option<u32> {
        let before = self.pages.partition_point(|&start| start <= offset);
        u32::try_from(before).ok().filter(|&page| page > 0)
    }

    /// The box around a span on the page where it begins, in hundredths of a point; `None` where no run covers it.
    pub fn bounds(&self, span: Span) -> Option<Rect> {
        Run::bounds(&self.runs, span)
    }

    /// Where in the bytes of the document the character at `offset` in the text began.
    ///
    /// Fast for UTF-8. For other encodings the text is decoded again from the nearest place whose bytes are known:
    /// some kilobytes away, or as far as the last ASCII blank, line end or punctuation mark.
    pub fn byte_offset(&self, offset: u32) -> u64 {
        decode::byte_offset(self, offset)
    }
}
