//! The workbook of a run: all documents, their key figures, programmes and findings, in columns that can be compared.

use juesuan_model::{Decimal, Report, Severity, StatementId};
use rust_xlsxwriter::{RowNum, Workbook, Worksheet, XlsxError};
use serde_json::json;

use super::marks::Marks;
use super::sheet::{Book, MOST_CELLS, Sheet, column, properties};
use super::style::{Look, Styles};
use crate::form::{KEY_FIGURES, Word, key_figures, severity};
use crate::{Field, Resource, Value};

/// The lists of the workbook: the resource, the name of the sheet, and the columns that are shown.
const LISTS: [(&str, &str, &[&str]); 3] = [
    (
        "documents",
        "文件",
        &[
            "document",
            "entity",
            "year",
            "status",
            "reason",
            "tables",
            "numbers",
            "numbers_read",
            "lost",
            "findings",
        ],
    ),
    (
        "programmes",
        "项目",
        &[
            "document",
            "programme",
            "kind",
            "source",
            "budget_initial",
            "budget_adjusted",
            "executed",
            "unit",
            "rate",
            "total_score",
            "grade",
            "line",
        ],
    ),
    (
        "findings",
        "问题",
        &["document", "severity", "rule", "message", "printed", "expected", "unit", "lines"],
    ),
];

/// Name of the sheet of key figures.
const FIGURES: &str = "主要数据";

/// Rows of a list: what is beyond is in the workbooks of the documents, and in the data package.
const MOST_LISTED: usize = 50_000;

/// Widest column, in narrow characters.
const WIDEST: usize = 50;

/// A value of a row while it waits: text, or a list of one text, the digits of a number.
type Cell = serde_json::Value;

/// What the workbook says of one document, for [`RunBook::add`]: the rows of each list, and the key figures in yuan.
pub(super) fn entry(report: &Report) -> Vec<u8> {
    let lists: Vec<Vec<Vec<Cell>>> =
        LISTS.iter().map(|(name, _, columns)| rows(report, name, columns)).collect();
    let mut found = key_figures(report).peekable();
    let figure = |(.., name): &(StatementId, &str, &str, Word)| {
        let (.., figure) = found.next_if(|(of, ..)| of == name)?;
        figure.yuan().map(number)
    };
    let figures: Vec<Cell> = KEY_FIGURES.iter().map(figure).map(Option::unwrap_or_default).collect();
    let body = report.entity.as_ref().map_or("", |entity| entity.name.as_str());
    json!([lists, body, report.year, figures]).to_string().into_bytes()
}

fn number(value: Decimal) -> Cell {
    json!([value.to_string()])
}

fn rows(report: &Report, resource: &str, columns: &[&str]) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let Some(resource) = crate::resource(resource) else { return rows };
    let chosen: Vec<usize> = chosen(resource, columns).map(|(at, _)| at).collect();
    resource.rows(report, |values| {
        if rows.len() < MOST_LISTED {
            rows.push(chosen.iter().map(|at| values.get(*at).map_or(Cell::Null, cell)).collect());
        }
    });
    rows
}

fn cell(value: &Value<'_>) -> Cell {
    match value {
        Value::Empty => Cell::Null,
        Value::Text(text) => json!(text),
        Value::Integer(count) => json!([count.to_string()]),
        Value::Number(value) => number(*value),
    }
}

/// The columns by name, with their places in the resource.
fn chosen<'c>(resource: &'c Resource, columns: &'c [&str]) -> impl Iterator<Item = (usize, &'c Field)> {
    let find = |name: &&str| resource.fields.iter().enumerate().find(|(_, field)| field.name == *name);
    columns.iter().filter_map(find)
}

/// The rows of all documents so far.
#[derive(Default)]
pub(super) struct RunBook {
    lists: [Vec<Vec<Cell>>; 3],
    figures: Vec<Vec<Cell>>,
    cut: bool,
}

