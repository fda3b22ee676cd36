//! XML Spreadsheet 2003: a workbook in one XML file, as Excel saves it and reporting systems write it, mostly called `.xls`.

use std::collections::HashMap;
use std::ops::Range;

use super::book::Book;
use super::decimal::Decimal;
use super::number_format::shown;
use super::page::{Merged, Page};
use super::row_column::from_rows_and_columns;
use super::shown::Shown;
use super::stated::Formulas;
use super::time_stamp::serial;
use crate::limits::{Room, Used};
use crate::raised::is_mark;
use crate::xml::{Node, Tag, Xml};
use crate::{Format, IngestError, TextEncoding};

/// Number formats that have a name.
const NAMED: [(&str, &str); 14] = [
    ("General", ""),
    ("General Number", ""),
    ("General Date", "yyyy/m/d h:mm"),
    ("Long Date", "yyyy\"年\"m\"月\"d\"日\""),
    ("Medium Date", "d-mmm-yy"),
    ("Short Date", "yyyy/m/d"),
    ("Long Time", "h:mm:ss"),
    ("Medium Time", "h:mm"),
    ("Short Time", "h:mm"),
    ("Currency", "#,##0.00"),
    ("Euro Currency", "#,##0.00"),
    ("Fixed", "0.00"),
    ("Standard", "#,##0.00"),
    ("Percent", "0.00%"),
];

/// The format of a day in a cell that has none.
const DAY: &str = "yyyy\"年\"m\"月\"d\"日\"";

/// Elements that a sheet does not show.
const NOT_SHOWN: [&str; 2] = ["Comment", "PhoneticText"];

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], room: &Room) -> Result<Book, IngestError> {
    let (found, bom) = crate::detect::detect(bytes);
    let is_sure = bom > 0 || found == TextEncoding::UTF_8 || found.is_utf16();
    let encoding = if is_sure { found } else { declared(bytes).unwrap_or(found) };
    let decoded = crate::decode::decode(bytes, encoding, bom)?;
    let mut walk = Walk::new(Used::new(Format::Xls, room.limits));
    let mut xml = Xml::new(&decoded.text, Format::Xls);
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(tag) if NOT_SHOWN.contains(&tag.name()) => xml.skip()?,
            Node::Open(tag) => walk.open(&tag),
            Node::Close(name) => walk.close(name.name())?,
            Node::Text(text) => walk.text(&text),
        }
    }
    let Walk { mut book, formulas, mut used, .. } = walk;
    book.state(formulas, false, &mut used)?;
    Ok(book)
}

/// The encoding that the XML declaration names.
fn declared(bytes: &[u8]) -> Option<TextEncoding> {
    let head = bytes.get(..memchr::memmem::find(bytes, b"?>")?)?;
    let at = memchr::memmem::find(head, b"encoding=")? + b"encoding=".len();
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let name = head.get(at + 1..)?.iter().take_while(is_name).map(|&byte| char::from(byte));
    name.collect::<String>().parse().ok()
}

/// What text between tags is.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
enum Reads {
    /// White space.
    #[default]
    Nothing,
    /// The value of a cell.
    Value,
    /// A raised part of it, such as the number of a note.
    Raised,
    /// Whether the sheet is shown.
    Visible,
    /// The number of the sheet that is seen first.
    Active,
}

/// The cell that is being read.
#[derive(Debug, Default)]
struct Open {
    /// The style of the cell, of its row or of its column.
    style: String,
    /// The kind of its value: `Number`, `String`, `DateTime`, `Boolean`, `Error`.
    kind: String,
    value: String,
    formula: String,
    /// Columns that it covers.
    width: u32,
}

/// The place in the workbook, and what has been read.
struct Walk {
    book: Book,
    formulas: Formulas,
    used: Used,
    /// The number formats of the styles, and the style that is being read.
    formats: HashMap<String, String>,
    style: String,
    /// The styles of the columns and of the row, for cells that name none.
    column_styles: Vec<(Range<u32>, String)>,
    row_style: String,
    row: u32,
    column: u32,
    cell: Open,
    reads: Reads,
}

