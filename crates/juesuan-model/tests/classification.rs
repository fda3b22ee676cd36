//! Codes, titles, rows and columns: what the data says, asked for as a document prints it.
#![allow(clippy::unwrap_used, reason = "a test that cannot build its input fails")]

use std::borrow::Cow;

use juesuan_model::vocabulary::{self, item, statement_for_title};
use juesuan_model::{BudgetId, Code, CodeLevel, EconomicCode, FunctionCode, Item, StatementId, TableKind};
use proptest::prelude::*;

#[test]
fn codes_know_their_level_and_parents() {
    let code = FunctionCode::new("2101501").unwrap();
    assert_eq!(code.level(), CodeLevel::Item);
    assert_eq!(code.parent(), FunctionCode::new("21015").ok());
    assert_eq!(code.class().to_string(), "210");
    assert_eq!(code.class().parent(), None);
    assert!(matches!(Code::new("30101"), Ok(Code::Economic(code)) if code.level() == CodeLevel::Section));
    for text in ["", "21", "2101", "210150", "3010101", "101", "0210", "２１０", "+21", "-21", "21015a1"] {
        assert!(Code::new(text).is_err(), "{text}");
    }
    let mut codes: Vec<_> =
        ["210", "20805", "208", "2080502", "20899"].map(|text| Code::new(text).unwrap()).to_vec();
    codes.sort();
    let sorted: Vec<_> = codes.iter().map(Code::to_string).collect();
    assert_eq!(sorted, ["208", "20805", "2080502", "20899", "210"]);
}

#[test]
fn names_of_codes_follow_the_year() {
    let health = FunctionCode::new("210").unwrap();
    assert_eq!(vocabulary::function_name(health, Some(2018)), Some("医疗卫生与计划生育支出"));
    assert_eq!(vocabulary::function_name(health, Some(2022)), Some("卫生健康支出"));
    assert_eq!(vocabulary::function_name(health, None), Some("卫生健康支出"));
    assert_eq!(vocabulary::function_name(health, Some(2013)), Some("医疗卫生支出"));
    assert_eq!(vocabulary::function_names(health).count(), 3);
    assert_eq!(vocabulary::economic_name(EconomicCode::new("30101").unwrap(), None), Some("基本工资"));
    assert_eq!(vocabulary::function_name(FunctionCode::new("2999999").unwrap(), None), None);
    assert_eq!(vocabulary::function_class_named("九、医疗卫生与计划生育支出"), Some(health));
}

#[test]
fn titles_are_known_with_what_stands_around_them() {
    use StatementId::{Z01, Z02, Z04, Z05, Z06, Z07, Z08, Z09};
    for (title, id) in [
        ("收入支出决算总表", Some(Z01)),
        ("表十二机构运行信息表", Some(Z09)),
        ("附表1：部门收支总体情况表", Some(Z01)),
        ("2023年部门预算收支总表", None),
        ("财政拨款收支总表", Some(Z04)),
        ("一般公共预算财政拨款“三公”经费及机关运行经费支出决算表", Some(Z09)),
        ("“三公”经费支出预算表", None),
        ("一般公共预算财政拨款项目支出决算表", None),
        ("政府性基金预算财政拨款基本支出决算表", None),
        ("公开05表 一般公共预算财政拨款支出决算表", Some(Z05)),
        ("附件3-2 国有资本经营预算财政拨款收入支出情况表", Some(Z08)),
        ("一、收入支出决算总表", Some(Z01)),
        ("清河县卫生监督局2022年度收入支出决算总表", Some(Z01)),
        ("## **收入 决算表**", Some(Z02)),
        ("收入决算表…………12", Some(Z02)),
        ("财政拨款收入支出决算总表（公开04表）", Some(Z04)),
        ("公开05表 一般公共预算财政拨款支出决算表", Some(Z05)),
        ("一般公共预算财政拨款收入支出决算表", Some(Z05)),
        ("一般公共预算财政拨款基本支出决算明细表（续）", Some(Z06)),
        ("一般公共预算财政拨款基本支出决算表（按经济分类科目）", Some(Z06)),
        ("政府性基金预算财政拨款收入支出决算表公开08表", Some(Z07)),
        ("国有资本经营预算财政拨款收入支出决算表", Some(Z08)),
        ("2021年度一般公共预算财政拨款\"三公\"经费支出决算表", Some(Z09)),
        ("“三公”经费、会议费、培训费支出决算表", Some(Z09)),
        ("项目支出决算表", None),
        ("政府采购支出决算表", None),
        ("事业收入决算表", None),
        ("2022年度部门决算表", None),
        ("收入支出决算总体情况说明", None),
        ("", None),
    ] {
        assert_eq!(statement_for_title(title), id, "{title}");
    }
    assert_eq!(vocabulary::kind_for_title("表 1-2-1 年度预算安排及使用情况统计表"), TableKind::BudgetUse);
    let rate = vocabulary::measure(TableKind::BudgetUse, &["执行率（B/A）"], None);
    assert_eq!(rate.map(juesuan_model::Measure::as_str), Some("rate"));
    assert_eq!(vocabulary::kind_for_title("某某表"), TableKind::Other);
    assert_eq!(vocabulary::budget_for_title("2023年部门预算收支总表"), Some(BudgetId::B01));
}

