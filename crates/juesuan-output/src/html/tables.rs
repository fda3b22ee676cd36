//! The tables, laid out as they were printed.

use juesuan_model::{
    Cell, Certainty, Column, Entry, Item, Programme, Report, Row, RowIndex, Table, TableKind, Unit,
};
use maud::{Markup, html};

use super::marks::Marks;
use super::words::{both, certainty, grouped, item, layout, measure, pair, say, shortened, table_kind};
use crate::form::{Form, HeadCell, HeadKind, Panel, heads};

/// The view of all tables: the statutory ones open.
pub(super) fn view(report: &Report, marks: &Marks) -> Markup {
    let mut programmes: Vec<&Programme> = report.programmes.iter().collect();
    programmes.sort_by_key(|programme| programme.place.line);
    html! {
        @if report.tables.is_empty() {
            p.none { (both("没有读到表格。", "No table was read.")) }
        } @else {
            nav.jump data-t="aria-label|表格|Tables" {
                @for (at, table) in report.tables.iter().enumerate() {
                    @let name = name(table, &programmes);
                    button.chip.statutory[table.kind() == TableKind::Statement] type="button" data-go={ "t" (at) }
                        title=[(!name.is_empty()).then_some(name)] {
                        b { (table.id()) }
                        @if !name.is_empty() { span lang="zh-CN" { (shortened(name, NAME_WIDTH)) } }
                    }
                }
            }
        }
        @for (at, table) in report.tables.iter().enumerate() { (one(at, table, marks)) }
    }
}

/// The width of a name in the bar above the tables, in Chinese characters.
const NAME_WIDTH: usize = 12;

/// What a table is called: its title, else the programme that it is about, of those in the order of their lines.
fn name<'r>(table: &'r Table, programmes: &[&'r Programme]) -> &'r str {
    let title = Some(table.title()).filter(|title| !title.is_empty());
    let programme = || {
        let at = programmes.partition_point(|programme| programme.place.line < table.line_start());
        programmes.get(at).filter(|programme| programme.place.line <= table.line_end())
    };
    title.or_else(|| Some(programme()?.name.as_str())).unwrap_or("")
}

fn one(at: usize, table: &Table, marks: &Marks) -> Markup {
    html! {
        details.table.q id={ "t" (at) } data-n=(table.id()) data-k=[table.unit().and_then(exponent)]
            data-c=(pair(certainty(Certainty::Given)))
            open[table.kind() == TableKind::Statement] {
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

/// By how many decimal places a unit of money differs from one yuan.
fn exponent(unit: &Unit) -> Option<u32> {
    match unit {
        Unit::Money(money) => Some(money.exponent()),
        _ => None,
    }
}

/// What a row or column means, for the card of a figure: the item, and the measure where it has one.
fn meaning_of_row(row: Option<&Row>) -> (Option<String>, Option<String>) {
    (
        row.and_then(|row| row.item).map(|of| pair(item(of))),
        row.and_then(|row| row.measure).map(|of| pair(measure(of))),
    )
}

fn lines(table: &Table) -> String {
    format!("{}-{}", table.line_start(), table.line_end())
}

fn grid(table: &Table, marks: &Marks) -> Markup {
    let form = Form::of(table);
    let (depth, heads) = heads(&form);
    html! {
        table.grid data-rove {
            colgroup {
                @for panel in &form.panels {
                    @for _ in 0..panel.stubs() { col; }
                    @for &column in &panel.columns {
                        @let column = table.column(column);
                        col data-h=[column.map(Column::title)] data-i=[column.and_then(|column| column.item).map(|of| pair(item(of)))]
                            data-w=[column.and_then(|column| column.measure).map(|of| pair(measure(of)))];
                    }
                }
            }
            thead lang="zh-CN" {
                @for level in 0..depth {
                    tr { @for cell in heads.iter().filter(|cell| cell.row == level) { (head(cell)) } }
                }
            }
            tbody lang="zh-CN" {
                @for line in &form.lines {
                    tr {
                        @for (panel, row) in form.panels.iter().zip(line) { (cells(table, panel, *row, marks)) }
                    }
                }
            }
        }
    }
}

fn head(cell: &HeadCell<'_>) -> Markup {
    let span = |cells: usize| (cells > 1).then_some(cells);
    let (class, scope) = match cell.kind {
        HeadKind::Group => (None, "colgroup"),
        HeadKind::Codes => (Some("code"), "col"),
        HeadKind::Labels => (Some("label"), "col"),
        HeadKind::Numbers => (Some("no"), "col"),
        HeadKind::Figures => (None, if cell.columns > 1 { "colgroup" } else { "col" }),
    };
    html! {
        th class=[class] scope=(scope) colspan=[span(cell.columns)] rowspan=[span(cell.rows)] { (cell.text) }
    }
}

/// The cells of a row in its part of a line; empty ones where the part prints nothing there.
fn cells(table: &Table, panel: &Panel<'_>, index: Option<RowIndex>, marks: &Marks) -> Markup {
    let row = index.and_then(|index| table.row(index));
    let total = row.is_some_and(|row| row.item.is_some_and(Item::is_total));
    let line = row.filter(|row| row.line > 0).map(|row| row.line);
    html! {
        @if panel.codes { td.code { @if let Some(row) = row { (row.code_text()) } } }
        @if panel.labels {
            @let (item, measure) = meaning_of_row(row);
            @match row.map(|row| row.label.as_str()).filter(|label| !label.is_empty()) {
                Some(label) => {
                    th.label.total[total] scope="row" data-l=[line] data-i=[item] data-w=[measure] { (label) }
                },
                None => td.label data-l=[line] data-i=[item] data-w=[measure] {},
            }
        }
        @if panel.numbers { td.no { @if let Some(number) = row.and_then(|row| row.number) { (number) } } }
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
    // most cells are given: the table says so for them
    let known = (cell.certainty != Certainty::Given).then(|| pair(certainty(cell.certainty)));
    html! {
        td class=(classes.join(" ")) data-m=[target.marks] data-l=[target.lines] data-c=[known] title=[&cell.printed] {
            @match &cell.entry {
                Entry::Number(value) => {
                    (grouped(*value))
                    @if let Some(unit) = table.unit_of(cell).filter(|unit| Some(*unit) != inherited) { small data-k=[exponent(unit)] { (unit) } }
                }
                Entry::Measured(amount) => { (grouped(amount.value)) small data-k=[exponent(&amount.unit)] { (amount.unit) } }
                Entry::Dash => "–",
                Entry::Text(text) => (text),
            }
        }
    }
}
