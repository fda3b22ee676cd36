//! The facts of a document are dated by the year of the report and by no other.

mod reader;

use juesuan_model::Period;

#[test]
fn a_year_that_is_only_compared_with_dates_nothing() {
    let report = reader::read("一、收入情况\n\n本年收入5.21万元，比2019年增加1.04万元。\n");
    assert_eq!(report.year, None);
    let dated = |year| report.facts.iter().filter(|fact| fact.period == Some(Period::Year(year))).count();
    assert_eq!((dated(2019), report.facts.len()), (0, 2), "{:#?}", report.facts);
}

#[test]
fn of_two_years_named_equally_often_the_later_one_dates_the_facts() {
    let report =
        reader::read("一、收入情况\n\n2020年收入4.17万元，2021年收入5.21万元。\n\n本年支出3.30万元。\n");
    assert_eq!(report.year, Some(2021));
    let last = report.facts.last().expect("a fact");
    assert_eq!(last.period, Some(Period::Year(2021)), "{:#?}", report.facts);
}
