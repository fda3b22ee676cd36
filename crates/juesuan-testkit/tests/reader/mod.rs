//! Reads a document with the program and compares with its truth.

#![allow(dead_code)] // each test file uses its own part

use juesuan::model::Report;
use juesuan::output::{Value, resource};
use juesuan_testkit::truth::{number_key, plain};
use juesuan_testkit::{Observation, Score};

/// What is compared of a document as it is with the same document spoilt: the fields that say something about its
/// matter and not about where it stands in the text.
const COMPARED: [(&str, &[&str]); 5] = [
    ("observations", &["table", "row_no", "code", "label", "column", "value", "unit", "item", "measure"]),
    (
        "programmes",
        &[
            "programme",
            "kind",
            "source",
            "budget_initial",
            "budget_adjusted",
            "executed",
            "unit",
            "rate",
            "rate_weight",
            "rate_score",
            "total_score",
            "grade",
        ],
    ),
    (
        "indicators",
        &["programme", "level1", "level2", "level3", "target", "actual", "weight", "score", "note"],
    ),
    ("facts", &["section", "subject", "period", "role", "value", "unit"]),
    ("sections", &["level", "number", "title"]),
];

/// The names of the resources that are compared.
pub(crate) const RESOURCES: [&str; 5] = ["observations", "programmes", "indicators", "facts", "sections"];

/// Rows of the data package: the resource and its compared fields.
pub(crate) type Rows = [(&'static str, Vec<String>)];

/// All rows of the compared resources: the resource and its fields, text as it is compared.
pub(crate) fn rows(bytes: &[u8]) -> Vec<(&'static str, Vec<String>)> {
    let report = juesuan::read(bytes, "input.txt", &juesuan::Options::default()).expect("a document");
    let mut found = Vec::new();
    for (name, fields) in COMPARED {
        let resource = resource(name).expect("a known file");
        let places: Vec<usize> = fields
            .iter()
            .map(|name| resource.fields.iter().position(|field| field.name == *name).expect("a known column"))
            .collect();
        resource.rows(&report, |values| {
            let field = |&at: &usize| match &values[at] {
                // tables that are no form are named by their line
                Value::Text(text) if text.starts_with('T') && resource.fields[at].name == "table" => {
                    "T".into()
                }
                Value::Empty => String::new(),
                Value::Text(text) => comparable(text),
                Value::Integer(number) => number.to_string(),
                Value::Number(number) => number_key(&number.to_string()),
            };
            found.push((name, places.iter().map(field).collect()));
        });
    }
    found
}

/// Without blanks, markup, width and separators of thousands.
fn comparable(text: &str) -> String {
    let text = plain(text);
    let mut compared = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let parts = c == ',' && compared.ends_with(|c: char| c.is_ascii_digit());
        if !(parts && chars.peek().is_some_and(char::is_ascii_digit)) {
            compared.push(c);
        }
    }
    compared
}

/// The observations that the program reads.
fn read(bytes: &[u8]) -> Vec<Observation> {
    observations(&juesuan::read(bytes, "input.txt", &juesuan::Options::default()).expect("a document"))
}

/// The observations of a report.
pub(crate) fn observations(report: &Report) -> Vec<Observation> {
    let resource = resource("observations").expect("a known file");
    let mut observations = Vec::new();
    resource.rows(report, |values| {
        let field = |name: &str| {
            let at = resource.fields.iter().position(|field| field.name == name).expect("a known column");
            match &values[at] {
                Value::Empty => String::new(),
                Value::Text(text) => text.to_string(),
                Value::Integer(number) => number.to_string(),
                Value::Number(number) => number.to_string(),
            }
        };
        observations.push(Observation {
            table: field("table"),
            row_no: field("row_no"),
            code: field("code"),
            label: field("label"),
            column: field("column"),
            value: field("value"),
            unit: field("unit"),
            line: field("line").parse().unwrap_or_default(),
        });
    });
    observations
}

/// Figures of the nine forms: what is compared, with or without the line.
fn statutory(observations: &[Observation], lines: bool) -> impl Iterator<Item = ([String; 7], u32)> {
    let forms = observations.iter().filter(|observation| observation.table.starts_with('Z'));
    forms.map(move |observation| (observation.key(), if lines { observation.line } else { 0 }))
}

pub(crate) fn score(bytes: &[u8], truth: &[Observation], lines: bool) -> Score {
    Score::of(statutory(&read(bytes), lines), statutory(truth, lines))
}
