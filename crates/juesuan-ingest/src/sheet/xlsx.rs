//! Excel since 2007: what the cells show, with number formats and merged cells.

use std::collections::HashMap;
use std::ops::Range;

use super::address::place;
use super::book::Book;
use super::decimal::Decimal;
use super::number_format::{built_in, shown};
use super::page::{Merged, Page};
use super::shown::Shown;
use super::stated::Formulas;
use crate::limits::{Room, Used};
use crate::package::Package;
use crate::raised::is_mark;
use crate::xml::{Node, Tag, Xml};
use crate::{Format, IngestError};

/// Sheets of one workbook.
const MOST_SHEETS: usize = 1024;

/// What the parts of a workbook share.
struct Shared {
    strings: Vec<String>,
    /// The number format of each style of cells.
    formats: Vec<String>,
    since_1904: bool,
}

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], room: &Room) -> Result<Book, IngestError> {
    let mut package = Package::open(bytes, Format::Xlsx, room)?;
    let roots = package.relations("")?;
    let main = roots.into_iter().find(|root| root.kind == "officeDocument").map(|root| root.part);
    let main = main.unwrap_or_else(|| String::from("xl/workbook.xml"));
    let relations = package.relations(&main)?;
    let part = |kind: &str| relations.iter().find(|one| one.kind == kind).map(|one| one.part.as_str());
    let mut shared = Shared { strings: Vec::new(), formats: Vec::new(), since_1904: false };
    if let Some(text) = part("sharedStrings").map(|name| package.text(name)).transpose()?.flatten() {
        shared.strings = strings(&text, room.limits.cells)?;
    }
    if let Some(text) = part("styles").map(|name| package.text(name)).transpose()?.flatten() {
        shared.formats = formats(&text)?;
    }
    let text = package.text(&main)?.ok_or_else(|| IngestError::Damaged {
        format: Format::Xlsx,
        reason: format!("the part {main} is missing"),
    })?;
    let mut book = Book::default();
    let mut sheets: Vec<(Page, String)> = Vec::new();
    let mut xml = Xml::new(&text, Format::Xlsx);
    while let Some(node) = xml.next()? {
        let Node::Open(tag) = node else { continue };
        match tag.name() {
            "workbookPr" => {
                shared.since_1904 = tag.attribute("date1904").is_some_and(|on| on == "1" || on == "true");
            }
            "workbookView" => book.active = tag.number("activeTab").unwrap_or(0) as usize,
            "sheet" => {
                let is_hidden = tag.attribute("state").is_some_and(|state| state != "visible");
                let page =
                    Page { name: tag.attribute("name").unwrap_or_default(), is_hidden, ..Page::default() };
                sheets.push((page, tag.attribute("id").unwrap_or_default()));
            }
            _ => {}
        }
    }
    if sheets.len() > MOST_SHEETS {
        return Err(IngestError::TooMuch { format: Format::Xlsx, what: "sheets", limit: MOST_SHEETS as u64 });
    }
    let mut used = Used::new(Format::Xlsx, room.limits);
    let mut formulas = Formulas::default();
    for (number, (mut page, id)) in (0..).zip(sheets) {
        let target = relations.iter().find(|one| one.id == id && one.kind == "worksheet");
        formulas.begin(&page.name, number);
        if let Some(text) = target.map(|one| package.text(&one.part)).transpose()?.flatten() {
            sheet(&text, &shared, &mut page, (&mut used, &mut formulas))?;
        }
        book.pages.push(page);
    }
    book.state(formulas, shared.since_1904, &mut used)?;
    Ok(book)
}

/// The texts that cells point to.
fn strings(text: &str, limit: u64) -> Result<Vec<String>, IngestError> {
    let mut xml = Xml::new(text, Format::Xlsx);
    let mut strings = Vec::new();
    let mut current = String::new();
    let (mut in_text, mut phonetic, mut is_raised) = (false, false, false);
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(tag) => match tag.name() {
                "si" => current.clear(),
                "rPh" => phonetic = true,
                "r" => is_raised = false,
                "vertAlign" => is_raised = tag.attribute("val").as_deref() == Some("superscript"),
                "t" => in_text = true,
                _ => {}
            },
            Node::Close(name) => match name.name() {
                "si" if strings.len() as u64 >= limit => {
                    let what = "texts of cells";
                    return Err(IngestError::TooMuch { format: Format::Xlsx, what, limit });
                }
                "si" => strings.push(std::mem::take(&mut current)),
                "rPh" => phonetic = false,
                "r" => is_raised = false,
                "t" => in_text = false,
                _ => {}
            },
            Node::Text(_) if is_raised && is_mark(&current) => {}
            Node::Text(text) if in_text && !phonetic => current.push_str(&text),
            Node::Text(_) => {}
        }
    }
    Ok(strings)
}

/// The number formats of the styles of cells, in their order.
fn formats(text: &str) -> Result<Vec<String>, IngestError> {
    let mut xml = Xml::new(text, Format::Xlsx);
    let mut own: HashMap<u32, String> = HashMap::new();
    let mut formats = Vec::new();
    let mut in_cells = false;
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(tag) => match tag.name() {
                "numFmt" => {
                    if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.attribute("formatCode")) {
                        own.insert(id, code);
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = tag.number("numFmtId").unwrap_or(0);
                    formats.push(own.get(&id).cloned().unwrap_or_else(|| built_in(id).to_owned()));
                }
                _ => {}
            },
            Node::Close(name) if name.name() == "cellXfs" => in_cells = false,
            _ => {}
        }
    }
    Ok(formats)
}

