//! What the tests of rules share: places, and what a rule says in a form that is easy to read.

#![allow(clippy::format_push_string)] // in tests, clear is better than fast

pub(crate) mod accounts;
mod budgets;
mod cases;
mod diagnosis;
mod formulas;
mod mutation;
pub(crate) mod sample;
mod steps;

use juesuan_model::{Place, Report};

use crate::Outcome;

/// A place on a line; `at` tells several on one line apart.
pub(crate) fn place(line: u32, at: u32) -> Place {
    let mut place = Place { line, ..Place::default() };
    (place.span.start, place.span.end) = (line * 100 + at, line * 100 + at + 1);
    place
}

/// Status, findings and instances, what is missing, then the findings.
pub(crate) fn shown(outcome: &Outcome) -> String {
    let mut shown = String::new();
    for check in &outcome.checks {
        shown += &format!("{} {} of {}", check.status, check.findings, check.instances);
        if !check.missing.is_empty() {
            shown += &format!(" missing {}", check.missing.join("、"));
        }
        shown.push('\n');
    }
    shown + &found(outcome)
}

/// Each finding with its lines and both sentences, and what is attached to it.
pub(crate) fn found(outcome: &Outcome) -> String {
    let mut shown = String::new();
    for finding in &outcome.findings {
        let lines: Vec<u32> = finding.places.iter().map(|place| place.line).collect();
        let culprit = if finding.culprit { "!" } else { "" };
        shown += &format!(
            "{}{culprit} {} {} {lines:?} {}\n  {}\n",
            finding.id, finding.kind, finding.severity, finding.message, finding.message_en
        );
        for related in &finding.related {
            shown += &format!("  + {} {}\n", related.rule, related.message);
        }
    }
    shown
}

/// The report that a text makes.
pub(crate) fn read(text: &str) -> Report {
    let segmentation = juesuan_segment::segment(text).expect("a short text");
    let tables = juesuan_table::reconstruct_with(&segmentation, &juesuan_read::Vocabulary::default());
    let info = juesuan_model::SourceInfo::default();
    juesuan_read::read(&juesuan_read::Document::new(segmentation, tables, info))
        .expect("tables that hold together")
}
