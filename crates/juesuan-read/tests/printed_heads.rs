//! Heads that no template knows: their words and the sums of the rows say which stand above which.
#![allow(clippy::expect_used, reason = "a test may stop here")]

use juesuan_model::{Cell, RowIndex, Table};
use juesuan_read::Document;

/// Each figure of all tables behind its row and its column.
fn figures(text: &str) -> Vec<String> {
    let document = Document::of(text, "printed").expect("a short text");
    let report = juesuan_read::read(&document).expect("a report");
    report.tables.iter().flat_map(of_table).collect()
}

fn of_table(table: &Table) -> Vec<String> {
    let figure = |at: RowIndex, cell: &Cell| {
        let row = table.row(at)?;
        let column = table.column(cell.column)?;
        Some(format!("{}{} {}={}", row.code_text(), row.label, column.path.join("/"), cell.number()?))
    };
    table
        .row_indices()
        .flat_map(|at| table.cells_of(at).iter().filter_map(move |cell| figure(at, cell)))
        .collect()
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

#[test]
fn names_of_two_sides_stand_around_the_line_of_their_figures() {
    let read = figures(
        "云溪县水利站2021年度部门决算\n\n收入支出决算总表\n单位：万元\n收入 支出\n项目 决算数 项目 决算数\n一、一般公共预算财政拨款\n90.50 一、教育支出\n收入\n二、政府性基金预算财 二、资源勘探工业信息\n7.25 3.50\n政拨款收入 等支出\n三、事业收入 三、农林水支出 94.25\n本年收入合计 97.75 本年支出合计 97.75\n",
    );
    let wanted = [
        "一、一般公共预算财政拨款收入 收入/决算数=90.50",
        "二、政府性基金预算财政拨款收入 收入/决算数=7.25",
        "二、资源勘探工业信息等支出 支出/决算数=3.50",
        "三、农林水支出 支出/决算数=94.25",
        "本年收入合计 收入/决算数=97.75",
        "本年支出合计 支出/决算数=97.75",
    ];
    assert_eq!(read, wanted);
}

#[test]
fn codes_of_two_sides_begin_rows_without_names_on_their_line() {
    let read = figures(
        "云溪县水利站2021年度部门决算\n\n一般公共预算财政拨款基本支出决算表\n单位：万元\n科目编码 科目名称 决算数 科目编码 科目名称 决算数\n301 工资福利支出 61.00 302 商品和服务支出 9.50\n30101 基本工资 40.25 30201 办公费 6.25\n机关事业单位基本养老保\n30108 20.75 30206 电费 3.25\n险缴费\n人员经费合计 61.00 公用经费合计 9.50\n",
    );
    assert!(read.contains(&"30108机关事业单位基本养老保险缴费 决算数=20.75".to_owned()), "{read:?}");
    assert!(read.contains(&"30206电费 决算数=3.25".to_owned()), "{read:?}");
    assert_eq!(read.len(), 8);
}

#[test]
fn numbers_of_lines_part_the_sides() {
    let read = figures(
        "云溪县水利站2016年度部门决算\n\n收入支出决算总表\n单位：万元\n收入 支出\n项目 行次 决算数 项目 行次 决算数\n栏次 1 栏次 2\n一、财政拨款收 一、资源勘探信\n1 90.50 3 20.25\n入 息等支出\n二、农林水支\n二、事业收入 2 1.50 4 71.75\n出\n",
    );
    let wanted = [
        "一、财政拨款收入 收入/决算数=90.50",
        "一、资源勘探信息等支出 支出/决算数=20.25",
        "二、事业收入 收入/决算数=1.50",
        "二、农林水支出 支出/决算数=71.75",
    ];
    assert_eq!(read, wanted);
}