fn column(id: StatementId, path: &[&str]) -> String {
    let meaning = vocabulary::column(id, path, Some(2022));
    let item = meaning.item.map(|item| format!(" of {item}")).unwrap_or_default();
    meaning.measure.map_or("?", |measure| measure.as_str()).to_owned() + &item
}

#[test]
fn columns_are_known_by_their_headers() {
    use StatementId::{Z01, Z02, Z03, Z04, Z05, Z06, Z07, Z09};
    for (id, path, meaning) in [
        (Z01, &["收入", "决算数"][..], "final"),
        (Z01, &["支出", "2022年度决算数"], "final"),
        (Z01, &["支出", "2021年度决算数"], "prior_final"),
        (Z01, &["支出", "2020年度决算数"], "?"),
        (Z02, &["本年收入合计（万元）"], "income"),
        (Z02, &["事业收入", "其中：教育收费"], "income_education_fees"),
        (Z03, &["对附属单位\n补助支出"], "to_subordinate"),
        (Z04, &["支出", "政府性基金预算财政拨款"], "final_government_fund"),
        (Z05, &["本年支出", "小计"], "expenditure"),
        (Z05, &["年初结转和结余", "合计"], "opening"),
        (Z05, &["年末结转和结余", "基本支出结转"], "closing_basic"),
        (Z06, &["决算数"], "final"),
        (Z07, &["本年支出", "项目支出"], "project"),
        (Z09, &["预算数", "公务用车购置及运行维护费", "小计"], "budget of three_public:vehicles"),
        (Z09, &["决算数", "合计"], "final of three_public:total"),
    ] {
        assert_eq!(column(id, path), meaning, "{id} {path:?}");
    }
}

