//! Header trees, panels and pages of the statutory forms.

mod field;
mod fragment;
mod render;

use expect_test::{Expect, expect};
use fragment::check;
use juesuan_segment::FragmentLayout;

#[test]
fn two_sides_over_two_pages() {
    check(
        "收入→→→支出→→
项目→行次→决算数→项目→行次→决算数
栏次→→1→栏次→→2
一、财政拨款收入→1→80.30→一、教育支出→3→60.00
二、事业收入→2→→二、其他支出→4→20.30

收 入→→→支 出→→
项目→行次→决算数→项目→行次→决 算 数
栏次→→1→栏次→→2
<b>本年收入合计</b>→5→80.30→<b>本年支出合计</b>→6→80.30
",
        FragmentLayout::Tabbed,
        &expect![[r#"
            table
              panel 收入 0..3
              panel 支出 3..6
              label: 收入/项目
              row number: 收入/行次
              figure: 收入/决算数
              label: 支出/项目
              row number: 支出/行次
              figure: 支出/决算数
            # 栏次 |  | 1 | 栏次 |  | 2
              一、财政拨款收入 | #1 | 80.30 | 一、教育支出 | #3 | 60.00
              二、事业收入 | #2 |  | 二、其他支出 | #4 | 20.30
              本年收入合计 | #5 | 80.30 | 本年支出合计 | #6 | 80.30
            ! 7 stitched_table 收 入···支 出···项目·行次·决算数·项目·行次·决 算 数·栏次··1·栏次··2 => 
        "#]],
    );
}

#[test]
fn stub_over_code_and_name() {
    check(
        "项目→→年初结余→本年支出→→→年末结余
科目编码→科目名称→→小计→基本支出→项目支出→
→栏次→1→2→3→4→5
→合计→0→7.25→0→7.25→0
229→其他支出→0→7.25→0→7.25→0
",
        FragmentLayout::Tabbed,
        &expect![[r#"
            table
              code: 项目/科目编码
              label: 项目/科目名称
              figure: 年初结余
              figure: 本年支出/小计
              figure: 本年支出/基本支出
              figure: 本年支出/项目支出
              figure: 年末结余
            #  | 栏次 | 1 | 2 | 3 | 4 | 5
               | 合计 | 0 | 7.25 | 0 | 7.25 | 0
              #229 | 其他支出 | 0 | 7.25 | 0 | 7.25 | 0
        "#]],
    );
}

#[test]
fn three_panels_without_sides() {
    check(
        "经济分类科目编码→科目名称→决算数→经济分类科目编码→科目名称→决算数→经济分类科目编码→科目名称→决算数
301→工资福利支出→9.10→302→商品和服务支出→3.20→310→资本性支出→-
30101→基本工资→9.10→30201→办公费→3.20→→→

经济分类 科目编码→科目名称→决算数→经济分类 科目编码→科目名称→决算数→经济分类 科目编码→科目名称→决算数
→人员经费合计→9.10→→→→→公用经费合计→3.20
",
        FragmentLayout::Tabbed,
        &expect![[r#"
            table
              panel - 0..3
              panel - 3..6
              panel - 6..9
              code: 经济分类科目编码
              label: 科目名称
              figure: 决算数
              code: 经济分类科目编码
              label: 科目名称
              figure: 决算数
              code: 经济分类科目编码
              label: 科目名称
              figure: 决算数
              #301 | 工资福利支出 | 9.10 | #302 | 商品和服务支出 | 3.20 | #310 | 资本性支出 | (dash)
              #30101 | 基本工资 | 9.10 | #30201 | 办公费 | 3.20
               | 人员经费合计 | 9.10 |  |  |  |  | 公用经费合计 | 3.20
            ! 5 stitched_table 经济分类 科目编码·科目名称·决算数·经济分类 科目编码·科目名称·决算数·经济分类 科目编码·科目名称·决算数 => 
        "#]],
    );
}

const PUBLIC_EXPENSES: &str = "预算数→→→→→→决算数→→→→→
合计→因公出国（境）费→公务用车购置及运行费→→→公务接待费→合计→因公出国（境）费→公务用车购置及运行费→→→公务接待费
→→小计→购置费→运行费→→→→小计→购置费→运行费→
1→2→3→4→5→6→7→8→9→10→11→12
6.5→0→5→0→5→1.5→4→0→3.2→0→3.2→0.8
";

fn public_expenses() -> Expect {
    expect![[r#"
        table
          panel 预算数 0..6
          panel 决算数 6..12
          figure: 预算数/合计
          figure: 预算数/因公出国（境）费
          figure: 预算数/公务用车购置及运行费/小计
          figure: 预算数/公务用车购置及运行费/购置费
          figure: 预算数/公务用车购置及运行费/运行费
          figure: 预算数/公务接待费
          figure: 决算数/合计
          figure: 决算数/因公出国（境）费
          figure: 决算数/公务用车购置及运行费/小计
          figure: 决算数/公务用车购置及运行费/购置费
          figure: 决算数/公务用车购置及运行费/运行费
          figure: 决算数/公务接待费
        # 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
          6.5 | 0 | 5 | 0 | 5 | 1.5 | 4 | 0 | 3.2 | 0 | 3.2 | 0.8
    "#]]
}

#[test]
fn three_levels() {
    check(PUBLIC_EXPENSES, FragmentLayout::Tabbed, &public_expenses());
}

#[test]
fn three_levels_between_pipes() {
    let rows = PUBLIC_EXPENSES.lines().map(|line| format!("| {} |", line.replace('→', " | ")));
    check(&rows.collect::<Vec<_>>().join("\n"), FragmentLayout::Piped, &public_expenses());
}

/// Programs that turn web pages into pipes print nothing below cells that span rows.
#[test]
fn lower_levels_at_the_left_edge() {
    let text = "项目 | 上年决算数 | 本年决算数 | 比上年增减 | |\n\
        增减金额 | 增减幅度 | |||\n\
        合计 | 20.50 | 18.00 | -2.50 | -12.20% |\n\
        公务接待费 | 20.50 | 18.00 | -2.50 | -12.20% |";
    check(
        text,
        FragmentLayout::Piped,
        &expect![[r#"
        table
          label: 项目
          figure: 上年决算数
          figure: 本年决算数
          figure: 比上年增减/增减金额
          figure: 比上年增减/增减幅度
          合计 | 20.50 | 18.00 | -2.50 | -12.20%
          公务接待费 | 20.50 | 18.00 | -2.50 | -12.20%
    "#]],
    );
    let text = "科目编码 | 科目名称 | 本年支出 | | | 备注 |\n\
        小计 | 基本支出 | 项目支出 | |||\n\
        205 | 教育支出 | 30.00 | 20.00 | 10.00 | |\n\
        20502 | 普通教育 | 30.00 | 20.00 | 10.00 | |";
    check(
        text,
        FragmentLayout::Piped,
        &expect![[r#"
            table
              code: 科目编码
              label: 科目名称
              figure: 本年支出/小计
              figure: 本年支出/基本支出
              figure: 本年支出/项目支出
              text: 备注
              #205 | 教育支出 | 30.00 | 20.00 | 10.00
              #20502 | 普通教育 | 30.00 | 20.00 | 10.00
        "#]],
    );
}

/// Word leaves no mark for the columns that a cell covers to its right, and a bare tab for those covered from above.
#[test]
fn three_levels_exploded() {
    let rows = PUBLIC_EXPENSES.lines().enumerate().map(|(level, line)| {
        let cells = line.split('→').filter(|cell| level > 1 || !cell.is_empty());
        cells.map(|cell| format!("→{cell}")).collect::<Vec<_>>().join("\n")
    });
    check(&rows.collect::<Vec<_>>().join("\n\n"), FragmentLayout::Exploded, &public_expenses());
}

/// Cells that cover others say so in HTML.
#[test]
fn three_levels_in_html() {
    let spans = [
        "<tr><td colspan=6>预算数</td><td colspan=\"6\">决算数</td></tr>",
        "<tr><td rowspan='2'>合计</td><td rowspan='2'>因公出国（境）费</td><td colspan='3'>公务用车</td>\
         <td rowspan='2'>接待费</td><td rowspan='2'>合计</td><td rowspan='2'>因公出国（境）费</td>\
         <td colspan='3'>公务用车</td><td rowspan='2'>接待费</td></tr>",
        "<tr><td>小计</td><td>购置费</td><td>运行费</td><td>小计</td><td>购置费</td><td>运行费</td></tr>",
        "<tr><td>6.5</td><td>0</td><td>&nbsp;</td><td>0</td><td>5</td><td>1.5</td><td>4</td><td>0</td>\
         <td>3.2</td><td>0</td><td>3.2</td><td>0.8</td></tr>",
    ];
    check(
        &format!("<table>\n{}\n</table>\n", spans.join("\n")),
        FragmentLayout::Html,
        &expect![[r#"
        table
          panel 预算数 0..6
          panel 决算数 6..12
          figure: 预算数/合计
          figure: 预算数/因公出国（境）费
          figure: 预算数/公务用车/小计
          figure: 预算数/公务用车/购置费
          figure: 预算数/公务用车/运行费
          figure: 预算数/接待费
          figure: 决算数/合计
          figure: 决算数/因公出国（境）费
          figure: 决算数/公务用车/小计
          figure: 决算数/公务用车/购置费
          figure: 决算数/公务用车/运行费
          figure: 决算数/接待费
          6.5 | 0 |  | 0 | 5 | 1.5 | 4 | 0 | 3.2 | 0 | 3.2 | 0.8
    "#]],
    );
}

#[test]
fn title_and_unit_inside_the_grid() {
    check(
        "收入决算表→→→
→→→公开02表
部门：临川市云台区财政局→→→单位：元
科目编码→科目名称→本年收入合计→财政拨款收入
→合计→12,500.00→12,500.00
收入决算表→→→
科目编码→科目名称→本年收入合计→财政拨款收入
201→一般公共服务支出→12,500.00→12,500.00
",
        FragmentLayout::Tabbed,
        &expect![[r#"
            table title=收入决算表 unit=单位：元 form=公开02表
              code: 科目编码
              label: 科目名称
              figure: 本年收入合计
              figure: 财政拨款收入
               | 合计 | 12500.00 | 12500.00
            > 收入决算表
              #201 | 一般公共服务支出 | 12500.00 | 12500.00
            ! 7 stitched_table 科目编码·科目名称·本年收入合计·财政拨款收入 => 
        "#]],
    );
}

/// A web page saved as text has a pipe behind every cell, and leaves out the empty cells at the end.
#[test]
fn a_cell_a_line_and_its_pipe() {
    check(
        "项目 |\n预算数 |\n决算数 |\n合计 |\n2.8 |\n1.52 |\n出国费 |\n|\n|\n接待费 |\n2.8 |\n1.52 |\n公务用车费 |\n",
        FragmentLayout::Exploded,
        &expect![[r#"
            table
              label: 项目
              figure: 预算数
              figure: 决算数
              合计 | 2.8 | 1.52
              出国费
              接待费 | 2.8 | 1.52
              公务用车费
            ! 1 parted_rows 13 个单元格 => 3 列
        "#]],
    );
    check(
        "项目 | 预算数 | 决算数 |\n合计 | 2.8 | 1.52 |\n出国费 | ||\n接待费 | 2.8 | 1.52 |\n公务用车费 |\n",
        FragmentLayout::Piped,
        &expect![[r#"
            table
              label: 项目
              figure: 预算数
              figure: 决算数
              合计 | 2.8 | 1.52
              出国费
              接待费 | 2.8 | 1.52
              公务用车费
        "#]],
    );
}

/// Pages saved as text print a cell over several rows once, in the line of the first of them.
#[test]
fn rows_beside_the_name_of_their_group() {
    check(
        "预算执行情况(10分) | 年度预算数(万元) | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 |\n总额 | 8.00 | 9.50 | 9.50 | 100.00% | 10 | 10 |\n其中:财政资金 | 8.00 | 9.50 | 9.50 | 100.00% | / | / |\n绩效指标(90分) | 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 权重 | 得分 |\n产出指标 | 数量指标 | 巡河次数 | 30 | 31 | 45 | 45 |\n",
        FragmentLayout::Piped,
        &expect![[r#"
            table
              text: 预算执行情况(10分)
              figure: 年度预算数(万元)
              figure: 年初预算
              figure: 调整后预算数
              figure: 预算执行数
              figure: 预算执行率
              figure: 权重
              figure: 得分
               | 总额 | 8.00 | 9.50 | 9.50 | 100.00% | 10 | 10
               | 其中:财政资金 | 8.00 | 9.50 | 9.50 | 100.00% | (dash) | (dash)
            table
              text: 绩效指标(90分)
              text: 一级指标
              text: 二级指标
              text: 三级指标
              text: 指标值
              text: 完成值
              figure: 权重
              figure: 得分
               | 产出指标 | 数量指标 | 巡河次数 | #30 | #31 | 45 | 45
        "#]],
    );
}

/// Programs that read a PDF line by line leave one blank between cells, and nothing of blank ones.
#[test]
fn one_blank_between_cells() {
    check(
        "项目 本年支出合计 基本支出 项目支出\n功能分类科目编码 科目名称\n栏次 1 2 3\n合计 120.30 100.30 20.00\n213 农林水支出 120.30 100.30 20.00\n2130301行政运行 100.30 100.30 0.00\n2130304 水利行业业务\n管理 20.00 0.00 20.00\n2130305 水利工程建设 0.50\n",
        FragmentLayout::Aligned,
        &expect![[r#"
            table
              code: 项目/功能分类科目编码
              label: 项目/科目名称
              figure: 本年支出合计
              figure: 基本支出
              figure: 项目支出
            # 栏次 |  | 1 | 2 | 3
               | 合计 | 120.30 | 100.30 | 20.00
              #213 | 农林水支出 | 120.30 | 100.30 | 20.00
              #2130301 | 行政运行 | 100.30 | 100.30 | 0.00
              #2130304 | 水利行业业务管理 | 20.00 | 0.00 | 20.00
              #2130305 | 水利工程建设 | 0.50
            ! 9 uncertain 2130305 | 水利工程建设 | 0.50 => 2130305 | 水利工程建设 | 0.50
        "#]],
    );
    check(
        "收入 支出\n项目 行次 决算数 项目 行次 决算数\n栏次 1 栏次 2\n一、财政拨款收入 1 120.30 一、一般公共服务支出 4 0.00\n二、上级补助收入 2 二、外交支出 5\n三、其他收入 3 10.00 三、农林水支出 6 130.50\n四、住房保障支出 7 0.00\n",
        FragmentLayout::Aligned,
        &expect![[r#"
            table
              panel 收入 0..3
              panel 支出 3..6
              label: 收入/项目
              row number: 收入/行次
              figure: 收入/决算数
              label: 支出/项目
              row number: 支出/行次
              figure: 支出/决算数
            # 栏次 |  | 1 | 栏次 |  | 2
              一、财政拨款收入 | #1 | 120.30 | 一、一般公共服务支出 | #4 | 0.00
              二、上级补助收入 | #2 |  | 二、外交支出 | #5
              三、其他收入 | #3 | 10.00 | 三、农林水支出 | #6 | 130.50
               |  |  | 四、住房保障支出 | #7 | 0.00
        "#]],
    );
}

/// Sides that have codes of their own; the last of them ends first.
#[test]
fn one_blank_between_cells_of_sides_with_codes() {
    check(
        "科目编码 科目名称 决算数 科目编码 科目名称 决算数 科目编码 科目名称 决算数\n301 工资福利支出 5.00 302 商品和服务支出 2.00 310 资本性支出 1.00\n30101 基本工资 3.00 30201 办公费 1.20 31002 办公设备购置 1.00\n30102 津贴补贴 2.00 30202 印刷费 0.80\n30103 奖金 0 31003 专用设备购置 0\n人员经费合计 5.00 公用经费合计 3.00\n",
        FragmentLayout::Aligned,
        &expect![[r#"
            table
              panel - 0..3
              panel - 3..6
              panel - 6..9
              code: 科目编码
              label: 科目名称
              figure: 决算数
              code: 科目编码
              label: 科目名称
              figure: 决算数
              code: 科目编码
              label: 科目名称
              figure: 决算数
              #301 | 工资福利支出 | 5.00 | #302 | 商品和服务支出 | 2.00 | #310 | 资本性支出 | 1.00
              #30101 | 基本工资 | 3.00 | #30201 | 办公费 | 1.20 | #31002 | 办公设备购置 | 1.00
              #30102 | 津贴补贴 | 2.00 | #30202 | 印刷费 | 0.80
              #30103 | 奖金 | 0 |  |  |  | #31003 | 专用设备购置 | 0
               | 人员经费合计 | 5.00 |  | 公用经费合计 | 3.00
        "#]],
    );
}

/// A word of the header above several others, and rows without a name.
#[test]
fn one_blank_between_cells_below_spanning_words() {
    check(
        "项目 年初结转和结余 本年收入 本年支出 年末结转和结余\n功能分类科目编码 科目名称 小计 基本支出 项目支出\n栏次 1 2 3 4 5 6\n合计 0.00 4.00 4.00 0.00 4.00 0.00\n229 其他支出 0.00 4.00 4.00 0.00 4.00 0.00\n",
        FragmentLayout::Aligned,
        &expect![[r#"
            table
              code: 项目/功能分类科目编码
              label: 项目/科目名称
              figure: 年初结转和结余
              figure: 本年收入
              figure: 本年支出/小计
              figure: 本年支出/基本支出
              figure: 本年支出/项目支出
              figure: 年末结转和结余
            # 栏次 |  | 1 | 2 | 3 | 4 | 5 | 6
               | 合计 | 0.00 | 4.00 | 4.00 | 0.00 | 4.00 | 0.00
              #229 | 其他支出 | 0.00 | 4.00 | 4.00 | 0.00 | 4.00 | 0.00
        "#]],
    );
    check(
        "预算数 决算数\n合计 因公出国费 公务用车购置及运行费 公务接待费 合计 因公出国费 公务用车购置及运行费 公务接待费\n小计 购置费 运行费 小计 购置费 运行费\n1 2 3 4 5 6 7 8 9 10 11 12\n6.50 0.00 5.00 0.00 5.00 1.50 4.00 0.00 3.20 0.00 3.20 0.80\n",
        FragmentLayout::Aligned,
        &expect![[r#"
            table
              panel 预算数 0..6
              panel 决算数 6..12
              figure: 预算数/合计
              figure: 预算数/因公出国费
              figure: 预算数/公务用车购置及运行费/小计
              figure: 预算数/公务用车购置及运行费/购置费
              figure: 预算数/公务用车购置及运行费/运行费
              figure: 预算数/公务接待费
              figure: 决算数/合计
              figure: 决算数/因公出国费
              figure: 决算数/公务用车购置及运行费/小计
              figure: 决算数/公务用车购置及运行费/购置费
              figure: 决算数/公务用车购置及运行费/运行费
              figure: 决算数/公务接待费
            # 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
              6.50 | 0.00 | 5.00 | 0.00 | 5.00 | 1.50 | 4.00 | 0.00 | 3.20 | 0.00 | 3.20 | 0.80
        "#]],
    );
}

#[test]
fn gaps_of_one_width_align_nothing() {
    check(
        "项目   本年支出合计   基本支出   项目支出
科目编码   科目名称
栏次   1   2   3
合计   19.40   7.00   12.40
208   社会保障和就业支出   7.00   7.00   0
20805   行政事业单位养老支出   7.00   7.00   0
229   其他支出   12.40   0   12.40
22960   彩票公益金安排的支出   12.40   0   12.40
",
        FragmentLayout::Aligned,
        &expect![[r#"
            table
              code: 项目/科目编码
              label: 项目/科目名称
              figure: 本年支出合计
              figure: 基本支出
              figure: 项目支出
            # 栏次 |  | 1 | 2 | 3
               | 合计 | 19.40 | 7.00 | 12.40
              #208 | 社会保障和就业支出 | 7.00 | 7.00 | 0
              #20805 | 行政事业单位养老支出 | 7.00 | 7.00 | 0
              #229 | 其他支出 | 12.40 | 0 | 12.40
              #22960 | 彩票公益金安排的支出 | 12.40 | 0 | 12.40
        "#]],
    );
}
