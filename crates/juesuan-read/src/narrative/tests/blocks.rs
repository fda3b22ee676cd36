//! Which parts of a document are read: blocks, sections, cut lines and page breaks.

use expect_test::{Expect, expect};
use juesuan_segment::{BlockKind, Section, SectionId, Span, segment};

use super::{FoundFact, facts, paragraphs, show};

fn of_document(source: &str, expected: &Expect) {
    let segmentation = segment(source).unwrap();
    let lines = |fact: &FoundFact| ["line ", &fact.line.to_string(), " ", &show(source, fact)].concat();
    let shown: String = facts(&segmentation, None).iter().map(lines).collect();
    expected.assert_eq(&shown);
}

#[test]
fn tables_notes_and_contents_are_not_read() {
    of_document(
        "# 目录\n\n一、支出决算情况说明..... 12\n\n## 一、支出决算情况说明\n\n2021年度支出决算30.50万元，占61.00%。\n\n\
         支出决算表\n\n单位：万元\n\n| 项目 | 决算数 |\n| --- | --- |\n| 基本支出 | 20.50 |\n| 项目支出 | 10.00 |\n\n\
         注：本表金额保留2位小数，单位为万元。\n\n全年召开会议3次。\n",
        &expect![[r#"
            line 7 30.50 万元 | 2021 amount | 支出决算
            line 7 61.00 % | 2021 percent | 支出决算占比
            line 20 3 次 | 2021 count | 召开会议
        "#]],
    );
}

#[test]
fn a_glossary_states_nothing() {
    let source = "第四部分 名词解释\n（一）资产\n单价100万元以上的设备。\n";
    let mut segmentation = paragraphs(source);
    assert_eq!(facts(&segmentation, Some(2022)).len(), 1);
    let section = |line: usize, parent| {
        let heading = segmentation.lines.span(line);
        Section { heading, marker: None, title: heading, level: 1, parent }
    };
    segmentation.sections = vec![section(0, None), section(1, Some(SectionId(0)))];
    for block in &mut segmentation.blocks {
        block.section = Some(SectionId(1));
    }
    assert_eq!(facts(&segmentation, Some(2022)), []);
}

#[test]
fn a_figure_at_the_end_of_a_cut_line_is_none() {
    for (line, read) in [
        ("救助8人，金额3万元，资助12", 2),
        ("救助8人，金额3万元，资助12.", 2),
        ("救助8人，金额3万元，资助5万", 2),
        ("救助8人，金额3万元，资助5人", 3),
        ("救助8人，金额3万元。", 2),
    ] {
        let mut segmentation = paragraphs(line);
        segmentation.cut_lines.push(Span::of(0..line.len()));
        assert_eq!(facts(&segmentation, Some(2022)).len(), read, "{line}");
    }
}

#[test]
fn a_cell_that_lost_its_table_is_none() {
    for lone in ["100%", "≥95%", "12.50", "30万元", "（5分）"] {
        assert_eq!(facts(&paragraphs(lone), Some(2022)), [], "{lone}");
    }
}

#[test]
fn headings_are_read_and_captions_are_not() {
    let source = "（一）项目产出得分48分。\n图3：支出占35%";
    let mut segmentation = paragraphs(source);
    segmentation.blocks[0].kind = BlockKind::Heading;
    segmentation.blocks[1].kind = BlockKind::Caption;
    let shown: String = facts(&segmentation, Some(2022)).iter().map(|fact| show(source, fact)).collect();
    expect![[r#"
        48 分 | 2022 score | 项目产出得分
    "#]]
    .assert_eq(&shown);
}

#[test]
fn a_list_of_parts_ends_with_the_next_item() {
    let source = "2.公务用车支出5万元。其中：\n购置支出3万元。\n运行支出2万元。\n3.公务接待费支出1万元。";
    let shown: String =
        facts(&paragraphs(source), Some(2022)).iter().map(|fact| show(source, fact)).collect();
    expect![[r#"
        5 万元 | 2022 amount | 公务用车支出
        3 万元 | 2022 part | 购置支出
        2 万元 | 2022 part | 运行支出
        1 万元 | 2022 amount | 公务接待费支出
    "#]]
    .assert_eq(&shown);
}

#[test]
fn items_below_a_heading_are_counted_by_themselves() {
    of_document(
        "2.灌渠养护经费支出情况\n2022年度灌渠养护经费支出9.00万元。其中：\n1.东渠支出4.00万元。\n2.西渠支出3.00万元。\n\
         3.南渠支出2.00万元。\n",
        &expect![[r#"
            line 2 9.00 万元 | 2022 amount | 灌渠养护经费支出
            line 3 4.00 万元 | 2022 part | 东渠支出
            line 4 3.00 万元 | 2022 part | 西渠支出
            line 5 2.00 万元 | 2022 part | 南渠支出
        "#]],
    );
}

#[test]
fn the_year_is_the_one_named_most() {
    let source = "2020年以来持续推进。2023年度预算执行率98%，2023年结余5万元，比2022年减少1万元。";
    let shown: String = facts(&paragraphs(source), None).iter().map(|fact| show(source, fact)).collect();
    expect![[r#"
        98 % | 2023 percent | 预算执行率
        5 万元 | 2023 amount | 结余
        1 万元 | 2023-2022 change 减少 | 结余比2022年减少
    "#]]
    .assert_eq(&shown);
}

/// An item is spoken of until the next one begins: through its purpose, through paragraphs of its own, quoted or not.
#[test]
fn an_item_keeps_its_name_until_the_next() {
    of_document(
        "1.教育支出（类）普通教育（款）小学教育（项）。主要用于：教师的人员支出、公用支出。支出决算为5.00万元。\n\n\
         年初预算为6.00万元。\n\n\
         “教育支出（类）普通教育（款）学前教育（项）”\n\n\
         7.00万元，主要用于园舍维修。年初预算为8.00万元，主要原因：新增班级。\n",
        &expect![[r#"
            line 1 5.00 万元 |  amount | 教育支出（类）普通教育（款）小学教育（项）支出决算
            line 3 6.00 万元 |  amount | 教育支出（类）普通教育（款）小学教育（项）年初预算
            line 7 7.00 万元 |  amount | 教育支出（类）普通教育（款）学前教育（项）
            line 7 8.00 万元 |  amount | 教育支出（类）普通教育（款）学前教育（项）年初预算
        "#]],
    );
}