/// The cell that is being read.
#[derive(Default)]
struct Open {
    row: u32,
    column: u32,
    kind: String,
    style: usize,
    value: String,
    formula: String,
    /// The kind of the formula, and the number under which cells share it.
    formula_kind: String,
    shared: Option<u32>,
}

/// Reads the cells of a sheet.
fn sheet(
    text: &str,
    shared: &Shared,
    page: &mut Page,
    (used, formulas): (&mut Used, &mut Formulas),
) -> Result<(), IngestError> {
    let mut xml = Xml::new(text, Format::Xlsx);
    let mut open = Open::default();
    let (mut in_value, mut in_formula, mut phonetic) = (false, false, false);
    let (mut row, mut column) = (0, 0);
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(tag) => match tag.name() {
                "row" => {
                    row = tag.number("r").map_or(row, |number| number.saturating_sub(1));
                    column = 0;
                    if tag.says("hidden") {
                        page.hidden.rows.push(row..row.saturating_add(1));
                    }
                }
                "col" => page.hidden.columns.extend(hidden_columns(&tag)),
                "c" => open = cell(&tag, row, column),
                "v" | "t" => in_value = true,
                "f" => {
                    in_formula = true;
                    open.formula_kind = tag.attribute("t").unwrap_or_default();
                    open.shared = tag.number("si");
                }
                "rPh" => phonetic = true,
                "mergeCell" => page.merged.extend(tag.attribute("ref").as_deref().and_then(merged)),
                _ => {}
            },
            Node::Close(name) => match name.name() {
                "row" => row = row.saturating_add(1),
                "c" => {
                    column = open.column.saturating_add(1);
                    let text = open.shown(shared);
                    open.note(formulas, shared, text.is_empty());
                    if !text.trim().is_empty() {
                        used.cell_of(&page.name, (open.row, open.column), text.len())?;
                        page.cells.push(Shown { row: open.row, column: open.column, text });
                    }
                }
                "v" | "t" => in_value = false,
                "f" => in_formula = false,
                "rPh" => phonetic = false,
                _ => {}
            },
            Node::Text(text) if in_formula => open.formula.push_str(&text),
            Node::Text(text) if in_value && !phonetic => open.value.push_str(&text),
            Node::Text(_) => {}
        }
    }
    Ok(())
}

/// The columns that a tag hides.
fn hidden_columns(tag: &Tag<'_>) -> Option<Range<u32>> {
    let (first, last) = (tag.number("min")?, tag.number("max")?);
    (tag.says("hidden") && (1..=last).contains(&first)).then(|| first - 1..last)
}

fn cell(tag: &Tag<'_>, row: u32, column: u32) -> Open {
    let place = tag.attribute("r").as_deref().and_then(place);
    let (row, column) = place.unwrap_or((row, column));
    Open {
        row,
        column,
        kind: tag.attribute("t").unwrap_or_default(),
        style: tag.number("s").unwrap_or(0) as usize,
        ..Open::default()
    }
}

impl Open {
    /// Tells of the number, the text or the formula of the cell.
    fn note(&self, formulas: &mut Formulas, shared: &Shared, is_empty: bool) {
        let at = (self.row, self.column);
        let is_number = matches!(self.kind.as_str(), "" | "n");
        let number = Decimal::parse(&self.value).filter(|_| is_number);
        let formula = match self.formula_kind.as_str() {
            "" | "normal" => Some(self.formula.as_str()).filter(|text| !text.is_empty()),
            "shared" => Some(self.formula.as_str()),
            // it computes many cells at once
            _ => None,
        };
        if let Some(text) = formula.filter(|_| number.is_some() || is_empty) {
            let format = shared.formats.get(self.style).cloned().unwrap_or_default();
            formulas.formula(at, text, self.shared, (format, number.clone()));
        }
        match number {
            Some(number) => formulas.number(at, &number),
            None if !is_empty => formulas.text(at),
            None => {}
        }
    }

    /// What the cell shows.
    fn shown(&self, shared: &Shared) -> String {
        match self.kind.as_str() {
            "s" => {
                let index = self.value.trim().parse::<usize>().ok();
                index.and_then(|index| shared.strings.get(index)).cloned().unwrap_or_default()
            }
            "str" | "inlineStr" | "e" => self.value.clone(),
            "b" => String::from(if self.value.trim() == "1" { "TRUE" } else { "FALSE" }),
            _ => {
                let format = shared.formats.get(self.style).map_or("", String::as_str);
                let number = Decimal::parse(&self.value);
                number.map_or_else(|| self.value.clone(), |number| shown(&number, format, shared.since_1904))
            }
        }
    }
}

/// The cells of `A1:C2`.
fn merged(range: &str) -> Option<Merged> {
    let (from, to) = range.split_once(':')?;
    let ((top, left), (bottom, right)) = (place(from)?, place(to)?);
    Some(Merged { rows: top..bottom.checked_add(1)?, columns: left..right.checked_add(1)? })
}
