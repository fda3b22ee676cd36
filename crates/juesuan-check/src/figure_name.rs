//! How figures are called in messages.

use std::borrow::Cow;

use juesuan_model::{Column, ColumnIndex, Item, Row, RowIndex, TableId};
use juesuan_source::chars::is_numeral;

use crate::Text;
use crate::quantity::{Quantity, Source};
use crate::statement_index::Book;

/// A cell of a statutory table by its table, row and column.
#[derive(Copy, Clone, Debug)]
pub(crate) struct CellName<'b> {
    pub(crate) table: TableId,
    pub(crate) row: &'b Row,
    pub(crate) column: &'b Column,
    /// Table, row and column as indexes, to see what several cells have in common.
    pub(crate) at: (TableId, RowIndex, ColumnIndex),
}

/// What the figures of a list have in common, and need not be said of each.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Common {
    /// All stand in one table.
    pub table: bool,
    /// All stand in one row.
    pub row: bool,
    /// All stand in one column.
    pub column: bool,
}

impl Book<'_> {
    /// The name of a cell of a sheet.
    pub(crate) fn cell_name(&self, sheet: u8, cell: u32) -> Option<CellName<'_>> {
        let sheet = self.every_sheet().get(usize::from(sheet))?;
        let cell = sheet.table().cells().get(cell as usize)?;
        let row = sheet.table().row(cell.row)?;
        let column = sheet.table().column(cell.column)?;
        Some(CellName { table: sheet.id(), row, column, at: (sheet.id(), cell.row, cell.column) })
    }
}

impl CellName<'_> {
    fn row_zh(&self) -> Cow<'_, str> {
        let code = self.row.code_text();
        let label = if self.row.label.is_empty() {
            self.row.item.and_then(Item::name_zh).unwrap_or("")
        } else {
            without_number(&self.row.label)
        };
        if code.is_empty() { Cow::Borrowed(label) } else { code + label }
    }

    fn row_en(&self) -> Cow<'_, str> {
        match self.row.item.and_then(Item::name_en) {
            Some(name) => Cow::Borrowed(name),
            None => self.row_zh(),
        }
    }

    fn column_zh(&self) -> Cow<'_, str> {
        let measure = self.column.measure.and_then(juesuan_model::Measure::name_zh);
        match (measure, self.column.item.and_then(Item::name_zh)) {
            (Some(measure), Some(item)) => Cow::Owned(format!("{item}{measure}")),
            (Some(name), None) | (None, Some(name)) => Cow::Borrowed(name),
            (None, None) => self.column.path.last().map_or(Cow::Borrowed(""), |last| Cow::Borrowed(last)),
        }
    }

    fn column_en(&self) -> Cow<'_, str> {
        let measure = self.column.measure.and_then(juesuan_model::Measure::name_en);
        match (measure, self.column.item.and_then(Item::name_en)) {
            (Some(measure), Some(item)) => Cow::Owned(format!("{item}, {measure}")),
            (Some(name), None) | (None, Some(name)) => Cow::Borrowed(name),
            (None, None) => self.column_zh(),
        }
    }

    fn text(&self, common: Common) -> Text {
        Text::owned(self.zh(common), self.en(common))
    }

    fn zh(&self, common: Common) -> String {
        let mut zh = if common.table { String::new() } else { table_zh(self.table) };
        if !common.row {
            let row = self.row_zh();
            if common.table {
                zh.push_str(&row);
            } else if !row.is_empty() {
                zh.push('“');
                // marks within marks are single
                if row.contains(['“', '”']) {
                    zh.push_str(&row.replace('“', "‘").replace('”', "’"));
                } else {
                    zh.push_str(&row);
                }
                zh.push('”');
            }
        }
        if !common.column {
            zh.push_str(&self.column_zh());
        }
        zh
    }

    fn en(&self, common: Common) -> String {
        let mut en = String::new();
        if !common.row {
            en.push_str(&self.row_en());
        }
        if !common.column {
            if !en.is_empty() {
                en.push_str(" / ");
            }
            en.push_str(&self.column_en());
        }
        match (common.table, en.is_empty()) {
            (true, _) => en,
            (false, true) => self.table.to_string(),
            (false, false) => format!("{} {en}", self.table),
        }
    }
}

/// The title of a form in Chinese title marks, or the name of another table.
pub fn table_zh(id: impl Into<TableId>) -> String {
    let id = id.into();
    id.form_title().map_or_else(|| id.to_string(), |title| ["《", title, "》"].concat())
}

/// What a figure is called, leaving out what is common to its list.
pub fn of(book: &Book<'_>, figure: &Quantity, common: Common) -> Text {
    match &figure.source {
        Source::Named(text) => (**text).clone(),
        Source::Later(later) => (later.name)(book.report(), later.at),
        Source::Cell { sheet, cell } => {
            book.cell_name(*sheet, *cell).map(|name| name.text(common)).unwrap_or_default()
        }
    }
}

/// What a figure is called in Chinese, in full.
pub(crate) fn zh(book: &Book<'_>, figure: &Quantity) -> String {
    match &figure.source {
        Source::Named(text) => text.zh.clone().into_owned(),
        Source::Later(later) => (later.name)(book.report(), later.at).zh.into_owned(),
        Source::Cell { sheet, cell } => {
            book.cell_name(*sheet, *cell).map(|name| name.zh(Common::default())).unwrap_or_default()
        }
    }
}

/// What the figures of a list have in common. A list of one has nothing in common, so that it is named in full.
pub fn common<'q>(book: &Book<'_>, figures: impl IntoIterator<Item = &'q Quantity>) -> Common {
    let mut cells = figures.into_iter().map(|figure| match figure.source {
        Source::Cell { sheet, cell } => book.cell_name(sheet, cell).map(|name| name.at),
        Source::Named(_) | Source::Later(_) => None,
    });
    let Some(Some((table, row, column))) = cells.next() else { return Common::default() };
    let mut common = Common { table: true, row: true, column: true };
    let mut several = false;
    for cell in cells {
        several = true;
        common.table &= cell.is_some_and(|(other, ..)| other == table);
        common.row &= cell.is_some_and(|(other, at, _)| (other, at) == (table, row));
        common.column &= cell.is_some_and(|(other, _, at)| (other, at) == (table, column));
    }
    if several { common } else { Common::default() }
}

/// A label without the 一、 in front of it.
fn without_number(label: &str) -> &str {
    label
        .split_once('、')
        .filter(|(number, _)| number.chars().all(is_numeral))
        .map_or(label, |(_, name)| name)
}
