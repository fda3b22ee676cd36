use juesuan_model::{
    Cell, Certainty, Column, Decimal, Entry, Fact, FactRole, Item, Layout, Measure, Place, Report, Row,
    StatementId, Table, TableId, TableKind, TableParts, Unread,
};
use juesuan_source::Span;

use super::{Doubt, Doubts};

/// A table of these columns and rows; a row is a code, a name and a figure for each column.
fn table(layout: Certainty, columns: &[&str], rows: &[(&str, &str, &[&str])]) -> Table {
    let mut parts = TableParts {
        id: TableId::Statement(StatementId::Z03),
        kind: TableKind::Statement,
        title: "支出决算表".into(),
        unit: None,
        line_start: 10,
        line_end: 10 + u32::try_from(rows.len()).expect("a short table"),
        fragments: 1,
        layout: Layout::Aligned,
        columns: columns.iter().map(|title| Column::new(vec![(*title).to_owned()])).collect(),
        rows: Vec::new(),
        cells: Vec::new(),
    };
    for (at, (code, label, figures)) in (0..).zip(rows) {
        parts.rows.push(Row::new(*label, 11 + at).with_code(code));
        for (column, figure) in (0_u16..).zip(*figures) {
            let start = 1000 + at * 100 + u32::from(column) * 10;
            let entry = Entry::Number(figure.parse::<Decimal>().expect("a figure"));
            let place = Place::new(Span::new(start, start + 6), 11 + at);
            parts.cells.push(Cell {
                row: at.into(),
                column: column.into(),
                entry,
                printed: None,
                certainty: layout,
                place,
            });
        }
    }
    Table::new(parts).expect("a table")
}

fn report(table: Table) -> Report {
    let mut report = Report::default();
    report.tables.push(table);
    report
}

fn doubts(table: Table) -> Doubts {
    Doubts::of(&report(table))
}

fn at(doubts: &Doubts, row: u32, column: u32) -> Option<Doubt> {
    let start = 1000 + row * 100 + column * 10;
    doubts.at(Place::new(Span::new(start, start + 6), 11 + row))
}

const GOOD: [(&str, &str, &[&str]); 2] =
    [("213", "农林水支出", &["31.20", "30.00"]), ("21303", "水利", &["31.20", "30.00"])];

#[test]
fn a_table_in_order_has_no_doubts() {
    let doubts = doubts(table(Certainty::Aligned, &["合计", "基本支出"], &GOOD));
    assert_eq!(doubts.within(StatementId::Z03), None);
    assert_eq!(at(&doubts, 0, 0), None);
}

#[test]
fn a_column_without_a_name_puts_the_table_in_doubt() {
    let doubts = doubts(table(Certainty::Given, &["合计", ""], &GOOD));
    assert_eq!(doubts.of_table(StatementId::Z03), Some(Doubt::NamelessColumn));
    assert_eq!(at(&doubts, 1, 0), Some(Doubt::NamelessColumn));
}

#[test]
fn columns_of_one_name_are_in_doubt() {
    let doubts = doubts(table(Certainty::Given, &["决算数", "决算数"], &GOOD));
    assert_eq!(doubts.of_table(StatementId::Z03), None);
    assert_eq!(at(&doubts, 1, 1), Some(Doubt::ColumnsAlike));
}

#[test]
fn codes_among_amounts_put_the_table_in_doubt() {
    let rows: [(&str, &str, &[&str]); 3] = [
        ("213", "农林水支出", &["21303", "30.00"]),
        ("21303", "水利", &["2130301", "30.00"]),
        ("2130301", "行政运行", &["31.20", "30.00"]),
    ];
    let doubts = doubts(table(Certainty::Inferred, &["合计", "基本支出"], &rows));
    assert_eq!(doubts.of_table(StatementId::Z03), Some(Doubt::CodesAmongAmounts));
}

#[test]
fn figures_in_a_name_put_its_row_and_every_sum_of_rows_in_doubt() {
    let rows: [(&str, &str, &[&str]); 2] = [
        ("213", "农林水支出30.00水利", &["31.20", "30.00"]),
        ("21303", "水利（2023年）", &["31.20", "30.00"]),
    ];
    let doubts = doubts(table(Certainty::Aligned, &["合计", "基本支出"], &rows));
    assert_eq!(at(&doubts, 0, 1), Some(Doubt::FiguresInLabel));
    assert_eq!(at(&doubts, 1, 1), None);
    assert_eq!(doubts.of_rows(StatementId::Z03), Some(Doubt::FiguresInLabel));
    assert_eq!(doubts.of_table(StatementId::Z03), None);
}

