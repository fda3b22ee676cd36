//! `OpenDocument` workbooks: cells hold the text that they show.

use super::book::Book;
use super::page::{Merged, Page};
use super::shown::Shown;
use crate::limits::{Room, Used};
use crate::package::Package;
use crate::xml::{Node, Tag, Xml};
use crate::{Format, IngestError, Limits};

/// A row or cell that comes again is read at most so often.
const MOST_REPEATED: u32 = 4096;

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], room: &Room) -> Result<Book, IngestError> {
    let mut package = Package::open(bytes, Format::Ods, room)?;
    let text = package.text("content.xml")?.ok_or_else(|| IngestError::Damaged {
        format: Format::Ods,
        reason: String::from("the part content.xml is missing"),
    })?;
    let mut walk = Walk::new(room.limits);
    let mut xml = Xml::new(&text, Format::Ods);
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(_) if walk.skipped > 0 => walk.skipped += 1,
            Node::Close(_) if walk.skipped > 0 => walk.skipped -= 1,
            Node::Open(tag) => walk.open(&tag),
            Node::Close(name) => walk.close(name.name())?,
            Node::Text(text) if walk.in_paragraph && walk.skipped == 0 => walk.text.push_str(&text),
            Node::Text(_) => {}
        }
    }
    Ok(walk.book)
}

/// The place in the workbook, and what has been read.
struct Walk {
    book: Book,
    used: Used,
    row: u32,
    column: u32,
    row_repeats: u32,
    cell_repeats: u32,
    row_start: usize,
    spans: (u32, u32),
    text: String,
    in_paragraph: bool,
    skipped: usize,
}

impl Walk {
    fn new(limits: Limits) -> Self {
        Self {
            book: Book::default(),
            used: Used::new(Format::Ods, limits),
            row: 0,
            column: 0,
            row_repeats: 0,
            cell_repeats: 0,
            row_start: 0,
            spans: (1, 1),
            text: String::new(),
            in_paragraph: false,
            skipped: 0,
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let count = |name: &str| tag.number(name).unwrap_or(1).max(1);
        match tag.name() {
            "annotation" | "shapes" | "tracked-changes" => self.skipped = 1,
            "table" => {
                self.book
                    .pages
                    .push(Page { name: tag.attribute("name").unwrap_or_default(), ..Page::default() });
                (self.row, self.row_start) = (0, 0);
            }
            "table-row" => {
                self.column = 0;
                self.row_repeats = count("number-rows-repeated");
                self.row_start = self.book.pages.last().map_or(0, |page| page.cells.len());
            }
            "table-cell" | "covered-table-cell" => {
                self.cell_repeats = count("number-columns-repeated");
                self.spans = (count("number-rows-spanned"), count("number-columns-spanned"));
                self.text.clear();
            }
            "p" => {
                if !self.text.is_empty() {
                    self.text.push('\n');
                }
                self.in_paragraph = true;
            }
            "s" | "tab" if self.in_paragraph => self.text.push(' '),
            "line-break" if self.in_paragraph => self.text.push('\n'),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), IngestError> {
        match name {
            "p" => self.in_paragraph = false,
            "table-cell" | "covered-table-cell" => return self.close_cell(),
            "table-row" => return self.close_row(),
            _ => {}
        }
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), IngestError> {
        let Some(page) = self.book.pages.last_mut() else { return Ok(()) };
        let (rows, columns) = self.spans;
        if rows > 1 || columns > 1 {
            let end = |from: u32, length: u32| from..from.saturating_add(length);
            page.merged.push(Merged { rows: end(self.row, rows), columns: end(self.column, columns) });
        }
        if !self.text.trim().is_empty() {
            for offset in 0..self.cell_repeats.min(MOST_REPEATED) {
                self.used.cell(self.text.len())?;
                let column = self.column.saturating_add(offset);
                page.cells.push(Shown { row: self.row, column, text: self.text.clone() });
            }
        }
        self.text.clear();
        self.column = self.column.saturating_add(self.cell_repeats);
        Ok(())
    }

    /// Copies the cells of a row that comes several times.
    fn close_row(&mut self) -> Result<(), IngestError> {
        let Some(page) = self.book.pages.last_mut() else { return Ok(()) };
        let end = page.cells.len();
        if end > self.row_start {
            for offset in 1..self.row_repeats.min(MOST_REPEATED) {
                for index in self.row_start..end {
                    let Some(Shown { row, column, text }) = page.cells.get(index) else { continue };
                    let copy = Shown { row: row.saturating_add(offset), column: *column, text: text.clone() };
                    self.used.cell(copy.text.len())?;
                    page.cells.push(copy);
                }
            }
        }
        self.row = self.row.saturating_add(self.row_repeats);
        Ok(())
    }
}
