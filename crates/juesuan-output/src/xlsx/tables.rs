//! The statutory tables, each on a sheet as its form prints it, and all other tables under one another.

use juesuan_model::{Cell, Entry, Report, RowIndex, StatementId, Table};
use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use super::beside::Beside;
use super::sheet::{Book, MOST_ROWS, Sheet, cell_name, column};
use super::style::Look;
use crate::form::{Form, Panel, heads, table_kind};

/// Widest column, in narrow characters.
const WIDEST: usize = 46;

/// The first row of a form's header: title, number, body and unit stand above.
const TOP: RowNum = 3;

/// A table and the cell at which it begins, for the summary.
pub(super) struct Begun<'r> {
    pub(super) table: &'r Table,
    pub(super) cell: String,
}

/// The sheets of the statutory tables.
pub(super) fn statements<'r>(
    report: &'r Report,
    beside: &Beside<'_>,
    book: &mut Book<'r>,
    begun: &mut Vec<Begun<'r>>,
) -> Result<Vec<Worksheet>, XlsxError> {
    let mut sheets = Vec::new();
    let mut named: Vec<(StatementId, u32)> = Vec::new();
    for table in &report.tables {
        let Some(id) = table.id().statement() else { continue };
        let count = match named.iter_mut().find(|(known, _)| *known == id) {
            Some((_, count)) => {
                *count += 1;
                *count
            }
            None => named.push_mut((id, 1)).1,
        };
        // a document can print a table twice; sheets cannot share a name
        let name = if count == 1 { id.to_string() } else { format!("{id} ({count})") };
        begun.push(Begun { table, cell: cell_name(&name, 0, 0) });
        sheets.push(statement(report, (table, id), beside, book, &name)?);
    }
    Ok(sheets)
}

fn statement<'r>(
    report: &'r Report,
    (table, id): (&'r Table, StatementId),
    beside: &Beside<'_>,
    book: &mut Book<'r>,
    name: &str,
) -> Result<Worksheet, XlsxError> {
    let form = Form::of(table);
    let width = form.panels.iter().map(|panel| panel.stubs() + panel.columns.len()).sum::<usize>().max(1);
    let mut sheet = Sheet::new(book, name)?;
    let title = if table.title().is_empty() { id.title() } else { table.title() };
    sheet.span((0, 0), (1, width.max(2)), title, Look::Title)?;
    sheet.page.set_row_height(0, 26)?;
    let half = (width / 2).max(1);
    let rest = (width - width / 2).max(1);
    sheet.span((1, half), (1, rest), &beside.number(table, id), Look::CaptionRight)?;
    let body = report.entity.as_ref().map_or("", |entity| entity.name.as_str());
    sheet.span((2, 0), (1, half), &stated("部门：", body), Look::Caption)?;
    let unit = table.unit().map_or_else(String::new, |unit| stated("金额单位：", &unit.name()));
    sheet.span((2, half), (1, rest), &unit, Look::CaptionRight)?;
    let (first, mut next) = write_form(&mut sheet, &form, TOP)?;
    for note in beside.notes(table) {
        sheet.span((next, 0), (1, width.max(2)), &note, Look::Note)?;
        next += 1;
    }
    let lines = format!("原文第{}–{}行", table.line_start(), table.line_end());
    sheet.span((next, 0), (1, width.max(2)), &lines, Look::Caption)?;
    let frozen = match form.panels.as_slice() {
        [only] => only.stubs(),
        _ => 0,
    };
    sheet.page.set_freeze_panes(first, column(frozen).unwrap_or(0))?;
    sheet.page.set_repeat_rows(TOP, first.saturating_sub(1))?;
    sheet.page.set_landscape().set_print_fit_to_pages(1, 0);
    sheet.finish(WIDEST)
}

fn stated(name: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("{name}{value}") }
}

/// All other tables under one another; a sheet that is full is followed by another.
pub(super) fn others<'r>(
    report: &'r Report,
    book: &mut Book<'r>,
    begun: &mut Vec<Begun<'r>>,
) -> Result<Vec<Worksheet>, XlsxError> {
    let mut tables = report.tables.iter().filter(|table| table.id().statement().is_none()).peekable();
    let mut sheets = Vec::new();
    while tables.peek().is_some() {
        let name = match sheets.len() {
            0 => "其他表".to_owned(),
            full => format!("其他表 ({})", full + 1),
        };
        let mut sheet = Sheet::new(book, &name)?;
        let mut row = 0;
        while let Some(table) = tables.next_if(|table| row == 0 || fits(row, table)) {
            begun.push(Begun { table, cell: cell_name(&name, row, 0) });
            let title = format!(
                "{} {} {}（{}，原文第{}–{}行）",
                table.id(),
                table.title(),
                table.unit().map_or_else(String::new, |unit| stated("单位：", &unit.name())),
                table_kind(table.kind()).0,
                table.line_start(),
                table.line_end(),
            );
            sheet.span((row, 0), (1, 8), &title, Look::Caption)?;
            row = write_form(&mut sheet, &Form::of(table), row + 1)?.1 + 1;
        }
        sheet.page.set_landscape().set_print_fit_to_pages(1, 0);
        sheets.push(sheet.finish(WIDEST)?);
    }
    Ok(sheets)
}

