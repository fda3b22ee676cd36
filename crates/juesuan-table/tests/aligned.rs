//! Columns aligned by blanks and the habits of the programs that print them so.

mod render;

use expect_test::{Expect, expect};
use juesuan_segment::{FragmentLayout, Span};
use render::render;

fn check(source: &str, expected: &Expect) {
    let read = juesuan_table::read_fragment(source, Span::of(0..source.len()), FragmentLayout::Aligned);
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
fn next_page_without_header_and_with_fewer_columns() {
    check(
        "科目编码  科目名称        合计  基本支出  项目支出
208       社会保障支出   12.00     10.00      2.00
210       卫生健康支出    7.25      7.25

221       住房保障支出    5.50      5.50
22102     住房改革支出    5.50      5.50
",
        &expect![[r#"
            table
              code: 科目编码
              label: 科目名称
              figure: 合计
              figure: 基本支出
              figure: 项目支出
              #208 | 社会保障支出 | 12.00 | 10.00 | 2.00
              #210 | 卫生健康支出 | 7.25 | 7.25
              #221 | 住房保障支出 | 5.50 | 5.50
              #22102 | 住房改革支出 | 5.50 | 5.50
        "#]],
    );
}

#[test]
fn words_of_the_header_that_stand_off_and_one_blank_apart() {
    check(
        "  科目编码             科目名称             合计        基本支出 项目支出
类    款  项
208             社会保障和就业支出          96.40       90.00      6.40
208   05        行政事业单位养老支出         96.40       90.00      6.40
208   05   01   行政单位离退休            84.15       84.15
208   05   05   机关事业单位基本养老保险缴费支出   12.25        5.85      6.40
                    合计             96.40       90.00      6.40
",
        &expect![[r#"
            table
              code: 科目编码/类
              label: 科目名称
              figure: 合计
              figure: 基本支出
              figure: 项目支出
              #208 | 社会保障和就业支出 | 96.40 | 90.00 | 6.40
              ~#20805 | 行政事业单位养老支出 | 96.40 | 90.00 | 6.40
              ~#2080501 | 行政单位离退休 | 84.15 | 84.15
              ~#2080505 | 机关事业单位基本养老保险缴费支出 | 12.25 | 5.85 | 6.40
               | 合计 | 96.40 | 90.00 | 6.40
            ! 1 read_code 3 列 => 一列
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
