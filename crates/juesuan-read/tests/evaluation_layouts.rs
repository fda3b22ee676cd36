//! Forms of self-evaluation of which only blanks or line ends part the cells, in the forms that provinces print.

mod reader;

use expect_test::{Expect, expect};

fn check(text: &str, expected: &Expect) {
    expected.assert_eq(&reader::programmes(&reader::read(text)));
}

const ABOVE: &str = "项目名称 渠道清淤\n主管部门 清河县水务局 实施单位 清河县水务局本级\n\
    项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度资金总额 40.00 36.00 27.00 10 75.00% 7.5\n";
const HEADS: &str = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施\n";
const ROWS: &str = "产出指标 数量指标 清淤长度 ≥6公里 6.4公里 30 30\n出动机械 ≥20台次 22台次 20 20\n\
    时效指标 完工时间 6月底前 7月 10 8 汛期停工\n效益指标 社会效益指标 灌溉保障 提高 提高 20 18\n\
    满意度指标 服务对象满意度指标 农户满意度 ≥90% 94% 10 10\n";

/// A form in one blank and in a cell a line.
fn both(text: &str) -> [String; 2] {
    [text.to_owned(), text.replace(' ', "\n")]
}

#[test]
fn the_total_may_be_worded_in_any_way_and_rows_may_stand_behind_it() {
    let expected = expect![[r#"
        渠道清淤 (programme report) 40.00/36.00/27.00万元 75.00% 7.5/10 93.5 良
        0 产出指标|数量指标|清淤长度|≥6公里|6.4公里|30/30|
        0 产出指标|数量指标|出动机械|≥20台次|22台次|20/20|
        0 产出指标|时效指标|完工时间|6月底前|7月|8/10|汛期停工
        0 效益指标|社会效益指标|灌溉保障|提高|提高|18/20|
        0 满意度指标|服务对象满意度指标|农户满意度|≥90%|94%|10/10|
    "#]];
    for end in [
        "自评总分 100 93.5\n自评等级 良",
        "总分 100 93.5 良",
        "合计 100 93.5 自评等级：良",
        "总分（100分） 93.5\n绩效等级 良",
        "总分 100分 93.5分\n评价结论 自评得分93.5分，自评等级为良。",
        "自评得分 93.5\n其他需要说明的事项 无\n自评结论 良",
        "其他需要说明的事项 无\n总分 100 93.5\n自评等级 良",
    ] {
        for form in both(&format!("{ABOVE}{HEADS}{ROWS}{end}\n")) {
            check(&format!("项目支出绩效自评表\n（2021年度）\n{form}"), &expected);
        }
    }
    let spread = format!("项目支出绩效自评表\n{ABOVE}{HEADS}{ROWS}总 分 100 93.5\n自评等级 良\n");
    check(&spread, &expected);
}

#[test]
fn a_row_stands_where_its_form_has_it_whatever_its_figures_add_up_to() {
    let rows = "产出指标 数量指标 清淤次数 ≥22 23 15 15\n质量指标 验收合格率 ≥95% 96% 35 35\n\
        效益指标 社会效益指标 灌溉保障率 ≥85% 86% 30 30\n满意度指标 服务对象满意度指标 农户满意度 ≥90% 90% 10 10\n";
    for form in both(&format!("{ABOVE}绩效指标 {HEADS}{rows}总分 100 97.5\n")) {
        check(
            &format!("项目支出绩效自评表\n（2021年度）\n{form}"),
            &expect![[r#"
                渠道清淤 (programme report) 40.00/36.00/27.00万元 75.00% 7.5/10 97.5 ·
                0 产出指标|数量指标|清淤次数|≥22|23|15/15|
                0 产出指标|质量指标|验收合格率|≥95%|96%|35/35|
                0 效益指标|社会效益指标|灌溉保障率|≥85%|86%|30/30|
                0 满意度指标|服务对象满意度指标|农户满意度|≥90%|90%|10/10|
            "#]],
        );
    }
}

#[test]
fn names_of_every_level_may_be_broken_where_each_cell_has_a_line() {
    let rows = "产出指标\n数量指标\n清淤长\n度\n≥6公里\n6.4公里\n30\n30\n时效指标\n按期完工\n率\n=100%\n100%\n20\n20\n\
        效益指标\n社会效益指\n标\n灌溉保障\n提高\n提高\n30\n30\n满意度指\n标\n服务对象满意度\n指标\n农户满意\n度\n≥90%\n94%\n\
        10\n10\n总分\n100\n97.5\n";
    let above = ABOVE.replace(' ', "\n");
    check(
        &format!("项目支出绩效自评表\n（2021年度）\n{above}绩效指标\n{}{rows}", HEADS.replace(' ', "\n")),
        &expect![[r#"
            渠道清淤 (programme report) 40.00/36.00/27.00万元 75.00% 7.5/10 97.5 ·
            0 产出指标|数量指标|清淤长度|≥6公里|6.4公里|30/30|
            0 产出指标|时效指标|按期完工率|=100%|100%|20/20|
            0 效益指标|社会效益指标|灌溉保障|提高|提高|30/30|
            0 满意度指标|服务对象满意度指标|农户满意度|≥90%|94%|10/10|
        "#]],
    );
}

/// A form that cannot be cut into rows is no table, and each of its figures may be lost.
#[test]
fn figures_of_a_form_that_is_not_read_are_lost() {
    let rows = "产出指标\n数量指标清淤长度\n≥6公里6.4公里\n30\n30\n效益指标\n灌溉保障\n提高\n70\n";
    let form = format!("{ABOVE}{HEADS}{rows}总分\n100\n97.5\n").replace(' ', "\n");
    let report = reader::read(&format!("项目支出绩效自评表\n（2021年度）\n{form}"));
    assert!(report.tables.is_empty() && report.programmes.is_empty(), "the form is read");
    let lost = |text: &str| report.unread.iter().any(|unread| unread.text == text && unread.is_lost());
    assert!(["36.00", "30", "97.5"].into_iter().all(lost), "{:?}", report.unread);
}

#[test]
fn a_form_without_a_total_is_read_up_to_its_last_row() {
    let expected = expect![[r#"
        渠道清淤 (programme report) 40.00/36.00/27.00万元 75.00% 7.5/10 · ·
        0 产出指标|数量指标|清淤长度|≥6公里|6.4公里|30/30|
        0 产出指标|数量指标|出动机械|≥20台次|22台次|20/20|
        0 产出指标|时效指标|完工时间|6月底前|7月|8/10|汛期停工
        0 效益指标|社会效益指标|灌溉保障|提高|提高|18/20|
        0 满意度指标|服务对象满意度指标|农户满意度|≥90%|94%|10/10|
    "#]];
    for form in both(&format!("{ABOVE}{HEADS}{ROWS}")) {
        check(&format!("项目支出绩效自评表\n（2021年度）\n{form}第二部分 说明\n"), &expected);
    }
}

#[test]
fn forms_below_each_other_are_read_each() {
    let other = ABOVE.replace("渠道清淤", "水库巡护").replace("36.00 27.00", "36.00 36.00");
    for between in ["", "\n", "\n— 3 —\n", "\n（二）水库巡护项目\n"] {
        let text = format!(
            "项目支出绩效自评表\n（2021年度）\n{ABOVE}{HEADS}{ROWS}总分 100 93.5\n{between}项目支出绩效自评表\n（2021年度）\n\
             {other}{HEADS}{ROWS}总分 100 93.5\n"
        );
        let report = reader::read(&text);
        let told: Vec<_> = report
            .programmes
            .iter()
            .map(|one| (one.name.as_str(), one.executed.as_ref().map(|value| value.value.to_string())))
            .collect();
        let wanted = [("渠道清淤", Some("27.00".to_owned())), ("水库巡护", Some("36.00".to_owned()))];
        assert_eq!(told, wanted, "{between}");
        assert_eq!(report.indicators.len(), 10, "{between}");
    }
}

#[test]
fn heads_and_names_may_be_broken_over_lines_and_pages() {
    let expected = expect![[r#"
        渠道清淤 (programme report) 40.00/36.00/27.00万元 75.00% 7.5/10 93.5 ·
        0 产出指标|数量指标|清淤长度|≥6公里|6.4公里|30/30|
        0 产出指标|数量指标|出动机械|≥20台次|22台次|20/20|
        0 产出指标|时效指标|完工时间|6月底前|7月|8/10|汛期停工
        0 效益指标|社会效益指标|灌溉保障|提高|提高|18/20|
        0 满意度指标|服务对象满意度指标|农户满意度|≥90%|94%|10/10|
    "#]];
    let end = "总分 100 93.5\n";
    let broken = HEADS.replace("年度指标值", "年度\n指标值").replace("分析及", "分析\n及");
    let names = ROWS
        .replace("灌溉保障", "灌溉\n保障")
        .replace("满意度指标 服务", "满意度\n指标\n服务")
        .replace("对象满", "对象\n满");
    let paged = ROWS.replace("效益指标 社会", "— 4 —\n\u{c}效益指标 社会");
    for form in [
        format!("{ABOVE}{broken}{ROWS}{end}"),
        format!("{ABOVE}{HEADS}{names}{end}"),
        format!("{ABOVE}{HEADS}{paged}{end}"),
        format!("{ABOVE}{broken}{names}{end}"),
    ] {
        check(&format!("项目支出绩效自评表\n（2021年度）\n{form}"), &expected);
    }
}

/// Money as names and figures in one row, and the execution rate among the indicators.
#[test]
fn money_may_stand_beside_its_names() {
    let form = "项目名称 渠道清淤\n\
        年初预算金额（万元） 40.00 调整后预算金额（万元） 36.00 实际支出金额（万元） 27.00 预算执行率 75.00%\n\
        一级指标 二级指标 三级指标 预期指标值 实际完成值 权重 自评分 未完成原因\n\
        产出指标 数量指标 清淤长度 ≥6公里 6.4公里 60 60\n效益指标 社会效益指标 灌溉保障 提高 提高 30 28\n\
        预算执行情况 预算执行率 预算执行率 100% 75.00% 10 7.5\n合计 100 95.5\n自评等级 优\n";
    let expected = expect![[r#"
        渠道清淤 (programme report) 40.00/36.00/27.00万元 75.00% 7.5/10 95.5 优
        0 产出指标|数量指标|清淤长度|≥6公里|6.4公里|60/60|
        0 效益指标|社会效益指标|灌溉保障|提高|提高|28/30|
    "#]];
    let [flat, lines] = both(form);
    let tabbed = flat.replace("合计 100", "合计     100").replace(' ', "\t");
    for form in [tabbed, flat, lines] {
        check(&format!("项目支出绩效自评表\n{form}"), &expected);
    }
}

/// Indicators of one level, their units in front of the signs, the score of all beside the name.
#[test]
fn one_level_with_the_total_at_the_top() {
    let form = "项目名称 渠道清淤 项目编码 33000021T0000001 自评总分（分） 91.5\n\
        年初预算数（万元） 全年（调整）预算数（万元） 全年执行数（万元） 执行率（%） 执行率权重 执行率得分\n\
        40.00 36.00 27.00 75.00 10 7.5\n\
        指标名称 计量单位 指标性质 年初指标值 调整指标值 全年完成值 得分系数（%） 指标权重（分） 指标得分（分） 说明\n\
        清淤长度 公里 ≥ 6 6 5.8 97 60 58 淤土外运\n灌溉保障 定性 提高 提高 提高 80 30 26\n";
    let expected = expect![[r#"
        渠道清淤 (programme report) 40.00/36.00/27.00万元 75.00% 7.5/10 91.5 ·
        0 ||清淤长度|≥6公里|5.8|58/60|淤土外运
        0 ||灌溉保障|提高|提高|26/30|
    "#]];
    for form in both(form) {
        check(&format!("项目支出绩效自评表\n{form}"), &expected);
    }
}

/// No column of weights: each name says its own.
#[test]
fn weights_behind_names() {
    let form = "项目名称\t渠道清淤\t\t\t\t\n预算执行情况（万元）（20分）\t\t预算数（A）\t执行数（B）\t执行率（B/A）\t得分（20分*执行率）\n\
        \t年度财政资金总额\t36.00\t27.00\t75.00%\t15\n\
        一级指标\t二级指标\t三级指标\t年初目标值（A）\t实际完成值（B）\t得分\n\
        产出指标\t数量指标\t清淤长度（50分）\t≥6公里\t6.4公里\t50\n效益指标\t社会效益指标\t灌溉保障（30分）\t提高\t提高\t28\n\
        总分\t\t\t\t\t93\n偏差大或目标未完成原因分析\t无\t\t\t\t\n";
    check(
        &format!("项目自评表\n{form}"),
        &expect![[r#"
        渠道清淤 (programme report) ·/36.00/27.00万元 75.00% 15/· 93 ·
        0 产出指标|数量指标|清淤长度（50分）|≥6公里|6.4公里|50/50|
        0 效益指标|社会效益指标|灌溉保障（30分）|提高|提高|28/30|
    "#]],
    );
}

/// Rows below the points have columns of their own, and are no indicators.
#[test]
fn rows_below_the_points_move_no_column() {
    let form = "项目名称      渠道清淤\n\
        一级指标      二级指标        三级指标    年度指标值  实际完成值  分值  得分\n\
        产出指标      数量指标        清淤长度    ≥6公里     6.4公里     60    60\n\
        效益指标      社会效益指标    灌溉保障    提高        提高        40    38\n\
        总分                                                              100   98\n\
        评价结论      自评得分98分，自评等级为优，汛前完成，效益良好。\n其他需要说明的事项      无\n";
    check(
        &format!("项目支出绩效自评表\n{form}"),
        &expect![[r#"
        渠道清淤 (programme report) ·/·/· ·% ·/· 98 优
        0 产出指标|数量指标|清淤长度|≥6公里|6.4公里|60/60|
        0 效益指标|社会效益指标|灌溉保障|提高|提高|38/40|
    "#]],
    );
}
