//! What looks like a fault and is none: no rule may call any of these an error or ask for an explanation.

#![allow(clippy::expect_used)] // in tests, clear is better than robust

mod support;

use juesuan_model::Severity;
use juesuan_rules::{Checker, catalogue};

/// Four tables aligned by blanks, of which the row of totals of the last holds its heads and not what was spent.
const BARE_TOTAL: &str = "\
财政拨款收入支出决算总表
单位：万元
收入\t\t支出\t\t\t\t
项目\t决算数\t项目\t合计\t一般公共预算财政拨款\t政府性基金预算财政拨款\t国有资本经营预算财政拨款
一、一般公共预算财政拨款\t18.30\t一、农林水支出\t18.30\t18.30\t\t
二、政府性基金预算财政拨款\t5.80\t二、城乡社区支出\t5.80\t\t5.80\t
本年收入合计\t24.10\t本年支出合计\t24.10\t18.30\t5.80\t
支出决算表
单位：万元
功能分类科目编码  科目名称                本年支出合计  基本支出  项目支出
合计                                      24.10         9.40      14.70
213               农林水支出              18.30         9.40      8.90
21303             水利                    18.30         9.40      8.90
2130305           水利工程建设            18.30         9.40      8.90
212               城乡社区支出            5.80                    5.80
21208             土地出让收入安排的支出  5.80                    5.80
2120804           农村基础设施            5.80                    5.80
一般公共预算财政拨款支出决算表
单位：万元
功能分类科目编码  科目名称      本年支出合计  基本支出  项目支出
合计                            18.30         9.40      8.90
213               农林水支出    18.30         9.40      8.90
21303             水利          18.30         9.40      8.90
2130305           水利工程建设  18.30         9.40      8.90
政府性基金预算财政拨款收入支出决算表
单位：万元
项目                                      年初结转和结余  本年收入  本年支出                      年末结转和结余
功能分类科目编码  科目名称
合计                                                      5.80      合计      基本支出  项目支出
212               城乡社区支出                            5.80      5.80                5.80
21208             土地出让收入安排的支出                  5.80      5.80                5.80
2120804           农村基础设施                            5.80      5.80                5.80
";

/// What is tried, and a text that is right.
const TRAPS: [(&str, &str); 25] = [
    ("a total row that prints what came in and not what was spent", BARE_TOTAL),
    (
        "a sum that is off by rounding",
        "2022年度支出合计684.73万元，其中：基本支出538.46万元，占78.64%；项目支出146.28万元，占21.36%。",
    ),
    (
        "one amount in 元 and in 万元",
        "2022年下达资金6539200.00元。到年末，2022年下达资金653.92万元已全部拨付。",
    ),
    (
        "a share of two parts together",
        "2022年度支出合计680.34万元。社会保障支出41.04万元、住房保障支出56.24万元，两项共占14.30%。",
    ),
    (
        "parts that are not all there is",
        "2022年度项目支出146.28万元，其中：绿化养护62.14万元，路灯维护40.51万元。",
    ),
    (
        "a round part that is not told",
        "2022年度项目支出152.64万元，其中：绿化养护62.14万元，路灯维护40.50万元。",
    ),
    ("counts that are not all there is", "年末共有车辆5辆，其中：应急保障用车1辆、机要通信用车1辆。"),
    ("percentage points", "2022年预算执行率为95.20%，比上年提高3.10个百分点。"),
    ("nothing in the year before", "2022年度会议费支出5.00万元，比上年增加5.00万元，上年没有安排会议费。"),
    (
        "a budget that was changed",
        "2022年度绿化养护年初预算为20.00万元，全年预算为30.00万元，支出决算为27.00万元，完成全年预算的90.00%。",
    ),
    ("spent without a first budget", "2022年度救灾支出年初预算为0万元，支出决算为4.39万元。"),
    ("two years side by side", "2021年组织巡查540次，2022年组织巡查544次。"),
    ("an amount of several years", "2018年至2022年累计发放补贴1043.27万元，其中：2022年发放210.35万元。"),
    (
        "what a bracket leaves out",
        "2022年度采购支出57.24万元（不含上年结转的0.86万元和以前年度质保金3.14万元）。",
    ),
    ("heads times a standard, rounded", "2022年参保28.64万人，财政补助标准512元，补助资金14662.05万元。"),
    (
        "shares that are rounded to make a hundred",
        "按功能分类看：社会保障和就业支出（类）10.00万元，占33.33%；卫生健康支出（类）10.00万元，占33.33%；\
         住房保障支出（类）10.00万元，占33.34%。",
    ),
    ("more than planned", "2022年度退休费年初预算为1.60万元，支出决算为2.37万元，为年初预算的148.13%。"),
    (
        "an increase that others outweigh",
        "2022年度项目支出比上年减少12.36万元，其中：绿化养护减少20.11万元，路灯维护增加7.75万元。",
    ),
    ("hedged numbers", "全区近40家单位、约1200人参加培训，满意度达到95%以上。"),
    ("a day until which something can be done", "报名截止时间为2022年5月31日，逾期不再受理。"),
    ("one thing in two units", "2022年管护道路31.5公里，折合31500米。"),
    (
        "a zero share of zero",
        "2022年度政府采购支出总额0万元，授予中小企业合同金额0万元，占政府采购支出总额的0%。",
    ),
    (
        "small enterprises that are micro ones, too",
        "2022年度政府采购支出总额57.24万元，其中：政府采购货物支出0.86万元、政府采购服务支出56.38万元。\
         授予中小企业合同金额57.24万元，占政府采购支出总额的100%，其中：授予小微企业合同金额37.21万元，占授予中小企业合同金额的65.01%。",
    ),
    (
        "general budget and all money",
        "2022年度支出合计684.73万元。\n\n2022年度一般公共预算财政拨款支出680.34万元，占支出合计的99.36%。",
    ),
    (
        "inpatients and outpatients with a third kind",
        "2022年待遇支出7791.61万元，其中：住院支出5204.16万元，门诊支出2277.19万元，大病支出310.26万元。",
    ),
];

/// Accounts in running text alone, in the words of several provinces. Every number of them is right.
const ACCOUNTS: &str = include_str!("texts/accounts.txt");

#[test]
fn what_is_right_is_not_called_wrong() {
    // an excerpt of some sentences has no chapters, which the rules on completeness would miss
    let rules = catalogue()
        .only(["within", "between", "text", "narrative", "performance", "units", "names", "reading"])
        .expect("families");
    let mut called = Vec::new();
    for (what, text) in TRAPS.into_iter().chain([("accounts", ACCOUNTS)]) {
        let report = support::read(text);
        let findings = Checker::new(&rules).text(text).check(&report).findings;
        let called_wrong = findings.iter().filter(|finding| finding.severity >= Severity::Warning);
        called.extend(called_wrong.map(|finding| format!("{what}: {} {}", finding.rule, finding.message)));
    }
    assert!(called.is_empty(), "{called:#?}");
}
