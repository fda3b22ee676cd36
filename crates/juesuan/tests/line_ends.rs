//! The three ways to end a line give the same report: every stage counts lines alike.
#![allow(clippy::expect_used, reason = "a test may stop here")]

use juesuan::rules::catalogue;

/// What a document says, without the offsets of bytes.
fn shown(text: &str) -> String {
    let mut reading =
        juesuan::read_text(text.as_bytes(), "input.md", &juesuan::Options::default()).expect("a report");
    reading.check(&catalogue());
    let report = &reading.report;
    let mut shown = format!("{} lines, year {:?}\n", report.source.lines, report.year);
    for section in &report.sections {
        shown += &format!("section {} {}\n", section.place.line, section.title);
    }
    for table in &report.tables {
        shown +=
            &format!("table {} {}..{} {}\n", table.id(), table.line_start(), table.line_end(), table.title());
    }
    for fact in &report.facts {
        shown += &format!("fact {} {} {}\n", fact.place.line, fact.subject, fact.value);
    }
    for remark in &report.remarks {
        shown += &format!("remark {} {}\n", remark.place.line, remark.text);
    }
    for finding in &report.findings {
        let lines: Vec<u32> = finding.places.iter().map(|place| place.line).collect();
        shown += &format!("finding {} {lines:?} {}\n", finding.rule, finding.message);
    }
    shown
}

#[test]
fn a_lone_carriage_return_ends_a_line_for_readers_and_rules_alike() {
    for fixture in ["page-cut-panels", "plain-department"] {
        let path = format!("{}/../../fixtures/{fixture}/input.md", env!("CARGO_MANIFEST_DIR"));
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        // a fault that the rules report from the text alone, too
        let text = format!(
            "{}\n\n2022年度支出合计\u{fffd}万元。\n\n支出合计（（万元。\n",
            text.replace("\r\n", "\n")
        );
        let plain = shown(&text);
        for end in ["\r", "\r\n"] {
            similar_asserts(&plain, &shown(&text.replace('\n', end)), end);
        }
    }
}

/// Compares line by line, so that a failure shows the first line that differs and not two reports.
fn similar_asserts(expected: &str, found: &str, end: &str) {
    for (expected, found) in expected.lines().zip(found.lines()) {
        assert_eq!(expected, found, "lines that end with {end:?}");
    }
    assert_eq!(expected.lines().count(), found.lines().count(), "lines that end with {end:?}");
}
