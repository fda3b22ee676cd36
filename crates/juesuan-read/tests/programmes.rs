//! Forms of self-evaluation as other provinces and years print them: programmes, their budgets, indicators and scores.

mod reader;

use expect_test::{Expect, expect};

fn check(text: &str, expected: &Expect) {
    expected.assert_eq(&reader::programmes(&reader::read(text)));
}

#[test]
fn forms_one_below_the_other_are_programmes_of_their_own() {
    let form = |name: &str, total: &str| {
        format!(
            "项目支出绩效自评表\n（2022年度）\n\
            项目名称\t{name}\t\t\t\t\t\t\t\n主管部门\t清河县水利局\t\t\t\t实施单位\t清河县防汛站\t\t\n\
            项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\t\n\
            \t年度资金总额\t100.00\t120.00\t108.00\t10\t90.00%\t9\t\n\
            \t其中：当年财政拨款\t100.00\t110.00\t98.00\t—\t89.09%\t—\t\n\
            \t上年结转资金\t\t10.00\t10.00\t—\t100.00%\t—\t\n\
            年度总体目标\t预期目标\t\t\t\t实际完成情况\t\t\t\n\t储备物资3类\t\t\t\t完成储备3类\t\t\t\n\
            绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n\
            \t产出指标（50分）\t数量指标\t储备物资种类\t≥3类\t3类\t40\t40\t\n\
            \t\t\t巡查次数\t≥12次\t10次\t10\t8\t汛期缩短\n\
            \t效益指标（30分）\t社会效益指标\t险情处置率\t≥95%\t100%\t30\t30\t\n\
            \t满意度指标（10分）\t服务对象满意度指标\t群众满意度\t≥90%\t92%\t10\t10\t\n\
            总分\t\t\t\t\t\t100\t{total}\t\n"
        )
    };
    check(
        &format!("{}\n{}{}", form("防汛物资", "97"), form("河道保洁", "96.5"), form("渠道维护", "95")),
        &expect![[r#"
            防汛物资 (programme report) 100.00/120.00/108.00万元 90.00% 9/10 97 ·
            河道保洁 (programme report) 100.00/120.00/108.00万元 90.00% 9/10 96.5 ·
            渠道维护 (programme report) 100.00/120.00/108.00万元 90.00% 9/10 95 ·
            0 产出指标（50分）|数量指标|储备物资种类|≥3类|3类|40/40|
            0 产出指标（50分）|数量指标|巡查次数|≥12次|10次|8/10|汛期缩短
            0 效益指标（30分）|社会效益指标|险情处置率|≥95%|100%|30/30|
            0 满意度指标（10分）|服务对象满意度指标|群众满意度|≥90%|92%|10/10|
            1 产出指标（50分）|数量指标|储备物资种类|≥3类|3类|40/40|
            1 产出指标（50分）|数量指标|巡查次数|≥12次|10次|8/10|汛期缩短
            1 效益指标（30分）|社会效益指标|险情处置率|≥95%|100%|30/30|
            1 满意度指标（10分）|服务对象满意度指标|群众满意度|≥90%|92%|10/10|
            2 产出指标（50分）|数量指标|储备物资种类|≥3类|3类|40/40|
            2 产出指标（50分）|数量指标|巡查次数|≥12次|10次|8/10|汛期缩短
            2 效益指标（30分）|社会效益指标|险情处置率|≥95%|100%|30/30|
            2 满意度指标（10分）|服务对象满意度指标|群众满意度|≥90%|92%|10/10|
        "#]],
    );
}

/// Where columns are aligned by blanks, the rate of the money stands below the head of the scores further down.
#[test]
fn the_rows_of_the_money_are_no_indicators() {
    let rows = [
        ["项目名称", "渠道清淤", "", "", "", "", "", ""],
        ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", "42.10", "42.10", "42.10", "10", "100.00%", "10"],
        ["", "其中：当年财政拨款", "42.10", "42.10", "42.10", "—", "100.00%", "—"],
        [
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        ],
        ["产出指标", "数量指标", "清淤长度", "≥6公里", "6公里", "60", "60", ""],
        ["效益指标", "社会效益指标", "灌溉水平", "提高", "有所提高", "30", "26", "工期较短"],
        ["总分", "", "", "", "", "100", "96", ""],
    ];
    let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let widest = |at: usize| rows.iter().map(|row| width(row[at])).max().unwrap_or(0) + 2;
    let line = |row: &[&str; 8]| {
        let cell = |(at, text): (usize, &&str)| format!("{text}{}", " ".repeat(widest(at) - width(text)));
        row.iter().enumerate().map(cell).collect::<String>().trim_end().to_owned()
    };
    let lines: Vec<String> = rows.iter().map(line).collect();
    check(
        &format!("项目支出绩效自评表\n（2022年度）\n单位：万元\n{}\n", lines.join("\n")),
        &expect![[r#"
            渠道清淤 (programme report) 42.10/42.10/42.10万元 100.00% 10/10 96 ·
            0 产出指标|数量指标|清淤长度|≥6公里|6公里|60/60|
            0 效益指标|社会效益指标|灌溉水平|提高|有所提高|26/30|工期较短
        "#]],
    );
}

/// The rows of an invented form, merged cells as blank ones.
const FORM: &[[&str; 9]] = &[
    ["项目名称", "渠道清淤", "", "", "", "", "", "", ""],
    ["主管部门", "清河县水利局", "", "", "", "实施单位", "清河县防汛站", "", ""],
    ["项目资金（万元）", "", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "", "42.10", "40.10", "39.30", "10", "98.00%", "9.8"],
    ["", "其中：当年财政拨款", "", "42.10", "40.00", "39.20", "—", "98.00%", "—"],
    ["", "其他资金", "", "0.00", "0.10", "0.10", "—", "100.00%", "—"],
    ["年度总体目标", "预期目标", "", "", "", "实际完成情况", "", "", ""],
    ["", "清淤6公里，修补3处渠道。", "", "", "", "清淤6.2公里，修补3处。", "", "", ""],
    [
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ],
    ["", "产出指标", "数量指标", "清淤长度", "≥6公里", "6.2公里", "30", "30", ""],
    ["", "", "", "修补渠道", "≥3处", "3处", "20", "20", ""],
    ["", "", "时效指标", "按期完工率", "100%", "90%", "10", "9", "雨季停工"],
    ["", "效益指标", "社会效益指标", "灌溉水平", "提高", "提高", "30", "30", ""],
    ["总分", "", "", "", "", "", "100", "98.8", ""],
];

/// The form with its columns aligned by blanks: figures flush right, words flush left.
fn aligned_form() -> String {
    let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let widest: Vec<usize> =
        (0..9).map(|at| FORM.iter().map(|row| width(row[at])).max().unwrap_or(0)).collect();
    let cell = |(at, text): (usize, &&str)| {
        let blanks = " ".repeat(widest[at] - width(text));
        let figure = text.starts_with(|c: char| c.is_ascii_digit()) && text.is_ascii() || *text == "—";
        if figure { format!("{blanks}{text}  ") } else { format!("{text}{blanks}  ") }
    };
    let line = |row: &[&str; 9]| row.iter().enumerate().map(cell).collect::<String>().trim_end().to_owned();
    FORM.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A sheet has columns of its own for money, aims and indicators, and merged cells make some of them wide.
#[test]
fn parts_of_an_aligned_form_have_columns_of_their_own() {
    check(
        &format!("项目支出绩效自评表\n（2022年度）\n{}\n", aligned_form()),
        &expect![[r#"
        渠道清淤 (programme report) 42.10/40.10/39.30万元 98.00% 9.8/10 98.8 ·
        0 产出指标|数量指标|清淤长度|≥6公里|6.2公里|30/30|
        0 产出指标|数量指标|修补渠道|≥3处|3处|20/20|
        0 产出指标|时效指标|按期完工率|100%|90%|9/10|雨季停工
        0 效益指标|社会效益指标|灌溉水平|提高|提高|30/30|
    "#]],
    );
}

/// The form with nothing but `blank` between its cells, and `line` between its rows; merged cells leave nothing.
fn flat_form(rows: &[[&str; 9]], blank: &str, line: &str) -> String {
    let printed =
        rows.iter().map(|row| row.iter().filter(|cell| !cell.is_empty()).copied().collect::<Vec<_>>());
    printed.map(|row| row.join(blank)).collect::<Vec<_>>().join(line)
}

/// Whatever parts the cells, the heads tell how many of them a row has.
#[test]
fn forms_without_separators_are_cut_by_their_heads() {
    let expected = expect![[r#"
        渠道清淤 (programme report) 42.10/40.10/39.30万元 98.00% 9.8/10 98.8 ·
        0 产出指标|数量指标|清淤长度|≥6公里|6.2公里|30/30|
        0 产出指标|数量指标|修补渠道|≥3处|3处|20/20|
        0 产出指标|时效指标|按期完工率|100%|90%|9/10|雨季停工
        0 效益指标|社会效益指标|灌溉水平|提高|提高|30/30|
    "#]];
    for (blank, line) in [(" ", "\n"), ("\n", "\n")] {
        let form = flat_form(FORM, blank, line);
        check(&format!("项目支出绩效自评表\n（2022年度）\n{form}\n"), &expected);
    }
    let form = flat_form(FORM, " ", " ");
    check(&format!("项目支出绩效自评表 （2022年度） {form}\n"), &expected);
}

/// Points of a group are neither an indicator nor the total; a form may part its targets, and print a blank line below each.
#[test]
fn flat_forms_may_sum_up_groups_and_part_their_targets() {
    let mut rows = FORM.to_vec();
    rows.insert(12, ["小计", "", "", "", "", "", "60", "59", ""]);
    let with_sums = flat_form(&rows, "\n", "\n\n");
    let parted = [
        "项目名称 渠道清淤",
        "资金执行（万元） 年度资金总额 年初预算 调整后预算数 预算执行数 预算执行率 权重 得分 原因",
        "总额 42.10 40.10 39.30 98.00% 10 9.8",
        "其中：财政资金 42.10 40.10 39.30 98.00%",
        "绩效指标（90分） 一级指标 二级指标 三级指标 指标性质 指标值 度量单位 完成值 权重 得分 未完成原因分析",
        "产出指标 数量指标 清淤长度 ≥ 6 公里 5.4 60 54 雨季停工",
        "修补渠道 ≥ 3 处 3 30 30",
        "合计 100 93.8",
    ];
    let read = |form: &str| {
        reader::programmes(&reader::read(&format!("项目支出绩效自评表\n（2022年度）\n{form}\n")))
    };
    let all = [read(&with_sums), read(&parted.join("\n")), read(&parted.join("\n").replace(' ', "\n"))];
    expect![[r#"
        渠道清淤 (programme report) 42.10/40.10/39.30万元 98.00% 9.8/10 98.8 ·
        0 产出指标|数量指标|清淤长度|≥6公里|6.2公里|30/30|
        0 产出指标|数量指标|修补渠道|≥3处|3处|20/20|
        0 产出指标|时效指标|按期完工率|100%|90%|9/10|雨季停工
        0 效益指标|社会效益指标|灌溉水平|提高|提高|30/30|

        渠道清淤 (programme report) 42.10/40.10/39.30万元 98.00% 9.8/10 93.8 ·
        0 产出指标|数量指标|清淤长度|≥6公里|5.4|54/60|雨季停工
        0 产出指标|数量指标|修补渠道|≥3处|3|30/30|

        渠道清淤 (programme report) 42.10/40.10/39.30万元 98.00% 9.8/10 93.8 ·
        0 产出指标|数量指标|清淤长度|≥6公里|5.4|54/60|雨季停工
        0 产出指标|数量指标|修补渠道|≥3处|3|30/30|
    "#]]
    .assert_eq(&all.join("\n"));
}

/// A form that sets targets gives no points: the signs of the targets tell where its rows end.
#[test]
fn targets_without_separators_are_cut_too() {
    let rows = [
        "项目名称 渠道清淤",
        "项目资金（万元） 年度资金总额： 42.10",
        "绩效指标 一级指标 二级指标 三级指标 指标值",
        "产出指标 数量指标 清淤长度 ≥6公里",
        "修补渠道 ≥3处",
        "质量指标 验收合格率 ≥95%",
        "效益指标 社会效益指标 受益户数 ≥210户",
    ];
    let expected = expect![[r#"
        - 产出指标|数量指标|清淤长度|≥6公里||·/·|
        - 产出指标|数量指标|修补渠道|≥3处||·/·|
        - 产出指标|质量指标|验收合格率|≥95%||·/·|
        - 效益指标|社会效益指标|受益户数|≥210户||·/·|

        - 产出指标|数量指标|清淤长度|≥6公里||·/·|
        - 产出指标|数量指标|修补渠道|≥3处||·/·|
        - 产出指标|质量指标|验收合格率|≥95%||·/·|
        - 效益指标|社会效益指标|受益户数|≥210户||·/·|
    "#]];
    let flat = rows.join("\n");
    let texts = [flat.clone(), flat.replace(' ', "\n")];
    let read = |form: &String| {
        let text = format!("项目支出绩效目标表\n（2024年度）\n{form}\n\n第三部分 情况说明\n");
        let report = reader::read(&text);
        assert!(report.indicators.iter().all(|indicator| indicator.programme == "渠道清淤"));
        reader::programmes(&report)
    };
    expected.assert_eq(&texts.iter().map(read).collect::<Vec<_>>().join("\n"));
}

/// Two texts between points may be a remark and a name, or two names: then no row is made up, and the figures are lost.
#[test]
fn forms_that_can_be_cut_in_two_ways_stay_unread() {
    let mut rows = FORM.to_vec();
    rows[9] = ["", "建设", "河渠", "清淤长度", "≥6公里", "6.2公里", "30", "30", "受雨季影响"];
    let mut without_target = FORM.to_vec();
    without_target[10] = ["", "", "", "修补渠道", "≥3处", "", "20", "20", ""];
    for rows in [rows, without_target] {
        let form = flat_form(&rows, "\n", "\n");
        let report = reader::read(&format!("项目支出绩效自评表\n（2022年度）\n{form}\n"));
        assert_eq!(reader::programmes(&report), "");
        let lost = report.unread.iter().filter(|unread| unread.is_lost()).count();
        assert!(lost >= 8, "{lost} of the amounts are said to be lost");
    }
}

#[test]
fn sign_number_and_unit_of_a_target_may_have_columns_of_their_own() {
    let text = "部门预算项目支出绩效自评表（2023年度）\n\n\
        | 项目名称 | 法律援助补助 | | | | | | | | | |\n| 主管部门 | 清河县司法局 | | | 实施单位 | 清河县司法局 | | | | | |\n\
        | 预算执行情况(10分) | 年度预算数(万元) | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因 | | |\n\
        | | 总额 | 5.00 | 3.36 | 3.36 | 100.00% | 10 | 10 | | | |\n\
        | | 其中:财政资金 | 5.00 | 3.36 | 3.36 | 100.00% | / | / | | | |\n\
        | 绩效指标(90分) | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 未完成原因分析 |\n\
        | | 产出指标 | 数量指标 | 办理案件 | ≥ | 30 | 件 | 33 | 60 | 60 | |\n\
        | | 效益指标 | 社会效益指标 | 知晓率 | ≥ | 90 | % | 91 | 30 | 30 | |\n\
        | 合计 | | | | | | | | 100 | 100 | |\n";
    check(
        text,
        &expect![[r#"
        法律援助补助 (programme report) 5.00/3.36/3.36万元 100.00% 10/10 100 ·
        0 产出指标|数量指标|办理案件|≥30件|33|60/60|
        0 效益指标|社会效益指标|知晓率|≥90%|91|30/30|
    "#]],
    );
}

#[test]
fn a_department_is_named_by_the_title_of_its_form() {
    let text = "部门整体支出绩效自评表\n单位（盖章）：清河县白石镇人民政府\t\t\t填报日期：2022年2月3日\t\t\n\
        部门（单位）名称\t清河县白石镇人民政府\t\t\t\t\t\n\
        部门（单位）总体资金（万元）\t资金来源\t年初预算数（A）\t全年执行数（B）\t分值（10分）\t执行率（B/A）\t得分\t得分计算方法\n\
        \t年度资金总额：\t1172.55\t1268.72\t10\t108.20%\t10\t按执行率计算\n\t基本支出\t985.19\t914.97\t\t\t\t\n\
        绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值（A）\t全年实际值（B）\t分值\t得分\n\
        \t产出指标（50分）\t数量指标\t走访农户数\t1200户\t1260户\t50\t50\n总分\t\t\t\t\t\t100\t99\n";
    check(
        text,
        &expect![[r#"
        部门整体支出 (department report) 1172.55/·/1268.72万元 108.20% 10/10 99 ·
        0 产出指标（50分）|数量指标|走访农户数|1200户|1260户|50/50|
    "#]],
    );
}

#[test]
fn the_total_may_stand_above_the_form_and_points_in_the_heads() {
    let text = "2022年度学生资助项目绩效目标自评表\n单位名称：清河县教育局\t填报日期：2023年3月10日\t总分：96.5分\n\
        项目名称\t学生资助\t\t\t\t\n主管部门\t清河县教育局\t\t项目实施单位\t清河县教育局\t\n\
        预算执行情况（万元）（20分）\t\t预算数（A）\t执行数（B）\t执行率（B/A）\t得分（20分*执行率）\n\
        \t年度财政资金总额\t500.00\t482.50\t96.50%\t19.3\n\
        一级指标\t二级指标\t三级指标\t年初目标值（A）\t实际完成值（B）\t得分\n\
        产出指标（40分）\t数量指标\t受助学生人数\t≥2000人\t2010人\t20\n\t成本指标\t人均资助标准\t1500元\t1500元\t20\n";
    check(
        text,
        &expect![[r#"
        学生资助 (programme report) ·/500.00/482.50万元 96.50% 19.3/· 96.5 ·
        0 产出指标（40分）|数量指标|受助学生人数|≥2000人|2010人|20/·|
        0 产出指标（40分）|成本指标|人均资助标准|1500元|1500元|20/·|
    "#]],
    );
}

#[test]
fn transfers_have_no_scores() {
    let text = "中央转移支付资金绩效目标自评表\n（2021年度）\n转移支付（项目）名称\t公路建设补助\t\t\t\t\t\n\
        资金投入情况（万元）\t\t全年预算数（A）\t\t全年执行数（B）\t\t预算执行率（B/A×100%）\n\
        \t年度资金总额：\t4000\t\t3980\t\t99.5%\n\t其中：中央财政资金\t3000\t\t3000\t\t100%\n\
        绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t全年实际完成值\t未完成原因和改进措施\n\
        \t产出指标\t数量指标\t建设里程\t32.1公里\t32.1公里\t\n\t满意度指标\t服务对象满意度指标\t群众满意度\t≥90%\t92%\t\n";
    check(
        text,
        &expect![[r#"
        公路建设补助 (programme report) ·/4000/3980万元 99.5% ·/· · ·
        0 产出指标|数量指标|建设里程|32.1公里|32.1公里|·/·|
        0 满意度指标|服务对象满意度指标|群众满意度|≥90%|92%|·/·|
    "#]],
    );
}

#[test]
fn weights_of_every_level_stand_before_the_score() {
    let text = "2022年度部门整体支出绩效自评指标评分表\n\n评价指标\t\t\t\t\t\t自评\t\n\
        一级指标\t\t二级指标\t\t三级指标\t\t自评分\t评分依据\n名称\t权重（%）\t名称\t权重（%）\t名称\t权重（%）\t\t\n\
        预算编制情况\t20\t预算编制\t5\t预算编制合理性\t5\t5\t编制合理\n\t\t目标设置\t15\t绩效目标合理性\t15\t14\t部分不够细\n\
        预算使用效益\t80\t效率性\t80\t重点工作完成率\t80\t78.5\t\n合计\t100\t\t100\t\t100\t97.5\t\n";
    check(
        text,
        &expect![[r#"
        2022年度部门整体支出 (department report) ·/·/· ·% ·/· 97.5 ·
        0 预算编制情况|预算编制|预算编制合理性|||5/5|
        0 预算编制情况|目标设置|绩效目标合理性|||14/15|
        0 预算使用效益|效率性|重点工作完成率|||78.5/80|
    "#]],
    );
}

#[test]
fn grade_and_total_in_rows_of_their_own_and_amounts_in_yuan() {
    let text = "项目支出绩效自评表（2023年度）\n单位：元\n项目名称\t图书采购\t\t项目负责人\t王某\t\n\
        主管部门\t北屏市文化局\t\t实施单位\t北屏市图书馆\t\n\
        预算执行情况\t年初预算数\t调整后预算数\t实际执行数\t执行率\t分值\t得分\n\
        \t1,500,000.00\t1,500,000.00\t1,477,500.00\t0.985\t10\t9.85\n\
        一级指标\t二级指标\t三级指标\t目标值\t实际值\t分值\t得分\n\
        产出指标\t数量指标\t采购册数\t≥30000册\t31200册\t90\t90\n自评总分\t99.85\t\t\t\t\t\n自评等级\t优秀\t\t\t\t\t\n";
    check(
        text,
        &expect![[r#"
            图书采购 (programme report) 1500000.00/1500000.00/1477500.00元 98.5% 9.85/10 99.85 优秀
            0 产出指标|数量指标|采购册数|≥30000册|31200册|90/90|
        "#]],
    );
}

#[test]
fn summaries_group_budget_and_expenditure() {
    let text = "2022年度项目支出绩效自评情况汇总表\n填报单位：清河县水利局\t\t\t\t\t\t\t金额单位：万元\n\
        序号\t项目名称\t预算安排情况\t\t实际支出情况\t\t预算执行率\t自评得分\t自评等级\n\
        \t\t小计\t财政拨款\t小计\t其中：财政拨款\t\t\t\n\
        1\t防汛物资储备\t120.00\t120.00\t108.00\t108.00\t90.00%\t97\t优\n\
        2\t水库除险\t800.00\t700.00\t500.00\t500.00\t0.625\t84.5\t良\n合计\t\t920.00\t820.00\t608.00\t608.00\t66.09%\t\t\n";
    check(
        text,
        &expect![[r#"
        防汛物资储备 (programme summary) ·/120.00/108.00万元 90.00% ·/· 97 优
        水库除险 (programme summary) ·/800.00/500.00万元 62.5% ·/· 84.5 良
    "#]],
    );
}

#[test]
fn parts_of_the_score_are_not_the_total() {
    let text = "2021年度项目支出绩效自评结果汇总表\n单位：元\n\
        序号\t项目名称\t全年预算数(A)\t全年执行数(B)\t执行率(B/A)\t预算执行率得分（10分）\t产出指标得分（50分）\t自评总分\t评价等级\n\
        1\t农村公路养护\t1,200,000.00\t1,188,000.00\t99.00%\t9.9\t50\t98.9\t优\n\
        2\t公交站台改造\t350,000.00\t280,000.00\t80.00%\t8\t45\t90\t优\n";
    check(
        text,
        &expect![[r#"
        农村公路养护 (programme summary) ·/1200000.00/1188000.00元 99.00% ·/· 98.9 优
        公交站台改造 (programme summary) ·/350000.00/280000.00元 80.00% ·/· 90 优
    "#]],
    );
}

#[test]
fn the_paragraph_of_the_outline_sums_up_a_programme() {
    let text = "二、项目绩效自评结果\n\n\
        1.“校舍维修”项目绩效自评综述：按照年初目标，自评得分为98分。全年预算数为500.00万元，执行数为490.00万元，完成预算的98%。\n\n\
        （2）营养午餐项目绩效自评综述：项目自评得分为97.5分。全年预算数为200万元，执行数为194万元，完成预算的97%。\n";
    check(
        text,
        &expect![[r#"
        校舍维修 (programme summary) ·/500.00/490.00万元 ·% ·/· 98 ·
        营养午餐项目 (programme summary) ·/200/194万元 ·% ·/· 97.5 ·
    "#]],
    );
}

#[test]
fn the_main_tasks_of_a_department_say_what_was_spent() {
    let text = "部门整体支出绩效自评表\n（2022年度）\n部门名称\t临川市民政局\t\t\t\t\t\t\n\
        年度主要任务\t任务名称\t主要内容\t预算数（万元）\t\t执行数（万元）\t\t\n\t\t\t总额\t财政拨款\t总额\t财政拨款\t\n\
        \t社会救助\t低保供养\t800.00\t800.00\t780.00\t780.00\t\n\t养老服务\t机构补贴\t200.00\t150.00\t190.00\t150.00\t\n\
        \t金额合计\t\t1000.00\t950.00\t970.00\t930.00\t\n\
        年度绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n\
        \t产出指标\t数量指标\t低保对象人数\t≥3000人\t3120人\t45\t45\n合计\t\t\t\t\t\t90\t89\n";
    check(
        text,
        &expect![[r#"
        部门整体支出 (department report) ·/1000.00/970.00万元 ·% ·/· 89 ·
        0 产出指标|数量指标|低保对象人数|≥3000人|3120人|45/45|
    "#]],
    );
}
