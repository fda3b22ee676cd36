//! Rows that can be read in several ways: the sums of their table decide, and where none does, they stay as printed.

mod render;

use expect_test::{Expect, expect};
use juesuan_segment::{FragmentLayout, Span};

/// The rows below the header and the repairs.
fn check(source: &str, layout: FragmentLayout, expected: &Expect) {
    let read = juesuan_table::read_fragment(source, Span::of(0..source.len()), layout);
    let mut shown = String::new();
    for line in render::render(source, &read).lines().filter(|line| !line.contains(": ")) {
        shown.push_str(line);
        shown.push('\n');
    }
    for repair in &read.repairs {
        let other = repair.other.map_or("", |other| other.text(source).trim());
        shown.push_str(&format!("? {} | {other}: {}\n", repair.at.text(source).trim(), repair.reason));
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_figure_between_two_columns() {
    check(
        "科目编码  科目名称          合计      基本支出    项目支出
          合计            100.00         60.00       40.00
208       社会保障支出     60.00         60.00        0.00
20805     养老支出         60.00         60.00        0.00
210       卫生健康支出     40.00                     40.00
21011     医疗支出         40.00             40.00
",
        FragmentLayout::Aligned,
        &expect![[r#"
            table
               | 合计 | 100.00 | 60.00 | 40.00
              #208 | 社会保障支出 | 60.00 | 60.00 | 0.00
              #20805 | 养老支出 | 60.00 | 60.00 | 0.00
              #210 | 卫生健康支出 | 40.00 |  | 40.00
              #21011 | 医疗支出 | 40.00 |  | 40.00
            ! 6 moved_cell 40.00 => 合计 40.00 | 项目支出 40.00
            ? 40.00 | : read so the row adds up: 项目支出: 210 = 21011
        "#]],
    );
}

#[test]
fn a_row_without_its_empty_cells() {
    check(
        "科目编码\t科目名称\t合计\t基本支出\t项目支出\t经营支出\n\
         \t合计\t107.50\t60.00\t47.50\t\n\
         208\t社会保障支出\t67.50\t60.00\t7.50\t\n\
         210\t卫生健康支出\t40.00\t40.00\n",
        FragmentLayout::Tabbed,
        &expect![[r#"
            table
               | 合计 | 107.50 | 60.00 | 47.50
              #208 | 社会保障支出 | 67.50 | 60.00 | 7.50
              #210 | 卫生健康支出 | 40.00 |  | 40.00
            ! 4 moved_cell 40.00 => 合计 40.00 | 项目支出 40.00
            ? 40.00 | : read so the row adds up: 基本支出: 合计 = 210 + …
        "#]],
    );
}

#[test]
fn a_total_without_its_empty_code() {
    check(
        "科目编码\t科目名称\t合计\t基本支出\t项目支出\n\
         合计\t107.50\t60.00\t47.50\n\
         208\t社会保障支出\t67.50\t60.00\t7.50\n\
         210\t卫生健康支出\t40.00\t\t40.00\n",
        FragmentLayout::Tabbed,
        &expect![[r#"
            table
              合计 |  | 107.50 | 60.00 | 47.50
              #208 | 社会保障支出 | 67.50 | 60.00 | 7.50
              #210 | 卫生健康支出 | 40.00 |  | 40.00
            ! 2 moved_cell 107.50 | 60.00 | 47.50 => 合计 107.50 | 基本支出 60.00 | 项目支出 47.50
            ? 107.50 | 47.50: read so the row adds up: 合计 = 基本支出 + 项目支出
        "#]],
    );
}

#[test]
fn nothing_tells_where_a_figure_belongs() {
    check(
        "科目编码\t科目名称\t合计\t基本支出\t项目支出\n\
         208\t社会保障支出\t67.50\t60.00\t7.50\n\
         210\t卫生健康支出\t40.00\t41.00\n\
         211\t节能环保支出\t3.00\t3.00\t\n\
         212\t城乡社区支出\t4.00\t3.00\t1.00\n\
         213\t农林水支出\t9.00\t9.00\n",
        FragmentLayout::Tabbed,
        &expect![[r#"
            table
              #208 | 社会保障支出 | 67.50 | 60.00 | 7.50
              #210 | 卫生健康支出 | 40.00 | 41.00
              #211 | 节能环保支出 | 3.00 | 3.00
              #212 | 城乡社区支出 | 4.00 | 3.00 | 1.00
              #213 | 农林水支出 | 9.00 | 9.00
            ! 3 uncertain 210 | 卫生健康支出 | 40.00 | 41.00 => 210 | 卫生健康支出 | 40.00 | 41.00
            ? 210 | 41.00: the row does not add up as it stands, and no sum tells how else to read it
        "#]],
    );
}

#[test]
fn torn_figures() {
    check(
        "科目编码\t科目名称\t合计\t基本支出\t项目支出\n\
         \t合计\t1 36.25\t12 3.75\t12.50\n\
         208\t社会保障支出\t2 3.75\t2 3.75\t\n\
         210\t卫生健康支出\t112.50 100.00\t\t12.50\n\
         211\t节能环保支出\t3.00\t3.00\t\n\
         212\t城乡社区支出\t4.00\t3.00\t1.00\n\
         213\t农林水支出\t3 4\t1 8\t\n\
         214\t交通运输支出\t5.00\t5.00\t\n",
        FragmentLayout::Tabbed,
        &expect![[r#"
            table
               | 合计 | 136.25 | 123.75 | 12.50
              #208 | 社会保障支出 | 23.75 | 23.75
              #210 | 卫生健康支出 | 112.50 | 100.00 | 12.50
              #211 | 节能环保支出 | 3.00 | 3.00
              #212 | 城乡社区支出 | 4.00 | 3.00 | 1.00
              #213 | 农林水支出 | ~3 4 | ~1 8
              #214 | 交通运输支出 | 5.00 | 5.00
            ! 2 healed_number 1 36.25 => 136.25
            ! 2 healed_number 12 3.75 => 123.75
            ! 3 healed_number 2 3.75 => 23.75
            ! 3 healed_number 2 3.75 => 23.75
            ! 4 moved_cell 100.00 => 合计 112.50 | 基本支出 100.00 | 项目支出 12.50
            ! 7 uncertain 3 | 4 | 1 | 8 => 3 | 4 | 1 | 8
            ? 1 | 36.25: read so the row adds up: 合计 = 基本支出 + 项目支出
            ? 12 | 3.75: read so the row adds up: 合计 = 基本支出 + 项目支出
            ? 2 | 3.75: read so the row adds up: 合计 = 基本支出 + 项目支出
            ? 2 | 3.75: read so the row adds up: 合计 = 基本支出 + 项目支出
            ? 100.00 | : read so the row adds up: 合计 = 基本支出 + 项目支出
            ? 3 | 8: the row does not add up as it stands, and no sum tells how else to read it
        "#]],
    );
}

#[test]
fn a_figure_torn_over_two_cells() {
    check(
        "科目编码\t科目名称\t合计\t基本支出\t项目支出\n\
         \t合计\t136.25\t123.75\t12.50\n\
         208\t社会保障支出\t2\t3.75\t23.75\t\n\
         210\t卫生健康支出\t112.50\t100.00\t12.50\n",
        FragmentLayout::Tabbed,
        &expect![[r#"
            table
               | 合计 | 136.25 | 123.75 | 12.50
              #208 | 社会保障支出 | 23.75 | 23.75
              #210 | 卫生健康支出 | 112.50 | 100.00 | 12.50
            ! 3 healed_number 2·3.75 => 23.75
            ! 3 moved_cell 23.75 => 合计 23.75 | 基本支出 23.75
            ? 2 | 3.75: read so the row adds up: 合计 = 基本支出 + 项目支出
            ? 23.75 | : read so the row adds up: 合计 = 基本支出 + 项目支出
        "#]],
    );
}

#[test]
fn torn_figures_between_blanks() {
    check(
        "科目编码  科目名称          合计      基本支出    项目支出
          合计          1,361.25      1,237.50      123.75
208       社会保障支出   1,237.50     1,237.50
20805     养老支出      1, 237.50     1, 237.50
210       卫生健康支出    12 3.75                   12 3.75
",
        FragmentLayout::Aligned,
        &expect![[r#"
            table
               | 合计 | 1361.25 | 1237.50 | 123.75
              #208 | 社会保障支出 | 1237.50 | 1237.50
              #20805 | 养老支出 | 1237.50 | 1237.50
              #210 | 卫生健康支出 | 123.75 |  | 123.75
            ! 4 healed_number 1, 237.50 => 1,237.50
            ! 4 uncertain 1, => 1,
            ! 4 healed_number 1, 237.50 => 1,237.50
            ! 5 healed_number 12 3.75 => 123.75
            ! 5 healed_number 12 3.75 => 123.75
            ? 1, | 237.50: read so the row adds up: 合计 = 基本支出 + 项目支出
            ? 1, | : digits and signs that are no well-formed number: left as printed
            ? 1, | 237.50: read so the row adds up: 合计 = 基本支出 + 项目支出
            ? 12 | 3.75: read so the row adds up: 合计 = 基本支出 + 项目支出
            ? 12 | 3.75: read so the row adds up: 合计 = 基本支出 + 项目支出
        "#]],
    );
}

#[test]
fn figures_between_two_rows() {
    check(
        "科目编码\t科目名称\t合计\t基本支出\t项目支出\n\
         208\t社会保障支出\t67.50\t\t7.50\n\
         \t\t\t60.00\t\n\
         210\t卫生健康支出\t47.50\t\t7.50\n\
         \t\t\t40.00\t\n\
         213\t农林水支出\t9.00\t\t9.00\n",
        FragmentLayout::Tabbed,
        &expect![[r#"
            table
              #208 | 社会保障支出 | 67.50 | 60.00 | 7.50
              #210 | 卫生健康支出 | 47.50 | 40.00 | 7.50
              #213 | 农林水支出 | 9.00 |  | 9.00
            ! 3 wrapped_row 60.00 => 208 | 社会保障支出 | 67.50 | 60.00 | 7.50
            ! 5 wrapped_row 40.00 => 210 | 卫生健康支出 | 47.50 | 40.00 | 7.50
            ? 60.00 | 208	社会保障支出	67.50		7.50: the row adds up with it: 合计 = 基本支出 + 项目支出
            ? 40.00 | 210	卫生健康支出	47.50		7.50: the row adds up with it: 合计 = 基本支出 + 项目支出
        "#]],
    );
}

#[test]
fn last_digits_below_a_page_break() {
    check(
        "科目编码\t科目名称\t合计\t基本支出\t项目支出\n\
         208\t社会保障支出\t67.50\t60.00\t7.50\n\
         210\t卫生健康支出\t1234\t1234\t7.50\n\
         \n\
         \t\t7.55\t0.05\t\n\
         213\t农林水支出\t9.00\t\t9.00\n",
        FragmentLayout::Tabbed,
        &expect![[r#"
            table
              #208 | 社会保障支出 | 67.50 | 60.00 | 7.50
              #210 | 卫生健康支出 | ~12347.55 | ~12340.05 | 7.50
              #213 | 农林水支出 | 9.00 |  | 9.00
            ! 5 wrapped_row 7.55 | 0.05 => 210 | 卫生健康支出 | 12347.55 | 12340.05 | 7.50
            ? 7.55	0.05 | 210	卫生健康支出	1234	1234	7.50: the row adds up with it: 合计 = 基本支出 + 项目支出
        "#]],
    );
}

#[test]
fn no_sum_tells_to_which_row_a_figure_belongs() {
    check(
        "科目编码\t科目名称\t预算数\t决算数\n\
         208\t社会保障支出\t67.50\t\n\
         \t\t\t60.00\n\
         210\t卫生健康支出\t47.50\t\n",
        FragmentLayout::Tabbed,
        &expect![[r#"
            table
              #208 | 社会保障支出 | 67.50
               |  |  | 60.00
              #210 | 卫生健康支出 | 47.50
            ! 3 uncertain 60.00 => 60.00
            ? 60.00 | : the figures may belong to the row above or to the one below: no sum tells
        "#]],
    );
}

#[test]
fn codes_tell_to_which_row_a_figure_belongs() {
    check(
        "科目编码\t科目名称\t预算数\t决算数\n\
         208\t社会保障支出\t67.50\t100.00\n\
         20805\t养老支出\t67.50\t\n\
         \t\t\t60.00\n\
         20808\t抚恤\t0.00\t40.00\n\
         210\t卫生健康支出\t47.50\t45.00\n",
        FragmentLayout::Tabbed,
        &expect![[r#"
            table
              #208 | 社会保障支出 | 67.50 | 100.00
              #20805 | 养老支出 | 67.50 | 60.00
              #20808 | 抚恤 | 0.00 | 40.00
              #210 | 卫生健康支出 | 47.50 | 45.00
            ! 4 wrapped_row 60.00 => 20805 | 养老支出 | 67.50 | 60.00
            ? 60.00 | 20805	养老支出	67.50: the row adds up with it: 决算数: 208 = 20805 + …
        "#]],
    );
}

#[test]
fn codes_tell_in_which_column_a_figure_stands() {
    check(
        "科目编码\t科目名称\t合计\t基本支出\t项目支出\n\
         208\t社会保障支出\t100.00\t60.00\t40.00\n\
         20805\t养老支出\t60.00\t60.00\n\
         20808\t抚恤\t40.00\t40.00\n",
        FragmentLayout::Tabbed,
        &expect![[r#"
            table
              #208 | 社会保障支出 | 100.00 | 60.00 | 40.00
              #20805 | 养老支出 | 60.00 | 60.00
              #20808 | 抚恤 | 40.00 |  | 40.00
            ! 4 moved_cell 40.00 => 合计 40.00 | 项目支出 40.00
            ? 40.00 | : read so the row adds up: 基本支出: 208 = 20808 + …
        "#]],
    );
}
