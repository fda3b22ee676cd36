//! Accounts built in code, in which every identity holds: all nine tables with the columns of all forms.

use juesuan_model::{
    Cell, Certainty, Column, Decimal, Entry, Item, Layout, Measure, Report, Row, StatementId, Table, TableId,
    TableKind, TableParts, Unit,
};

/// A table: its id, then for each side its measures and its rows, an item and a number a measure. `.` is a blank cell,
/// `-` a dash.
pub(super) type Printed<T> = (T, &'static [(&'static str, &'static str)]);

const TABLES: [Printed<StatementId>; 9] = [
    (
        StatementId::Z01,
        &[
            (
                "收入/final",
                "income:general_public_budget 60.00
                 income:government_fund 5.00
                 income:state_capital 0.00
                 income:superior_subsidy 0.00
                 income:operations 0.00
                 income:education_fees 0.00
                 income:business 0.00
                 income:subordinate 0.00
                 income:other 0.00
                 income:year_total 65.00
                 income:non_fiscal_surplus_used 0.00
                 income:opening 1.00
                 income:opening_basic 0.40
                 income:opening_project 0.60
                 income:opening_business 0.00
                 income:total 66.00",
            ),
            (
                "支出/final",
                "fn:208 10.00
                 fn:210 50.00
                 fn:223 0.00
                 fn:229 5.00
                 expenditure:year_total 65.00
                 expenditure:surplus_distribution 0.00
                 expenditure:income_tax 0.00
                 expenditure:welfare_fund 0.00
                 expenditure:closing 1.00
                 expenditure:closing_basic 0.40
                 expenditure:closing_project 0.60
                 expenditure:total 66.00
                 expenditure:basic 50.00
                 expenditure:project 15.00",
            ),
        ],
    ),
    (
        StatementId::Z02,
        &[(
            "income income_fiscal_appropriation income_superior_subsidy income_operations income_education_fees \
             income_business income_subordinate income_other",
            "total 65.00 65.00 0.00 0.00 0.00 0.00 0.00 0.00
             fn:208 10.00 10.00 0.00 0.00 0.00 0.00 0.00 0.00
             fn:20805 10.00 10.00 0.00 0.00 0.00 0.00 0.00 0.00
             fn:210 50.00 50.00 0.00 0.00 0.00 0.00 0.00 0.00
             fn:21015 50.00 50.00 0.00 0.00 0.00 0.00 0.00 0.00
             fn:229 5.00 5.00 0.00 0.00 0.00 0.00 0.00 0.00",
        )],
    ),
    (
        StatementId::Z03,
        &[(
            "expenditure basic project to_superior business to_subordinate",
            "total 65.00 50.00 15.00 0.00 0.00 0.00
             fn:208 10.00 10.00 0.00 0.00 0.00 0.00
             fn:20805 10.00 10.00 0.00 0.00 0.00 0.00
             fn:2080502 2.00 2.00 0.00 0.00 0.00 0.00
             fn:2080505 8.00 8.00 0.00 0.00 0.00 0.00
             fn:210 50.00 40.00 10.00 0.00 0.00 0.00
             fn:21011 0.00 0.00 0.00 0.00 0.00 0.00
             fn:2101101 0.00 0.00 0.00 0.00 0.00 0.00
             fn:21015 50.00 40.00 10.00 0.00 0.00 0.00
             fn:2101501 50.00 40.00 10.00 0.00 0.00 0.00
             fn:223 0.00 0.00 0.00 0.00 0.00 0.00
             fn:22301 0.00 0.00 0.00 0.00 0.00 0.00
             fn:229 5.00 0.00 5.00 0.00 0.00 0.00
             fn:22960 5.00 0.00 5.00 0.00 0.00 0.00
             fn:2296003 5.00 0.00 5.00 0.00 0.00 0.00",
        )],
    ),
    (
        StatementId::Z04,
        &[
            (
                "收入/final",
                "income:general_public_budget 60.00
                 income:government_fund 5.00
                 income:state_capital 0.00
                 income:year_total 65.00
                 income:opening_fiscal 1.00
                 income:opening_general_public_budget 1.00
                 income:opening_government_fund 0.00
                 income:opening_state_capital 0.00
                 income:total 66.00",
            ),
            (
                "支出/final 支出/final_general_public_budget 支出/final_government_fund 支出/final_state_capital",
                "fn:208 10.00 10.00 0.00 0.00
                 fn:210 50.00 50.00 0.00 0.00
                 fn:223 0.00 0.00 0.00 0.00
                 fn:229 5.00 0.00 5.00 0.00
                 expenditure:year_total 65.00 60.00 5.00 0.00
                 expenditure:closing_fiscal 1.00 1.00 0.00 0.00
                 expenditure:total 66.00 61.00 5.00 0.00",
            ),
        ],
    ),
    (
        StatementId::Z05,
        &[(
            "opening opening_basic opening_project income expenditure basic basic_personnel basic_public project \
             closing closing_basic closing_project",
            "total 1.00 0.40 0.60 60.00 60.00 50.00 45.00 5.00 10.00 1.00 0.40 0.60
             fn:208 0.00 0.00 0.00 10.00 10.00 10.00 10.00 0.00 0.00 0.00 0.00 0.00
             fn:20805 0.00 0.00 0.00 10.00 10.00 10.00 10.00 0.00 0.00 0.00 0.00 0.00
             fn:2080502 0.00 0.00 0.00 2.00 2.00 2.00 2.00 0.00 0.00 0.00 0.00 0.00
             fn:2080505 0.00 0.00 0.00 8.00 8.00 8.00 8.00 0.00 0.00 0.00 0.00 0.00
             fn:210 1.00 0.40 0.60 50.00 50.00 40.00 35.00 5.00 10.00 1.00 0.40 0.60
             fn:21011 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00
             fn:2101101 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00
             fn:21015 1.00 0.40 0.60 50.00 50.00 40.00 35.00 5.00 10.00 1.00 0.40 0.60
             fn:2101501 1.00 0.40 0.60 50.00 50.00 40.00 35.00 5.00 10.00 1.00 0.40 0.60",
        )],
    ),
    (
        StatementId::Z06,
        &[(
            "final basic_personnel basic_public",
            "basic:total 50.00 45.00 5.00
             ec:301 43.00 43.00 .
             ec:30101 35.00 35.00 .
             ec:30108 8.00 8.00 .
             ec:30110 0.00 0.00 .
             ec:303 2.00 2.00 .
             ec:30302 2.00 2.00 .
             ec:302 4.00 . 4.00
             ec:30201 2.00 . 2.00
             ec:30212 0.00 . 0.00
             ec:30217 1.50 . 1.50
             ec:30231 0.50 . 0.50
             ec:310 1.00 . 1.00
             ec:31002 1.00 . 1.00
             ec:31013 0.00 . 0.00
             basic:personnel 45.00 . .
             basic:public 5.00 . .",
        )],
    ),
    (
        StatementId::Z07,
        &[(
            "opening opening_basic opening_project income expenditure basic project closing closing_basic \
             closing_project",
            "total 0.00 0.00 0.00 5.00 5.00 0.00 5.00 0.00 0.00 0.00
             fn:229 0.00 0.00 0.00 5.00 5.00 0.00 5.00 0.00 0.00 0.00
             fn:22960 0.00 0.00 0.00 5.00 5.00 0.00 5.00 0.00 0.00 0.00
             fn:2296003 0.00 0.00 0.00 5.00 5.00 0.00 5.00 0.00 0.00 0.00",
        )],
    ),
    (
        StatementId::Z08,
        &[(
            "opening income expenditure basic project closing",
            "total 0.00 0.00 0.00 0.00 0.00 0.00
             fn:223 0.00 0.00 0.00 0.00 0.00 0.00
             fn:22301 0.00 0.00 0.00 0.00 0.00 0.00",
        )],
    ),
    (
        StatementId::Z09,
        &[(
            "budget final",
            "three_public:total 3.00 2.00
             three_public:overseas 0.00 0.00
             three_public:vehicles 1.00 0.50
             three_public:vehicle_purchase 0.00 0.00
             three_public:vehicle_operation 1.00 0.50
             three_public:reception 2.00 1.50
             three_public:reception_domestic 2.00 1.50
             three_public:reception_foreign 0.00 0.00",
        )],
    ),
];

/// A report with all nine tables, in which every identity holds. Table Z03 stands on the lines from 300 on, and so on.
pub(crate) fn accounts() -> Report {
    let mut report = Report::default();
    report.year = Some(2022);
    report.tables = TABLES.iter().map(|(id, sides)| table((*id).into(), sides)).collect();
    report
}

/// A table with these sides, on the lines from a hundred times its number on.
pub(super) fn table(id: TableId, sides: &[(&str, &str)]) -> Table {
    let number: u32 = id.to_string()[1..].parse().expect("a letter and a number");
    let mut parts = TableParts {
        id,
        kind: if id.is_budget() { TableKind::Budget } else { TableKind::Statement },
        title: id.form_title().unwrap_or_default().to_owned(),
        unit: Some(Unit::WAN_YUAN),
        line_start: number * 100,
        line_end: number * 100 + 99,
        fragments: 1,
        layout: Layout::Tabbed,
        columns: Vec::new(),
        rows: Vec::new(),
        cells: Vec::new(),
    };
    for (measures, rows) in sides {
        let first = parts.columns.len();
        for path in measures.split_whitespace() {
            let measure = path.rsplit('/').next().expect("a name");
            let mut column = Column::new(path.split('/').map(str::to_owned).collect());
            column.measure = Some(Measure::named(measure).expect("a measure"));
            parts.columns.push(column);
        }
        for printed in rows.lines() {
            let mut words = printed.split_whitespace();
            let item = Item::named(words.next().expect("an item")).expect("an item");
            let index = u32::try_from(parts.rows.len()).expect("few rows");
            let line = number * 100 + index;
            let mut row = Row::new(item.name_zh().unwrap_or_default(), line);
            (row.item, row.code) = (Some(item), item.code());
            parts.rows.push(row);
            for (column, word) in (first..).zip(words).filter(|(_, word)| *word != ".") {
                let entry = word.parse().map_or(Entry::Dash, Entry::Number);
                let column = u16::try_from(column).expect("few columns");
                let place = super::place(line, u32::from(column));
                parts.cells.push(Cell {
                    row: index.into(),
                    column: column.into(),
                    entry,
                    printed: None,
                    certainty: Certainty::Given,
                    place,
                });
            }
        }
    }
    Table::new(parts).expect("a table that holds together")
}

/// Prints another number where an item and a measure meet: `set(&mut report, "Z03 total basic", "51.00")`. A word that
/// is no number makes the cell unreadable; nothing leaves it blank.
pub(crate) fn set(report: &mut Report, address: &str, number: &str) {
    let [table, item, measure] = address.split(' ').collect::<Vec<_>>()[..] else { panic!("{address}") };
    let (item, measure) = (Item::named(item).expect("an item"), Measure::named(measure).expect("a measure"));
    change(report, table, |row, column, cell| {
        if row.item == Some(item) && column.measure == Some(measure) {
            cell.entry = number.parse::<Decimal>().map_or_else(|_| Entry::Text(number.into()), Entry::Number);
        }
        row.item != Some(item) || column.measure != Some(measure) || !number.is_empty()
    });
}

/// Makes every number of a table unreadable.
pub(crate) fn smudge(report: &mut Report, table: &str) {
    change(report, table, |_, _, cell| {
        cell.entry = Entry::Text("看不清".into());
        true
    });
}

/// Publishes only some of the tables.
pub(crate) fn keep_tables(report: &mut Report, keep: impl Fn(&str) -> bool) {
    report.tables.retain(|table| keep(&table.id().to_string()));
}

/// Prints another name in a row: `rename(&mut report, "Z03 fn:210", "教育支出")`.
pub(crate) fn rename(report: &mut Report, address: &str, label: &str) {
    let (table, item) = address.split_once(' ').expect("a table and an item");
    let item = Item::named(item).expect("an item");
    rebuild(report, table, |parts| {
        let rows = parts.rows.iter_mut().filter(|row| row.item == Some(item));
        rows.for_each(|row| label.clone_into(&mut row.label));
    });
}

/// States another unit above a table, or none.
pub(crate) fn state_unit(report: &mut Report, table: &str, unit: Option<Unit>) {
    rebuild(report, table, |parts| parts.unit = unit);
}

fn change(report: &mut Report, table: &str, keep: impl Fn(&Row, &Column, &mut Cell) -> bool) {
    rebuild(report, table, |parts| {
        let (rows, columns) = (&parts.rows, &parts.columns);
        parts.cells.retain_mut(|cell| keep(&rows[cell.row.get()], &columns[cell.column.get()], cell));
    });
}

fn rebuild(report: &mut Report, table: &str, change: impl FnOnce(&mut TableParts)) {
    let at = report.tables.iter().position(|known| known.id().to_string() == table).expect("a table");
    let mut parts = report.tables[at].clone().into_parts();
    change(&mut parts);
    report.tables[at] = Table::new(parts).expect("the same shape");
}
