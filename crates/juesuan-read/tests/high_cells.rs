//! Forms with one blank between their cells whose names go over several lines, and forms of one row.
#![allow(clippy::expect_used, reason = "a test may stop here")]

mod reader;

use expect_test::{Expect, expect};
use reader::{figures, read};

#[expect(clippy::needless_pass_by_value, reason = "expectations are written in place")]
fn check(text: &str, expected: Expect) {
    expected.assert_eq(&figures(&read(text)));
}

#[test]
fn names_of_both_sides_stand_around_their_figures() {
    check(
        "云溪县水利站2016年度部门决算\n\n收入支出决算总表\n部门：云溪县水利站 单位：万元\n收入 支出\n项目 行次 决算数 项目(按功能分类) 行次 决算数\n栏次 1 栏次 2\n一、财政拨款收 一、一般公共服\n1 80.30 30 11.10\n入 务支出\n二、上级补助收\n3 三、国防支出 32\n入\n四、公共安全支\n三、事业收入 4 33\n出\n四、经营收入 5 五、教育支出 34 20.20\n五、附属单位上 六、科学技术支\n6 35 0.00\n缴收入 出\n七、文化体育与\n六、其他收入 7 3.00 36\n传媒支出\n八、社会保障和\n8 37 52.00\n就业支出\n本年收入合计 22 83.30 本年支出合计 51 83.30\n4\n用事业基金弥补\n23 结余分配 52\n收支差额\n年初结转和结余 24 7.50 交纳所得税 53\n28 年末结转和结余 57 7.50\n总计 29 90.80 总计 58 90.80\n",
        expect![[r#"
            Z01 income:fiscal_appropriation final 80.30万元
            Z01 fn:201 final 11.10万元
            Z01 fn:205 final 20.20万元
            Z01 fn:206 final 0.00万元
            Z01 income:other final 3.00万元
            Z01 fn:208 final 52.00万元
            Z01 income:year_total final 83.30万元
            Z01 expenditure:year_total final 83.30万元
            Z01 income:opening final 7.50万元
            Z01 expenditure:closing final 7.50万元
            Z01 income:total final 90.80万元
            Z01 expenditure:total final 90.80万元
        "#]],
    );
}

#[test]
fn rows_without_figures_and_numbers_stand_between() {
    check(
        "云溪县水利站2022年度部门决算\n\n财政拨款收入支出决算总表\n单位：万元\n收入 支出\n项目 决算数 项目 合计 一般公共预算财政拨款\n一、一般公共预算财政 一、一般公共服务支\n70.00 7.00 7.00\n拨款 出\n二、政府性基金预算财\n二、外交支出\n政拨款\n四、公共安全支出\n五、教育支出 50.00 50.00\n十四、资源勘探工业信\n息等支出\n八、社会保障和就业支\n13.00 13.00\n出\n本年收入合计 70.00 本年支出合计 70.00 70.00\n总计 70.00 总计 70.00 70.00\n",
        expect![[r#"
            Z04 income:general_public_budget final 70.00万元
            Z04 fn:201 final 7.00万元
            Z04 fn:201 final_general_public_budget 7.00万元
            Z04 fn:205 final 50.00万元
            Z04 fn:205 final_general_public_budget 50.00万元
            Z04 fn:208 final 13.00万元
            Z04 fn:208 final_general_public_budget 13.00万元
            Z04 income:year_total final 70.00万元
            Z04 expenditure:year_total final 70.00万元
            Z04 expenditure:year_total final_general_public_budget 70.00万元
            Z04 income:total final 70.00万元
            Z04 expenditure:total final 70.00万元
            Z04 expenditure:total final_general_public_budget 70.00万元
        "#]],
    );
}

#[test]
fn a_form_of_one_row_has_page_numbers_below_it() {
    check(
        "云溪县水利站2022年部门预算\n\n“三公”经费支出表\n单位：万元\n合计 因公出国（境）费 公务用车购置及运行费 公务接待费\n小计 公务用车购置费 公务用车运行费\n9.00 1.00 6.00 2.00 4.00 2.00\n7\n\n第三部分 情况说明\n",
        expect![[r#"
            B09 three_public:total budget 9.00万元
            B09 three_public:overseas budget 1.00万元
            B09 three_public:vehicles budget 6.00万元
            B09 three_public:vehicle_purchase budget 2.00万元
            B09 three_public:vehicle_operation budget 4.00万元
            B09 three_public:reception budget 2.00万元
        "#]],
    );
}

#[test]
fn running_costs_stand_beside_the_three() {
    let head = "云溪县水利站2017年度部门决算\n\n一般公共预算财政拨款“三公”经费及机关运行经费支出决算表\n单位：万元\n";
    let flat = "“三公”经费 机关运行经费决算数\n合计 因公出国（境）费 公务用车购置及运行费 公务接待费\n小计 购置费 运行费\n";
    let wrapped = "“三公”经费\n公务用车购置及运行费 机关运行经\n合计 因公出国（境）费 公务接待费\n小计 购置费 运行费 费决算数\n";
    let row = "预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数\n9.00 8.50 1.00 0.50 6.00 6.00 2.00 2.00 4.00 4.00 2.00 2.00 31.00\n10\n";
    let expected = figures(&read(&format!("{head}{flat}{row}")));
    assert_eq!(expected, figures(&read(&format!("{head}{wrapped}{row}"))));
    assert!(expected.ends_with("Z09 operating_costs final 31.00万元\n"), "{expected}");
    assert_eq!(expected.lines().count(), 13);
}

#[test]
fn sums_tell_the_order_that_the_lines_of_a_head_leave_open() {
    let head = "云溪县水利站2015年度部门决算\n\n财政拨款“三公”经费支出决算表\n单位：万元\n因公出国（境） 公务用车购置及运行费\n合计 公务接待费\n费 小计 购置费 运行费\n预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数\n";
    // 公务接待费 in front of the vehicles, and behind them
    let before =
        figures(&read(&format!("{head}9.00 8.50 1.00 0.50 2.00 2.00 6.00 6.00 2.00 2.00 4.00 4.00\n10\n")));
    let behind =
        figures(&read(&format!("{head}9.00 8.50 1.00 0.50 6.00 6.00 2.00 2.00 4.00 4.00 2.00 2.00\n10\n")));
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&before), sorted(&behind));
    assert!(before.contains("Z09 three_public:reception final 2.00万元\n"), "{before}");
}