fn fits(row: RowNum, table: &Table) -> bool {
    row as usize + table.rows().len() + 20 < MOST_ROWS as usize
}

/// Writes header and lines of a form from a row on; the first row of figures, and the row below the last.
fn write_form(
    sheet: &mut Sheet<'_, '_>,
    form: &Form<'_>,
    top: RowNum,
) -> Result<(RowNum, RowNum), XlsxError> {
    let (depth, cells) = heads(form);
    for cell in &cells {
        let row = top + RowNum::try_from(cell.row).unwrap_or(0);
        sheet.span((row, cell.column), (cell.rows, cell.columns), cell.text, Look::Head)?;
    }
    let mut first = top + RowNum::try_from(depth).unwrap_or(1);
    if has_column_numbers(form) {
        write_column_numbers(sheet, form, first)?;
        first += 1;
    }
    let mut row = first;
    let width = form.panels.iter().map(|panel| panel.stubs() + panel.columns.len()).sum::<usize>();
    for line in &form.lines {
        let room = sheet.book.room.checked_sub(width);
        sheet.book.room = room.unwrap_or(0);
        if row >= MOST_ROWS || room.is_none() {
            sheet.book.cut = true;
            break;
        }
        write_line(sheet, form, line, row)?;
        row += 1;
    }
    Ok((first, row))
}

/// Whether the official form numbers its columns: all do but that of basic expenditure by economic class.
fn has_column_numbers(form: &Form<'_>) -> bool {
    form.table.id().statement().is_some_and(|id| id != StatementId::Z06)
        && form.panels.iter().all(|panel| panel.stubs() > 0)
}

/// The row 栏次: the columns of figures numbered from left to right.
fn write_column_numbers(sheet: &mut Sheet<'_, '_>, form: &Form<'_>, row: RowNum) -> Result<(), XlsxError> {
    let (mut at, mut number) = (0, 0);
    for panel in &form.panels {
        sheet.span((row, at), (1, panel.stubs()), "栏次", Look::Centre)?;
        at += panel.stubs();
        for _ in &panel.columns {
            number += 1;
            sheet.ordinal(row, at, number)?;
            at += 1;
        }
    }
    Ok(())
}

fn write_line(
    sheet: &mut Sheet<'_, '_>,
    form: &Form<'_>,
    line: &[Option<RowIndex>],
    row: RowNum,
) -> Result<(), XlsxError> {
    let mut at = 0;
    for (panel, index) in form.panels.iter().zip(line) {
        write_stub(sheet, form.table, panel, *index, (row, at))?;
        at += panel.stubs();
        for column in &panel.columns {
            let cell = index.and_then(|index| form.table.cell(index, *column));
            match cell {
                Some(cell) => write_cell(sheet, cell, (row, at))?,
                None => sheet.text(row, at, "", Look::Text)?,
            }
            at += 1;
        }
    }
    Ok(())
}

fn write_stub(
    sheet: &mut Sheet<'_, '_>,
    table: &Table,
    panel: &Panel<'_>,
    index: Option<RowIndex>,
    (row, mut at): (RowNum, usize),
) -> Result<(), XlsxError> {
    let named = index.and_then(|index| table.row(index));
    if panel.codes {
        sheet.text(
            row,
            at,
            named.map_or_else(Default::default, |named| named.code_text()).as_ref(),
            Look::Text,
        )?;
        at += 1;
    }
    if panel.labels {
        let total = named.and_then(|named| named.item).is_some_and(juesuan_model::Item::is_total);
        let look = if total { Look::Total } else { Look::Text };
        sheet.text(row, at, named.map_or("", |named| &named.label), look)?;
        at += 1;
    }
    if panel.numbers {
        match named.and_then(|named| named.number) {
            Some(number) => sheet.ordinal(row, at, number)?,
            None => sheet.text(row, at, "", Look::Text)?,
        }
    }
    Ok(())
}

fn write_cell(sheet: &mut Sheet<'_, '_>, cell: &Cell, (row, at): (RowNum, usize)) -> Result<(), XlsxError> {
    match &cell.entry {
        Entry::Number(value) => sheet.figure((row, at), *value, None, Some(cell.place)),
        Entry::Measured(amount) => {
            sheet.figure((row, at), amount.value, Some(&amount.unit.name()), Some(cell.place))
        }
        Entry::Dash => sheet.placed_text((row, at), "-", Look::Centre, cell.place),
        Entry::Text(text) => sheet.placed_text((row, at), text, Look::Text, cell.place),
    }
}