#[test]
fn rows_are_known_by_code_label_and_what_stands_above() {
    use StatementId::{Z01, Z04, Z05, Z06, Z09};
    let key = |id, side, label, code, after: Option<&str>| {
        let after = after.and_then(|key| Item::named(key).ok());
        item(id, side, label, Code::new(code).ok(), after).map(|item| item.to_string()).unwrap_or_default()
    };
    assert_eq!(key(Z01, "收入", "一、一般公共预算财政拨款收入", "", None), "income:general_public_budget");
    assert_eq!(key(Z01, "收入", "其中：教育收费", "", None), "income:education_fees");
    assert_eq!(
        key(Z01, "收入", "使用非财政拨款结余（含专用结余）", "", None),
        "income:non_fiscal_surplus_used"
    );
    assert_eq!(key(Z01, "支出", "九、卫生健康支出", "", None), "fn:210");
    assert_eq!(key(Z01, "支出", "年末结转与结余", "", None), "expenditure:closing");
    assert_eq!(key(Z04, "收入", "一般公共预算财政拨款", "", None), "income:general_public_budget");
    let below = key(Z04, "收入", "一般公共预算财政拨款", "", Some("income:opening_fiscal"));
    assert_eq!(below, "income:opening_general_public_budget");
    assert_eq!(key(Z05, "", "行政运行", "2101501", None), "fn:2101501");
    assert_eq!(key(Z05, "", "合计", "", None), "total");
    assert_eq!(key(Z06, "", "人员经费合计", "", None), "basic:personnel");
    assert_eq!(key(Z09, "", "1．因公出国（境）费", "", None), "three_public:overseas");
    assert_eq!(key(Z01, "支出（按经济分类）", "二、商品和服务支出", "", None), "ec:302");
    assert_eq!(key(Z01, "支出（按功能分类）", "二十三、其他支出", "", None), "fn:229");
    assert_eq!(key(Z06, "", "会议费", "", None), "ec:30215");
    assert_eq!(key(Z09, "", "6．国内公务接待人次（人）", "", None), "count:reception_persons");
    assert_eq!(key(Z05, "", "某某", "", None), "");
}

#[test]
fn labels_are_compared_without_number_unit_and_markup() {
    for (label, key) in [
        ("<b>一、一般公共预算 财政拨款收入（万元）</b>", "一般公共预算财政拨款收入"),
        ("（一）因公出国（境）费", "因公出国(境)费"),
        ("3．公务接待费", "公务接待费"),
        ("⑴其中：教育收费", "教育收费"),
        ("1.5倍", "1.5倍"),
        ("十四五规划", "十四五规划"),
        ("年度资金总额：", "年度资金总额"),
        ("a<b and b>c", "a<bandb>c"),
    ] {
        assert_eq!(vocabulary::label_key(label), key, "{label}");
    }
}

#[test]
fn labels_that_hold_their_key_are_not_copied() {
    for label in ["公务接待费", "一、公务接待费", "其中：公务接待费", "1.公务接待费"]
    {
        let key = vocabulary::label_key(label);
        let folded = label.contains('：');
        assert_eq!((&*key, matches!(key, Cow::Borrowed(_))), ("公务接待费", !folded), "{label}");
    }
}

#[test]
fn keys_are_unique_and_named_in_both_languages() {
    for (key, names) in vocabulary::items().map(|(item, names)| (item.to_string(), names)) {
        assert!(!names.zh.is_empty() && !names.en.is_empty(), "{key}");
    }
    for (measure, names) in vocabulary::measures() {
        assert!(!names.zh.is_empty() && !names.en.is_empty(), "{measure}");
    }
}

proptest! {
    #[test]
    fn any_text_can_be_looked_up(text in "\\PC*", more in "[收入支出决算总表（）()<b>/、.0-9年度公开\"]{0,30}") {
        for text in [&text, &more] {
            let _ = vocabulary::label_key(text);
            let _ = vocabulary::kind_for_title(text);
            let _ = vocabulary::column(StatementId::Z09, &[text, &more], Some(0));
            let _ = vocabulary::column(StatementId::Z09, &[text, &more], Some(u16::MAX));
            let _ = item(StatementId::Z04, text, text, None, None);
            let _ = Code::new(text);
        }
    }

    #[test]
    fn codes_are_ordered_as_their_digits(a in "2[0-9]{2}([0-9]{2}){0,2}", b in "2[0-9]{2}([0-9]{2}){0,2}") {
        let (x, y) = (Code::new(&a).unwrap(), Code::new(&b).unwrap());
        prop_assert_eq!(x.cmp(&y), a.cmp(&b));
        prop_assert_eq!(x.to_string(), a);
    }
}
