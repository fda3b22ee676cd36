//! Against hand-labelled documents, where a checkout has them beside it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use juesuan_segment::segment;

use super::super::{FoundFact, facts};

/// A fact as far as it is compared: line, value, unit, and of the full comparison role class and period.
type Key = (u32, String, String, String, String);

/// The folder with `truth` and `seeds`: `JUESUAN_SHARED`, or `shared` beside the repository.
fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    std::env::var_os("JUESUAN_SHARED")
        .map(PathBuf::from)
        .into_iter()
        .chain([beside])
        .find(|path| path.join("truth").is_dir())
}

#[test]
fn labelled_documents_are_read_as_a_careful_reader_does() {
    let Some(shared) = shared() else {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: no labelled documents; set JUESUAN_SHARED to the folder that holds truth and seeds"
        );
        return;
    };
    let mut report = String::new();
    let mut good = true;
    let mut folders: Vec<_> =
        std::fs::read_dir(shared.join("truth")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.join("facts.csv").is_file());
    folders.sort();
    for folder in folders {
        let score = Score::of(&shared, &folder);
        report.push_str(&score.text);
        good &= score.value >= 0.98 && score.fields >= 0.9;
    }
    println!("{report}");
    assert!(good, "{report}");
}

/// F1 of one labelled stretch.
struct Score {
    value: f64,
    fields: f64,
    text: String,
}

impl Score {
    fn of(shared: &Path, folder: &Path) -> Self {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let lines: Vec<u32> =
            text(&folder.join("scope.txt")).split_whitespace().map(|n| n.parse().unwrap()).collect();
        let labelled = labelled(&text(&folder.join("facts.csv")));
        let source = text(&seed(shared, name.split('-').next().unwrap()));
        let segmentation = segment(&source).unwrap();
        let read: Vec<Key> = facts(&segmentation, Some(2022))
            .iter()
            .map(key)
            .filter(|key| (lines[0]..=lines[1]).contains(&key.0))
            .collect();
        let place = |key: &Key| (key.0, key.1.clone(), key.2.clone());
        let (fields, missed) = f1(&labelled, &read);
        let (value, _) =
            f1(&labelled.iter().map(place).collect::<Vec<_>>(), &read.iter().map(place).collect::<Vec<_>>());
        let text = format!(
            "{name}: value at line {value:.4}, all fields {fields:.4} ({} labelled, {} read)\n{missed}",
            labelled.len(),
            read.len()
        );
        Self { value, fields, text }
    }
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn seed(shared: &Path, prefix: &str) -> PathBuf {
    let mut seeds = std::fs::read_dir(shared.join("seeds")).unwrap().map(|entry| entry.unwrap().path());
    seeds
        .find(|path| path.file_name().unwrap().to_string_lossy().starts_with(prefix))
        .expect("the document of a label")
}

/// The labels; none of their fields holds a quotation mark or a comma.
fn labelled(csv: &str) -> Vec<Key> {
    let mut rows = csv.lines().map(|line| line.trim_start_matches('\u{feff}').split(',').collect::<Vec<_>>());
    let head = rows.next().unwrap();
    let column = |name: &str| head.iter().position(|field| *field == name).unwrap();
    let places = ["line", "value", "unit", "role", "period"].map(column);
    rows.filter(|row| row.len() == head.len())
        .map(|row| {
            let [line, value, unit, role, period] = places.map(|place| row[place]);
            (line.parse().unwrap(), number(value), folded(unit), class(role), year(period))
        })
        .collect()
}

fn key(fact: &FoundFact) -> Key {
    let period = fact.period.as_ref().map(ToString::to_string).unwrap_or_default();
    (
        fact.line,
        number(&fact.value.to_string()),
        folded(&fact.unit.to_string()),
        class(fact.role.as_str()),
        year(&period),
    )
}

fn number(text: &str) -> String {
    let value: juesuan_model::Decimal = text.parse().unwrap();
    value.normalize().to_string()
}

/// Units with parentheses of either width are the same.
fn folded(unit: &str) -> String {
    unit.replace('（', "(").replace('）', ")")
}

/// The kinds of level are not told apart.
fn class(role: &str) -> String {
    match role {
        "change" | "percent" => role.to_owned(),
        _ => "amount".to_owned(),
    }
}

/// Only years are compared, not periods in words.
fn year(period: &str) -> String {
    let years = period.split('-').all(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()));
    if years { period.to_owned() } else { String::new() }
}

/// F1 of two multisets, and a line for each that is missed or extra.
fn f1<K: Ord + Clone + std::fmt::Debug>(labelled: &[K], read: &[K]) -> (f64, String) {
    let mut balance = BTreeMap::<&K, i64>::new();
    for key in labelled {
        *balance.entry(key).or_default() += 1;
    }
    for key in read {
        *balance.entry(key).or_default() -= 1;
    }
    let missed: i64 = balance.values().filter(|n| **n > 0).sum();
    let mut text = String::new();
    for (key, n) in balance.iter().filter(|(_, n)| **n != 0) {
        writeln!(text, "  {} {key:?}", if *n > 0 { "missed" } else { "extra " }).unwrap();
    }
    let count = |n: usize| f64::from(u32::try_from(n).unwrap());
    let hit = count(labelled.len()) - f64::from(u32::try_from(missed).unwrap());
    let all = count(labelled.len() + read.len());
    (if all > 0.0 { 2.0 * hit / all } else { 1.0 }, text)
}
