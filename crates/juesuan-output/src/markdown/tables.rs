//! The tables of a document, as their forms print them.

use std::borrow::Cow;

use juesuan_model::{Entry, Report, RowIndex, Table};

use super::escape::{push_head, push_heading, push_row};
use crate::form::{Form, Panel, table_kind};

pub(super) fn push_tables(page: &mut String, report: &Report) {
    if report.tables.is_empty() {
        return;
    }
    push_heading(page, 2, "表格 · Tables");
    for table in &report.tables {
        push_heading(page, 3, format!("{} {}", table.id(), table.title()).trim_end());
        let unit = table.unit().map_or_else(String::new, |unit| format!(" · 单位：{unit}"));
        let (first, last) = (table.line_start(), table.line_end());
        super::escape::push_text(page, &format!("{}{unit} · 第{first}–{last}行", table_kind(table.kind()).0));
        page.push_str("\n\n");
        push_table(page, &Form::of(table));
    }
}

fn push_table(page: &mut String, form: &Form<'_>) {
    let mut heads: Vec<(Cow<'_, str>, bool)> = Vec::new();
    for panel in &form.panels {
        push_panel_heads(&mut heads, form.table, panel);
    }
    if heads.is_empty() {
        return;
    }
    push_head(page, &heads.iter().map(|(text, right)| (text.as_ref(), *right)).collect::<Vec<_>>());
    for line in &form.lines {
        let mut cells: Vec<Cow<'_, str>> = Vec::with_capacity(heads.len());
        for (panel, row) in form.panels.iter().zip(line) {
            push_panel_cells(&mut cells, form.table, panel, *row);
        }
        push_row(page, cells.iter().map(AsRef::as_ref));
    }
}

fn push_panel_heads<'t>(heads: &mut Vec<(Cow<'t, str>, bool)>, table: &'t Table, panel: &Panel<'_>) {
    let side = |name: &'static str| match panel.side {
        Some(side) => Cow::Owned(format!("{side}/{name}")),
        None => Cow::Borrowed(name),
    };
    let stubs =
        [(panel.codes, "科目编码", false), (panel.labels, "项目", false), (panel.numbers, "行次", true)];
    let stubs = stubs.into_iter().filter(|(there, ..)| *there);
    heads.extend(stubs.map(|(_, name, right)| (side(name), right)));
    let columns = panel.columns.iter().filter_map(|column| table.column(*column));
    heads.extend(columns.map(|column| (Cow::Owned(column.title()), true)));
}

fn push_panel_cells<'t>(
    cells: &mut Vec<Cow<'t, str>>,
    table: &'t Table,
    panel: &Panel<'_>,
    row: Option<RowIndex>,
) {
    let named = row.and_then(|row| table.row(row));
    if panel.codes {
        cells.push(named.map_or_else(Cow::default, |named| named.code_text()));
    }
    if panel.labels {
        cells.push(Cow::Borrowed(named.map_or("", |named| &named.label)));
    }
    if panel.numbers {
        let number = named.and_then(|named| named.number);
        cells.push(number.map_or_else(Cow::default, |number| Cow::Owned(number.to_string())));
    }
    for column in &panel.columns {
        let cell = row.and_then(|row| table.cell(row, *column));
        cells.push(match cell.map(|cell| &cell.entry) {
            None => Cow::default(),
            Some(Entry::Number(value)) => Cow::Owned(value.to_string()),
            Some(Entry::Measured(amount)) => Cow::Owned(amount.to_string()),
            Some(Entry::Dash) => Cow::Borrowed("-"),
            Some(Entry::Text(text)) => Cow::Borrowed(text),
        });
    }
}