impl Walk {
    fn new(used: Used) -> Self {
        Self {
            book: Book::default(),
            formulas: Formulas::default(),
            used,
            formats: HashMap::new(),
            style: String::new(),
            column_styles: Vec::new(),
            row_style: String::new(),
            row: 0,
            column: 0,
            cell: Open::default(),
            reads: Reads::Nothing,
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "Style" => self.begin_style(tag),
            "NumberFormat" => {
                let code = tag.attribute("Format").unwrap_or_default();
                let named = NAMED.iter().find(|(name, _)| *name == code).map(|&(_, code)| code.to_owned());
                self.formats.insert(self.style.clone(), named.unwrap_or(code));
            }
            "Worksheet" => self.begin_sheet(tag),
            "Column" => self.note_column(tag),
            "Row" => self.begin_row(tag),
            "Cell" => self.begin_cell(tag),
            "Data" => {
                self.cell.kind = tag.attribute("Type").unwrap_or_default();
                self.reads = Reads::Value;
            }
            "Sup" if self.reads == Reads::Value => self.reads = Reads::Raised,
            "Visible" => self.reads = Reads::Visible,
            "ActiveSheet" => self.reads = Reads::Active,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.reads {
            Reads::Raised if is_mark(&self.cell.value) => {}
            Reads::Value | Reads::Raised => self.cell.value.push_str(text),
            Reads::Visible => {
                if let Some(page) = self.book.pages.last_mut() {
                    page.is_hidden = text.trim() != "SheetVisible";
                }
            }
            Reads::Active => self.book.active = text.trim().parse().unwrap_or(0),
            Reads::Nothing => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), IngestError> {
        match name {
            "Sup" if self.reads == Reads::Raised => self.reads = Reads::Value,
            "Data" | "Visible" | "ActiveSheet" => self.reads = Reads::Nothing,
            "Cell" => return self.close_cell(),
            "Row" => self.row = self.row.saturating_add(1),
            _ => {}
        }
        Ok(())
    }

    /// A style has the number format of its parent unless it says another.
    fn begin_style(&mut self, tag: &Tag<'_>) {
        self.style = tag.attribute("ID").unwrap_or_default();
        let parent = tag.attribute("Parent").and_then(|parent| self.formats.get(&parent));
        if let Some(code) = parent.cloned() {
            self.formats.insert(self.style.clone(), code);
        }
    }

    fn begin_sheet(&mut self, tag: &Tag<'_>) {
        let name = tag.attribute("Name").unwrap_or_default();
        let sheet = u32::try_from(self.book.pages.len()).unwrap_or(u32::MAX);
        self.formulas.begin(&name, sheet);
        self.book.pages.push(Page { name, ..Page::default() });
        self.column_styles.clear();
        (self.row, self.column) = (0, 0);
    }

    fn note_column(&mut self, tag: &Tag<'_>) {
        let first = index(tag).unwrap_or(self.column);
        let end = first.saturating_add(1).saturating_add(tag.number("Span").unwrap_or(0));
        if let Some(style) = tag.attribute("StyleID") {
            self.column_styles.push((first..end, style));
        }
        if let Some(page) = self.book.pages.last_mut().filter(|_| tag.says("Hidden")) {
            page.hidden.columns.push(first..end);
        }
        self.column = end;
    }

    fn begin_row(&mut self, tag: &Tag<'_>) {
        self.row = index(tag).unwrap_or(self.row);
        self.column = 0;
        self.row_style = tag.attribute("StyleID").unwrap_or_default();
        let others = tag.number("Span").unwrap_or(0);
        let end = self.row.saturating_add(1).saturating_add(others);
        if let Some(page) = self.book.pages.last_mut().filter(|_| tag.says("Hidden")) {
            page.hidden.rows.push(self.row..end);
        }
        // rows that a span covers have no cells
        self.row = self.row.saturating_add(others);
    }

    fn begin_cell(&mut self, tag: &Tag<'_>) {
        self.column = index(tag).unwrap_or(self.column);
        let covers = |name: &str| tag.number(name).unwrap_or(0).saturating_add(1);
        let (rows, columns) = (covers("MergeDown"), covers("MergeAcross"));
        if let Some(page) = self.book.pages.last_mut().filter(|_| rows > 1 || columns > 1) {
            let end = |from: u32, length: u32| from..from.saturating_add(length);
            page.merged.push(Merged { rows: end(self.row, rows), columns: end(self.column, columns) });
        }
        let of_row = Some(self.row_style.clone()).filter(|style| !style.is_empty());
        let style = tag.attribute("StyleID").or(of_row).or_else(|| {
            let of_column = self.column_styles.iter().find(|(columns, _)| columns.contains(&self.column));
            of_column.map(|(_, style)| style.clone())
        });
        self.cell = Open {
            style: style.unwrap_or_default(),
            formula: tag.attribute("Formula").unwrap_or_default(),
            width: columns,
            ..Open::default()
        };
    }

    fn close_cell(&mut self) -> Result<(), IngestError> {
        let cell = std::mem::take(&mut self.cell);
        let at = (self.row, self.column);
        self.column = self.column.saturating_add(cell.width.max(1));
        let Some(page) = self.book.pages.last_mut() else { return Ok(()) };
        let format = self.formats.get(&cell.style).map_or("", String::as_str);
        let number = cell.number();
        let text = cell.shown(number.as_ref(), format);
        let formula = cell.formula.strip_prefix('=').and_then(|formula| from_rows_and_columns(formula, at));
        if let Some(formula) = formula.filter(|_| number.is_some() || text.is_empty()) {
            self.formulas.formula(at, &formula, None, (format.to_owned(), number.clone()));
        }
        match number {
            Some(number) => self.formulas.number(at, &number),
            None if !text.is_empty() => self.formulas.text(at),
            None => {}
        }
        if !text.trim().is_empty() {
            self.used.cell_of(&page.name, at, text.len())?;
            page.cells.push(Shown { row: at.0, column: at.1, text });
        }
        Ok(())
    }
}

/// The row or column that a tag names, which are counted from 1.
fn index(tag: &Tag<'_>) -> Option<u32> {
    tag.number("Index")?.checked_sub(1)
}

impl Open {
    fn number(&self) -> Option<Decimal> {
        match self.kind.as_str() {
            "Number" => Decimal::parse(&self.value),
            "DateTime" => serial(&self.value),
            _ => None,
        }
    }

    /// What the cell shows.
    fn shown(&self, number: Option<&Decimal>, format: &str) -> String {
        match (self.kind.as_str(), number) {
            ("DateTime", Some(number)) if format.is_empty() => shown(number, DAY, false),
            (_, Some(number)) => shown(number, format, false),
            ("Boolean", _) => String::from(if self.value.trim() == "1" { "TRUE" } else { "FALSE" }),
            _ => self.value.clone(),
        }
    }
}
