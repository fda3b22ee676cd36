//! Budgets: their tables have names of their own, whatever the province calls them.
#![allow(clippy::expect_used, reason = "a test may stop here")]

use juesuan_model::{Report, ReportKind, SourceInfo};
use juesuan_read::{Document, Vocabulary};

fn read(text: &str) -> Report {
    let segmentation = juesuan_segment::segment(text).expect("a short text");
    let tables = juesuan_table::reconstruct_with(&segmentation, &Vocabulary::default());
    let document = Document::new(segmentation, tables, SourceInfo::default());
    juesuan_read::read(&document).expect("a report")
}

fn names(report: &Report) -> Vec<String> {
    report.tables.iter().map(|table| table.id().to_string()).collect()
}

const BODY: &str = "科目编码\t科目名称\t合计\t基本支出\t项目支出\n205\t教育支出\t5.00\t3.00\t2.00\n20502\t普通教育\t5.00\t3.00\t2.00\n";

fn with_titles(titles: &[&str]) -> String {
    let mut text = "清河县水利局2023年部门预算\n\n".to_owned();
    for title in titles {
        text += &format!("{title}\n单位：万元\n{BODY}\n");
    }
    text
}

#[test]
fn tables_of_a_budget_have_names_of_their_own() {
    let report = read(&with_titles(&[
        "支出预算总表",
        "一般公共预算支出功能分类预算表",
        "2023年部门政府性基金预算支出表",
        "一般公共预算机关运行经费支出预算表",
    ]));
    assert_eq!(names(&report), ["B03", "B07", "B10", "B12"]);
    assert_eq!(report.kind, Some(ReportKind::Budget));
    let measures: Vec<_> = report.tables[0]
        .columns()
        .iter()
        .filter_map(|column| column.measure)
        .map(|measure| measure.to_string())
        .collect();
    assert_eq!(measures, ["budget", "budget_basic", "budget_project"]);
}

#[test]
fn titles_without_the_word_are_those_of_accounts_where_anything_speaks_of_these() {
    assert_eq!(names(&read(&with_titles(&["支出总表", "一般公共预算支出表"]))), ["B03", "B07"]);
    let unnamed = |titles| with_titles(titles).replace("部门预算", "");
    // nothing but the tables
    assert_eq!(names(&read(&unnamed(&["支出总表", "一般公共预算支出表"]))), ["B03", "B07"]);
    let of_accounts = |before: &str| before.to_owned() + &unnamed(&["支出总表", "一般公共预算支出表"]);
    assert_eq!(names(&read(&of_accounts("2023年度部门决算\n\n"))), ["Z03", "Z05"]);
    let numbered = unnamed(&["支出总表", "一般公共预算支出表"]).replace("单位：万元", "公开05表\n单位：万元");
    assert_eq!(names(&read(&numbered)), ["Z03", "Z05"]);
    assert_eq!(names(&read(&unnamed(&["支出预算总表", "一般公共预算支出表"]))), ["B03", "B07"]);
    assert_eq!(names(&read(&unnamed(&["支出决算表", "支出预算总表"])))[0], "Z03");
    assert_eq!(names(&read(&unnamed(&["支出决算表", "项目支出表"]))), ["Z03", "T11"]);
}

#[test]
fn provinces_name_their_tables_in_many_ways() {
    let report = read(&with_titles(&[
        "预算01-1表：部门收入预算表",
        "表3-2 一般公共预算项目支出预算表",
        "2023年部门综合预算专项业务经费支出表",
        "一般公共预算支出情况表（按功能分类科目）",
        "一般公共预算基本支出情况表（按支出经济分类科目）",
    ]));
    assert_eq!(names(&report)[..2], ["B02", "B14"]);
    assert_eq!(names(&report)[3..], ["B07", "B08"]);
}

/// `table code label column value` of every figure.
fn figures(text: &str) -> Vec<String> {
    let report = read(text);
    let line = |id: String, figure: juesuan_model::Figure<'_>| {
        let (code, label) = (figure.row.code_text().into_owned(), &figure.row.label);
        format!("{id} {code} {label} {} {}", figure.column.title(), figure.value)
    };
    let tables = report.tables.iter();
    tables.flat_map(|table| table.figures().map(|figure| line(table.id().to_string(), figure))).collect()
}

#[test]
fn the_only_row_of_a_form_is_its_total() {
    let head = "支出预算总表\n单位：万元\n合计\t基本支出\t项目支出\n";
    assert_eq!(
        figures(&format!("{head}5.00\t3.00\t2.00\n")),
        ["B03  合计 合计 5.00", "B03  合计 基本支出 3.00", "B03  合计 项目支出 2.00"]
    );
}

#[test]
fn a_cell_that_holds_the_whole_form_gives_it_its_title() {
    let text = "支出预算总表部门：清河县水利局 单位：万元合计 基本支出 项目支出5.00 3.00 2.00\t\t\n合计\t基本支出\t项目支出\n5.00\t3.00\t2.00\n";
    assert_eq!(figures(text).len(), 3);
    assert_eq!(figures(text)[0], "B03  合计 合计 5.00");
}

