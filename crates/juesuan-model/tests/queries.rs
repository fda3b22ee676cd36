//! The typed views, and what changed between two reports.
#![allow(clippy::unwrap_used, reason = "a test that cannot build its input fails")]

mod sample;

use expect_test::expect;
use juesuan_model::{CodeLevel, Measure, Presence, Report, Unit, diff};

const ROWS: [(&str, [&str; 3]); 4] = [
    ("", ["680.34", "538.46", "141.89"]),
    ("210", ["680.34", "538.46", "141.89"]),
    ("21015", ["486.27", "486.27", "0"]),
    ("2101501", ["486.27", "486.27", ""]),
];

fn this_year() -> Report {
    sample::report(2022, &Unit::WAN_YUAN, &ROWS)
}

#[test]
fn statutory_tables_are_asked_by_name_code_and_level() {
    let report = this_year();
    let z05 = report.statement().z05();
    let basic = z05.by_code("2101501").unwrap().figure(Measure::BASIC).unwrap();
    assert_eq!(basic.amount().unwrap().to_string(), "486.27万元");
    assert_eq!(basic.yuan().unwrap().to_string(), "4862700");
    assert_eq!(basic.place.line, 13);
    assert_eq!(z05.project().unwrap().value.to_string(), "141.89");
    assert_eq!(z05.by_code("2101501").unwrap().figure(Measure::PROJECT).map(|figure| figure.value), None);
    assert_eq!(z05.at_level(CodeLevel::Class).count(), 1);
    let below: Vec<_> = z05.below("210".parse().unwrap()).map(|row| row.code_text().into_owned()).collect();
    assert_eq!(below, ["21015"]);
    assert_eq!(z05.totals().count(), 1);
    assert_eq!(z05.figures().count(), 11);
    assert!(z05.by_code("不是编码").is_none());
}

#[test]
fn a_table_that_is_not_there_has_nothing() {
    let report = this_year();
    assert_eq!(report.statement().z07().presence(), Presence::Absent);
    assert!(report.statement().z07().income().is_none());
    assert_eq!(report.statement().z07().rows().count(), 0);
    let present: Vec<_> = report.statement().all().filter(|table| table.table().is_some()).collect();
    assert_eq!(present.len(), 1);
}

fn changes(before: &Report, after: &Report) -> String {
    let changes = diff(before, after);
    let lines = changes.iter().map(|change| {
        let text = |side: &Option<juesuan_model::Printed<'_>>| {
            side.as_ref().map_or("nothing".to_owned(), |printed| printed.text.to_string())
        };
        let difference = match change.difference() {
            Some(Ok(amount)) => format!(" ({amount})"),
            Some(Err(error)) => format!(" ({error})"),
            None => String::new(),
        };
        format!("{:?}: {} → {}{difference}\n", change.subject, text(&change.before), text(&change.after))
    });
    lines.collect()
}

#[test]
fn nothing_changed_between_a_report_and_itself_in_another_unit() {
    assert_eq!(changes(&this_year(), &this_year()), "");
    let yuan = [("", ["6803400", "5384600.00", "1418900"])];
    let wan = [("", ["680.34", "538.46", "141.89"])];
    let mut before = sample::report(2022, &Unit::WAN_YUAN, &wan);
    let mut after = sample::report(2022, &Unit::YUAN, &yuan);
    before.programmes.clear();
    after.programmes.clear();
    assert_eq!(changes(&before, &after), "");
}

#[test]
fn changes_are_matched_by_meaning() {
    let last_year = [
        ("", ["4552.54", "538.46", "4014.08"]),
        ("208", ["41.93", "41.93", "-"]),
        ("210", ["4510.61", "496.53", "4014.08"]),
    ];
    let before = sample::report(2021, &Unit::WAN_YUAN, &last_year);
    expect![[r#"
        Figure { table: "Z05", row: "total", column: "expenditure" }: 4552.54 → 680.34 (-3872.20万元)
        Figure { table: "Z05", row: "total", column: "project" }: 4014.08 → 141.89 (-3872.19万元)
        Figure { table: "Z05", row: "fn:210", column: "expenditure" }: 4510.61 → 680.34 (-3830.27万元)
        Figure { table: "Z05", row: "fn:210", column: "basic" }: 496.53 → 538.46 (41.93万元)
        Figure { table: "Z05", row: "fn:210", column: "project" }: 4014.08 → 141.89 (-3872.19万元)
        Figure { table: "Z05", row: "fn:21015", column: "expenditure" }: nothing → 486.27
        Figure { table: "Z05", row: "fn:21015", column: "basic" }: nothing → 486.27
        Figure { table: "Z05", row: "fn:21015", column: "project" }: nothing → 0
        Figure { table: "Z05", row: "fn:2101501", column: "expenditure" }: nothing → 486.27
        Figure { table: "Z05", row: "fn:2101501", column: "basic" }: nothing → 486.27
        Indicator { programme: "医疗救助补助", indicator: "//救助人次", field: "target" }: ≥2021人次 → ≥2022人次
        Figure { table: "Z05", row: "fn:208", column: "expenditure" }: 41.93 → nothing
        Figure { table: "Z05", row: "fn:208", column: "basic" }: 41.93 → nothing
    "#]].assert_eq(&changes(&before, &this_year()));
}
