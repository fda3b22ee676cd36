//! A report without a document: built in code, asked, and compared with the year before.
//! `cargo run -p juesuan-model --example build_report`

use std::error::Error;
use std::io::{Write, stdout};

use juesuan_model::{
    Cell, Certainty, Column, Entry, Item, Layout, Measure, Place, Report, Row, SourceInfo, StatementId,
    Table, TableError, TableKind, TableParts, Unit, diff,
};

fn main() -> Result<(), Box<dyn Error>> {
    let last = report(2021, ["150.00", "120.00"])?;
    let this = report(2022, ["162.50", "118.25"])?;
    let mut out = stdout().lock();

    let z05 = this.statement().z05();
    let health =
        z05.by_code("210").and_then(|row| row.figure(Measure::EXPENDITURE)).ok_or("no such figure")?;
    writeln!(
        out,
        "卫生健康支出: {}{} = {} 元",
        health.value,
        health.unit.ok_or("no unit")?,
        health.yuan().ok_or("no money")?
    )?;

    for change in diff(&last, &this) {
        if let Some(Ok(difference)) = change.difference() {
            writeln!(out, "{:?}: {difference}", change.subject)?;
        }
    }
    Ok(())
}

/// 公开05表 of an invented body with two classes.
fn report(year: u16, values: [&str; 2]) -> Result<Report, Box<dyn Error>> {
    let mut report = Report::new(SourceInfo { path: format!("qinghe-{year}.txt"), ..SourceInfo::default() });
    report.year = Some(year);
    let mut cells = Vec::new();
    for (row, value) in (0_u32..).zip(values) {
        let entry = Entry::Number(value.parse()?);
        cells.push(Cell {
            row: row.into(),
            column: 0.into(),
            entry,
            printed: None,
            certainty: Certainty::Given,
            place: Place::default(),
        });
    }
    report.tables.push(table(cells)?);
    Ok(report)
}

fn table(cells: Vec<Cell>) -> Result<Table, TableError> {
    let mut column = Column::new(vec!["本年支出".into(), "小计".into()]);
    column.measure = Some(Measure::EXPENDITURE);
    let rows = ["208", "210"].into_iter().map(|code| {
        let mut row = Row::new("", 1).with_code(code);
        row.item = row.code.map(Item::from);
        row
    });
    Table::new(TableParts {
        id: StatementId::Z05.into(),
        kind: TableKind::Statement,
        title: StatementId::Z05.title().into(),
        unit: Some(Unit::WAN_YUAN),
        line_start: 1,
        line_end: 1,
        fragments: 1,
        layout: Layout::Tabbed,
        columns: vec![column],
        rows: rows.collect(),
        cells,
    })
}
