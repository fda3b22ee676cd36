//! What another program did to the layout of a document changes no finding.

#![allow(clippy::expect_used, clippy::print_stdout, clippy::format_push_string)] // in tests, clear is better than robust

mod support;

use juesuan_rules::{Checker, catalogue};
use juesuan_testkit::{fixtures, transform};

/// What was read of programmes, and what the rules find without places: rule, severity, printed and expected.
fn findings(bytes: &[u8]) -> (String, Vec<String>) {
    let source = juesuan_ingest::ingest(bytes, juesuan_ingest::Options::default()).expect("text");
    let report = support::read(&source.text);
    let rules = catalogue();
    let outcome = Checker::new(&rules).text(&source.text).check(&report);
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
    (scores(&report), findings)
}

/// The tables of scores: what another program lost of them is the reader's loss, and watched over there.
fn scores(report: &juesuan_model::Report) -> String {
    let mut scores = String::new();
    for row in &report.indicators {
        let number =
            |number: &Option<juesuan_model::PlacedNumber>| number.as_ref().map(|number| number.value);
        scores += &format!("{} {:?} {:?}\n", row.level3, number(&row.weight), number(&row.score));
    }
    scores
}

/// Rules that rest on tables of scores.
fn is_of_scores(finding: &str) -> bool {
    finding.starts_with("JS5") || finding.starts_with("JS8") || finding.starts_with("JS9")
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
        let (scores, before) = findings(fixture.input.as_bytes());
        for transformation in transform::ALL {
            let (read, after) = findings(&(transformation.apply)(&fixture.input));
            let counts = |finding: &&String| read == scores || !is_of_scores(finding);
            let gone = before.iter().filter(|finding| !after.contains(finding)).filter(counts).count();
            let new: Vec<_> =
                after.iter().filter(|finding| !before.contains(finding)).filter(counts).collect();
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
