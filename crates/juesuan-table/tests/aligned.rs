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
