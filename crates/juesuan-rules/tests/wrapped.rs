//! Faultless accounts whose paragraphs a page broke into lines of any width accuse nobody.

#![allow(clippy::expect_used)] // in tests, clear is better than robust

mod support;

use juesuan_model::Severity;
use juesuan_rules::{Checker, RuleSet, catalogue};
use juesuan_testkit::drawn::{Chance, accounts, tell};
use juesuan_testkit::transform::prose::wrapped;
use juesuan_testkit::{Layout, print};

/// The errors and warnings of a text.
fn accusations(text: &str, rules: &RuleSet) -> Vec<String> {
    let report = support::read(text);
    let outcome = Checker::new(rules).text(text).check(&report);
    let shown = outcome.findings.into_iter().filter(|finding| finding.severity >= Severity::Warning);
    shown.map(|finding| format!("{} {}", finding.rule, finding.message)).collect()
}

#[test]
fn wrapped_paragraphs_accuse_nobody() {
    let rules = catalogue();
    let mut false_ones = Vec::new();
    for seed in [5, 10, 15] {
        let mut chance = Chance::new(seed);
        let drawn = accounts(&mut chance);
        let told = tell(&drawn, &mut chance);
        let text = print(&told.document, Layout::Tabbed).text;
        for width in 20..=60 {
            let said = accusations(&wrapped(&text, width), &rules);
            false_ones.extend(said.into_iter().map(|said| format!("{seed} at {width}: {said}")));
        }
    }
    assert!(false_ones.is_empty(), "{false_ones:#?}");
}
