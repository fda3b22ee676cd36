//! One cause, one finding.

use expect_test::{Expect, expect};
use juesuan_model::{Decimal, Report, Table, Unit};

use crate::Checker;
use crate::testing::accounts::{accounts, set};
use crate::testing::found;

#[track_caller]
fn check(report: &Report, expected: &Expect) {
    let rules = crate::catalogue().only(["within", "between", "units"]).expect("families");
    expected.assert_eq(&found(&Checker::new(&rules).check(report)));
}

/// The table with its unit or its figures changed.
fn change(report: &mut Report, table: &str, change: impl FnOnce(&mut juesuan_model::TableParts)) {
    let at = report.tables.iter().position(|known| known.id().to_string() == table).expect("a table");
    let mut parts = report.tables[at].clone().into_parts();
    change(&mut parts);
    report.tables[at] = Table::new(parts).expect("the same shape");
}

#[test]
fn right_accounts_have_no_finding() {
    check(&accounts(), &expect![[""]]);
}

#[test]
fn one_wrong_figure_is_one_finding() {
    let mut report = accounts();
    set(&mut report, "Z03 fn:210 expenditure", "55.00");
    check(
        &report,
        &expect![[r#"
            JS131-305! sum error [305, 305, 305, 305, 305, 305] 《支出决算表》“210卫生健康支出”本年支出合计印作55.00，应为50.00：有4条勾稽关系因此不成立，改后全部成立。《支出决算表》“210卫生健康支出”本年支出合计印作55.00，各项之和（基本支出40.00＋项目支出10.00）为50.00，相差5.00万元。
              Z03 210卫生健康支出 / Expenditure of the year is printed as 55.00 and should be 50.00: 4 relations fail and would all hold. Z03 210卫生健康支出 / Expenditure of the year is printed as 55.00; the sum (Basic expenditure 40.00 + Project expenditure 10.00) is 50.00, a difference of 5.00 万元.
              + JS132 《支出决算表》“合计”本年支出合计印作65.00，各项之和（208社会保障和就业支出10.00＋210卫生健康支出55.00＋229其他支出5.00）为70.00，相差5.00万元。
              + JS132 《支出决算表》“210卫生健康支出”本年支出合计印作55.00，各项之和（21015医疗保障管理事务50.00）为50.00，相差5.00万元。
              + JS221 《支出决算表》“210卫生健康支出”本年支出合计印作55.00，《一般公共预算财政拨款支出决算表》“210卫生健康支出”本年支出合计为50.00，相差5.00万元。
        "#]],
    );
}

#[test]
fn a_wrong_total_is_named_across_tables() {
    let mut report = accounts();
    set(&mut report, "Z01 expenditure:year_total final", "56.00");
    check(
        &report,
        &expect![[r#"
        JS102-120! sum error [120, 116, 117, 118, 119] 《收入支出决算总表》“本年支出合计”决算数印作56.00，应为65.00：有5条勾稽关系因此不成立，改后全部成立。《收入支出决算总表》“本年支出合计”决算数印作56.00，各项之和（208社会保障和就业支出10.00＋210卫生健康支出50.00＋229其他支出5.00）为65.00，相差9.00万元。
          Z01 Expenditure of the year / Final accounts is printed as 56.00 and should be 65.00: 5 relations fail and would all hold. Z01 Expenditure of the year / Final accounts is printed as 56.00; the sum (208社会保障和就业支出 10.00 + 210卫生健康支出 50.00 + 229其他支出 5.00) is 65.00, a difference of 9.00 万元.
          + JS104 《收入支出决算总表》“支出总计”决算数印作66.00，各项之和（本年支出合计56.00＋年末结转和结余1.00）为57.00，相差9.00万元。
          + JS110 《收入支出决算总表》“本年支出合计”决算数印作56.00，各项之和（基本支出50.00＋项目支出15.00）为65.00，相差9.00万元。
          + JS202 《收入支出决算总表》“本年支出合计”决算数印作56.00，《支出决算表》“合计”本年支出合计为65.00，相差9.00万元。
          + JS223 《财政拨款收入支出决算总表》“本年支出合计”决算数印作65.00，超过《收入支出决算总表》“本年支出合计”决算数的56.00，多出9.00万元。
    "#]],
    );
}

#[test]
fn two_wrong_figures_are_two_findings() {
    let mut report = accounts();
    set(&mut report, "Z02 fn:208 income", "16.00");
    set(&mut report, "Z06 ec:30101 final", "53.00");
    check(
        &report,
        &expect![[r#"
            JS121-201! sum error [201, 201, 201, 201, 201, 201, 201] 《收入决算表》“208社会保障和就业支出”本年收入合计印作16.00，应为10.00：有3条勾稽关系因此不成立，改后全部成立。《收入决算表》“208社会保障和就业支出”本年收入合计印作16.00，各项之和（财政拨款收入10.00）为10.00，相差6.00万元。
              Z02 208社会保障和就业支出 / Income of the year is printed as 16.00 and should be 10.00: 3 relations fail and would all hold. Z02 208社会保障和就业支出 / Income of the year is printed as 16.00; the sum (Income: fiscal appropriation 10.00) is 10.00, a difference of 6.00 万元.
              + JS122 《收入决算表》“合计”本年收入合计印作65.00，各项之和（208社会保障和就业支出16.00＋210卫生健康支出50.00＋229其他支出5.00）为71.00，相差6.00万元。
              + JS122 《收入决算表》“208社会保障和就业支出”本年收入合计印作16.00，20805行政事业单位养老支出为10.00，相差6.00万元。
            JS161-602! sum error [602, 601, 603, 604] 《一般公共预算财政拨款基本支出决算明细表》“30101基本工资”决算数印作53.00，应为35.00：有2条勾稽关系因此不成立，改后全部成立。《一般公共预算财政拨款基本支出决算明细表》“301工资福利支出”决算数印作43.00，各项之和（30101基本工资53.00＋30108机关事业单位基本养老保险缴费8.00）为61.00，相差18.00万元。
              Z06 30101基本工资 / Final accounts is printed as 53.00 and should be 35.00: 2 relations fail and would all hold. Z06 301工资福利支出 / Final accounts is printed as 43.00; the sum (30101基本工资 53.00 + 30108机关事业单位基本养老保险缴费 8.00) is 61.00, a difference of 18.00 万元.
              + JS165 《一般公共预算财政拨款基本支出决算明细表》“30101基本工资”决算数印作53.00，基本支出：人员经费为35.00，相差18.00万元。
        "#]],
    );
}

#[test]
fn what_else_would_break_clears_a_figure() {
    let mut report = accounts();
    set(&mut report, "Z09 three_public:reception budget", "3.00");
    set(&mut report, "Z09 three_public:reception_domestic budget", "3.00");
    check(
        &report,
        &expect![[r#"
        JS191-900! sum error [900, 901, 902, 905] 《财政拨款“三公”经费支出决算表》“‘三公’经费合计”预算数印作3.00，各项之和（公务用车购置及运行维护费1.00＋公务接待费3.00）为4.00，相差1.00万元。从数字看，错的多半是《财政拨款“三公”经费支出决算表》“‘三公’经费合计”预算数，应为4.00。
          Z09 Three public expenses / Budget is printed as 3.00; the sum (Official vehicles, purchase and running 1.00 + Official reception 3.00) is 4.00, a difference of 1.00 万元. Judging by its digits, Z09 Three public expenses / Budget is the wrong one and should be 4.00.
    "#]],
    );
}

#[test]
fn where_nothing_tells_no_figure_is_named() {
    let mut report = accounts();
    set(&mut report, "Z01 income:total final", "67.00");
    let rules = crate::catalogue().only(["JS105"]).expect("a rule");
    expect![[r#"
        JS105-115 sum error [115, 127] 《收入支出决算总表》“收入总计”决算数印作67.00，支出总计决算数为66.00，相差1.00万元。
          Z01 Total income / Final accounts is printed as 67.00; Total expenditure / Final accounts is 66.00, a difference of 1.00 万元.
    "#]].assert_eq(&found(&Checker::new(&rules).check(&report)));
}

#[test]
fn rounding_is_one_note_for_each_rule_and_table() {
    let mut report = accounts();
    set(&mut report, "Z05 fn:2080502 income", "2.01");
    set(&mut report, "Z05 fn:2101501 income", "50.01");
    check(
        &report,
        &expect![[r#"
            JS152-502 rounding info [502, 503, 504, 508, 509] 《一般公共预算财政拨款支出决算表》“20805行政事业单位养老支出”本年收入合计印作10.00，各项之和（2080502事业单位离退休2.01＋2080505机关事业单位基本养老保险缴费支出8.00）为10.01，相差0.01万元，在四舍五入允许的0.015万元以内。《一般公共预算财政拨款支出决算表》“21015医疗保障管理事务”本年收入合计印作50.00，2101501行政运行为50.01，相差0.01万元，在四舍五入允许的0.01万元以内。
              Z05 20805行政事业单位养老支出 / Income of the year is printed as 10.00; the sum (2080502事业单位离退休 2.01 + 2080505机关事业单位基本养老保险缴费支出 8.00) is 10.01: a difference of 0.01 万元, within the 0.015 that rounding allows. Z05 21015医疗保障管理事务 / Income of the year is printed as 50.00; 2101501行政运行 is 50.01: a difference of 0.01 万元, within the 0.01 that rounding allows.
            JS154-503 rounding info [503, 503, 503, 503, 509, 509, 509, 509] 《一般公共预算财政拨款支出决算表》“2080502事业单位离退休”年末结转和结余印作0.00，按各项计算（本年收入合计2.01－本年支出合计2.00）为0.01，相差0.01万元，在四舍五入允许的0.02万元以内。《一般公共预算财政拨款支出决算表》“2101501行政运行”年末结转和结余印作1.00，按各项计算（年初结转和结余1.00＋本年收入合计50.01－本年支出合计50.00）为1.01，相差0.01万元，在四舍五入允许的0.02万元以内。
              Z05 2080502事业单位离退休 / Balance carried forward is printed as 0.00; the result of (Income of the year 2.01 − Expenditure of the year 2.00) is 0.01: a difference of 0.01 万元, within the 0.02 that rounding allows. Z05 2101501行政运行 / Balance carried forward is printed as 1.00; the result of (Balance brought forward 1.00 + Income of the year 50.01 − Expenditure of the year 50.00) is 1.01: a difference of 0.01 万元, within the 0.02 that rounding allows.
        "#]],
    );
}

#[test]
fn a_table_in_another_unit_is_one_finding() {
    let mut report = accounts();
    change(&mut report, "Z05", |parts| parts.unit = Some(Unit::YUAN));
    check(
        &report,
        &expect![[r#"
            JS601-413 unit error [413, 500] 《财政拨款收入支出决算总表》的金额正好是《一般公共预算财政拨款支出决算表》相应金额的一万倍，多半是《一般公共预算财政拨款支出决算表》的金额单位写错了。
              The amounts of Z04 are exactly 10,000 times those of Z05: Z05 probably states a wrong unit.
              + JS208 《财政拨款收入支出决算总表》“本年支出合计”决算数：一般公共预算财政拨款印作60.00，《一般公共预算财政拨款支出决算表》“合计”本年支出合计为0.006，相差59.994万元。
              + JS209 《财政拨款收入支出决算总表》“208社会保障和就业支出”决算数：一般公共预算财政拨款印作10.00，《一般公共预算财政拨款支出决算表》“208社会保障和就业支出”本年支出合计为0.001，相差9.999万元。
              + JS209 《财政拨款收入支出决算总表》“210卫生健康支出”决算数：一般公共预算财政拨款印作50.00，《一般公共预算财政拨款支出决算表》“210卫生健康支出”本年支出合计为0.005，相差49.995万元。
              + JS210 《一般公共预算财政拨款支出决算表》“合计”基本支出印作50.00，《一般公共预算财政拨款基本支出决算明细表》“基本支出合计”决算数为500000.00，相差499950.00元。
              + JS221 《支出决算表》“208社会保障和就业支出”本年支出合计印作10.00，《一般公共预算财政拨款支出决算表》“208社会保障和就业支出”本年支出合计为0.001，相差9.999万元。
              + JS221 《支出决算表》“20805行政事业单位养老支出”本年支出合计印作10.00，《一般公共预算财政拨款支出决算表》“20805行政事业单位养老支出”本年支出合计为0.001，相差9.999万元。
              + JS221 《支出决算表》“2080502事业单位离退休”本年支出合计印作2.00，《一般公共预算财政拨款支出决算表》“2080502事业单位离退休”本年支出合计为0.0002，相差1.9998万元。
              + JS221 《支出决算表》“2080505机关事业单位基本养老保险缴费支出”本年支出合计印作8.00，《一般公共预算财政拨款支出决算表》“2080505机关事业单位基本养老保险缴费支出”本年支出合计为0.0008，相差7.9992万元。
              + JS221 《支出决算表》“210卫生健康支出”本年支出合计印作50.00，《一般公共预算财政拨款支出决算表》“210卫生健康支出”本年支出合计为0.005，相差49.995万元。
              + JS221 《支出决算表》“21015医疗保障管理事务”本年支出合计印作50.00，《一般公共预算财政拨款支出决算表》“21015医疗保障管理事务”本年支出合计为0.005，相差49.995万元。
              + JS221 《支出决算表》“2101501行政运行”本年支出合计印作50.00，《一般公共预算财政拨款支出决算表》“2101501行政运行”本年支出合计为0.005，相差49.995万元。
              + JS221 《支出决算表》“208社会保障和就业支出”基本支出印作10.00，《一般公共预算财政拨款支出决算表》“208社会保障和就业支出”基本支出为0.001，相差9.999万元。
              + JS221 《支出决算表》“20805行政事业单位养老支出”基本支出印作10.00，《一般公共预算财政拨款支出决算表》“20805行政事业单位养老支出”基本支出为0.001，相差9.999万元。
              + JS221 《支出决算表》“2080502事业单位离退休”基本支出印作2.00，《一般公共预算财政拨款支出决算表》“2080502事业单位离退休”基本支出为0.0002，相差1.9998万元。
              + JS221 《支出决算表》“2080505机关事业单位基本养老保险缴费支出”基本支出印作8.00，《一般公共预算财政拨款支出决算表》“2080505机关事业单位基本养老保险缴费支出”基本支出为0.0008，相差7.9992万元。
              + JS221 《支出决算表》“210卫生健康支出”基本支出印作40.00，《一般公共预算财政拨款支出决算表》“210卫生健康支出”基本支出为0.004，相差39.996万元。
              + JS221 《支出决算表》“21015医疗保障管理事务”基本支出印作40.00，《一般公共预算财政拨款支出决算表》“21015医疗保障管理事务”基本支出为0.004，相差39.996万元。
              + JS221 《支出决算表》“2101501行政运行”基本支出印作40.00，《一般公共预算财政拨款支出决算表》“2101501行政运行”基本支出为0.004，相差39.996万元。
              + JS221 《支出决算表》“210卫生健康支出”项目支出印作10.00，《一般公共预算财政拨款支出决算表》“210卫生健康支出”项目支出为0.001，相差9.999万元。
              + JS221 《支出决算表》“21015医疗保障管理事务”项目支出印作10.00，《一般公共预算财政拨款支出决算表》“21015医疗保障管理事务”项目支出为0.001，相差9.999万元。
              + JS221 《支出决算表》“2101501行政运行”项目支出印作10.00，《一般公共预算财政拨款支出决算表》“2101501行政运行”项目支出为0.001，相差9.999万元。
              + JS221 《支出决算表》“合计”基本支出印作50.00，各项之和（《一般公共预算财政拨款支出决算表》“合计”基本支出50.00）为0.005，相差49.995万元。
              + JS221 《支出决算表》“合计”项目支出印作15.00，各项之和（《一般公共预算财政拨款支出决算表》“合计”项目支出10.00＋《政府性基金预算财政拨款收入支出决算表》“合计”项目支出5.00）为5.001，相差9.999万元。
        "#]],
    );
}

#[test]
fn the_same_money_in_another_unit_is_no_finding() {
    let mut report = accounts();
    change(&mut report, "Z05", |parts| {
        parts.unit = Some(Unit::YUAN);
        for cell in &mut parts.cells {
            let number = cell.number().unwrap_or_default();
            cell.entry = juesuan_model::Entry::Number(number * Decimal::from(10_000));
        }
    });
    check(&report, &expect![[""]]);
}

#[test]
fn a_form_that_adds_up_otherwise_is_one_warning() {
    let mut report = accounts();
    for row in ["total", "fn:208", "fn:20805", "fn:2080502", "fn:2080505", "fn:210", "fn:21015", "fn:2101501"]
    {
        set(&mut report, &format!("Z05 {row} basic_public"), "7.77");
    }
    let rules = crate::catalogue().only(["JS153"]).expect("a rule");
    expect![[r#"
        JS153-500 sum info [500, 500, 500] 这条关系在8处中有8处不成立，更可能是表样与通用表样不同或读错了栏，而不是某个数错了。例如：《一般公共预算财政拨款支出决算表》“合计”基本支出印作50.00，各项之和（基本支出：人员经费45.00＋基本支出：公用经费7.77）为52.77，相差2.77万元。
          This relation fails in 8 of 8 places, so the form is probably another one, or a column was misread. For example: Z05 Total / Basic expenditure is printed as 50.00; the sum (Basic expenditure: personnel 45.00 + Basic expenditure: running costs 7.77) is 52.77, a difference of 2.77 万元.
          + JS153 《一般公共预算财政拨款支出决算表》“208社会保障和就业支出”基本支出印作10.00，各项之和（基本支出：人员经费10.00＋基本支出：公用经费7.77）为17.77，相差7.77万元。
          + JS153 《一般公共预算财政拨款支出决算表》“20805行政事业单位养老支出”基本支出印作10.00，各项之和（基本支出：人员经费10.00＋基本支出：公用经费7.77）为17.77，相差7.77万元。
          + JS153 《一般公共预算财政拨款支出决算表》“2080502事业单位离退休”基本支出印作2.00，各项之和（基本支出：人员经费2.00＋基本支出：公用经费7.77）为9.77，相差7.77万元。
          + JS153 《一般公共预算财政拨款支出决算表》“2080505机关事业单位基本养老保险缴费支出”基本支出印作8.00，各项之和（基本支出：人员经费8.00＋基本支出：公用经费7.77）为15.77，相差7.77万元。
          + JS153 《一般公共预算财政拨款支出决算表》“210卫生健康支出”基本支出印作40.00，各项之和（基本支出：人员经费35.00＋基本支出：公用经费7.77）为42.77，相差2.77万元。
          + JS153 《一般公共预算财政拨款支出决算表》“21015医疗保障管理事务”基本支出印作40.00，各项之和（基本支出：人员经费35.00＋基本支出：公用经费7.77）为42.77，相差2.77万元。
          + JS153 《一般公共预算财政拨款支出决算表》“2101501行政运行”基本支出印作40.00，各项之和（基本支出：人员经费35.00＋基本支出：公用经费7.77）为42.77，相差2.77万元。
    "#]].assert_eq(&found(&Checker::new(&rules).check(&report)));
}

#[test]
fn a_table_declared_empty_counts_as_nothing() {
    let mut report = accounts();
    report.tables.retain(|table| table.id().to_string() != "Z07");
    report.empty_statements.push(juesuan_model::EmptyStatement {
        statement: juesuan_model::StatementId::Z07,
        place: crate::testing::place(700, 0),
    });
    let rules = crate::catalogue().only(["JS211", "JS171"]).expect("rules");
    expect![[r#"
        not_applicable 0 of 0
        finding 1 of 1
        JS211-413! cross_table error [413] 《财政拨款收入支出决算总表》“本年支出合计”决算数：政府性基金预算财政拨款印作5.00，应有的数为0.00，相差5.00万元。从数字看，错的多半是《财政拨款收入支出决算总表》“本年支出合计”决算数：政府性基金预算财政拨款，应为0.00。
          Z04 Expenditure of the year / Final accounts, government fund budget is printed as 5.00; the number due is 0.00, a difference of 5.00 万元. Judging by its digits, Z04 Expenditure of the year / Final accounts, government fund budget is the wrong one and should be 0.00.
    "#]].assert_eq(&crate::testing::shown(&Checker::new(&rules).check(&report)));
}
