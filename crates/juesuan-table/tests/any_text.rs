//! Whatever the text, there is a result, and its spans lie inside the text.

mod field;

use field::read_fragment;
use juesuan_segment::{FragmentLayout, Span};
use juesuan_table::{ColumnIndex, RowIndex, Tables};
use proptest::prelude::*;

const LAYOUTS: [FragmentLayout; 5] = [
    FragmentLayout::Tabbed,
    FragmentLayout::Exploded,
    FragmentLayout::Piped,
    FragmentLayout::Html,
    FragmentLayout::Aligned,
];

fn read(source: &str) -> Vec<Tables> {
    LAYOUTS.iter().map(|&layout| read_fragment(source, Span::of(0..source.len()), layout)).collect()
}

/// Everything a reader may ask of a table.
fn ask(source: &str, tables: &Tables) {
    for table in &tables.tables {
        for row in 0..=table.rows.len() {
            for column in 0..=table.columns.len() {
                let (row, column) = (RowIndex::new(row), ColumnIndex::new(column));
                let cell = table.cell(row, column);
                let _ = (
                    cell.text(source),
                    cell.printed(source),
                    cell.number(source),
                    table.group_value(row, column),
                );
                assert!(cell.span().end as usize <= source.len());
                assert!(source.get(cell.span().range()).is_some(), "a span cuts a character");
            }
        }
        assert!(table.columns.iter().all(|column| usize::from(column.panel) < table.panels.len()));
        assert!(
            table.rows.iter().all(|row| row.cells.len() <= table.columns.len()),
            "a cell without a column"
        );
    }
    for repair in &tables.repairs {
        assert!(source.get(repair.at.range()).is_some());
    }
}

/// Texts made of what tables are made of.
fn table_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\t",
        "\n",
        "\r\n",
        "\n\n",
        "|",
        "<table>",
        "<tr>",
        "</tr>",
        "<td>",
        "<td rowspan=\"2\" colspan='3'>",
        "</td>",
        "</table>",
        "&nbsp;",
        "  ",
        " ",
        "---",
        "--",
        "项目",
        "行次",
        "决算数",
        "收入",
        "支出",
        "合计",
        "栏次",
        "一级指标",
        "分值",
        "科目编码",
        "科目名称",
        "类",
        "款",
        "项",
        "201",
        "20101",
        "1",
        "3",
        "12.50",
        "1 0",
        "3,000.00",
        "１２",
        "96%",
        "-",
        "—",
        "null",
        "<b>",
        "</b>",
        "<p>",
        "满意度",
        "意度指标",
        "其中：",
        "单位：万元",
        "\u{a0}",
        "\u{3000}",
        "\0",
        "\u{feff}",
        "\u{c}",
        "99999999999999999999999999999999",
    ]);
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

#[test]
fn a_blank_of_two_bytes_behind_a_class() {
    let source = "201\u{a0}一级指标\n\n---  |\n<table>类\t";
    for tables in read(source) {
        ask(source, &tables);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_string(source in "(?s).{0,300}") {
        for tables in read(&source) {
            ask(&source, &tables);
        }
    }

    #[test]
    fn any_table(source in table_like()) {
        for tables in read(&source) {
            ask(&source, &tables);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document(source in prop_oneof![table_like(), "(?s).{0,300}".prop_map(String::from)]) {
        let segmentation = juesuan_segment::segment(&source).unwrap();
        ask(&source, &field::reconstruct(&segmentation));
    }
}

#[test]
fn ill_formed_tables() {
    let digits = "7".repeat(200);
    let wide = "格\t".repeat(3000);
    let nested = "<b>".repeat(500) + "\t1\n";
    for source in [
        "",
        "\n\n\n",
        "\t\t\t",
        "甲\n乙\n丙\n",
        "甲\t乙\n丙\n丁\t戊\t己\t庚\n",
        "\0\t\0\n1\t\0 2\n",
        "\u{feff}项目\t金额\n甲\t1\n",
        &digits,
        &format!("项目\t金额\n甲\t{digits}\n"),
        &wide,
        &nested,
    ] {
        for tables in read(source) {
            ask(source, &tables);
        }
    }
}

#[test]
fn a_row_without_end_is_no_name() {
    let source = "1\t".repeat(4000);
    let read = read_fragment(&source, Span::of(0..source.len()), FragmentLayout::Tabbed);
    let table = read.tables.first().expect("a table");
    let longest = table.row_cells(0.into()).map(|cell| cell.printed(&source).len()).max();
    assert_eq!((table.columns.len(), longest), (512, Some(1)));
}
