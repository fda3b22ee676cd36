//! The statutory forms as other provinces and years print them: which table is which, what its figures mean.

mod reader;

use expect_test::{Expect, expect};

fn check(text: &str, expected: &Expect) {
    expected.assert_eq(&reader::figures(&reader::read(text)));
}

#[test]
fn a_total_over_two_panels_belongs_to_the_one_with_its_figure() {
    let text = "一般公共预算财政拨款基本支出决算表\n金额单位：万元\n\
        人员经费\t\t\t公用经费\t\t\t\t\t\n\
        科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\n\
        301\t工资福利支出\t70.00\t302\t商品和服务支出\t15.00\t310\t资本性支出\t1.00\n\
        30101\t基本工资\t70.00\t30201\t办公费\t15.00\t31002\t办公设备购置\t1.00\n\
        人员经费合计\t\t70.00\t公用经费合计\t\t\t\t\t16.00\n";
    check(
        text,
        &expect![[r#"
        Z06 ec:301 final 70.00万元
        Z06 ec:302 final 15.00万元
        Z06 ec:310 final 1.00万元
        Z06 ec:30101 final 70.00万元
        Z06 ec:30201 final 15.00万元
        Z06 ec:31002 final 1.00万元
        Z06 basic:personnel final 70.00万元
        Z06 basic:public final 16.00万元
    "#]],
    );
}

#[test]
fn three_public_expenses_are_read_across_and_down() {
    let across = "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表\n单位：万元\n\
        项目\t“三公”经费\t\t\t\t\t\t会议费\t培训费\n\
        \t小计\t因公出国（境）费用\t公务接待费\t公务用车购置及运行维护费\t\t\t\t\n\
        \t\t\t\t小计\t公务用车购置费\t公务用车运行维护费\t\t\n\
        栏次\t1\t2\t3\t4\t5\t6\t7\t8\n\
        预算数\t22.00\t0.00\t8.00\t14.00\t0.00\t14.00\t3.00\t5.00\n\
        决算数\t8.77\t0.00\t0.30\t8.47\t0.00\t8.47\t1.00\t2.50\n";
    check(
        across,
        &expect![[r#"
        Z09 three_public:total budget 22.00万元
        Z09 three_public:overseas budget 0.00万元
        Z09 three_public:reception budget 8.00万元
        Z09 three_public:vehicles budget 14.00万元
        Z09 three_public:vehicle_purchase budget 0.00万元
        Z09 three_public:vehicle_operation budget 14.00万元
        Z09 three_public:conference budget 3.00万元
        Z09 three_public:training budget 5.00万元
        Z09 three_public:total final 8.77万元
        Z09 three_public:overseas final 0.00万元
        Z09 three_public:reception final 0.30万元
        Z09 three_public:vehicles final 8.47万元
        Z09 three_public:vehicle_purchase final 0.00万元
        Z09 three_public:vehicle_operation final 8.47万元
        Z09 three_public:conference final 1.00万元
        Z09 three_public:training final 2.50万元
    "#]],
    );
    let down = "“三公”经费、行政参公单位机关运行经费情况表\n公开10表\n部门：清河县林业局\t\t\t金额单位：元\n\
        项  目\t行次\t预算数\t决算统计数\n栏  次\t\t1\t2\n\
        一、“三公”经费支出\t1\t—\t—\n（一）支出合计\t2\t60,000.00\t33,015.50\n\
        1．因公出国（境）费\t3\t0.00\t0.00\n2．公务用车购置及运行维护费\t4\t50,000.00\t30,000.00\n\
        （1）公务用车购置费\t5\t0.00\t0.00\n（2）公务用车运行维护费\t6\t50,000.00\t30,000.00\n\
        3．公务接待费\t7\t10,000.00\t3,015.50\n（1）国内接待费\t8\t—\t3,015.50\n\
        其中：外事接待费\t9\t—\t0.00\n（二）相关统计数\t11\t—\t—\n\
        4．公务用车保有量（辆）\t15\t—\t2\n5．国内公务接待批次（个）\t16\t—\t12\n\
        二、机关运行经费\t22\t—\t433,221.10\n（一）行政单位\t23\t—\t433,221.10\n";
    check(
        down,
        &expect![[r#"
        Z09 three_public:total budget 60000.00元
        Z09 three_public:total final 33015.50元
        Z09 three_public:overseas budget 0.00元
        Z09 three_public:overseas final 0.00元
        Z09 three_public:vehicles budget 50000.00元
        Z09 three_public:vehicles final 30000.00元
        Z09 three_public:vehicle_purchase budget 0.00元
        Z09 three_public:vehicle_purchase final 0.00元
        Z09 three_public:vehicle_operation budget 50000.00元
        Z09 three_public:vehicle_operation final 30000.00元
        Z09 three_public:reception budget 10000.00元
        Z09 three_public:reception final 3015.50元
        Z09 three_public:reception_domestic final 3015.50元
        Z09 three_public:reception_guests_from_abroad final 0.00元
        Z09 count:vehicles_kept final 2辆
        Z09 count:reception_batches final 12个
        Z09 operating_costs final 433221.10元
        Z09 operating_costs:administrative final 433221.10元
    "#]],
    );
}

#[test]
fn budgets_are_told_from_final_accounts_under_the_same_head() {
    let text = "一般公共预算财政拨款支出决算表\n部门名称：临川市民政局\t单位：万元\n\
        科目编码\t科目名称\t年初预算数\t\t\t决算数\t\t\n\
        \t\t小计\t基本支出\t项目支出\t小计\t基本支出\t项目支出\n\
        合计\t\t50.00\t30.00\t20.00\t55.00\t30.00\t25.00\n\
        208\t社会保障和就业支出\t50.00\t30.00\t20.00\t55.00\t30.00\t25.00\n";
    check(
        text,
        &expect![[r#"
        Z05 total budget_initial 50.00万元
        Z05 total budget_initial_basic 30.00万元
        Z05 total budget_initial_project 20.00万元
        Z05 total expenditure 55.00万元
        Z05 total basic 30.00万元
        Z05 total project 25.00万元
        Z05 fn:208 budget_initial 50.00万元
        Z05 fn:208 budget_initial_basic 30.00万元
        Z05 fn:208 budget_initial_project 20.00万元
        Z05 fn:208 expenditure 55.00万元
        Z05 fn:208 basic 30.00万元
        Z05 fn:208 project 25.00万元
    "#]],
    );
}

#[test]
fn income_has_its_own_basic_and_project_columns() {
    let text = "一般公共预算财政拨款收入支出决算表\n金额单位：元\n\
        项目\t\t\t\t年初结转和结余\t本年收入\t\t\t本年支出\t\t\t年末结转和结余\n\
        功能分类科目编码\t\t\t科目名称\t合计\t合计\t基本支出\t项目支出\t合计\t基本支出\t项目支出\t合计\n\
        类\t款\t项\t栏次\t1\t2\t3\t4\t5\t6\t7\t8\n\
        \t\t\t合计\t1.00\t90.00\t60.00\t30.00\t88.00\t60.00\t28.00\t3.00\n";
    check(
        text,
        &expect![[r#"
        Z05 total opening 1.00元
        Z05 total income 90.00元
        Z05 total income_basic 60.00元
        Z05 total income_project 30.00元
        Z05 total expenditure 88.00元
        Z05 total basic 60.00元
        Z05 total project 28.00元
        Z05 total closing 3.00元
    "#]],
    );
}

#[test]
fn the_form_of_2015_has_three_panels_and_a_year_beside_the_unit() {
    let text = "收入支出决算总表\n财决公开01表\n编制单位：临川市文化局\t\t\t2015年度\t\t\t\t\t金额单位：元\n\
        收入\t\t\t支出\t\t\t\t\t\n\
        项目\t行次\t决算数\t项目（按功能分类）\t行次\t决算数\t项目（按支出性质和经济分类）\t行次\t决算数\n\
        栏次\t\t1\t栏次\t\t2\t栏次\t\t3\n\
        一、财政拨款收入\t1\t800.00\t七、文化体育与传媒支出\t43\t810.00\t一、基本支出\t60\t500.00\n\
        二、其他收入\t2\t12.00\t九、医疗卫生与计划生育支出\t45\t2.00\t二、项目支出\t63\t312.00\n\
        \t3\t\t\t59\t\t工资福利支出\t71\t600.00\n\
        \t4\t\t\t60\t\t其他资本性支出\t77\t212.00\n\
        用事业基金弥补收支差额\t28\t3.00\t结余分配\t\t3.00\t结余分配\t81\t3.00\n\
        总计\t36\t815.00\t总计\t\t815.00\t总计\t90\t815.00\n";
    check(
        text,
        &expect![[r#"
        Z01 income:fiscal_appropriation final 800.00元
        Z01 fn:207 final 810.00元
        Z01 expenditure:basic final 500.00元
        Z01 income:other final 12.00元
        Z01 fn:210 final 2.00元
        Z01 expenditure:project final 312.00元
        Z01 ec:301 final 600.00元
        Z01 ec:310 final 212.00元
        Z01 income:operating_fund_used final 3.00元
        Z01 expenditure:surplus_distribution final 3.00元
        Z01 expenditure:surplus_distribution final 3.00元
        Z01 income:total final 815.00元
        Z01 expenditure:total final 815.00元
        Z01 expenditure:total final 815.00元
    "#]],
    );
}

#[test]
fn sides_that_are_not_printed_are_told_apart_in_total_forms() {
    let text = "表一 收入支出决算总表\n单位：千元\n项目\t本年决算数\t项目\t本年决算数\n\
        一、一般公共预算财政拨款收入\t12345\t一、文化旅游体育与传媒支出\t12000\n\
        二、其他收入\t55\t二、卫生健康支出\t100\n本年收入合计\t12400\t本年支出合计\t12100\n\
        收入总计\t12400\t支出总计\t12400\n";
    check(
        text,
        &expect![[r#"
        Z01 income:general_public_budget final 12345千元
        Z01 fn:207 final 12000千元
        Z01 income:other final 55千元
        Z01 fn:210 final 100千元
        Z01 income:year_total final 12400千元
        Z01 expenditure:year_total final 12100千元
        Z01 income:total final 12400千元
        Z01 expenditure:total final 12400千元
    "#]],
    );
}

#[test]
fn procurement_and_projects_keep_their_own_tables() {
    let text = "表十一 政府采购情况表\n单位：万元\n项目\t行次\t金额\n政府采购支出合计\t1\t300.50\n\
        政府采购货物支出\t2\t100.50\n政府采购服务支出\t3\t200.00\n其中：授予小微企业合同金额\t4\t250.00\n\n\
        项目支出决算表\n单位：万元\n科目编码\t科目名称\t项目名称\t合计\t财政拨款\n\
        2070204\t文物保护\t古塔修缮\t120.00\t120.00\n2070205\t博物馆\t展陈提升\t80.00\t75.00\n";
    check(
        text,
        &expect![[r#"
        T3 procurement:total final 300.50万元
        T3 procurement:goods final 100.50万元
        T3 procurement:services final 200.00万元
        T3 procurement:micro_enterprises final 250.00万元
        T11 fn:2070204 ?合计 120.00万元
        T11 fn:2070204 ?财政拨款 120.00万元
        T11 fn:2070205 ?合计 80.00万元
        T11 fn:2070205 ?财政拨款 75.00万元
    "#]],
    );
}

#[test]
fn rows_without_a_name_have_that_of_what_stands_in_front_of_their_figures() {
    let text = "政府采购预算表\n单位：万元\n采购大类\t专项名称\t经济科目\t采购物品\t组织形式\t总计\n\
        合计\t\t\t\t\t15.00\n货物\t\t\t\t\t15.00\n\t灯具更换\t专用设备购置\t\t\t15.00\n\
        \t\t\t路灯\t集中采购\t9.00\n\t\t\t灯杆\t分散采购\t6.00\n";
    check(
        text,
        &expect![[r#"
            B13 ?合计 ?总计 15.00万元
            B13 ?货物 ?总计 15.00万元
            B13 ?灯具更换 ?总计 15.00万元
            B13 ?路灯 ?总计 9.00万元
            B13 ?灯杆 ?总计 6.00万元
        "#]],
    );
    let form = "项目支出绩效目标表\n项目名称\t\t灯具更换\t\t项目性质\t经常性项目\n\
        主管部门\t\t市政局\t\t实施单位\t路灯所\n\
        项目资金（元）\t\t资金总额\t15000.00\t年度资金总额\t9000.00\n\
        \t\t其中：财政资金\t14000.00\t其中：当年拨款\t8000.00\n";
    check(
        form,
        &expect![[r#"
            T2 ?资金总额 ?灯具更换 15000.00元
            T2 ?年度资金总额 ?经常性项目 9000.00元
            T2 ?其中：财政资金 ?灯具更换 14000.00元
            T2 ?其中：当年拨款 ?经常性项目 8000.00元
        "#]],
    );
}

#[test]
fn a_head_cut_off_from_its_rows_does_not_take_the_name_of_the_form() {
    let text = "收入决算表\n公开02表\n科目编码\t科目名称\t合计\n\n财政拨款收入和其他收入见下页。\n\n\
        收入决算表\n单位：万元\n科目编码\t科目名称\t本年收入合计\t财政拨款收入\t事业单位经营收入\n\
        207\t文化旅游体育与传媒支出\t12.00\t10.00\t2.00\n";
    check(
        text,
        &expect![[r#"
        Z02 fn:207 income 12.00万元
        Z02 fn:207 income_fiscal_appropriation 10.00万元
        Z02 fn:207 income_business 2.00万元
    "#]],
    );
}

#[test]
fn columns_may_be_padded_as_if_all_characters_were_of_one_width() {
    let text = "\
收入支出决算总表
单位：万元
收入                           支出
项目                     决算数   项目                     决算数
一、一般公共预算财政拨款收入     9746.50   一、一般公共服务支出           12.00
二、政府性基金预算财政拨款收入      10.00   二、外交支出
三、事业收入                       八、社会保障和就业支出         754.75
四、其他收入                3.25   九、卫生健康支出            236.63
                             十一、城乡社区支出          3845.25
                             十八、自然资源海洋气象等支出     4461.67
                             十九、住房保障支出           461.08
本年收入合计             9759.75   本年支出合计             9771.38
年初结转和结余             112.88   年末结转和结余             101.25
总计                 9872.63   总计                 9872.63
";
    check(
        text,
        &expect![[r#"
        Z01 income:general_public_budget final 9746.50万元
        Z01 fn:201 final 12.00万元
        Z01 income:government_fund final 10.00万元
        Z01 fn:208 final 754.75万元
        Z01 income:other final 3.25万元
        Z01 fn:210 final 236.63万元
        Z01 fn:212 final 3845.25万元
        Z01 fn:220 final 4461.67万元
        Z01 fn:221 final 461.08万元
        Z01 income:year_total final 9759.75万元
        Z01 expenditure:year_total final 9771.38万元
        Z01 income:opening final 112.88万元
        Z01 expenditure:closing final 101.25万元
        Z01 income:total final 9872.63万元
        Z01 expenditure:total final 9872.63万元
    "#]],
    );
}

#[test]
fn parts_of_what_is_counted_are_counted_too() {
    let text = "公开08表\n“三公”经费及机关运行经费、政府采购等情况表\n单位：万元\n\
        项目\t行次\t预算数\t决算数\n栏次\t\t1\t2\n\
        一、“三公”经费支出\t1\t—\t—\n（一）支出合计\t2\t9.00\t7.30\n3．公务接待费\t3\t9.00\t7.30\n\
        二、国有资产占用情况\t4\t—\t—\n（一）车辆数合计（辆）\t5\t—\t7\n\
        1．一般执法执勤用车\t6\t—\t4\n2．其他用车\t7\t—\t3\n\
        （二）单价50万元以上通用设备（台，套）\t8\t—\t6\n（三）机关运行经费\t9\t—\t12.40\n";
    check(
        text,
        &expect![[r#"
            Z09 three_public:total budget 9.00万元
            Z09 three_public:total final 7.30万元
            Z09 three_public:reception budget 9.00万元
            Z09 three_public:reception final 7.30万元
            Z09 assets:vehicles final 7辆
            Z09 ?1．一般执法执勤用车 final 4辆
            Z09 assets:vehicles_other final 3辆
            Z09 assets:equipment_500k final 6台，套
            Z09 operating_costs final 12.40万元
        "#]],
    );
}

#[test]
fn the_last_line_of_both_sides_is_the_total_whatever_it_is_called() {
    let text = "清河县水利局2022年度部门决算\n\n收入支出决算总表\n单位：万元\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n一、事业收入\t7.50\t一、教育支出\t8.00\n本年收入合计\t7.50\t本年支出合计\t8.00\n年初结转和结余\t1.50\t年末结转和结余\t1.00\n合计\t9.00\t合计\t9.00\n";
    let segmentation = juesuan_segment::segment(text).expect("a short text");
    let tables = juesuan_table::reconstruct_with(&segmentation, &juesuan_read::Vocabulary::default());
    let document = juesuan_read::Document::new(segmentation, tables, juesuan_model::SourceInfo::default());
    let report = juesuan_read::read(&document).expect("a report");
    let items = report.tables[0].rows().iter().filter_map(|row| row.item).map(|item| item.to_string());
    let totals: Vec<String> = items.filter(|item| item.ends_with(":total")).collect();
    assert_eq!(totals, ["income:total", "expenditure:total"]);
}
