//! What careful readers found in the tables of the real documents, where these are beside the project.

mod support;

use juesuan_model::{FindingKind, Severity};
use juesuan_rules::{Checker, catalogue};
use std::io::Write as _;

/// The differences within rounding of the one real document with all nine tables: the rule, and lines that it cites.
const ROUNDING: [(&str, &[u32]); 4] = [
    ("JS131", &[210]),
    ("JS132", &[210, 211, 217, 229]),
    ("JS151", &[303]),
    ("JS152", &[303, 304, 310, 322]),
];

#[test]
fn rounding_is_found_and_nothing_else_in_the_tables() {
    let seeds = support::seeds();
    let Some(document) =
        seeds.iter().find(|seed| seed.report.statement().all().all(|table| table.table().is_some()))
    else {
        let _ = writeln!(std::io::stderr(), "SKIPPED: no real document with nine tables");
        return;
    };
    let rules = catalogue().only(["within", "between", "units"]).expect("families");
    let outcome = Checker::new(&rules).check(&document.report);
    for (rule, lines) in ROUNDING {
        let found = outcome.findings.iter().find(|finding| finding.rule == rule).expect(rule);
        assert_eq!((found.kind, found.severity), (FindingKind::Rounding, Severity::Info), "{rule}");
        for line in lines {
            assert!(found.places.iter().any(|place| place.line == *line), "{rule} does not cite line {line}");
        }
    }
    assert_eq!(outcome.findings.len(), ROUNDING.len(), "{:#?}", outcome.findings);
    let tables = document.report.tables.iter().filter(|table| table.id().statement().is_some());
    let figures: usize = tables.map(|table| table.figures().count()).sum();
    let summary = outcome.summary();
    eprintln!("{summary}; {figures} figures in the tables");
    assert!(summary.checked() >= 50, "{summary}");
}
