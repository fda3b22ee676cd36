//! Tables in the layouts met in the field, and how they are cut: line, kind, level, text.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::format_collect, clippy::format_push_string)]

mod outline;

use expect_test::expect;
use outline::check;

#[test]
fn pages_of_a_pdf_with_columns_aligned_by_blanks() {
    let text = "                      目    录

第一部分 清河县卫生监督局概况 ……………………………… 3
    一、主要职能 ………………………………………………… 3
第二部分 2022 年度部门决算表 ……………………………… 6
第三部分 名词解释 …………………………………………… 12

                                 - 2 -
\u{c}第一部分
                清河县卫生监督局概况
    一、主要职能
    草拟全县卫生监督工作长远规划并组织实施，监督检查各项制度落实的
情况，完善动态调整机制，推进支付方式改革，组织定点机构签订协议，对基
金使用情况实施稽核，提出处理意见并督促整改。
    二、机构设置情况
    内设办公室、基金监管股等四个股室，下属事业单位一个，全部纳入二〇
二二年度部门决算编制范围。
                                 - 3 -
\u{c}第二部分 2022 年度部门决算表

                              支出决算表
                                                        公开03表
部门：清河县卫生监督局                          单位：万元
   项目                  本年支出合计    基本支出    项目支出
科目编码  科目名称           1             2            3
          合计             120.30        100.30        20.00
210       卫生健康支出      120.30        100.30        20.00
21015     医疗保障          120.30        100.30        20.00
          管理事务
2101501   行政运行          100.30        100.30         0.00
注：本表反映部门本年度各项支出情况。
";
    check(
        text,
        &expect![[r#"
        1 contents 目    录
        3 contents 第一部分 清河县卫生监督局概况 ……………………………… 3
        4 contents 一、主要职能 ………………………………………………… 3
        5 contents 第二部分 2022 年度部门决算表 ……………………………… 6
        6 contents 第三部分 名词解释 …………………………………………… 12
        8 furniture - 2 -
        9 furniture 
        9 heading 1 第一部分\n                清河县卫生监督局概况
        11 heading 2 一、主要职能
        12 paragraph 草拟全县卫生监督工作长远规划并组织实施，监督检查各项制度落实的\n情况，
        15 heading 2 二、机构设置情况
        16 paragraph 内设办公室、基金监管股等四个股室，下属事业单位一个，全部纳入二〇\n二二
        18 furniture - 3 -
        19 furniture 
        19 heading 1 第二部分 2022 年度部门决算表
        21 heading 2 支出决算表
        22 formnumber 公开03表
        23 department 部门：清河县卫生监督局
        23 unit 单位：万元
        24 aligned 项目                  本年支出合计    基本支出  
        31 note 注：本表反映部门本年度各项支出情况。
    "#]],
    );
}

#[test]
fn tables_with_title_and_unit_in_the_grid() {
    let text = "收入决算表\t\t\t\n\t\t\t公开02表\n部门：某局\t\t\t单位：元\n项目\t本年收入\t财政拨款\t其他\n合计\t10\t9\t1\n\n\
                六、有关情况说明\t\n正文一句话。\n";
    check(
        text,
        &expect![[r#"
            1 heading 2 收入决算表
            2 formnumber 公开02表
            3 department 部门：某局
            3 unit 单位：元
            4 tabbed 项目\t本年收入\t财政拨款\t其他\n合计\t10\t9\t1
            7 heading 2 六、有关情况说明
            8 paragraph 正文一句话。
        "#]],
    );
}

#[test]
fn word_text_with_a_cell_a_line() {
    let text = "附表：项目自评表\n \t2022年度项目绩效自评表\n\n\t项目名称\n\t设备购置\n\n\t一级\n指标\n\t二级指标\n\t分值\n\n\
                \t产出指标\n\t数量指标\n\t10\n\n\t\n\t质量指标\n1、符合规定\n2、程序完整\n\t\n\n\n\n附件2\n\n清河县卫生监督局\n\
                能力提升项目绩效评价报告\n\n一、基本情况\n\t图4：变动情况\n\t\n\n\t\n\t\n\t\n\t\n\n\t\n\t\n\t\n\t\n\n（图4：变动情况）\n\
                二、结论\n得分95分。\n";
    check(
        text,
        &expect![[r#"
        1 heading 2 附表：项目自评表
        2 caption 2022年度项目绩效自评表
        4 exploded 项目名称\n\t设备购置\n\n\t一级\n指标\n\t二级指标\n\t
        24 caption 附件2
        26 heading 1 清河县卫生监督局\n能力提升项目绩效评价报告
        29 heading 2 一、基本情况
        30 caption 图4：变动情况
        31 chart 
        43 caption （图4：变动情况）
        44 heading 2 二、结论
        45 paragraph 得分95分。
    "#]],
    );
}

#[test]
fn pipes_and_html() {
    let text = "| 项目 | 决算数 |\n|---|---|\n| 合计 | 1.00 |\n\n<b>一、情况</b>\n\n<p>一句话。</p>\n";
    check(
        text,
        &expect![[r#"
        1 piped | 项目 | 决算数 |\n|---|---|\n| 合计 | 1.00
        5 heading 2 <b>一、情况</b>
        7 paragraph <p>一句话。</p>
    "#]],
    );
}

#[test]
fn line_ends_of_all_kinds() {
    check(
        "一、甲\r\n话。\r\n二、乙\r话。\r三、丙\n话。",
        &expect![[r#"
            1 heading 2 一、甲
            2 paragraph 话。
            3 heading 2 二、乙
            4 paragraph 话。
            5 heading 2 三、丙
            6 paragraph 话。
        "#]],
    );
}

#[test]
fn tables_in_html() {
    check(
        "## 收入决算表

单位：万元

<html><body><table><tr><td>项目</td><td>合计</td></tr></table></body></html>

（二）支出情况
<table>
<tr><td>项目</td>
<td>单位：万元</td></tr>

<tr><td>教育支出</td><td>7.00</td></tr>
</table>
全年支出7.00万元。

<table>
<tr><td>没有关闭</td></tr>
其他说明。
",
        &expect![[r#"
            1 heading 2 ## 收入决算表
            3 unit 单位：万元
            5 html <html><body><table><tr><td>项目</td><t
            7 heading 3 （二）支出情况
            8 html <table>\n<tr><td>项目</td>\n<td>单位：万元<
            14 paragraph 全年支出7.00万元。
            16 html <table>\n<tr><td>没有关闭</td></tr>
            18 paragraph 其他说明。
        "#]],
    );
}

#[test]
fn rows_between_pipes_of_which_none_stands_in_front() {
    check(
        "一、“三公”经费支出决算表\n单位:万元\n项 目 | 预 算 数 | 决 算 数 |\n合 计 | 2.8 | 1.52 |\n因公出国(境)费 | ||\n公务接待费 |\n二、情况说明\n首页 | 公开\n支出决算为1.52万元。\n",
        &expect![[r#"
            1 heading 2 一、“三公”经费支出决算表
            2 unit 单位:万元
            3 piped 项 目 | 预 算 数 | 决 算 数 |\n合 计 | 2.8 | 1
            7 heading 2 二、情况说明
            8 paragraph 首页 | 公开
            9 paragraph 支出决算为1.52万元。
        "#]],
    );
    check(
        "单位:万元\n项 目 |\n预 算 数 |\n决 算 数 |\n合 计 |\n2.8 |\n1.52 |\n因公出国(境)费 |\n|\n|\n公务接待费 |\n二、情况说明\n",
        &expect![[r#"
            1 unit 单位:万元
            2 exploded 项 目 |\n预 算 数 |\n决 算 数 |\n合 计 |\n2.8 
            12 listitem 二、情况说明
        "#]],
    );
}

#[test]
fn tabs_at_the_ends_of_lines_behind_tabs_are_no_cells() {
    check(
        "\t（一）总体情况\t\n\t全年完成城乡居民参保缴费12.5万人，目标任务按期完成。\t\n\t1.参保扩面\t\n\t新增参保320人。\t\n",
        &expect![[r#"
            1 heading 3 （一）总体情况
            2 paragraph 全年完成城乡居民参保缴费12.5万人，目标任务按期完成。
            3 heading 4 1.参保扩面
            4 paragraph 新增参保320人。
        "#]],
    );
}

#[test]
fn rows_with_one_blank_between_their_cells() {
    check(
        "支出决算表\n公开03表\n部门：清河县水利局 单位：万元\n项目 本年支出合计 基本支出 项目支出\n功能分类科目编码 科目名称\n栏次 1 2 3\n合计 120.30 100.30 20.00\n213 农林水支出 120.30 100.30 20.00\n21303 水利 120.30 100.30 20.00\n- 4 -\n\u{c}2130301 行政运行 100.30 100.30 0.00\n2130304 水利行业业务管理 20.00 0.00 20.00\n2130305 水利工程建设 0.00 0.00 0.00\n\n二、支出情况说明\n本年支出120.30万元。\n",
        &expect![[r#"
            1 heading 2 支出决算表
            2 formnumber 公开03表
            3 department 部门：清河县水利局
            3 unit 单位：万元
            4 aligned 项目 本年支出合计 基本支出 项目支出\n功能分类科目编码 科目名称\n
            15 heading 2 二、支出情况说明
            16 paragraph 本年支出120.30万元。
        "#]],
    );
}

/// A name in the right column numbers on from one that is wrapped around its figures further up.
#[test]
fn a_name_below_wrapped_names_of_its_column() {
    check(
        "收入                          支出
项目              决算数      项目              决算数
二、政府性基金预              二、社会保障
                                                633,611.08
算财政拨款收入                和就业支出
三、国有资本经营
                              三、卫生健康支出
",
        &expect![[r#"
            1 aligned 收入                          支出\n项目  
        "#]],
    );
}

#[test]
fn numbered_rows_with_a_figure_apart_are_no_headings() {
    let text = "某镇2017年“三公”经费预算情况表
    单位：元
项目 2016年执行数 2017年预算数
一、支出合计   236000
1、因公出国（境）费用
2、公务接待费   140000
3、公务用车费   96000
其中：（1）公务用车运行维护费   96000
二、相关统计数
公务接待批次（批）   12
三、增减变化原因
公务接待减少。
";
    check(
        text,
        &expect![[r#"
            1 heading 2 某镇2017年“三公”经费预算情况表
            2 unit 单位：元
            3 paragraph 项目 2016年执行数 2017年预算数
            4 listitem 一、支出合计   236000
            5 listitem 1、因公出国（境）费用
            6 listitem 2、公务接待费   140000
            7 listitem 3、公务用车费   96000
            8 paragraph 其中：（1）公务用车运行维护费   96000
            9 heading 2 二、相关统计数
            10 paragraph 公务接待批次（批）   12
            11 heading 2 三、增减变化原因
            12 paragraph 公务接待减少。
        "#]],
    );
}
