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
fn titles_without_the_word_are_those_of_accounts_unless_another_speaks_of_a_budget() {
    assert_eq!(names(&read(&with_titles(&["支出总表", "一般公共预算支出表"]))), ["Z03", "Z05"]);
    assert_eq!(names(&read(&with_titles(&["支出预算总表", "一般公共预算支出表"]))), ["B03", "B07"]);
    assert_eq!(names(&read(&with_titles(&["支出决算表", "支出预算总表"])))[0], "Z03");
}
