//! What a formula may say, and what is said to one that makes no sense.

#![allow(clippy::expect_used, clippy::format_push_string)] // in tests, clear is better than robust

mod support;

use expect_test::{Expect, expect};
use juesuan_model::Report;
use juesuan_rules::{Checker, RuleSet, catalogue, formula};
use proptest::prelude::*;

#[track_caller]
fn refused(text: &str, expected: &Expect) {
    let error = formula::parse(text).expect_err("this makes no sense");
    expected.assert_eq(&format!("{error}\n"));
}

/// What the rules of a text say of the first fixture.
#[track_caller]
fn said(text: &str, expected: &Expect) {
    let rules = RuleSet::empty().with_formulas(text).unwrap_or_else(|error| panic!("{error}"));
    let document =
        support::fixtures().into_iter().find(|fixture| fixture.name.contains("plain")).expect("a fixture");
    let outcome = Checker::new(&rules).check(&document.report);
    let mut shown = String::new();
    for check in &outcome.checks {
        let missing = check.missing.join("、");
        shown.push_str(&format!(
            "{} {} {} of {} {missing}\n",
            check.rule, check.status, check.findings, check.instances
        ));
    }
    for finding in &outcome.findings {
        shown.push_str(&format!("{} {}\n", finding.severity, finding.message));
    }
    expected.assert_eq(&shown);
}

