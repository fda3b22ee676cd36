//! Codes in several columns, without their zeros, or glued to the names.

mod field;
mod fragment;
mod render;

use expect_test::{Expect, expect};
use juesuan_segment::FragmentLayout;

fn check(rows: &str, expected: &Expect) {
    fragment::check(rows, FragmentLayout::Tabbed, expected);
}

#[test]
fn three_columns() {
    check(
        "项目→→→→合计
科目编码→→→科目名称→
类→款→项→栏次→1
→→→合计→7.00
208→→→社会保障和就业支出→7.00
208→05→→养老支出→7.00
208→5→5→养老保险缴费支出→7.00
",
        &expect![[r#"
            table
              code: 项目/科目编码
              label: 项目/科目名称
              figure: 合计
            # ~#类款项 | 栏次 | 1
               | 合计 | 7.00
              #208 | 社会保障和就业支出 | 7.00
              ~#20805 | 养老支出 | 7.00
              ~#2080505 | 养老保险缴费支出 | 7.00
            ! 1 read_code 3 列 => 一列
        "#]],
    );
}

#[test]
fn head_row_that_is_the_row_of_the_total() {
    check(
        "科目编码→→→科目名称→本年支出合计→基本支出
类→款→项→合计→4,733.14→4,733.14
205→→→教育支出→4,733.14→4,733.14
→08→→进修及培训→4,733.14→4,733.14
→→03→培训支出→4,733.14→4,733.14
",
        &expect![[r#"
            table
              code: 科目编码/类
              label: 科目名称
              figure: 本年支出合计
              figure: 基本支出
               | 合计 | 4733.14 | 4733.14
              #205 | 教育支出 | 4733.14 | 4733.14
              ~#20508 | 进修及培训 | 4733.14 | 4733.14
              ~#2050803 | 培训支出 | 4733.14 | 4733.14
            ! 1 read_code 3 列 => 一列
            ! 2 read_code 类·款·项 => 
        "#]],
    );
}

#[test]
fn glued_to_the_names() {
    check(
        "科目编码科目名称→合计→基本支出
合计→7.00→7.00
208社会保障和就业支出→7.00→7.00
20805 养老支出→7.00→7.00
",
        &expect![[r#"
            table
              code: 科目编码科目名称
              label: 科目编码科目名称
              figure: 合计
              figure: 基本支出
               | 合计 | 7.00 | 7.00
              #208 | 社会保障和就业支出 | 7.00 | 7.00
              #20805 | 养老支出 | 7.00 | 7.00
            ! 1 read_code 科目编码科目名称 => 编码与名称
        "#]],
    );
}

/// Workbooks print codes as numbers whose cells have decimals: what stands in front of all names is no amount.
#[test]
fn codes_with_decimals() {
    check(
        "科目编码→科目名称→合计
→合计→7.20
208.00→社会保障和就业支出→5.20
2080501.00→行政单位离退休→5.20
221.00→住房保障支出→2.00
",
        &expect![[r#"
            table
              code: 科目编码
              label: 科目名称
              figure: 合计
               | 合计 | 7.20
              ~#208 | 社会保障和就业支出 | 5.20
              ~#2080501 | 行政单位离退休 | 5.20
              ~#221 | 住房保障支出 | 2.00
            ! 3 read_code 208.00 => 208
        "#]],
    );
}

/// A part above which no class stands stays as it is printed.
#[test]
fn parts_without_their_class() {
    check(
        "类→款→项→科目名称→合计
→05→→养老支出→5.20
221→→→住房保障支出→2.00
→02→→住房改革支出→2.00
",
        &expect![[r#"
            table
              code: 类
              label: 科目名称
              figure: 合计
              #05 | 养老支出 | 5.20
              #221 | 住房保障支出 | 2.00
              ~#22102 | 住房改革支出 | 2.00
            ! 1 read_code 3 列 => 一列
        "#]],
    );
}

/// A figure with many decimals beside a remark is one figure.
#[test]
fn many_decimals_are_no_code() {
    check(
        "科目编码→科目名称→合计→说明→备注
205→教育支出→12.34567→含上年结转→
206→科学技术支出→10.50000→含追加预算→
208→社会保障和就业支出→5.20→无→
",
        &expect![[r#"
            table
              code: 科目编码
              label: 科目名称
              figure: 合计
              text: 说明
              text: 备注
              #205 | 教育支出 | 12.34567 | 含上年结转
              #206 | 科学技术支出 | 10.50000 | 含追加预算
              #208 | 社会保障和就业支出 | 5.20 | 无
        "#]],
    );
}