#[test]
fn one_code_on_two_names_is_a_fault_where_the_format_states_the_cells() {
    let rows: [(&str, &str, &[&str]); 2] =
        [("21303", "水利", &["31.20", "30.00"]), ("21303", "林业和草原", &["1.20", "1.00"])];
    let aligned = doubts(table(Certainty::Aligned, &["合计", "基本支出"], &rows));
    assert_eq!(at(&aligned, 0, 0), Some(Doubt::CodeOfTwoRows));
    let given = doubts(table(Certainty::Given, &["合计", "基本支出"], &rows));
    assert_eq!(at(&given, 0, 0), None);
}

#[test]
fn a_name_woven_with_its_neighbour_puts_the_name_in_doubt() {
    let rows: [(&str, &str, &[&str]); 2] = [
        ("2080505", "机关事业单位基本养老保", &["31.20", "30.00"]),
        ("2080506", "险机关事业缴费单位职业年金缴费支出", &["1.20", "1.00"]),
    ];
    let doubts = doubts(table(Certainty::Aligned, &["合计", "基本支出"], &rows));
    assert_eq!(doubts.at(Place { line: 12, ..Place::default() }), Some(Doubt::TornLabel));
    assert_eq!(at(&doubts, 1, 0), None);
}

#[test]
fn a_part_of_a_name_is_in_doubt_where_positions_alone_tell_rows() {
    let rows: [(&str, &str, &[&str]); 2] =
        [("208", "支出", &["31.20", "30.00"]), ("2080505", "保险缴费支出", &["31.20", "30.00"])];
    let name = Place { line: 12, ..Place::default() };
    let inferred = doubts(table(Certainty::Inferred, &["合计", "基本支出"], &rows));
    assert_eq!(inferred.at(name), Some(Doubt::TornLabel));
    let given = doubts(table(Certainty::Given, &["合计", "基本支出"], &rows));
    assert_eq!(given.at(name), None);
}

#[test]
fn a_number_of_a_page_is_no_amount() {
    let rows: [(&str, &str, &[&str]); 3] = [
        ("213", "农林水支出", &["31.20", "30.00"]),
        ("21303", "水利", &["31.206", "30.00"]),
        ("", "合计", &["7"]),
    ];
    let aligned = doubts(table(Certainty::Aligned, &["合计", "基本支出"], &rows));
    assert_eq!([at(&aligned, 1, 0), at(&aligned, 2, 0)], [Some(Doubt::Cell); 2]);
    assert_eq!(at(&aligned, 0, 0), None);
    let given = doubts(table(Certainty::Given, &["合计", "基本支出"], &rows));
    assert_eq!([at(&given, 1, 0), at(&given, 2, 0)], [None, None]);
}

#[test]
fn figures_of_unknown_rows_leave_sums_open_where_positions_alone_tell_rows() {
    let rows: [(&str, &str, &[&str]); 2] =
        [("213", "农林水支出", &["31.20", "30.00"]), ("", "信息等支出", &["1.20", "1.00"])];
    let aligned = doubts(table(Certainty::Aligned, &["合计", "基本支出"], &rows));
    assert_eq!(aligned.of_rows(StatementId::Z03), Some(Doubt::UnknownRow));
    let given = doubts(table(Certainty::Given, &["合计", "基本支出"], &rows));
    assert_eq!(given.of_rows(StatementId::Z03), None);
}

#[test]
fn amounts_left_unread_put_their_row_in_doubt() {
    let mut report = report(table(Certainty::Aligned, &["合计", "基本支出"], &GOOD));
    let unread = |text: &str, line| Unread {
        place: Place::new(Span::new(5000, 5005), line),
        text: text.into(),
        reason: "".into(),
    };
    report.unread = vec![unread("12", 12)];
    assert_eq!(Doubts::of(&report).within(StatementId::Z03), None);
    report.unread = vec![unread("12.00", 12)];
    assert_eq!(at(&Doubts::of(&report), 1, 0), Some(Doubt::UnreadAmounts));
}

