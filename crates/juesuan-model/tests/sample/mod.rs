//! Two years of an invented body, built in code.

use juesuan_model::{
    Cell, Certainty, Column, Entry, Indicator, Item, Layout, Measure, Place, PlacedNumber, PlacedText,
    Programme, ProgrammeKind, ProgrammeSource, Report, Row, SourceInfo, StatementId, Table, TableKind,
    TableParts, Unit,
};
use juesuan_source::Span;

pub(crate) fn place(line: u32) -> Place {
    Place::new(Span::new(line * 10, line * 10 + 5), line)
}

/// A report with 公开05表 of these rows (code, total, basic, project; an empty text is a blank cell) in this unit.
pub(crate) fn report(year: u16, unit: &Unit, rows: &[(&str, [&str; 3])]) -> Report {
    let mut report = Report::new(SourceInfo { path: format!("{year}.txt"), ..SourceInfo::default() });
    report.year = Some(year);
    report.tables.push(expenditure(unit, rows));
    let mut programme =
        Programme::new("医疗救助补助", ProgrammeKind::Programme, ProgrammeSource::Report, place(90));
    programme.unit = Some(unit.clone());
    programme.executed = Some(PlacedNumber::new("15.0".parse().unwrap(), place(91)));
    programme.total_score = Some(PlacedNumber::new("98".parse().unwrap(), place(92)));
    report.programmes.push(programme);
    let mut indicator = Indicator::new("医疗救助补助", place(95));
    indicator.level3 = "救助人次".into();
    indicator.target = Some(PlacedText::new(format!("≥{year}人次"), place(95)));
    report.indicators.push(indicator);
    report
}

fn expenditure(unit: &Unit, rows: &[(&str, [&str; 3])]) -> Table {
    let column = |header: &str, measure| Column {
        measure: Some(measure),
        ..Column::new(vec!["本年支出".to_owned(), header.to_owned()])
    };
    let row = |(line, (code, _)): (u32, &(&str, [&str; 3]))| {
        let mut row = Row::new(if code.is_empty() { "合计" } else { "科目" }, line).with_code(code);
        row.item = row.code.map(Item::from).or(Item::named("total").ok());
        row
    };
    let cells = (0_u32..).zip(rows).flat_map(|(row, (_, values))| {
        (0_u16..).zip(values).filter(|(_, text)| !text.is_empty()).map(move |(column, text)| {
            let entry = text.parse().map_or(Entry::Dash, Entry::Number);
            Cell {
                row: row.into(),
                column: column.into(),
                entry,
                printed: None,
                certainty: Certainty::Given,
                place: place(10 + row),
            }
        })
    });
    Table::new(TableParts {
        id: StatementId::Z05.into(),
        kind: TableKind::Statement,
        title: StatementId::Z05.title().into(),
        unit: Some(unit.clone()),
        line_start: 8,
        line_end: 50,
        fragments: 1,
        layout: Layout::Tabbed,
        columns: vec![
            column("小计", Measure::EXPENDITURE),
            column("基本支出", Measure::BASIC),
            column("项目支出", Measure::PROJECT),
        ],
        rows: (10..).zip(rows).map(row).collect(),
        cells: cells.collect(),
    })
    .unwrap()
}
