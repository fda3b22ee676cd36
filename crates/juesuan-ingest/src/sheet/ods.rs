//! `OpenDocument` workbooks: cells hold the text that they show.

use std::collections::HashSet;

use super::book::Book;
use super::decimal::Decimal;
use super::page::{Merged, Page};
use super::reference::from_open_document;
use super::shown::Shown;
use super::stated::Formulas;
use crate::limits::{Room, Used};
use crate::package::Package;
use crate::tuning::TUNING;
use crate::xml::{Node, Tag, Xml};
use crate::{Format, IngestError, Limits};

/// A row or cell that comes again is read at most so often.
const MOST_REPEATED: u32 = 4096;

/// Elements that a sheet does not show.
const NOT_SHOWN: [&str; 3] = ["annotation", "shapes", "tracked-changes"];

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
            Node::Open(tag) if NOT_SHOWN.contains(&tag.name()) => xml.skip()?,
            Node::Open(tag) => walk.open(&tag),
            Node::Close(name) => walk.close(name.name())?,
            Node::Text(text) if walk.in_paragraph => walk.text.push_str(&text),
            Node::Text(_) => {}
        }
    }
    let Walk { mut book, formulas, mut used, .. } = walk;
    book.state(formulas, false, &mut used)?;
    Ok(book)
}

/// Whether a row or a column is not shown, or taken out by a filter.
fn is_hidden(tag: &Tag<'_>) -> bool {
    tag.attribute("visibility").is_some_and(|how| how == "collapse" || how == "filter")
}

/// Tells of the number, the text or the formula of a cell. What the formula gives is shown with as many decimals as the cell
/// shows.
fn note(formulas: &mut Formulas, at: (u32, u32), formula: &str, (number, text): (Option<Decimal>, &str)) {
    match &number {
        Some(number) => formulas.number(at, number),
        None if !text.trim().is_empty() => formulas.text(at),
        None => {}
    }
    if !formula.is_empty() && number.is_some() {
        formulas.formula(at, &from_open_document(formula), None, (format_of(text), number));
    }
}

/// The number format by which a text was made, as far as it can be told.
fn format_of(text: &str) -> String {
    let places = text.rsplit_once('.').map_or(0, |(_, behind)| {
        behind.chars().take_while(char::is_ascii_digit).count().min(TUNING.files.most_places)
    });
    let whole = if text.contains(',') { "#,##0" } else { "0" };
    let point = if places > 0 { "." } else { "" };
    let percent = if text.trim_end().ends_with('%') { "%" } else { "" };
    format!("{whole}{point}{}{percent}", "0".repeat(places))
}

/// The place in the workbook, and what has been read.
struct Walk {
    book: Book,
    /// The style that is being read, and those whose sheets are not shown.
    style: String,
    hiding: HashSet<String>,
    formulas: Formulas,
    /// Formula and number of the cell that is being read.
    formula: String,
    number: Option<Decimal>,
    used: Used,
    row: u32,
    column: u32,
    row_repeats: u32,
    cell_repeats: u32,
    row_start: usize,
    spans: (u32, u32),
    text: String,
    in_paragraph: bool,
}

impl Walk {
    fn new(limits: Limits) -> Self {
        Self {
            book: Book::default(),
            style: String::new(),
            hiding: HashSet::new(),
            formulas: Formulas::default(),
            formula: String::new(),
            number: None,
            used: Used::new(Format::Ods, limits),
            row: 0,
            column: 0,
            row_repeats: 0,
            cell_repeats: 0,
            row_start: 0,
            spans: (1, 1),
            text: String::new(),
            in_paragraph: false,
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let count = |name: &str| tag.number(name).unwrap_or(1).max(1);
        match tag.name() {
            "style" => self.style = tag.attribute("name").unwrap_or_default(),
            "table-properties" if tag.attribute("display").as_deref() == Some("false") => {
                self.hiding.insert(self.style.clone());
            }
            "table" => {
                let style = tag.attribute("style-name").unwrap_or_default();
                let (name, is_hidden) =
                    (tag.attribute("name").unwrap_or_default(), self.hiding.contains(&style));
                let sheet = u32::try_from(self.book.pages.len()).unwrap_or(u32::MAX);
                self.formulas.begin(&name, sheet);
                self.book.pages.push(Page { name, is_hidden, ..Page::default() });
                (self.row, self.row_start, self.column) = (0, 0, 0);
            }
            "table-column" => {
                let end = self.column.saturating_add(count("number-columns-repeated"));
                if let Some(page) = self.book.pages.last_mut().filter(|_| is_hidden(tag)) {
                    page.hidden.columns.push(self.column..end);
                }
                self.column = end;
            }
            "table-row" => {
                self.column = 0;
                self.row_repeats = count("number-rows-repeated");
                if let Some(page) = self.book.pages.last_mut().filter(|_| is_hidden(tag)) {
                    page.hidden.rows.push(self.row..self.row.saturating_add(self.row_repeats));
                }
                self.row_start = self.book.pages.last().map_or(0, |page| page.cells.len());
            }
            "table-cell" | "covered-table-cell" => {
                self.cell_repeats = count("number-columns-repeated");
                self.spans = (count("number-rows-spanned"), count("number-columns-spanned"));
                self.formula = tag.attribute("formula").unwrap_or_default();
                self.number = tag.attribute("value").as_deref().and_then(Decimal::parse);
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
        note(&mut self.formulas, (self.row, self.column), &self.formula, (self.number.take(), &self.text));
        if !self.text.trim().is_empty() {
            for offset in 0..self.cell_repeats.min(MOST_REPEATED) {
                let column = self.column.saturating_add(offset);
                self.used.cell_of(&page.name, (self.row, column), self.text.len())?;
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
                    self.used.cell_of(&page.name, (copy.row, copy.column), copy.text.len())?;
                    page.cells.push(copy);
                }
            }
        }
        self.row = self.row.saturating_add(self.row_repeats);
        Ok(())
    }
}
