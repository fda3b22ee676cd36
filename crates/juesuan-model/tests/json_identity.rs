//! JSON → report → JSON gives the same bytes, whatever the report.
#![allow(clippy::unwrap_used, reason = "a test that cannot build its input fails")]

mod sample;

use juesuan_model::{
    Amount, Cell, Certainty, Column, ColumnIndex, Decimal, Entry, Layout, Place, Report, Row, RowIndex,
    Table, TableError, TableId, TableKind, TableParts, Unit,
};
use proptest::prelude::*;

fn identity(report: &Report) {
    let text = serde_json::to_string(report).unwrap();
    let again: Report = serde_json::from_str(&text).unwrap();
    assert_eq!(&again, report);
    assert_eq!(serde_json::to_string(&again).unwrap(), text);
}

#[test]
fn a_report_is_read_back() {
    identity(&Report::default());
    identity(&sample::report(
        2022,
        &Unit::WAN_YUAN,
        &[("", ["1.50", "-", ""]), ("208", ["0", "0.00", "-0.00"])],
    ));
}

#[test]
fn cells_outside_or_on_each_other_are_refused() {
    let table = sample::report(2022, &Unit::YUAN, &[("", ["1", "2", "3"])]).tables.remove(0);
    let with = |change: fn(&mut TableParts)| {
        let mut parts = table.clone().into_parts();
        change(&mut parts);
        Table::new(parts).unwrap_err()
    };
    assert!(
        matches!(with(|parts| parts.cells[0].row = 9.into()), TableError::Outside { row, .. } if row.get() == 9)
    );
    assert!(
        matches!(with(|parts| parts.cells[0].column = 2.into()), TableError::Doubled { column, .. } if column.get() == 2)
    );
    assert!(matches!(with(|parts| parts.line_end = 1), TableError::Lines { .. }));
    let mut value = serde_json::to_value(&table).unwrap();
    value["rows"][0]["cells"][0]["at"] = 7.into();
    let error = serde_json::from_value::<Table>(value).unwrap_err().to_string();
    assert!(error.contains("lies outside"), "{error}");
}

#[test]
fn a_cell_is_small() {
    assert!(size_of::<Cell>() <= 72, "{}", size_of::<Cell>());
}

fn any_unit() -> impl Strategy<Value = Option<Unit>> {
    const WORDS: &[&str] = &["万元", "元", "%", "百分点", "人", "元/人年", "分"];
    prop::option::of(prop::sample::select(WORDS).prop_map(|word| word.parse().unwrap()))
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let number = || (any::<i64>(), 0_u32..20).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale));
    prop_oneof![
        number().prop_map(Entry::Number),
        (number(), any_unit()).prop_map(|(value, unit)| match unit {
            Some(unit) => Entry::Measured(Box::new(Amount::new(value, unit))),
            None => Entry::Number(value),
        }),
        Just(Entry::Dash),
        "\\PC*|-".prop_map(|text| Entry::Text(text.into())),
    ]
}

prop_compose! {
    fn any_row()(label in "\\PC{0,5}", code in "2[0-9]{2}|301 01|\\PC{0,4}", unit in any_unit(), line: u32,
        number: Option<u32>) -> Row {
        let mut row = Row::new(label, line).with_code(&code);
        row.unit = unit;
        row.number = number;
        row
    }
}

prop_compose! {
    fn any_table()(rows in prop::collection::vec(any_row(), 1..5), units in prop::collection::vec(any_unit(), 1..4),
        unit in any_unit())(
        cells in prop::collection::btree_map((0..rows.len(), 0..units.len()), (any_entry(), any::<u32>()), 0..8),
        rows in Just(rows), units in Just(units), unit in Just(unit)) -> Table {
        let cell = |((row, column), (entry, line)): ((usize, usize), (Entry, u32))| Cell {
            row: RowIndex::new(row),
            column: ColumnIndex::new(column),
            entry,
            printed: None,
            certainty: Certainty::Given,
            place: Place { line, ..Place::default() },
        };
        Table::new(TableParts {
            id: TableId::Other { line: 1 },
            kind: TableKind::Other,
            title: String::new(),
            unit,
            line_start: 1,
            line_end: 1,
            fragments: 1,
            layout: Layout::Tabbed,
            columns: units.into_iter().map(|unit| Column { unit, ..Column::new(vec!["栏".into()]) }).collect(),
            rows,
            cells: cells.into_iter().map(cell).collect(),
        }).unwrap()
    }
}

proptest! {
    #[test]
    fn any_table_is_read_back(table in any_table()) {
        let mut report = Report::default();
        report.tables.push(table);
        identity(&report);
    }
}
