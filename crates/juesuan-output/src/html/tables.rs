//! The tables, laid out as they were printed.

use juesuan_model::{Cell, Column, Entry, Report, Row, Table, TableKind};
use maud::{Markup, html};

use super::grid::{Grid, Panel, heads};
use super::marks::Marks;
use super::words::{both, grouped, layout, say, table_kind};

/// The view of all tables: the statutory ones open.
pub(super) fn view(report: &Report, marks: &Marks) -> Markup {
    html! {
        @if report.tables.is_empty() {
            p.none { (both("没有读到表格。", "No table was read.")) }
        } @else {
            nav.jump data-t="aria-label|表格|Tables" {
                @for (at, table) in report.tables.iter().enumerate() {
                    button.chip.statutory[table.kind() == TableKind::Statement] type="button" data-go={ "t" (at) } {
                        (table.id())
                    }
                }
            }
        }
        @for (at, table) in report.tables.iter().enumerate() { (one(at, table, marks)) }
    }
}

fn one(at: usize, table: &Table, marks: &Marks) -> Markup {
    html! {
        details.table.q id={ "t" (at) } data-n=(table.id()) open[table.kind() == TableKind::Statement] {
            summary data-l=(lines(table)) {
                b.id { (table.id()) }
                span.title lang="zh-CN" { (table.title()) }
                @if table.title().is_empty() { span.title { (say(table_kind(table.kind()))) } }
                @if let Some(unit) = table.unit() { span.unit { (unit) } }
                span.dim { (both("行", "lines ")) (table.line_start()) "–" (table.line_end()) }
                @if table.fragments() > 1 {
                    span.tag.r { (both(&format!("由 {} 段拼接", table.fragments()), &format!("{} pieces", table.fragments()))) }
                }
                span.dim.layout { (say(layout(table.layout()))) }
            }
            div.scroll { (grid(table, marks)) }
        }
    }
}

fn lines(table: &Table) -> String {
    format!("{}-{}", table.line_start(), table.line_end())
}

/// Which stub columns any row of a table has, in front of its figures.
#[derive(Copy, Clone)]
struct Stub {
    number: bool,
    code: bool,
    label: bool,
}

impl Stub {
    fn of(table: &Table) -> Self {
        let any = |has: fn(&Row) -> bool| table.rows().iter().any(has);
        Self {
            number: any(|row| row.number.is_some()),
            code: any(|row| !row.code_text().is_empty()),
            label: any(|row| !row.label.is_empty()),
        }
    }
}

fn grid(table: &Table, marks: &Marks) -> Markup {
    let grid = Grid::of(table);
    let stub = Stub::of(table);
    let columns = |panel: &Panel| -> Vec<&Column> {
        panel.columns.iter().filter_map(|&at| table.columns().get(usize::from(at))).collect()
    };
    let tops: Vec<_> = grid.panels.iter().map(|panel| heads(&columns(panel))).collect();
    let depth = tops.iter().map(Vec::len).max().unwrap_or(1);
    html! {
        table.grid data-rove {
            colgroup {
                @for panel in &grid.panels {
                    (stub_columns(stub))
                    @for column in columns(panel) { col data-h=(column.title()); }
                }
            }
            thead lang="zh-CN" {
                @for level in 0..depth {
                    tr {
                        @for top in &tops {
                            @if level == 0 { (stub_heads(stub, depth)) }
                            @for head in top.get(level).into_iter().flatten() {
                                @let rows = if level + head.rows == top.len() { depth - level } else { head.rows };
                                th scope="col" colspan=[span(head.columns)] rowspan=[span(rows)] { (head.text) }
                            }
                        }
                    }
                }
            }
            tbody lang="zh-CN" {
                @for line in &grid.lines {
                    tr {
                        @for (panel, row) in grid.panels.iter().zip(line) {
                            (cells(table, panel, stub, *row, marks))
                        }
                    }
                }
            }
        }
    }
}

fn span(cells: usize) -> Option<usize> {
    (cells > 1).then_some(cells)
}

fn stub_columns(stub: Stub) -> Markup {
    html! {
        @if stub.number { col; }
        @if stub.code { col; }
        @if stub.label { col; }
    }
}

fn stub_heads(stub: Stub, depth: usize) -> Markup {
    html! {
        @if stub.number { th.no scope="col" rowspan=[span(depth)] { (both("行次", "No.")) } }
        @if stub.code { th.code scope="col" rowspan=[span(depth)] { (both("编码", "Code")) } }
        @if stub.label { th.label scope="col" rowspan=[span(depth)] { (both("项目", "Line")) } }
    }
}

fn cells(table: &Table, panel: &Panel, stub: Stub, row: Option<(u32, &Row)>, marks: &Marks) -> Markup {
    let (index, row) = row.unzip();
    let total = row.is_some_and(|row| row.item.is_some_and(juesuan_model::Item::is_total));
    let line = row.filter(|row| row.line > 0).map(|row| row.line);
    html! {
        @if stub.number { td.no { @if let Some(number) = row.and_then(|row| row.number) { (number) } } }
        @if stub.code { td.code { @if let Some(row) = row { (row.code_text()) } } }
        @if stub.label {
            th.label.total[total] scope="row" data-l=[line] { @if let Some(row) = row { (row.label) } }
        }
        @for &column in &panel.columns {
            @match index.and_then(|index| table.cell(index, column)) {
                Some(cell) => (entry(table, cell, total, marks)),
                None => td {},
            }
        }
    }
}

fn entry(table: &Table, cell: &Cell, total: bool, marks: &Marks) -> Markup {
    let target = marks.target([&cell.place]);
    let class = match &cell.entry {
        Entry::Number(_) | Entry::Measured(_) => "n",
        Entry::Dash => "d",
        Entry::Text(_) => "x",
    };
    let classes =
        [Some(class), total.then_some("total"), cell.printed.as_ref().map(|_| "r"), target.severity];
    let classes: Vec<&str> = classes.into_iter().flatten().collect();
    let inherited = table.unit();
    html! {
        td class=(classes.join(" ")) data-m=[target.marks] data-l=[target.lines] title=[&cell.printed] {
            @match &cell.entry {
                Entry::Number(value) => {
                    (grouped(*value))
                    @if let Some(unit) = table.unit_of(cell).filter(|unit| Some(*unit) != inherited) { small { (unit) } }
                }
                Entry::Measured(amount) => { (grouped(amount.value)) small { (amount.unit) } }
                Entry::Dash => "–",
                Entry::Text(text) => (text),
            }
        }
    }
}
