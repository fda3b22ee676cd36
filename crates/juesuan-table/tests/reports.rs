//! Tables of performance reports: merged group cells, rows cut by page breaks, torn characters, forms with several
//! headers.

mod field;
mod fragment;
mod render;

use expect_test::expect;
use fragment::check;
use juesuan_segment::{FragmentLayout, Span};

const HEADER: &str = "评分附件表→→→→→→→
一级指标→二级指标→三级指标→年度目标值→实际完成值→分值→得分→偏差原因分析
";

#[test]
fn row_cut_in_its_name() {
    let rows = "产出指标→数量指标→培训场次→≥6 场→6 场→2 0→2 0→
→质量指标→档案电子化→≥90%→95%→1 0→1 0→

→→率→→→→→
→→抽查合格率→100%→100%→1 0→9→材料补交
";
    check(
        &[HEADER, rows].concat(),
        FragmentLayout::Tabbed,
        &expect![[r#"
            table title=评分附件表
              text: 一级指标
              text: 二级指标
              text: 三级指标
              text: 年度目标值
              text: 实际完成值
              figure: 分值
              figure: 得分
              text: 偏差原因分析
              产出指标 | 数量指标 | 培训场次 | ≥6场 | 6场 | 20 | 20
               | 质量指标 | ~档案电子化率 | ≥90% | 95% | 10 | 10
               |  | 抽查合格率 | 100% | 100% | 10 | 9 | 材料补交
            ! 3 healed_number 2 0 => 20
            ! 3 healed_number 2 0 => 20
            ! 4 healed_number 1 0 => 10
            ! 4 healed_number 1 0 => 10
            ! 6 joined_row 率 => 档案电子化率
            ! 7 healed_number 1 0 => 10
        "#]],
    );
}

#[test]
fn row_cut_through_all_cells_and_digits() {
    let rows = "产出指标→数量指标→巡查次数→≥8次→8次→5→5→
效→社会→服→明显→100%→1→1→

益指标→社会效益指标→务 半 径 缩 短→→→5→2→
满意度→服务→群→≥90%→92%→2→2→

---

意度指标→对象满意度→众 满 意→→→0→0→
----→----→---→--→--→--→--→--
";
    check(
        &[HEADER, rows].concat(),
        FragmentLayout::Tabbed,
        &expect![[r#"
            table title=评分附件表
              text: 一级指标
              text: 二级指标
              text: 三级指标
              text: 年度目标值
              text: 实际完成值
              figure: 分值
              figure: 得分
              text: 偏差原因分析
              产出指标 | 数量指标 | 巡查次数 | ≥8次 | 8次 | 5 | 5
              ~效益指标 | ~社会效益指标 | ~服务半径缩短 | 明显 | 100% | ~15 | ~12
              ~满意度指标 | ~服务对象满意度 | ~群众满意 | ≥90% | 92% | ~20 | ~20
            ! 4 healed_number 1 5 => 15
            ! 4 healed_number 1 2 => 12
            ! 6 joined_row 益指标·社会效益指标·务 半 径 缩 短···5·2 => 效益指标 | 社会效益指标 | 服务半径缩短 | 15 | 12
            ! 7 healed_number 2 0 => 20
            ! 7 healed_number 2 0 => 20
            ! 11 joined_row 意度指标·对象满意度·众 满 意···0·0 => 满意度指标 | 服务对象满意度 | 群众满意 | 20 | 20
        "#]],
    );
}

#[test]
fn digits_that_no_total_joins_stay_apart() {
    let rows = "产出指标→数量指标→巡查次数→≥8次→8次→7→7→
效→社会→服→明显→100%→1→1→

益指标→效益指标→务半径→→→4→4→
";
    check(
        &[HEADER, rows].concat(),
        FragmentLayout::Tabbed,
        &expect![[r#"
            table title=评分附件表
              text: 一级指标
              text: 二级指标
              text: 三级指标
              text: 年度目标值
              text: 实际完成值
              figure: 分值
              figure: 得分
              text: 偏差原因分析
              产出指标 | 数量指标 | 巡查次数 | ≥8次 | 8次 | 7 | 7
              ~效益指标 | ~社会效益指标 | ~服务半径 | 明显 | 100% | ~1 4 | ~1 4
            ! 4 uncertain 1 4 => 1 4
            ! 4 uncertain 1 4 => 1 4
            ! 6 joined_row 益指标·效益指标·务半径···4·4 => 效益指标 | 社会效益指标 | 服务半径 | 14 | 14
        "#]],
    );
}

#[test]
fn sentence_cut_by_a_page() {
    check(
        "→情况说明→存在问题和改进措施
安排科学性→预算经过论证，依据充分。→null
拨付合规性→按进度拨付，手续齐全。→null
绩效管理情况→年初设定目标并分解到股室，每个季度都由→null

→<p>股室自查一次。</p>→
--→---→--
",
        FragmentLayout::Tabbed,
        &expect![[r#"
            table
              label: 
              text: 情况说明
              text: 存在问题和改进措施
              安排科学性 | 预算经过论证，依据充分。
              拨付合规性 | 按进度拨付，手续齐全。
              绩效管理情况 | ~年初设定目标并分解到股室，每个季度都由股室自查一次。
            ! 6 joined_row <p>股室自查一次。</p> => 年初设定目标并分解到股室，每个季度都由股室自查一次。
        "#]],
    );
}

#[test]
fn whole_row_after_a_page_break_stays_a_row() {
    let rows = "产出指标→数量指标→培训场次→≥6场→6场→20→20→
→质量指标→电子化率→≥90%→95%→10→10→

→→抽查合格率→100%→100%→10→9→
合计→→→→→40→39→
";
    check(
        &[HEADER, rows].concat(),
        FragmentLayout::Tabbed,
        &expect![[r#"
            table title=评分附件表
              text: 一级指标
              text: 二级指标
              text: 三级指标
              text: 年度目标值
              text: 实际完成值
              figure: 分值
              figure: 得分
              text: 偏差原因分析
              产出指标 | 数量指标 | 培训场次 | ≥6场 | 6场 | 20 | 20
               | 质量指标 | 电子化率 | ≥90% | 95% | 10 | 10
               |  | 抽查合格率 | 100% | 100% | 10 | 9
              合计 |  |  |  |  | 40 | 39
        "#]],
    );
}

#[test]
fn form_with_several_headers() {
    check(
        " →2022年度项目支出绩效自评表

→部门名称
→清河县卫生监督局

→预算执行情况（万元）
→
→全年预算数（A）
→全年执行数（B）
→分值
→执行率（B/A)
→得分

→
→年度资金总额：
→312.40
→300.00
→10
→96.03%
→9.6

→
→其他资金
→
→
→
→
→

→绩效指标
→一级指标
→二级指标
→三级指标
→预期指标值
→实际完成指标值
→得分

→
→产出指标
→数量指标
→宣传活动
→≥4次
→5次
→30

→
→
→质量
指标
→办结率

→100%
→100%
→20
",
        FragmentLayout::Exploded,
        &expect![[r#"
            table title=2022年度项目支出绩效自评表
              label: 
              text: 
              部门名称 | 清河县卫生监督局
            table title=2022年度项目支出绩效自评表
              text: 预算执行情况（万元）
              label: 预算执行情况（万元）
              figure: 全年预算数（A）
              figure: 全年执行数（B）
              figure: 分值
              figure: 执行率（B/A)
              figure: 得分
               | 年度资金总额： | 312.40 | 300.00 | 10 | 96.03% | 9.6
               | 其他资金
            table title=2022年度项目支出绩效自评表
              text: 绩效指标
              text: 一级指标
              text: 二级指标
              text: 三级指标
              text: 预期指标值
              text: 实际完成指标值
              figure: 得分
               | 产出指标 | 数量指标 | 宣传活动 | ≥4次 | 5次 | 30
               |  | 质量指标 | 办结率 | 100% | 100% | 20
        "#]],
    );
}

#[test]
fn groups_reach_down_until_one_further_left_begins() {
    let rows = "产出指标\t数量指标\t场次\t6\t6\t10\t10\n\t\t人数\t9\t9\t10\t10\n效益指标\t\t知晓率\t90%\t95%\t10\t10\n";
    let source = [HEADER.replace('→', "\t").as_str(), rows].concat();
    let read = field::read_fragment(&source, Span::of(0..source.len()), FragmentLayout::Tabbed);
    let table = &read.tables[0];
    let group = |row: u32, column: u16| {
        table.group_value(row.into(), column.into()).map(|cell| cell.text(&source).into_owned())
    };
    assert_eq!(group(1, 0).as_deref(), Some("产出指标"));
    assert_eq!(group(1, 1).as_deref(), Some("数量指标"));
    assert_eq!(group(2, 0).as_deref(), Some("效益指标"));
    assert_eq!(group(2, 1), None);
    assert_eq!(group(9, 1), None);
}

#[test]
fn words_in_columns_of_figures() {
    check(
        "项目→年初预算数→全年预算数→全年执行数
基本支出→12.50→－→/
项目支出→零→无→ 〇 
备注→无→零星支出→12.50
",
        FragmentLayout::Tabbed,
        &expect![[r#"
            table
              label: 项目
              figure: 年初预算数
              figure: 全年预算数
              figure: 全年执行数
              基本支出 | 12.50 | (dash) | (dash)
              项目支出 | ~0 | (dash) | ~0
              备注 | (dash) | 零星支出 | 12.50
            ! 3 read_word 零 => 0
            ! 3 read_word 〇 => 0
        "#]],
    );
}

/// Empty cells are left out altogether: what the cells are tells where they stand, as far as it does.
#[test]
fn exploded_rows_without_their_empty_cells() {
    let row = |cells: &str| format!("→{}\n\n", cells.replace('→', "\n→"));
    let rows = [
        "一级指标→二级指标→三级指标→年度目标值→实际完成值→分值→得分→偏差原因分析",
        "产出指标→数量指标→清淤长度→≥21公里→22公里→10→10",
        "质量指标→检测合格率→≥98%→99%→10→10",
        "及时完工率→≥95%→90%→7→6.63→配件采购慢",
        "效益指标→社会效益指标→积水点→减少→100%→13→13",
        "河道水质→12→11",
        "商户满意度→90%→5",
    ];
    check(
        &rows.map(row).concat(),
        FragmentLayout::Exploded,
        &expect![[r#"
            table
              text: 一级指标
              text: 二级指标
              text: 三级指标
              text: 年度目标值
              text: 实际完成值
              figure: 分值
              figure: 得分
              text: 偏差原因分析
              产出指标 | 数量指标 | 清淤长度 | ≥21公里 | 22公里 | 10 | 10
               | 质量指标 | 检测合格率 | ≥98% | 99% | 10 | 10
               |  | 及时完工率 | ≥95% | 90% | 7 | 6.63 | 配件采购慢
              效益指标 | 社会效益指标 | 积水点 | 减少 | 100% | 13 | 13
               |  | 河道水质 |  |  | 12 | 11
            > 商户满意度90%5
            ! 10 moved_cell 7 个单元格 => 8 列
            ! 18 moved_cell 6 个单元格 => 8 列
            ! 25 moved_cell 6 个单元格 => 8 列
            ! 32 moved_cell 7 个单元格 => 8 列
            ! 40 moved_cell 3 个单元格 => 8 列
            ! 44 uncertain 商户满意度··90%··5 => 
        "#]],
    );
}