#[test]
fn the_code_of_the_body_is_no_part_of_that_of_the_subject() {
    let head = "一般公共预算支出预算表\n单位：万元\n科目编码\t\t\t单位代码\t单位名称（科目）\t合计\t基本支出\n类\t款\t项\t\t\t\t\n";
    let rows = "\t\t\t\t合计\t5.00\t3.00\n205\t02\t01\t105001\t学前教育\t5.00\t3.00\n";
    assert_eq!(figures(&format!("{head}{rows}"))[2], "B07 2050201 学前教育 合计 5.00");
}

#[test]
fn a_second_classification_names_nothing() {
    let head = "一般公共预算基本支出预算表\n单位：万元\n部门预算经济分类\t\t政府预算经济分类\t\t合计\n科目编码\t科目名称\t科目编码\t科目名称\t\n";
    let rows = "30101\t基本工资\t50101\t工资奖金津补贴\t5.00\n30201\t办公费\t50201\t办公经费\t3.00\n";
    assert_eq!(
        figures(&format!("{head}{rows}")),
        ["B08 30101 基本工资 合计 5.00", "B08 30201 办公费 合计 3.00"]
    );
}

#[test]
fn a_head_may_have_four_levels() {
    let head = "部门支出预算表\n单位：万元\n项目\t合计\t本年支出\t\t\n\t\t一般公共预算\t\t政府性基金\n\t\t小计\t其中：财政拨款\t\n";
    let text = format!("{head}一、基本支出\t5.00\t4.00\t3.00\t1.00\n二、项目支出\t2.00\t2.00\t2.00\t0.00\n");
    assert_eq!(
        figures(&text)[..4],
        [
            "B03  一、基本支出 合计 5.00",
            "B03  一、基本支出 本年支出/一般公共预算/小计 4.00",
            "B03  一、基本支出 本年支出/一般公共预算/其中：财政拨款 3.00",
            "B03  一、基本支出 本年支出/政府性基金 1.00"
        ]
    );
}

#[test]
fn projects_name_their_rows_and_bodies_do_not() {
    let head = "项目支出预算表\n单位：万元\n单位名称\t项目名称\t资金性质\t合计\t一般公共预算\n";
    let rows = "合计\t\t\t5.00\t5.00\n水利局\t河道养护\t经费拨款\t3.00\t3.00\n水利局\t泵站维护\t经费拨款\t2.00\t2.00\n";
    let figures = figures(&format!("{head}{rows}"));
    assert_eq!(figures[0], "B14  合计 合计 5.00");
    assert_eq!(figures[2], "B14  河道养护 合计 3.00");
}

#[test]
fn heads_tell_a_budget_where_no_title_does() {
    let report = read(
        "收支总表\n单位：万元\n收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n一、事业收入\t7.50\t一、教育支出\t7.50\n本年收入合计\t7.50\t本年支出合计\t7.50\n\n支出总表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n205\t教育支出\t7.50\t4.00\t3.50\n",
    );
    assert_eq!(names(&report), ["B01", "B03"]);
}

#[test]
fn a_margin_that_was_drawn_as_a_column_opens_no_panel() {
    let head = "财政拨款收支预算总表\n单位：万元\n\t收入\t\t支出\t\n\t项目名称\t金额\t支出用途\t\n\t\t\t项目名称\t金额\n";
    let rows = "\t一、一般公共预算\t9.00\t一、基本支出\t4.00\n\t二、政府性基金预算\t\t二、项目支出\t5.00\n\t收入合计\t9.00\t支出合计\t9.00\n";
    assert_eq!(
        figures(&format!("{head}{rows}"))[1..3],
        ["B04  一、基本支出 支出/支出用途/金额 4.00", "B04  二、项目支出 支出/支出用途/金额 5.00"]
    );
}

/// The measures of the columns with figures.
fn measures(text: &str) -> Vec<String> {
    let report = read(text);
    let table = report.tables.first().expect("a table");
    let name = |column: &juesuan_model::Column| column.measure.map_or_else(String::new, |m| m.to_string());
    let figures = table.figures().map(|figure| name(figure.column));
    figures.collect()
}

#[test]
fn columns_of_a_budget_mean_what_is_planned() {
    let income = "收入预算总表\n单位：万元\n科目编码\t科目名称\t合计\t财政拨款收入\t事业收入\t\t上年结转\n\t\t\t\t金额\t其中：教育收费\t\n205\t教育支出\t9.00\t4.00\t3.00\t1.00\t2.00\n";
    assert_eq!(
        measures(income),
        [
            "budget",
            "budget_income_fiscal_appropriation",
            "budget_income_operations",
            "budget_income_education_fees",
            "budget_opening"
        ]
    );
    let years = "一般公共预算支出预算表\n单位：万元\n科目编码\t科目名称\t上年执行数\t预算数\t\t\n\t\t\t小计\t基本支出\t项目支出\n205\t教育支出\t9.00\t4.00\t3.00\t1.00\n";
    assert_eq!(measures(years), ["prior_final", "budget", "budget_basic", "budget_project"]);
    let public = "“三公”经费预算表\n单位：万元\n合计\t因公出国（境）费\t公务接待费\n9.00\t4.00\t5.00\n";
    assert_eq!(measures(public), ["budget"; 3]);
}
