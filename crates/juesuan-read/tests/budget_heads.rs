//! Heads of budgets in texts: bodies with their codes, last year beside this one, words above all columns.

mod reader;

use reader::{check_rows, rows};

const FUNDS: &str = "一般公共预算 政府性基金预算 国有资本经营预算 财政专户管理资金";

fn income_of_bodies(blank: &str) -> String {
    let text = format!(
        "清河县林业局2022年部门预算\n\n第二部分 部门预算表\n\n收入总表\n公开02表\n部门：清河县林业局\n单位：万元\n\
         单位代码 单位名称 合计 本年收入 上年结转结余\n\
         小计 {FUNDS} 事业收入 事业单位经营收入 上级补助收入 附属单位上缴收入 其他收入 小计 {FUNDS} 单位资金\n\
         合计 930.50 880.50 880.50 50.00 50.00\n063 清河县林业局 930.50 880.50 880.50 50.00 50.00\n\
         063002 清河县林业工作站 930.50 880.50 880.50 50.00 50.00\n"
    );
    let (head, body) = text.split_at(text.find("单位代码").unwrap_or(0));
    format!("{head}{}", body.replace(' ', blank))
}

#[test]
fn codes_of_bodies_are_no_amounts() {
    for blank in [" ", "\n"] {
        let found = rows(&income_of_bodies(blank));
        assert!(found.starts_with("B02\n"), "{found}");
        for row in [
            "合计|合计=930.50",
            "清河县林业局|合计=930.50",
            "清河县林业局|本年收入/小计=880.50",
            "清河县林业局|本年收入/一般公共预算=880.50",
            "清河县林业工作站|上年结转结余/小计=50.00",
            "清河县林业工作站|上年结转结余/一般公共预算=50.00",
        ] {
            assert!(found.lines().any(|line| line.trim_end_matches('?').ends_with(row)), "{row}\n{found}");
        }
        assert!(!found.contains("=63") && !found.contains("=063"), "{found}");
    }
}

fn with_last_year(blank: &str) -> String {
    let text = "清河县档案馆2022年部门预算\n\n二、部门预算表\n\n一般公共预算财政拨款支出预算表\n表二\n单位：万元\n\
        功能分类科目 2021年预算数 2022年预算数\n科目编码 科目名称 总计 基本支出 项目支出\n合计 70.00 75.00 45.00 30.00\n\
        201 一般公共服务支出 70.00 75.00 45.00 30.00\n20126 档案事务 70.00 75.00 45.00 30.00\n\
        2012601 行政运行 42.00 45.00 45.00\n2012604 档案馆 28.00 30.00 30.00\n";
    let (head, body) = text.split_at(text.find("功能分类科目").unwrap_or(0));
    format!("{head}{}", body.replace(' ', blank))
}

#[test]
fn last_year_stands_beside_the_parts_of_this_one() {
    for blank in [" ", "\n"] {
        check_rows(
            &with_last_year(blank),
            &[
                "B07",
                "合计|2021年预算数=70.00",
                "合计|2022年预算数/总计=75.00",
                "合计|2022年预算数/基本支出=45.00",
                "合计|2022年预算数/项目支出=30.00",
                "201一般公共服务支出|2021年预算数=70.00",
                "201一般公共服务支出|2022年预算数/总计=75.00",
                "201一般公共服务支出|2022年预算数/基本支出=45.00",
                "201一般公共服务支出|2022年预算数/项目支出=30.00",
                "20126档案事务|2021年预算数=70.00",
                "20126档案事务|2022年预算数/总计=75.00",
                "20126档案事务|2022年预算数/基本支出=45.00",
                "20126档案事务|2022年预算数/项目支出=30.00",
                "2012601行政运行|2021年预算数=42.00",
                "2012601行政运行|2022年预算数/总计=45.00",
                "2012601行政运行|2022年预算数/基本支出=45.00",
                "2012604档案馆|2021年预算数=28.00",
                "2012604档案馆|2022年预算数/总计=30.00",
                "2012604档案馆|2022年预算数/项目支出=30.00",
            ],
        );
    }
}

#[test]
fn a_spanning_head_reaches_over_columns_that_its_line_does_not_print() {
    let text = |end: &str| {
        format!(
            "清河县档案馆2022年部门预算\n\n一般公共预算财政拨款基本支出预算表\n表三\n单位：万元\n\
             经济分类科目\t\t2022年基本支出{end}\n科目编码\t科目名称\t总计\t人员经费\t日常公用经费\n\
             合计\t\t45.00\t38.00\t7.00\n301\t工资福利支出\t38.00\t38.00{}\n30101\t基本工资\t38.00\t38.00{}\n\
             302\t商品和服务支出\t7.00\t\t7.00\n30201\t办公费\t7.00\t\t7.00\n",
            &end[..end.len() / 2],
            &end[..end.len() / 2]
        )
    };
    let whole = rows(&text("\t\t"));
    assert!(whole.contains("合计|2022年基本支出/总计=45.00"), "{whole}");
    assert_eq!(rows(&text("")), whole);
}

#[test]
fn a_word_above_all_columns_of_a_cell_a_line_is_part_of_their_heads() {
    let text = "2020年度一般公共预算财政拨款基本支出决算表\n单位：万元\n经济分类科目编码\n科目名称\n\
        一般公共预算财政拨款基本支出\n合计\n人员经费\n公用经费\n301\n工资福利支出\n64.00\n64.00\n30101\n基本工资\n64.00\n64.00\n\
        302\n商品和服务支出\n8.50\n8.50\n30201\n办公费\n8.50\n8.50\n合计\n72.50\n64.00\n8.50\n";
    let found = rows(text);
    assert!(found.starts_with("Z06\n"), "{found}");
    assert!(found.contains("301工资福利支出|一般公共预算财政拨款基本支出/人员经费=64.00\n"), "{found}");
    assert!(found.contains("302商品和服务支出|一般公共预算财政拨款基本支出/公用经费=8.50\n"), "{found}");
    assert!(found.contains("合计|一般公共预算财政拨款基本支出/合计=72.50\n"), "{found}");
}
