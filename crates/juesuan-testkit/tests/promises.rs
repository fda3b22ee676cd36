//! What `datapackage.json` promises of the rows holds, however a document was spoilt: required values, least numbers,
//! words, patterns, primary and foreign keys.

#![allow(clippy::expect_used, clippy::print_stdout)] // a test may expect, and may speak

use std::collections::{HashMap, HashSet};

use juesuan::model::Report;
use juesuan::output::{Field, RESOURCES, Resource, Value};
use juesuan::rules::catalogue;
use juesuan_testkit::{fixtures, transform};

/// The constraints of a column, ready to be asked.
struct Promise {
    field: &'static Field,
    words: Vec<&'static str>,
    pattern: Option<jsonschema::Validator>,
}

impl Promise {
    fn of(field: &'static Field) -> Self {
        let validator = |pattern: &str| {
            let schema = format!(r#"{{"type": "string", "pattern": {pattern:?}}}"#);
            jsonschema::validator_for(&schema.parse().expect("JSON")).expect("a schema")
        };
        Self { field, words: (field.words)(), pattern: field.pattern.map(validator) }
    }

    fn holds(&self, value: &Value<'_>) -> bool {
        match value {
            Value::Empty => !self.field.required,
            Value::Integer(number) => self.field.minimum.is_none_or(|least| *number >= u64::from(least)),
            Value::Number(_) => true,
            Value::Text(text) => {
                let known = self.words.is_empty() || self.words.contains(&&**text);
                known && self.pattern.as_ref().is_none_or(|pattern| pattern.is_valid(&text[..].into()))
            }
        }
    }
}

/// All values of the rows of a report, one file after the other, by the name of the file.
type Rows = HashMap<&'static str, Vec<Vec<String>>>;

fn shown(value: &Value<'_>) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => text.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
    }
}

/// The values of these columns, row by row.
fn picked<'r>(rows: &'r Rows, file: &Resource, columns: &[&str]) -> Vec<Vec<&'r str>> {
    let at = |column: &&str| file.fields.iter().position(|field| field.name == *column).expect("a column");
    let at: Vec<usize> = columns.iter().map(at).collect();
    rows[file.name].iter().map(|row| at.iter().map(|&at| &*row[at]).collect()).collect()
}

fn check(name: &str, report: &Report, promises: &[(&'static Resource, Vec<Promise>)]) {
    let mut rows = Rows::new();
    for (file, columns) in promises {
        let mut kept = Vec::new();
        file.rows(report, |row| {
            for (value, promise) in row.iter().zip(columns) {
                assert!(promise.holds(value), "{name}: {}.{}: {value:?}", file.name, promise.field.name);
            }
            kept.push(row.iter().map(shown).collect());
        });
        rows.insert(file.name, kept);
    }
    for (file, _) in promises {
        let mut seen = HashSet::new();
        for key in picked(&rows, file, file.primary_key) {
            let again = key.is_empty() || seen.insert(key.clone());
            assert!(again, "{name}: two rows of {} have the key {key:?}", file.name);
        }
        for reference in file.foreign_keys {
            let target = juesuan::output::resource(reference.resource).expect("a file of the package");
            let known: HashSet<_> = picked(&rows, target, reference.fields).into_iter().collect();
            for key in picked(&rows, file, reference.fields) {
                assert!(known.contains(&key), "{name}: {} refers to {key:?} of {}", file.name, target.name);
            }
        }
    }
}

#[test]
fn the_descriptor_promises_no_more_than_is_kept() {
    let rules = catalogue();
    let promises: Vec<_> =
        RESOURCES.iter().map(|file| (*file, file.fields.iter().map(Promise::of).collect())).collect();
    for fixture in fixtures() {
        let plain = ("as printed", fixture.input.clone().into_bytes());
        let spoilt = transform::ALL.iter().map(|one| (one.name, (one.apply)(&fixture.input)));
        for (how, bytes) in [plain].into_iter().chain(spoilt) {
            let mut reading =
                juesuan::read_text(&bytes, "input.txt", &juesuan::Options::default()).expect("a document");
            reading.check(&rules);
            check(&format!("{} {how}", fixture.name), &reading.report, &promises);
        }
    }
}
