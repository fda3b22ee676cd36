//! Heads of forms that nobody here printed first: levels that name nothing new, heads that are rows too, a head over all
//! columns, pages that print the code in other numbers of columns. `→` stands for the tab.

mod field;
mod render;

use expect_test::{Expect, expect};
use render::render;

fn check(text: &str, expected: &Expect) {
    let source = text.replace('→', "\t");
    let Ok(segmentation) = juesuan_segment::segment(&source) else { panic!("too long") };
    let read = field::reconstruct(&segmentation);
    let tables = juesuan_table::Tables { repairs: Vec::new(), ..read };
    expected.assert_eq(&render(&source, &tables));
}

#[test]
fn a_level_that_repeats_one_word_goes_on_with_the_head() {
    check(
        "收入决算表
单位：万元
科目编码→科目名称→本年收入合计→财政拨款收入→其他收入
→→决算数→决算数→决算数
→合计→9.50→9.00→0.50
205→教育支出→9.50→9.00→0.50
",
        &expect![[r#"
            table title=收入决算表 unit=单位：万元
              code: 科目编码
              label: 科目名称
              figure: 本年收入合计/决算数
              figure: 财政拨款收入/决算数
              figure: 其他收入/决算数
               | 合计 | 9.50 | 9.00 | 0.50
              #205 | 教育支出 | 9.50 | 9.00 | 0.50
        "#]],
    );
}

#[test]
fn words_for_the_stub_alone_go_on_with_the_head() {
    check(
        "支出决算表
单位：万元
支出功能分类→→→→本年支出合计→基本支出→项目支出
科目编码→→→科目名称→→→
类→款→项→→→→
→→→合计→9.50→7.00→2.50
205→→→教育支出→9.50→7.00→2.50
205→02→→普通教育→9.50→7.00→2.50
205→02→01→学前教育→9.50→7.00→2.50
",
        &expect![[r#"
            table title=支出决算表 unit=单位：万元
              code: 支出功能分类/科目编码/类
              label: 支出功能分类/科目名称
              figure: 本年支出合计
              figure: 基本支出
              figure: 项目支出
               | 合计 | 9.50 | 7.00 | 2.50
              #205 | 教育支出 | 9.50 | 7.00 | 2.50
              ~#20502 | 普通教育 | 9.50 | 7.00 | 2.50
              ~#2050201 | 学前教育 | 9.50 | 7.00 | 2.50
        "#]],
    );
}

#[test]
fn the_row_of_the_total_names_columns_and_parts_of_the_code() {
    check(
        "政府性基金预算财政拨款收入支出决算表
单位：万元
项目→→→→本年收入→本年支出→→
支出功能分类→→→科目名称→→→→
类→款→项→合计→9.50→小计→基本支出→项目支出
229→→→其他支出→9.50→9.50→→9.50
229→60→→彩票公益金安排的支出→9.50→9.50→→9.50
229→60→03→用于体育事业的彩票公益金支出→9.50→9.50→→9.50
",
        &expect![[r#"
            table title=政府性基金预算财政拨款收入支出决算表 unit=单位：万元
              code: 项目/支出功能分类/类
              label: 项目/科目名称
              figure: 本年收入
              figure: 本年支出/小计
              figure: 本年支出/基本支出
              figure: 本年支出/项目支出
               | 合计 | 9.50 |  |  | 
              #229 | 其他支出 | 9.50 | 9.50 |  | 9.50
              ~#22960 | 彩票公益金安排的支出 | 9.50 | 9.50 |  | 9.50
              ~#2296003 | 用于体育事业的彩票公益金支出 | 9.50 | 9.50 |  | 9.50
        "#]],
    );
}

#[test]
fn a_lone_cell_below_the_title_is_the_head_of_all_columns() {
    check(
        "“三公”经费支出决算表
“ ”
单位：万元
“三公”经费支出→→→
合计→因公出国（境）费→公务用车运行维护费→公务接待费
3.20→0.00→2.20→1.00
",
        &expect![[r#"
            table title=“三公”经费支出决算表 unit=单位：万元
              figure: “三公”经费支出/合计
              figure: “三公”经费支出/因公出国（境）费
              figure: “三公”经费支出/公务用车运行维护费
              figure: “三公”经费支出/公务接待费
              3.20 | 0.00 | 2.20 | 1.00
        "#]],
    );
}

#[test]
fn the_next_page_prints_the_code_in_one_column() {
    check(
        "支出决算表
单位：万元
科目编码→→→科目名称→本年支出合计→基本支出→项目支出
类→款→项→→→→
→→→合计→9.50→7.00→2.50
205→→→教育支出→6.50→4.00→2.50
20502→→→普通教育→6.50→4.00→2.50
2050201→→→学前教育→6.50→4.00→2.50
\u{c}208→社会保障和就业支出→3.00→3.00→
20805→行政事业单位养老支出→3.00→3.00→
2080502→事业单位离退休→3.00→3.00→
",
        &expect![[r#"
            table title=支出决算表 unit=单位：万元
              code: 科目编码/类
              label: 科目名称
              figure: 本年支出合计
              figure: 基本支出
              figure: 项目支出
               | 合计 | 9.50 | 7.00 | 2.50
              #205 | 教育支出 | 6.50 | 4.00 | 2.50
              #20502 | 普通教育 | 6.50 | 4.00 | 2.50
              #2050201 | 学前教育 | 6.50 | 4.00 | 2.50
              #208 | 社会保障和就业支出 | 3.00 | 3.00
              #20805 | 行政事业单位养老支出 | 3.00 | 3.00
              #2080502 | 事业单位离退休 | 3.00 | 3.00
        "#]],
    );
}

#[test]
fn the_next_page_prints_the_code_in_three_columns() {
    check(
        "支出决算表
单位：万元
科目编码→科目名称→本年支出合计→基本支出→项目支出
→合计→9.50→7.00→2.50
205→教育支出→6.50→4.00→2.50
20502→普通教育→6.50→4.00→2.50
2050201→学前教育→6.50→4.00→2.50
\u{c}208→→→社会保障和就业支出→3.00→3.00→
208→05→→行政事业单位养老支出→3.00→3.00→
208→05→02→事业单位离退休→3.00→3.00→
",
        &expect![[r#"
            table title=支出决算表 unit=单位：万元
              code: 科目编码
              label: 科目名称
              figure: 本年支出合计
              figure: 基本支出
              figure: 项目支出
               | 合计 | 9.50 | 7.00 | 2.50
              #205 | 教育支出 | 6.50 | 4.00 | 2.50
              #20502 | 普通教育 | 6.50 | 4.00 | 2.50
              #2050201 | 学前教育 | 6.50 | 4.00 | 2.50
              #208 | 社会保障和就业支出 | 3.00 | 3.00
              ~#20805 | 行政事业单位养老支出 | 3.00 | 3.00
              ~#2080502 | 事业单位离退休 | 3.00 | 3.00
        "#]],
    );
}

/// The unit stands between the title and a head cell with the very words of the title.
#[test]
fn the_title_stands_again_in_a_cell_over_all_columns() {
    check(
        "收入支出决算总表
单位：元
收入支出决算总表→→→
收入→→支出→
项目→决算数→项目→决算数
一、财政拨款收入→47.13→一、农林水支出→47.13
本年收入合计→47.13→本年支出合计→47.13
",
        &expect![[r#"
            table title=收入支出决算总表 unit=单位：元
              panel 收入 0..2
              panel 支出 2..4
              label: 收入/项目
              figure: 收入/决算数
              label: 支出/项目
              figure: 支出/决算数
              一、财政拨款收入 | 47.13 | 一、农林水支出 | 47.13
              本年收入合计 | 47.13 | 本年支出合计 | 47.13
        "#]],
    );
}

/// The head row was too low for its words, and their last characters are left: amounts below 款 are no codes.
#[test]
fn amounts_below_what_is_left_of_a_head_are_no_codes() {
    check(
        "项目→行次→合计→款→政拨款
一、教育支出→1→412600.00→402600.00→10000.00
二、卫生健康支出→2→83450.50→83450.50→
三、住房保障支出→3→61240.00→61240.00→
合计→4→557290.50→547290.50→10000.00
",
        &expect![[r#"
            table
              label: 项目
              row number: 行次
              figure: 合计
              figure: 款
              figure: 政拨款
              一、教育支出 | #1 | 412600.00 | 402600.00 | 10000.00
              二、卫生健康支出 | #2 | 83450.50 | 83450.50
              三、住房保障支出 | #3 | 61240.00 | 61240.00
              合计 | #4 | 557290.50 | 547290.50 | 10000.00
        "#]],
    );
}
