//! Every rule in code is shown at work: what it finds, what it lets pass, and what it lacks. The formulas have a
//! catalogue of their own (`formulas.rs`).
//!
//! The cases are data, `cases/<RULE>.toml`; `UPDATE_EXPECT=1 cargo test -p juesuan-rules cases` writes down what the
//! rules say now. `JUESUAN_CASE=JS513` runs those of one rule.

use std::fs;
use std::path::{Path, PathBuf};

use juesuan_model::Report;
use serde::Deserialize;

use super::steps::{self, Step};
use super::{read, shown};
use crate::{Checker, RULES};

/// The cases of one rule by what becomes of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    #[serde(default)]
    fires: Vec<Case>,
    #[serde(default)]
    passes: Vec<Case>,
    #[serde(default)]
    lacks: Vec<Case>,
}

/// A report or a text, and what the rule says of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What is special about it.
    name: Option<String>,
    /// The text; it is read where no steps make the report.
    #[serde(default)]
    text: String,
    /// How the report is made.
    report: Option<Vec<Step>>,
    /// Fields of the report in its JSON form, which replace those made so far.
    #[serde(default)]
    with: toml::Table,
    /// Whether the rule is given the report alone.
    #[serde(default)]
    without_text: bool,
    /// Rules that run at the same time.
    #[serde(default)]
    beside: Vec<String>,
    /// Status, findings and instances, what is missing; then the findings.
    said: String,
}

impl Cases {
    fn grouped(&self) -> [(&'static str, &[&'static str], &[Case]); 3] {
        [
            ("fires", &["finding"], &self.fires),
            ("passes", &["pass"], &self.passes),
            ("lacks", &["insufficient_data", "not_applicable"], &self.lacks),
        ]
    }
}

impl Case {
    fn report(&self) -> Report {
        let made = self.report.as_ref().map_or_else(|| read(&self.text), |steps| steps::report(steps));
        if self.with.is_empty() {
            return made;
        }
        let mut record = serde_json::to_value(made).expect("a report");
        for (field, value) in &self.with {
            record[field] = serde_json::to_value(value).expect("a value");
        }
        serde_json::from_value(record).expect("fields of a report")
    }

    fn said(&self, rule: &str) -> String {
        let rules = std::iter::once(rule).chain(self.beside.iter().map(String::as_str));
        let rules = crate::catalogue().only(rules).expect("rules of the catalogue");
        let checker = Checker::new(&rules);
        let checker = if self.without_text { checker } else { checker.text(&self.text) };
        shown(&checker.check(&self.report()))
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

fn file(rule: &str) -> PathBuf {
    folder().join(rule).with_extension("toml")
}

/// What is wrong with the cases of a rule, line by line.
fn faults(rule: &str, update: bool) -> Vec<String> {
    let Ok(source) = fs::read_to_string(file(rule)) else { return vec![format!("{rule}: no cases")] };
    let cases: Cases = match toml::from_str(&source) {
        Ok(cases) => cases,
        Err(error) => return vec![format!("{rule}: {error}")],
    };
    let (mut faults, mut all) = (Vec::new(), Vec::new());
    for (group, statuses, cases) in cases.grouped() {
        if cases.is_empty() {
            faults.push(format!("{rule}: no case that {group}"));
        }
        for case in cases {
            let (said, name) = (case.said(rule), case.name.as_deref().unwrap_or(group));
            if !statuses.iter().any(|status| said.starts_with(status)) {
                faults.push(format!("{rule}, {name}: belongs under another head than {group}"));
            }
            if said != case.said && !update {
                faults.push(format!("{rule}, {name}: expected\n{}but the rule said\n{said}", case.said));
            }
            all.push(said);
        }
    }
    if update {
        fs::write(file(rule), updated(&source, &all)).expect("a file that can be written");
    }
    faults
}

/// A file of cases with what the rule says now, in the order of the groups.
fn updated(source: &str, said: &[String]) -> String {
    const OPEN: &str = "said = '''\n";
    let mut parts = source.split(OPEN);
    let mut updated = parts.next().unwrap_or_default().to_owned();
    assert_eq!(source.matches(OPEN).count(), said.len(), "what is said stands between lines of three quotes");
    for (part, said) in parts.zip(said) {
        let (_, rest) = part.split_once("'''").expect("a closed text");
        updated.extend([OPEN, said, "'''", rest]);
    }
    updated
}

#[test]
fn every_rule_says_of_its_cases_what_they_expect() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let only = std::env::var("JUESUAN_CASE").ok();
    let ids = RULES.iter().map(|rule| rule.info().id.as_ref());
    let ids: Vec<&str> = ids.filter(|id| only.as_deref().is_none_or(|only| only == *id)).collect();
    let faults: Vec<String> = ids.iter().flat_map(|rule| faults(rule, update)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(!ids.is_empty(), "no such rule");
}

#[test]
fn every_file_of_cases_belongs_to_a_rule() {
    for entry in fs::read_dir(folder()).expect("the cases").flatten() {
        let path = entry.path();
        let rule = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        assert!(RULES.iter().any(|known| known.info().id == rule), "{} has no rule", path.display());
    }
}
