//! Reads a document with the program and compares with its truth.

use juesuan::output::{Value, resource};
use juesuan_testkit::{Observation, Score};

/// The observations that the program reads.
fn read(bytes: &[u8]) -> Vec<Observation> {
    let report = juesuan::read(bytes, "input.txt", &juesuan::Options::default()).expect("a document");
    let resource = resource("observations").expect("a known file");
    let mut observations = Vec::new();
    resource.rows(&report, |values| {
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
