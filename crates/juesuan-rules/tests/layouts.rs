//! What another program did to the layout of a document changes no finding.

#![allow(clippy::expect_used, clippy::print_stdout)] // in tests, clear is better than robust

mod support;

use juesuan_rules::{Checker, RuleSet};
use juesuan_testkit::{fixtures, transform};

/// What the rules find, without places: rule, severity, printed and expected.
fn findings(bytes: &[u8]) -> Vec<String> {
    let source = juesuan_ingest::ingest(bytes, juesuan_ingest::Options::default()).expect("text");
    let rules = RuleSet::all();
    let outcome = Checker::new(&rules).text(&source.text).check(&support::read(&source.text));
    let mut findings: Vec<String> = outcome
        .findings
        .iter()
        .map(|finding| {
            let said =
                format!("{} {} {} {}", finding.rule, finding.severity, finding.printed, finding.expected);
            said.chars().map(half_width).collect()
        })
        .collect();
    findings.sort();
    findings
}

/// A digit of full width is the same digit.
fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        other => other,
    }
}

#[test]
fn layout_changes_no_finding() {
    let mut changed = Vec::new();
    for fixture in fixtures() {
        let before = findings(fixture.input.as_bytes());
        for transformation in transform::ALL {
            let after = findings(&(transformation.apply)(&fixture.input));
            let gone = before.iter().filter(|finding| !after.contains(finding)).count();
            let new: Vec<_> = after.iter().filter(|finding| !before.contains(finding)).collect();
            if gone > 0 || !new.is_empty() {
                println!("{} {}: {gone} gone, new {new:?}", fixture.name, transformation.name);
                // columns aligned by blanks may lose figures, which others watch over
                if transformation.least_f1 >= 1.0 {
                    changed.push(format!("{} {}", fixture.name, transformation.name));
                }
            }
        }
    }
    assert!(changed.is_empty(), "{changed:#?}");
}