#[test]
fn formulas_stand_alone_or_under_a_rule() {
    said(
        "# a comment\nZ01.收入[\"总计\"].决算数 == Z01.支出[总计].决算数\n\nZ03[合计].基本支出 <= Z03[合计].本年支出合计",
        &expect![[r#"
            U1 pass 0 of 1 
            U2 pass 0 of 1 
        "#]],
    );
}

#[test]
fn formulas_can_be_written_in_chinese() {
    said(
        "规则 本单位一 “项目支出不超过基本支出”\n  severity warning\n  每 Z03 行： 项目支出 ≤ 基本支出\n",
        &expect![[r#"
            本单位一 finding 15 of 30 
            warning 《支出决算表》“合计”项目支出印作4053.91，超过基本支出的1142.87，多出2911.04万元。
            warning 《支出决算表》“213农林水支出”项目支出印作4016.13，超过基本支出的826.49，多出3189.64万元。
            warning 《支出决算表》“21303水利”项目支出印作4016.13，超过基本支出的826.49，多出3189.64万元。
            warning 《支出决算表》“2130302一般行政管理事务”项目支出印作117.30，超过基本支出的0.00，多出117.30万元。
            warning 《支出决算表》“2130305水利工程建设”项目支出印作3148.07，超过基本支出的0.00，多出3148.07万元。
            warning 《支出决算表》“2130306水利工程运行与维护”项目支出印作492.64，超过基本支出的0.00，多出492.64万元。
            warning 《支出决算表》“2130311水资源节约管理与保护”项目支出印作38.80，超过基本支出的0.00，多出38.80万元。
            warning 《支出决算表》“2130314防汛”项目支出印作205.00，超过基本支出的0.00，多出205.00万元。
            warning 《支出决算表》“2130399其他水利支出”项目支出印作14.32，超过基本支出的0.00，多出14.32万元。
            warning 《支出决算表》“223国有资本经营预算支出”项目支出印作2.78，超过基本支出的0.00，多出2.78万元。
            warning 《支出决算表》“22301解决历史遗留问题及改革成本支出”项目支出印作2.78，超过基本支出的0.00，多出2.78万元。
            warning 《支出决算表》“2230105国有企业退休人员社会化管理补助支出”项目支出印作2.78，超过基本支出的0.00，多出2.78万元。
            warning 《支出决算表》“229其他支出”项目支出印作35.00，超过基本支出的0.00，多出35.00万元。
            warning 《支出决算表》“22960彩票公益金安排的支出”项目支出印作35.00，超过基本支出的0.00，多出35.00万元。
            warning 《支出决算表》“2296002用于社会福利的彩票公益金支出”项目支出印作35.00，超过基本支出的0.00，多出35.00万元。
        "#]],
    );
}

#[test]
fn sums_of_levels_prefixes_and_lists() {
    said(
        "Z06[302].决算数 == sum(Z06[302* except 302].决算数)\n\
         Z05[合计].基本支出 == sum(Z05[类].基本支出)\n\
         sum(Z03[208, 210].本年支出合计) <= Z03[合计].本年支出合计\n\
         each item of Z05: Z05[code].基本支出 >= 0\n\
         Z09[合计].决算数 <= 2 * Z09[合计].预算数\n",
        &expect![[r#"
            U1 pass 0 of 1 
            U2 pass 0 of 1 
            U3 pass 0 of 1 
            U4 pass 0 of 13 
            U5 pass 0 of 1 
        "#]],
    );
}

#[test]
fn what_is_not_there_is_named() {
    said(
        "Z03[299].基本支出 == Z05[299].基本支出\nZ03[合计].没有这一栏 == 0\nZ01[没有这一行].决算数 == 0\n",
        &expect![[r#"
            U1 not_applicable 0 of 0 
            U2 insufficient_data 0 of 0 《支出决算表》“没有这一栏”栏
            U3 insufficient_data 0 of 0 《收入支出决算总表》“没有这一行”行
        "#]],
    );
}

#[test]
fn a_tolerance_is_in_the_printed_unit() {
    said(
        "rule A \"差一万元以内\"\n  tolerance 1\n  Z03[合计].基本支出 == Z03[合计].基本支出 + 1\n\
         rule B \"差半万元以内\"\n  tolerance 0.5\n  Z03[合计].基本支出 == Z03[合计].基本支出 + 1\n",
        &expect![[r#"
            A pass 0 of 1 
            B finding 1 of 1 
            error 《支出决算表》“合计”基本支出印作1142.87，各项之和（1142.87＋1）为1143.87，相差1.00万元。
        "#]],
    );
}

#[test]
fn an_unknown_table_is_underlined() {
    refused(
        "Z01[\"总计\"].决算数 == Z12[合计].决算数",
        &expect![[r#"
            没有这张表：表号为 Z01–Z09，预算为 B01–B14
              --> 第1行第18字
              |
            1 | Z01["总计"].决算数 == Z12[合计].决算数
              |                       ^^^
        "#]],
    );
}

#[test]
fn a_missing_operator_is_underlined() {
    refused(
        "rule A \"标题\"\n  each Z03 row: 本年支出合计 基本支出 + 项目支出",
        &expect![[r#"
        这里应为== 、<= 或 >=
          --> 第2行第24字
          |
        2 |   each Z03 row: 本年支出合计 基本支出 + 项目支出
          |                              ^^^^^^^^
    "#]],
    );
}

#[test]
fn an_unfinished_formula_is_told() {
    refused(
        "each Z03 row: 本年支出合计 ==",
        &expect![[r#"
        公式没有写完：这里应为单元格（如 Z01["总计"].决算数）、列名、sum(…) 或数字
          --> 第1行第24字
          |
        1 | each Z03 row: 本年支出合计 ==
          |                              ^
    "#]],
    );
    refused(
        "Z01[\"总计].决算数 == 0",
        &expect![[r#"
        公式没有写完：这里应为引号 "
          --> 第1行第18字
          |
        1 | Z01["总计].决算数 == 0
          |                       ^
    "#]],
    );
    refused(
        "Z01[总计.决算数 == 0",
        &expect![[r#"
        这里应为右方括号 ]
          --> 第1行第7字
          |
        1 | Z01[总计.决算数 == 0
          |         ^
    "#]],
    );
    refused(
        "each Z03 cell: 基本支出 == 0",
        &expect![[r#"
        这里应为row（行）或 column（列）
          --> 第1行第10字
          |
        1 | each Z03 cell: 基本支出 == 0
          |          ^^^^
    "#]],
    );
    refused(
        "sum(Z03[类].基本支出 == 0",
        &expect![[r#"
        这里应为右括号 )
          --> 第1行第17字
          |
        1 | sum(Z03[类].基本支出 == 0
          |                      ^
    "#]],
    );
}

#[test]
fn many_rows_need_a_sum() {
    refused(
        "Z03[类].基本支出 == 0",
        &expect![[r#"
        这里指的是许多行，要写成 sum(…)
          --> 第1行第1字
          |
        1 | Z03[类].基本支出 == 0
          | ^^^^^^^^^^^^^^^^
    "#]],
    );
}

#[test]
fn a_bare_column_needs_a_row() {
    refused(
        "基本支出 == 项目支出",
        &expect![[r#"
        这里要写明表号和行，如 Z01["总计"].决算数
          --> 第1行第1字
          |
        1 | 基本支出 == 项目支出
          | ^^^^^^^^
    "#]],
    );
    refused(
        "Z03[合计] == 0",
        &expect![[r#"
        少了列名，如 .决算数
          --> 第1行第1字
          |
        1 | Z03[合计] == 0
          | ^^^^^^^^^
    "#]],
    );
    refused(
        "Z03[code].基本支出 == 0",
        &expect![[r#"
        [code] 只用于 each code of …
          --> 第1行第1字
          |
        1 | Z03[code].基本支出 == 0
          | ^^^^^^^^^^^^^^^^^^
    "#]],
    );
}

#[test]
fn a_tree_says_one_thing() {
    refused(
        "tree Z05 by code: parent <= sum(children)",
        &expect![[r#"
        树形公式写作 tree Z05 by code: parent == sum(children)
          --> 第1行第1字
          |
        1 | tree Z05 by code: parent <= sum(children)
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    "#]],
    );
    refused(
        "Z05[合计].基本支出 == parent",
        &expect![[r#"
        parent 和 children 只用于 tree
          --> 第1行第1字
          |
        1 | Z05[合计].基本支出 == parent
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    "#]],
    );
}

#[test]
fn attributes_are_checked() {
    refused(
        "rule A \"标题\"\n  severity 严重\n  Z05[合计].基本支出 == 0",
        &expect![[r#"
        严重程度只有 error、warning、info
          --> 第2行第12字
          |
        2 |   severity 严重
          |            ^^^^
    "#]],
    );
    refused(
        "rule A \"标题\"\n  kind wrong\n  Z05[合计].基本支出 == 0",
        &expect![[r#"
        没有这种问题类型（kind）
          --> 第2行第8字
          |
        2 |   kind wrong
          |        ^^^^^
    "#]],
    );
    refused(
        "severity error\nZ05[合计].基本支出 == 0",
        &expect![[r#"
        前面没有 rule（规则）这一行
          --> 第1行第1字
          |
        1 | severity error
          | ^^^^^^^^
    "#]],
    );
    refused(
        "rule A \"标题\"\n  severity error\n",
        &expect![[r#"
        规则里没有公式
          --> 第1行第1字
          |
        1 | rule A "标题"
          | ^^^^^^^^^^^^^
    "#]],
    );
}

#[test]
fn an_id_is_used_once() {
    refused(
        "rule A \"一\"\n  Z05[合计].基本支出 == 0\nrule A \"二\"\n  Z05[合计].基本支出 == 0\n",
        &expect![[r#"
            编号A用了两次
              --> 第3行第6字
              |
            3 | rule A "二"
              |      ^
        "#]],
    );
    let error = catalogue().with_formulas("rule JS101 \"一\"\n  Z05[合计].基本支出 == 0\n");
    expect!["编号JS101已有规则使用 (the id JS101 is taken)"]
        .assert_eq(&error.expect_err("taken").to_string());
}

proptest! {
    /// Any text is a file of formulas or an error with a place in it.
    #[test]
    fn any_text_is_understood_or_refused(text in "\\PC{0,200}") {
        let _ = formula::parse(&text);
    }

    /// So is any mixture of the words of the language.
    #[test]
    fn any_words_are_understood_or_refused(words in prop::collection::vec(prop::sample::select(WORDS), 0..24)) {
        let text = words.join(" ");
        match formula::parse(&text) {
            Ok(rules) => {
                let mut set = RuleSet::empty();
                for rule in rules {
                    set = set.with(rule).expect("ids are used once");
                }
                let _ = Checker::new(&set).check(&Report::default());
            }
            Err(error) => prop_assert!(error.to_string().contains("-->")),
        }
    }
}

const WORDS: &[&str] = &[
    "rule",
    "A",
    "\"标题\"",
    "each",
    "Z03",
    "row",
    "column",
    ":",
    "==",
    "<=",
    "+",
    "-",
    "Z01",
    "[",
    "]",
    "合计",
    ".",
    "基本支出",
    "sum",
    "(",
    ")",
    "or",
    "else",
    "when",
    "has",
    "tree",
    "by",
    "code",
    "parent",
    "children",
    "1",
    "208",
    "*",
    "except",
    "类",
    "above",
    ",",
    "of",
    "severity",
    "error",
];
