//! Heads that no template knows: their words and the sums of the rows say which stand above which.
#![allow(clippy::expect_used, reason = "a test may stop here")]

use juesuan_model::{Cell, Table};
use juesuan_read::Document;

/// Each figure of all tables behind its row and its column.
fn figures(text: &str) -> Vec<String> {
    let document = Document::of(text, "printed").expect("a short text");
    let report = juesuan_read::read(&document).expect("a report");
    report.tables.iter().flat_map(of_table).collect()
}

fn of_table(table: &Table) -> Vec<String> {
    let figure = |at: u32, cell: &Cell| {
        let row = table.rows().get(at as usize)?;
        let column = table.columns().get(usize::from(cell.column))?;
        Some(format!("{}{} {}={}", row.code_text(), row.label, column.path.join("/"), cell.number()?))
    };
    let rows = (0..).take(table.rows().len());
    rows.flat_map(|at| table.cells_of(at).iter().filter_map(move |cell| figure(at, cell))).collect()
}

/// The same form with one blank between its cells and with a cell a line.
fn of_both(head: &[&str], rows: &[&str]) -> [Vec<String>; 2] {
    let title = "云溪县水利站2023年部门预算\n\n收入总表\n单位：万元\n";
    let lines = [head, rows].concat().join("\n");
    let words = lines.replace(' ', "\n");
    [lines, words].map(|text| figures(&format!("{title}{text}\n")))
}

#[test]
fn a_sum_begins_its_group_and_bodies_have_codes() {
    let read = of_both(
        &[
            "单位代码 单位名称 合计 本年收入 上年结转",
            "小计 一般公共预算 事业收入 小计 一般公共预算 其他资金",
        ],
        &["合计 9.50 7.00 5.00 2.00 2.50 1.50 1.00", "361001 水利站本级 9.50 7.00 5.00 2.00 2.50 1.50 1.00"],
    );
    for figures in read {
        assert!(figures.contains(&"361001水利站本级 合计=9.50".to_owned()), "{figures:?}");
        assert!(figures.contains(&"合计 本年收入/事业收入=2.00".to_owned()), "{figures:?}");
        assert!(figures.contains(&"合计 上年结转/小计=2.50".to_owned()), "{figures:?}");
        assert!(figures.contains(&"合计 上年结转/其他资金=1.00".to_owned()), "{figures:?}");
        assert_eq!(figures.len(), 14);
    }
}

#[test]
fn the_sums_of_the_rows_tell_which_year_has_columns_below() {
    let read = of_both(
        &["科目编码 科目名称 2022年预算数 2023年预算数", "小计 基本支出 项目支出"],
        &["213 农林水支出 6.00 9.50 4.00 5.50", "21303 水利 6.00 9.50 4.00 5.50"],
    );
    for figures in read {
        assert!(figures.contains(&"213农林水支出 2022年预算数=6.00".to_owned()), "{figures:?}");
        assert!(figures.contains(&"213农林水支出 2023年预算数/小计=9.50".to_owned()), "{figures:?}");
        assert!(figures.contains(&"21303水利 2023年预算数/项目支出=5.50".to_owned()), "{figures:?}");
    }
}

#[test]
fn parts_of_codes_without_a_name_on_their_line_are_no_money() {
    let read = figures(
        "云溪县水利站2021年度部门决算\n\n支出决算表\n单位：万元\n科目编码 科目名称 本年支出合计 基本支出 项目支出\n类 款 项\n合计 90.50 70.00 20.50\n农林水支出\n213 90.50 70.00 20.50\n水利\n213 03 90.50 70.00 20.50\n行政运行\n213 03 01 70.00 70.00 0.00\n防汛\n213 03 14 20.50 0.00 20.50\n",
    );
    assert!(read.contains(&"21303水利 本年支出合计=90.50".to_owned()), "{read:?}");
    assert!(read.contains(&"2130301行政运行 基本支出=70.00".to_owned()), "{read:?}");
    assert!(read.contains(&"2130314防汛 项目支出=20.50".to_owned()), "{read:?}");
    assert_eq!(read.len(), 15);
}
