//! What stands in front of the figures of a row: numbers, codes and names in whatever order, names of totals wherever the
//! form leaves room; and titles that say more than the name of the form.

mod reader;

use reader::rows;

/// A budget of a museum, its cells parted by tabs.
fn budget(title: &str, table: &str) -> String {
    format!("柳河县博物馆2024年部门预算\n{title}\n部门：柳河县博物馆\t\t单位：万元\n{table}")
}

/// The same with one blank between the cells, and with a line for each.
fn layouts(title: &str, table: &str) -> [String; 3] {
    let tabs = budget(title, table);
    let (front, body) = tabs.split_at(tabs.len() - table.len());
    let filled = |by: &str| {
        let lines =
            body.lines().map(|line| line.split('\t').filter(|cell| !cell.is_empty()).collect::<Vec<_>>());
        let text = lines.map(|cells| cells.join(by)).collect::<Vec<_>>().join("\n");
        format!("{front}{text}\n")
    };
    [filled(" "), filled("\n"), tabs]
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found = rows(text);
    for row in expected {
        let is = |line: &str| line.trim_end_matches('?').trim() == *row;
        assert!(found.lines().any(is), "{row}\nin\n{found}\nof\n{text}");
    }
}

const NUMBERED: &str = "序号\t科目编码\t科目名称\t合计\t基本支出\t项目支出\n\
    1\t207\t文化旅游体育与传媒支出\t640.80\t410.30\t230.50\n2\t20702\t文物\t640.80\t410.30\t230.50\n\
    3\t2070205\t博物馆\t640.80\t410.30\t230.50\n合计\t\t\t640.80\t410.30\t230.50\n";

#[test]
fn rows_may_be_numbered_in_front_of_their_codes() {
    for text in layouts("一般公共预算支出表", NUMBERED) {
        check(
            &text,
            &[
                "207文化旅游体育与传媒支出|合计=640.80",
                "2070205博物馆|项目支出=230.50",
                "合计|基本支出=410.30",
            ],
        );
    }
}

const NAMED_FIRST: &str = "科目名称\t科目编码\t合计\t项目支出\t基本支出\n\
    文化旅游体育与传媒支出\t207\t640.80\t230.50\t410.30\n博物馆\t2070205\t640.80\t230.50\t410.30\n\
    合计\t\t640.80\t230.50\t410.30\n";

#[test]
fn names_may_stand_in_front_of_their_codes() {
    for text in layouts("一般公共预算支出表", NAMED_FIRST) {
        check(
            &text,
            &[
                "207文化旅游体育与传媒支出|合计=640.80",
                "2070205博物馆|项目支出=230.50",
                "合计|基本支出=410.30",
            ],
        );
    }
    let aligned = "                     一般公共预算支出表\n部门：柳河县博物馆                              单位：万元\n\
        \x20     科目名称         科目编码    合计     项目支出      基本支出\n\
        \x20文化旅游体育与传媒支出   207       640.80    230.50      410.30\n\
        \x20     博物馆        2070205     640.80    230.50      410.30\n\
        \x20          合计                640.80    230.50      410.30\n";
    check(
        &format!("柳河县博物馆2024年部门预算\n{aligned}"),
        &["207文化旅游体育与传媒支出|合计=640.80", "2070205博物馆|基本支出=410.30"],
    );
}

#[test]
fn a_word_behind_a_code_names_it_whatever_its_head() {
    let table = "目录代码\t指导目录\t购买金额\nB04\t讲解培训\t12.60\nC11\t设备保养\t7.40\n合计\t\t20.00\n";
    check(&budget("政府购买服务支出预算表", table), &["讲解培训|购买金额=12.60", "设备保养|购买金额=7.40"]);
}

#[test]
fn a_unit_behind_the_name_of_a_thing_is_no_head() {
    let table = "采购项目\t采购目录\t单位\t数量\t合计\t一般公共预算\n展柜改造\t装修工程\t项\t1\t86.00\t86.00\n\
        除湿设备\t专用设备\t台\t6\t14.00\t14.00\n合计\t\t\t\t100.00\t100.00\n";
    let found = rows(&budget("政府采购预算表", table));
    assert!(found.lines().any(|line| line.starts_with("展柜改造|合计=86.00")), "{found}");
    assert!(!found.contains("/项"), "{found}");
}

#[test]
fn years_may_name_the_rows() {
    let table = "年度\t“三公”经费预算总额\t因公出国（境）费用\t公务接待费\t公务用车购置及运行维护费\t\t\n\
        \t\t\t\t小计\t公务用车购置费\t公务用车运行维护费\n2023年\t31.00\t6.00\t4.00\t21.00\t12.00\t9.00\n\
        2024年\t18.50\t5.00\t4.50\t9.00\t0.00\t9.00\n";
    for text in layouts("一般公共预算“三公”经费支出表", table) {
        check(
            &text,
            &[
                "2023年|因公出国（境）费用=6.00",
                "2024年|公务用车购置及运行维护费/小计=9.00",
                "2024年|“三公”经费预算总额=18.50",
            ],
        );
    }
}