impl RunBook {
    /// Adds what [`entry`] said of a document; what is not of its making adds nothing.
    pub(super) fn add(&mut self, document: &str, entry: &[u8]) {
        type Entry = (Vec<Vec<Vec<Cell>>>, Cell, Cell, Vec<Cell>);
        let Ok((lists, body, year, figures)) = serde_json::from_slice::<Entry>(entry) else { return };
        for (list, rows) in self.lists.iter_mut().zip(lists) {
            let room = MOST_LISTED - list.len();
            self.cut |= rows.len() > room;
            list.extend(rows.into_iter().take(room));
        }
        if figures.iter().any(|figure| !figure.is_null()) {
            self.cut |= self.figures.len() >= MOST_LISTED;
            let year = year.as_u64().map_or(Cell::Null, |year| json!(year.to_string()));
            if self.figures.len() < MOST_LISTED {
                self.figures.push([vec![json!(document), body, year], figures].concat());
            }
        }
    }

    /// The workbook.
    pub(super) fn workbook(&self) -> Result<Workbook, XlsxError> {
        let mut book =
            Book { styles: Styles::default(), marks: Marks::new(&[]), cut: false, room: MOST_CELLS };
        let mut workbook = Workbook::new();
        workbook.set_properties(&properties("")?);
        let mut pages: Vec<Page<'_>> =
            LISTS.iter().zip(&self.lists).map(|(list, rows)| Page::of(*list, rows)).collect();
        let names = KEY_FIGURES.iter().map(|(.., (zh, _))| *zh);
        let heads = ["文件", "公开单位", "年度"].into_iter().chain(names).collect();
        pages.insert(1, Page { name: FIGURES, heads, rows: &self.figures, severities: None });
        for page in &pages {
            workbook.push_worksheet(page.sheet(&mut book, self.cut)?);
        }
        Ok(workbook)
    }
}

/// A sheet of the workbook, with one row of heads, so that it can be sorted, filtered and read by programs as it is.
struct Page<'p> {
    name: &'p str,
    heads: Vec<&'p str>,
    rows: &'p [Vec<Cell>],
    /// The column of severities, which are coloured.
    severities: Option<usize>,
}

impl<'p> Page<'p> {
    /// The sheet of a list.
    fn of((resource, name, columns): (&str, &'p str, &'p [&str]), rows: &'p [Vec<Cell>]) -> Self {
        let heads = crate::resource(resource).map_or_else(Vec::new, |resource| {
            chosen(resource, columns).map(|(_, field)| super::lists::heading(field.zh)).collect()
        });
        Self { name, heads, rows, severities: columns.iter().position(|column| *column == "severity") }
    }

    /// Writes the sheet; `cut` says that not all rows of the run are in it.
    fn sheet(&self, book: &mut Book<'_>, cut: bool) -> Result<Worksheet, XlsxError> {
        let mut sheet = Sheet::new(book, self.name)?;
        for (at, head) in self.heads.iter().enumerate() {
            sheet.text(0, at, head, Look::Head)?;
        }
        for (row, cells) in (1..).zip(self.rows) {
            for (at, cell) in cells.iter().enumerate() {
                self.write(&mut sheet, (row, at), cell)?;
            }
        }
        let bottom = RowNum::try_from(self.rows.len()).unwrap_or(0);
        if cut {
            sheet.text(bottom + 2, 0, "超出部分未列入；见各文件的工作簿和数据包。", Look::Caption)?;
        }
        sheet.page.set_freeze_panes(1, 1)?;
        sheet.page.autofilter(0, 0, bottom, column(self.heads.len().saturating_sub(1)).unwrap_or(0))?;
        sheet.page.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
        sheet.finish(WIDEST)
    }

    /// Writes a waiting value.
    fn write(
        &self,
        sheet: &mut Sheet<'_, '_>,
        (row, at): (RowNum, usize),
        cell: &Cell,
    ) -> Result<(), XlsxError> {
        const LEVELS: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];
        if let Some(text) = cell.as_str() {
            let level = LEVELS.into_iter().find(|level| level.as_str() == text);
            return match level.filter(|_| self.severities == Some(at)) {
                Some(level) => sheet.marked_text(row, at, severity(level).0, level),
                None => sheet.text(row, at, text, Look::Text),
            };
        }
        match cell.get(0).and_then(Cell::as_str).and_then(|digits| digits.parse().ok()) {
            Some(value) => sheet.figure((row, at), value, None, None),
            None => sheet.text(row, at, "", Look::Text),
        }
    }
}