#[test]
fn cells_and_facts_that_the_reader_doubts_are_in_doubt() {
    let mut parts = table(Certainty::Aligned, &["合计", "基本支出"], &GOOD).into_parts();
    parts.cells[2].certainty = Certainty::Doubtful;
    let mut fact = Fact::new(FactRole::Amount, Decimal::ONE, None, Place::new(Span::new(10, 12), 2));
    fact.certainty = Certainty::Doubtful;
    let mut report = report(Table::new(parts).expect("a table"));
    report.facts.push(fact);
    let doubts = Doubts::of(&report);
    assert_eq!(at(&doubts, 1, 0), Some(Doubt::Cell));
    assert_eq!(at(&doubts, 1, 1), None);
    assert_eq!(doubts.at(Place::new(Span::new(10, 12), 2)), Some(Doubt::Sentence));
}

#[test]
fn numbers_of_columns_are_no_amounts() {
    let rows: [(&str, &str, &[&str]); 2] =
        [("213", "农林水支出", &["31.20", "30.00", "1.20"]), ("", "栏次", &["1", "2", "3"])];
    let doubts = doubts(table(Certainty::Given, &["合计", "基本支出", "项目支出"], &rows));
    assert_eq!(at(&doubts, 1, 0), Some(Doubt::Cell));
    assert_eq!(at(&doubts, 0, 0), None);
}

/// A class with two figures, and a section that has one of them in another column: the figures of the middle column were
/// set to the left or to the right.
fn moved(layout: Certainty) -> Doubts {
    let mut parts = vec![("213", "农林水支出", ["31.20", "31.20", "0.00"].as_slice())];
    parts.push(("21303", "水利", ["31.20", "0.00", "31.20"].as_slice()));
    doubts(table(layout, &["合计", "基本支出", "项目支出"], &parts))
}

#[test]
fn parts_beside_what_they_are_a_part_of_are_in_doubt_where_positions_decide() {
    assert_eq!(at(&moved(Certainty::Aligned), 1, 2), Some(Doubt::Cell));
    assert_eq!(at(&moved(Certainty::Given), 1, 2), None);
}

#[test]
fn codes_and_their_parts_among_amounts_leave_the_table_open() {
    let rows: [(&str, &str, &[&str]); 5] = [
        ("213", "农林水支出", &["31.20", "30.00"]),
        ("21303", "水利", &["213", "3"]),
        ("2130305", "水利工程建设", &["5", "30.00"]),
        ("2130399", "其他水利支出", &["213", "3"]),
        ("2130311", "水资源节约管理与保护", &["31.20", "1.10"]),
    ];
    let doubts = doubts(table(Certainty::Inferred, &["合计", "基本支出"], &rows));
    assert_eq!(doubts.of_table(StatementId::Z03), Some(Doubt::CodesAmongAmounts));
}

#[test]
fn a_row_with_the_names_of_two_leaves_rows_open() {
    let rows: [(&str, &str, &[&str]); 2] =
        [("213", "农林水支出合计", &["31.20", "30.00"]), ("21303", "水利", &["31.20", "30.00"])];
    let doubts = doubts(table(Certainty::Aligned, &["合计", "基本支出"], &rows));
    assert_eq!(doubts.of_rows(StatementId::Z03), Some(Doubt::TwoRowsInOne));
}

#[test]
fn figures_that_go_on_in_a_row_without_a_name_are_in_doubt() {
    let rows: [(&str, &str, &[&str]); 4] = [
        ("213", "农林水支出", &["1131.20", "1130.00"]),
        ("21303", "水利", &["113", "113"]),
        ("", "", &["1.20", "0.10"]),
        ("21305", "巩固脱贫攻坚成果衔接乡村振兴", &["31.20", "30.00"]),
    ];
    let doubts = doubts(table(Certainty::Given, &["合计", "基本支出"], &rows));
    assert_eq!(at(&doubts, 1, 0), Some(Doubt::Cell));
    assert_eq!(at(&doubts, 0, 0), None);
    assert_eq!(doubts.of_rows(StatementId::Z03), Some(Doubt::Cell));
}

#[test]
fn what_one_column_lacks_and_another_has_too_much_was_displaced() {
    let rows: [(&str, &str, &[&str]); 3] = [
        ("213", "农林水支出", &["31.20", "30.00", "1.20"]),
        ("21303", "水利", &["20.00", "20.00", "0.00"]),
        ("21305", "巩固脱贫攻坚成果衔接乡村振兴", &["11.20", "0.00", "11.20"]),
    ];
    let columns = ["合计", "基本支出", "项目支出"];
    assert_eq!(
        doubts(table(Certainty::Aligned, &columns, &rows)).of_table(StatementId::Z03),
        Some(Doubt::Cell)
    );
    assert_eq!(doubts(table(Certainty::Given, &columns, &rows)).of_table(StatementId::Z03), None);
}