#[test]
fn brackets_hold_amounts_below_zero() {
    let table = "科目编码\t科目名称\t上年执行数\t本年预算数\t增减额\n合计\t\t1,240.50\t980.20\t(260.30)\n\
        207\t文化旅游体育与传媒支出\t1,240.50\t980.20\t（260.30）\n";
    check(
        &budget("一般公共预算支出表", table),
        &["合计|增减额=-260.30", "207文化旅游体育与传媒支出|增减额=-260.30"],
    );
}

#[test]
fn titles_say_the_unit_or_the_funds_in_brackets() {
    for title in ["2024年一般公共预算支出表（单位：万元）", "预算05表 一般公共预算支出表（含上年结转）"]
    {
        for text in layouts(title, NUMBERED) {
            let text = text.replace("部门：柳河县博物馆\t\t单位：万元\n", "");
            check(&text, &["B07", "2070205博物馆|项目支出=230.50"]);
        }
    }
}

#[test]
fn classes_may_stand_one_blank_before_their_names() {
    let aligned = "                     一般公共预算支出表\n部门：柳河县博物馆                              单位：万元\n\
        科目编码  科目名称                   合计       基本支出      项目支出\n\
        \x20         合计                 640.80      410.30      230.50\n\
        \x20 207 文化旅游体育与传媒支出             640.80      410.30      230.50\n\
        \x2020702 文物                       640.80      410.30      230.50\n\
        2070205 博物馆                     640.80      410.30      230.50\n";
    check(
        &format!("柳河县博物馆2024年部门预算\n{aligned}"),
        &["207文化旅游体育与传媒支出|合计=640.80", "20702文物|项目支出=230.50"],
    );
}

#[test]
fn names_of_funds_one_blank_apart_head_columns_of_their_own() {
    let aligned = "                              收入总表\n部门：柳河县博物馆                                                              单位：万元\n\
        科目编码     科目名称          合计       一般公共预算      政府性基金 国有资本经营预算    单位资金\n\
        207     文化旅游体育与传媒支出      655.80        640.80       5.00      3.00      7.00\n\
        20702    文物             655.80        640.80       5.00      3.00      7.00\n\
        \x20       合计             655.80        640.80       5.00      3.00      7.00\n";
    check(
        &format!("柳河县博物馆2024年部门预算\n{aligned}"),
        &["20702文物|政府性基金=5.00", "20702文物|国有资本经营预算=3.00", "合计|单位资金=7.00"],
    );
}

#[test]
fn a_total_over_two_lines_of_the_head_is_the_first_column() {
    let aligned = "                         一般公共预算“三公”经费支出表\n                                                             单位：万元\n\
        \x20年度   “三公”经费财政拨款预    因公出国（境）费用     公务接待费                 公务用车购置及运行维护费\n\
        \x20         算总额                              小计       公务用车购置费     公务用车运行维护费\n\
        2023年         31.00          6.00        4.00      21.00        12.00          9.00\n\
        2024年         18.50          5.00        4.50       9.00         0.00          9.00\n";
    check(
        &format!("柳河县博物馆2024年部门预算\n{aligned}"),
        &[
            "2023年|因公出国（境）费用=6.00",
            "2024年|公务用车购置及运行维护费/小计=9.00",
            "2024年|“三公”经费财政拨款预算总额=18.50",
        ],
    );
}

#[test]
fn expenditure_beside_income_may_stand_by_fund() {
    let table = "收入\t\t支出\t\t\t\t\n项目\t本年预算\t项目\t合计\t一般公共预算\t\t政府性基金\n\
        \t\t\t\t小计\t其中：财政拨款\t\n一、一般公共预算\t640.80\t一、基本支出\t410.30\t410.30\t410.30\t0.00\n\
        二、政府性基金\t9.00\t二、项目支出\t239.50\t230.50\t230.50\t9.00\n\
        本年收入合计\t649.80\t本年支出合计\t649.80\t640.80\t640.80\t9.00\n";
    for text in layouts("收支预算总体情况表", table) {
        check(
            &text,
            &[
                "二、政府性基金|收入/本年预算=9.00",
                "二、项目支出|支出/一般公共预算/小计=230.50",
                "本年支出合计|支出/政府性基金=9.00",
            ],
        );
    }
}

#[test]
fn lines_of_two_sides_may_be_numbered() {
    let table = "收入\t\t\t支出\t\t\n项目\t行次\t预算数\t项目\t行次\t预算数\n\
        一、一般公共预算拨款收入\t1\t640.80\t一、文化旅游体育与传媒支出\t4\t600.00\n\
        二、事业收入\t2\t9.00\t二、住房保障支出\t5\t49.80\n收入总计\t3\t649.80\t支出总计\t6\t649.80\n";
    for text in layouts("收支预算总表", table) {
        check(&text, &["二、事业收入|收入/预算数=9.00", "支出总计|支出/预算数=649.80"]);
    }
}
