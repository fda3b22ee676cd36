//! Columns aligned by blanks and the habits of the programs that print them so.

mod field;
mod render;

use expect_test::{Expect, expect};
use juesuan_segment::{FragmentLayout, Span};
use render::render;

fn check(source: &str, expected: &Expect) {
    let read = field::read_fragment(source, Span::of(0..source.len()), FragmentLayout::Aligned);
    expected.assert_eq(&render(source, &read));
}

#[test]
fn a_row_a_line() {
    check(
        "收入                      支出
项目              决算数  项目            合计  基本支出
一、财政拨款收入   80.50  一、教育支出   60.00     60.00
二、事业收入           -  二、其他支出   20.50
本年收入合计       80.50  本年支出合计   80.50     60.00
",
        &expect![[r#"
            table
              panel 收入 0..2
              panel 支出 2..5
              label: 收入/项目
              figure: 收入/决算数
              label: 支出/项目
              figure: 支出/合计
              figure: 支出/基本支出
              一、财政拨款收入 | 80.50 | 一、教育支出 | 60.00 | 60.00
              二、事业收入 | (dash) | 二、其他支出 | 20.50
              本年收入合计 | 80.50 | 本年支出合计 | 80.50 | 60.00
        "#]],
    );
}

#[test]
fn values_one_blank_apart() {
    check(
        "科目编码 科目名称     本年支出合计   基本支出  项目支出
208      社会保障支出     1,204.50 1,204.50      0.00
210      卫生健康支出    10,330.18 9,030.18  1,300.00
",
        &expect![[r#"
            table
              code: 科目编码
              label: 科目名称
              figure: 本年支出合计
              figure: 基本支出
              figure: 项目支出
              #208 | 社会保障支出 | 1204.50 | 1204.50 | 0.00
              #210 | 卫生健康支出 | 10330.18 | 9030.18 | 1300.00
        "#]],
    );
}

#[test]
fn blanks_part_the_thousands_of_millions() {
    check(
        "科目编码 科目名称             合计         基本支出       项目支出
         合计           3 250 600.50   2 100 300.25   1 150 300.25
205      教育支出       3 000 500.25   1 950 250.00   1 050 250.25
210      卫生健康支出     250 100.25     150 050.25     100 050.00
",
        &expect![[r#"
            table
              code: 科目编码
              label: 科目名称
              figure: 合计
              figure: 基本支出
              figure: 项目支出
               | 合计 | 3250600.50 | 2100300.25 | 1150300.25
              #205 | 教育支出 | 3000500.25 | 1950250.00 | 1050250.25
              #210 | 卫生健康支出 | 250100.25 | 150050.25 | 100050.00
            ! 2 healed_number 3 250 600.50 => 3250600.50
            ! 2 healed_number 2 100 300.25 => 2100300.25
            ! 2 healed_number 1 150 300.25 => 1150300.25
            ! 3 healed_number 3 000 500.25 => 3000500.25
            ! 3 healed_number 1 950 250.00 => 1950250.00
            ! 3 healed_number 1 050 250.25 => 1050250.25
            ! 4 healed_number 250 100.25 => 250100.25
            ! 4 healed_number 150 050.25 => 150050.25
            ! 4 healed_number 100 050.00 => 100050.00
        "#]],
    );
}

#[test]
fn a_count_of_days_behind_a_short_cell_is_no_code() {
    check(
        "期限             项目      合计
120 个工作日内   设备采购  5.00
180 个工作日内   道路养护  6.00
160 个工作日内   绿化维护  7.00
",
        &expect![[r#"
            table
              label: 期限
              label: 项目
              figure: 合计
              120个工作日内 | 设备采购 | 5.00
              180个工作日内 | 道路养护 | 6.00
              160个工作日内 | 绿化维护 | 7.00
        "#]],
    );
}

#[test]
fn names_wrapped_around_their_row() {
    check(
        "科目编码  科目名称            合计
          合计               12.00
          机关事业单位基本
2080505                       6.50
          养老保险缴费支出
          用于社会福利
2296002                       5.50
          的公益金支出
",
        &expect![[r#"
            table
              code: 科目编码
              label: 科目名称
              figure: 合计
               | 合计 | 12.00
              #2080505 | ~机关事业单位基本养老保险缴费支出 | 6.50
              #2296002 | ~用于社会福利的公益金支出 | 5.50
            ! 4 wrapped_row 机关事业单位基本 | 养老保险缴费支出 => 机关事业单位基本养老保险缴费支出
            ! 7 wrapped_row 用于社会福利 | 的公益金支出 => 用于社会福利的公益金支出
        "#]],
    );
}

#[test]
fn names_interleaved_with_their_neighbours() {
    check(
        "科目编码  科目名称            合计
          合计               12.00
          机关事业单位基本
2080505                       6.50
          其他社会保障
          养老保险缴费支出
2089999                       5.50
          和就业支出
",
        &expect![[r#"
            table
              code: 科目编码
              label: 科目名称
              figure: 合计
               | 合计 | 12.00
              #2080505 | ~机关事业单位基本养老保险缴费支出 | 6.50
              #2089999 | ~其他社会保障和就业支出 | 5.50
            ! 4 wrapped_row 机关事业单位基本 | 养老保险缴费支出 => 机关事业单位基本养老保险缴费支出
            ! 7 wrapped_row 其他社会保障 | 和就业支出 => 其他社会保障和就业支出
        "#]],
    );
}

#[test]
fn values_on_the_line_above() {
    check(
        "科目编码  科目名称            合计
                             12.00
          合计
                              6.50
208       社会保障支出
                              5.50
210       卫生健康支出
",
        &expect![[r#"
            table
              code: 科目编码
              label: 科目名称
              figure: 合计
               | 合计 | 12.00
              #208 | 社会保障支出 | 6.50
              #210 | 卫生健康支出 | 5.50
            ! 2 wrapped_row 12.00 => 合计 | 12.00
            ! 4 wrapped_row 6.50 => 208 | 社会保障支出 | 6.50
            ! 6 wrapped_row 5.50 => 210 | 卫生健康支出 | 5.50
        "#]],
    );
}

#[test]
fn values_on_the_line_below() {
    check(
        "科目编码  科目名称            合计
          合计
                             12.00
208       社会保障支出
                              6.50
210       卫生健康支出
                              5.50
",
        &expect![[r#"
            table
              code: 科目编码
              label: 科目名称
              figure: 合计
               | 合计 | 12.00
              #208 | 社会保障支出 | 6.50
              #210 | 卫生健康支出 | 5.50
            ! 3 wrapped_row 12.00 => 合计 | 12.00
            ! 5 wrapped_row 6.50 => 208 | 社会保障支出 | 6.50
            ! 7 wrapped_row 5.50 => 210 | 卫生健康支出 | 5.50
        "#]],
    );
}

#[test]
fn some_figures_of_a_row_on_the_line_above() {
    check(
        "科目编码  科目名称          本年支出合计  基本支出  项目支出
                                           30.50     12.00
201       一般公共服务支出         42.50
                                           30.50
20106     财政事务                 38.50                8.00
20199     其他支出                  4.00                4.00
208       社会保障支出             16.25     16.25
21005                               9.75      9.75
          卫生健康管理
          事务支出

21011                               8.00      8.00
          行政事业单位
          医疗
",
        &expect![[r#"
            table
              code: 科目编码
              label: 科目名称
              figure: 本年支出合计
              figure: 基本支出
              figure: 项目支出
              #201 | 一般公共服务支出 | 42.50 | 30.50 | 12.00
              #20106 | 财政事务 | 38.50 | 30.50 | 8.00
              #20199 | 其他支出 | 4.00 |  | 4.00
              #208 | 社会保障支出 | 16.25 | 16.25
              #21005 | ~卫生健康管理事务支出 | 9.75 | 9.75
              #21011 | ~行政事业单位医疗 | 8.00 | 8.00
            ! 2 wrapped_row 30.50 | 12.00 => 201 | 一般公共服务支出 | 42.50 | 30.50 | 12.00
            ! 4 wrapped_row 30.50 => 20106 | 财政事务 | 38.50 | 8.00 | 30.50
            ! 8 wrapped_row 卫生健康管理 | 事务支出 => 卫生健康管理事务支出
            ! 12 wrapped_row 行政事业单位 | 医疗 => 行政事业单位医疗
        "#]],
    );
}

#[test]
fn a_number_and_its_unit_one_blank_apart_are_one_cell() {
    check(
        "三级指标          年度目标值   实际完成值  分值     得分
清淤管网总成本    ≤744000 元   551000 元     10     1 0
清淤管网长度      ≥1000 公里   947 公里       3   2 .84
居民满意度              ≥95%         96%     25   23.65
",
        &expect![[r#"
            table
              text: 三级指标
              text: 年度目标值
              text: 实际完成值
              figure: 分值
              figure: 得分
              清淤管网总成本 | ≤744000元 | 551000元 | 10 | 10
              清淤管网长度 | ≥1000公里 | 947公里 | 3 | 2.84
              居民满意度 | ≥95% | 96% | 25 | 23.65
            ! 2 healed_number 1 0 => 10
            ! 3 healed_number 2 .84 => 2.84
        "#]],
    );
}

#[test]
fn a_line_with_a_name_of_its_own_is_not_wrapped_around() {
    check(
        "一级指标      二级指标            三级指标        年度目标值  实际完成值  分值  得分
效益指标      社会效益指标        积水点减少      减少              100%    13    13
满意度        服务对象            沿线                  ≥90%         93%     5     5

指标  满意度指标  居民满意度
                  商户满意度  ≥90%  92%  2  2
",
        &expect![[r#"
            table
              text: 一级指标
              text: 二级指标
              text: 三级指标
              text: 年度目标值
              text: 实际完成值
              figure: 分值
              figure: 得分
              效益指标 | 社会效益指标 | 积水点减少 | 减少 | 100% | 13 | 13
              ~满意度指标 | ~服务对象满意度指标 | ~沿线居民满意度 | ≥90% | 93% | 5 | 5
               |  | 商户满意度 | ≥90% | 92% | 2 | 2
            ! 5 joined_row 指标  满意度指标  居民满意度 => 满意度指标 | 服务对象满意度指标 | 沿线居民满意度
        "#]],
    );
}

#[test]
fn figures_below_their_names_where_some_stand_beside_them() {
    check(
        "指标          二级指标        权重分值  得分  得分率
预算执行率
                                    10  8.22  82.20%
产出指标      数量指标             1 0  1 0
                                                100%
产出指标      质量指标
                                    20    19  95.00%

效益指标      社会效益指标
                                    30    30    100%
--            --              --------  ----  ------
",
        &expect![[r#"
            table
              label: 指标
              text: 二级指标
              figure: 权重分值
              figure: 得分
              figure: 得分率
              预算执行率 |  | 10 | 8.22 | 82.20%
              产出指标 | 数量指标 | 10 | 10 | 100%
              产出指标 | 质量指标 | 20 | 19 | 95.00%
              效益指标 | 社会效益指标 | 30 | 30 | 100%
            ! 3 wrapped_row 10 | 8.22 | 82.20% => 预算执行率 | 10 | 8.22 | 82.20%
            ! 4 healed_number 1 0 => 10
            ! 4 healed_number 1 0 => 10
            ! 5 wrapped_row 100% => 产出指标 | 数量指标 | 1 0 | 1 0 | 100%
            ! 7 wrapped_row 20 | 19 | 95.00% => 产出指标 | 质量指标 | 20 | 19 | 95.00%
            ! 10 wrapped_row 30 | 30 | 100% => 效益指标 | 社会效益指标 | 30 | 30 | 100%
        "#]],
    );
}