#[test]
fn a_figure_in_a_row_without_a_name_puts_the_rows_beside_it_in_doubt() {
    let rows: [(&str, &str, &[&str]); 5] = [
        ("", "", &["62.40", "60.00"]),
        ("213", "农林水支出", &["62.40", "60.00"]),
        ("21303", "水利", &["31.20"]),
        ("", "", &["30.00"]),
        ("21305", "巩固脱贫攻坚成果衔接乡村振兴", &["31.20", "30.00"]),
    ];
    let doubts = doubts(table(Certainty::Given, &["合计", "基本支出"], &rows));
    assert_eq!(at(&doubts, 2, 0), Some(Doubt::UnknownRow));
    // the first row may be a total without a name
    assert_eq!((at(&doubts, 0, 0), at(&doubts, 1, 0)), (None, None));
    assert_eq!(doubts.of_rows(StatementId::Z03), Some(Doubt::UnknownRow));
}

#[test]
fn two_halves_of_a_figure_are_in_doubt() {
    let rows: [(&str, &str, &[&str]); 2] = [
        ("213", "农林水支出", &["1131.20", "11", "31.20"]),
        ("21303", "水利", &["1131.20", "1100.00", "31.20"]),
    ];
    let doubts = doubts(table(Certainty::Given, &["合计", "基本支出", "项目支出"], &rows));
    assert_eq!(at(&doubts, 0, 1), Some(Doubt::Cell));
    assert_eq!(at(&doubts, 1, 1), None);
}

#[test]
fn a_total_without_parts_is_in_doubt_where_positions_decide() {
    let rows: [(&str, &str, &[&str]); 4] = [
        ("213", "农林水支出", &["31.20", "30.00", "1.20"]),
        ("21303", "水利", &["20.00", "20.00", "0.00"]),
        ("21305", "巩固脱贫攻坚成果衔接乡村振兴", &["11.20", "10.00", "1.20"]),
        ("2130599", "其他支出", &["11.20", "0.00", "0.00"]),
    ];
    let partial = |certainty| {
        let mut parts = table(certainty, &["本年支出合计", "基本支出", "项目支出"], &rows).into_parts();
        parts.columns[0].measure = Some(Measure::EXPENDITURE);
        at(&doubts(Table::new(parts).expect("a table")), 3, 0)
    };
    assert_eq!(partial(Certainty::Aligned), Some(Doubt::Cell));
    assert_eq!(partial(Certainty::Given), None);
}

#[test]
fn a_numbered_row_that_was_not_read_puts_the_public_expenses_in_doubt() {
    let rows: [(&str, &str, &[&str]); 3] =
        [("", "合计", &["13.60"]), ("", "1.因公出国（境）费", &["12.90"]), ("", "3.公务接待费", &["0.70"])];
    let whole = |certainty| {
        let mut parts = table(certainty, &["决算数"], &rows).into_parts();
        parts.id = TableId::Statement(StatementId::Z09);
        parts.columns[0].measure = Some(Measure::FINAL);
        parts.rows.iter_mut().for_each(|row| row.item = Item::named("three_public:total").ok());
        doubts(Table::new(parts).expect("a table")).of_table(StatementId::Z09)
    };
    assert_eq!(whole(Certainty::Aligned), Some(Doubt::UnknownRow));
    assert_eq!(whole(Certainty::Given), None);
}

#[test]
fn a_class_in_the_column_of_another_fund_puts_a_summary_in_doubt() {
    let rows: [(&str, &str, &[&str]); 3] = [
        ("", "农林水支出", &["20.00", "20.00", "0.00"]),
        ("", "住房保障支出", &["11.20", "0.00", "11.20"]),
        ("", "本年支出合计", &["31.20", "31.20", "0.00"]),
    ];
    let items = ["fn:213", "fn:221", "expenditure:year_total"];
    let whole = |certainty| {
        let mut parts = table(certainty, &["合计", "一般公共预算", "政府性基金预算"], &rows).into_parts();
        parts.id = TableId::Statement(StatementId::Z04);
        for (row, item) in parts.rows.iter_mut().zip(items) {
            row.item = Item::named(item).ok();
        }
        doubts(Table::new(parts).expect("a table")).of_table(StatementId::Z04)
    };
    assert_eq!(whole(Certainty::Aligned), Some(Doubt::Cell));
    assert_eq!(whole(Certainty::Given), None);
}
