//! Every rule in code is shown at work: found, held, and without its figures. The formulas have a catalogue of their
//! own (`formula/catalogue.rs`).
//!
//! The cases stand beside their rules, as calls of [`super::said`] and its sisters with the status they expect; this
//! test reads the sources and misses those that are not there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::RULES;

/// The statuses that the tests of each rule expect.
fn cases() -> BTreeMap<String, BTreeSet<String>> {
    let mut cases = BTreeMap::new();
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for family in std::fs::read_dir(rules).expect("the rules").flatten() {
        for file in std::fs::read_dir(family.path()).into_iter().flatten().flatten() {
            // a folder of what rules share has no cases
            if let Ok(source) = std::fs::read_to_string(file.path()) {
                collect(&source, &mut cases);
            }
        }
    }
    // a list of rules that have one case in common
    collect(&format!("#[cfg(test)]\nmod tests{}", include_str!("without_text.rs")), &mut cases);
    cases
}

/// The expectations of one file. After the id of a rule follows what is expected of it, the status first; where a test
/// goes through a list of rules, all that the file names are meant. A finding that is shown was found.
fn collect(source: &str, cases: &mut BTreeMap<String, BTreeSet<String>>) {
    let Some((_, tests)) = source.split_once("#[cfg(test)]\nmod tests") else { return };
    let ids: Vec<&str> = tests.split('"').filter(|word| is_id(word)).collect();
    let mut add = |rule: &str, status: &str| {
        cases.entry(rule.to_owned()).or_default().insert(status.to_owned());
    };
    let expected = |from: &str| -> Option<String> {
        let (_, rest) = from.split_once("expect![[")?;
        Some(rest.split("]]").next()?.trim_start_matches(['r', '#', '"']).to_owned())
    };
    for call in tests.split("said").skip(1) {
        let Some((name, arguments)) = call.split_once('(') else { continue };
        let status = expected(arguments).and_then(|text| Some(text.split_whitespace().next()?.to_owned()));
        let Some(status) = status.filter(|_| matches!(name, "" | "_of" | "_without_text")) else { continue };
        match arguments.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) {
            Some(rule) => add(rule, &status),
            None => ids.iter().for_each(|rule| add(rule, &status)),
        }
    }
    for shown in tests.split("expect![[").skip(1).filter_map(|rest| rest.split("]]").next()) {
        let heads = shown.lines().filter_map(|line| line.trim_start().get(..5)).filter(|head| is_id(head));
        heads.for_each(|rule| add(rule, "finding"));
    }
}

fn is_id(word: &str) -> bool {
    word.len() == 5 && word.strip_prefix("JS").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
}

#[test]
fn every_rule_is_shown_found_held_and_without_its_figures() {
    let cases = cases();
    let mut missing = Vec::new();
    for rule in RULES {
        let id = &rule.info().id;
        let known = cases.get(id.as_ref()).cloned().unwrap_or_default();
        let any = |statuses: &[&str]| statuses.iter().any(|status| known.contains(*status));
        let wanted = [any(&["finding"]), any(&["pass"]), any(&["insufficient_data", "not_applicable"])];
        if wanted != [true; 3] {
            missing.push(format!("{id}: only {known:?}"));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
