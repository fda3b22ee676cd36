//! The same amounts in another unit, or as a word: what is read is the same.

#![allow(clippy::expect_used, clippy::print_stdout)] // a test may expect, and may speak

mod reader;

use std::collections::BTreeSet;

use juesuan_testkit::{Fixture, Layout, Observation, fixtures};

/// Every second form, so that one table is in 元 and the next in 万元.
const EVERY_SECOND: &[&str] = &["Z02", "Z04", "Z06", "Z08"];

const ALL: &[&str] = &["Z01", "Z02", "Z03", "Z04", "Z05", "Z06", "Z07", "Z08", "Z09"];

fn with_tables() -> impl Iterator<Item = Fixture> {
    let has_forms = |fixture: &Fixture| fixture.truth.observations.iter().any(|o| o.table.starts_with('Z'));
    fixtures().into_iter().filter(move |fixture| has_forms(fixture) && fixture.layout == Layout::Tabbed)
}

/// 万元 as 元: `684.73` → `6847300.00`.
fn in_yuan(amount: &str) -> String {
    let plain: String = amount.chars().filter(|c| *c != ',').collect();
    match plain.split_once('.') {
        Some((whole, decimals)) => {
            let (more, rest) = decimals.split_at(decimals.len().min(4));
            let whole = format!("{whole}{more:0<4}");
            let whole = whole.trim_start_matches('0');
            format!("{}.{rest:0<2}", if whole.is_empty() { "0" } else { whole })
        }
        None => plain,
    }
}

/// Every number with decimals of a line, rewritten.
fn each_amount(line: &str, write: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(line.len() * 2);
    let mut rest = line;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let length = from.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(from.len());
        let (number, after) = from.split_at(length);
        out.push_str(before);
        out.push_str(&if number.contains('.') && !number.ends_with('.') {
            write(number)
        } else {
            number.to_owned()
        });
        rest = after;
    }
    out + rest
}

/// The document with the amounts of these forms in 元, and its truth.
fn rewritten(fixture: &Fixture, forms: &[&str]) -> (String, Vec<Observation>) {
    let changes = |o: &Observation| o.unit == "万元" && forms.contains(&o.table.as_str());
    let mut lines: Vec<String> = fixture.input.lines().map(str::to_owned).collect();
    let wanted: BTreeSet<usize> =
        fixture.truth.observations.iter().filter(|o| changes(o)).map(|o| o.line as usize - 1).collect();
    for &line in &wanted {
        lines[line] = each_amount(&lines[line], in_yuan);
        let is_unit = |line: &String| line.contains("单位：");
        let unit = lines[..line].iter().rposition(is_unit).expect("a unit above the table");
        lines[unit] = lines[unit].replace("万元", "元");
    }
    let mut truth = fixture.truth.observations.clone();
    for observation in truth.iter_mut().filter(|o| changes(o)) {
        observation.value = in_yuan(&observation.value);
        "元".clone_into(&mut observation.unit);
    }
    (lines.join("\n") + "\n", truth)
}

#[test]
fn amounts_in_yuan_are_read_in_all_tables_and_in_every_second() {
    for fixture in with_tables() {
        for forms in [ALL, EVERY_SECOND] {
            let (text, truth) = rewritten(&fixture, forms);
            let score = reader::score(text.as_bytes(), &truth, true);
            assert!(score.f1() >= 1.0, "{score:?} of {} with {forms:?} in 元", fixture.name);
        }
    }
}

/// The word 零 in place of every other zero of a form.
#[test]
fn the_word_zero_is_a_figure() {
    for fixture in with_tables() {
        let mut lines: Vec<String> = fixture.input.lines().map(str::to_owned).collect();
        let mut replaced = 0;
        let forms = fixture.truth.observations.iter().filter(|o| o.table.starts_with('Z'));
        for line in forms.map(|o| o.line as usize - 1).collect::<BTreeSet<_>>() {
            let zero = |cell: &str| matches!(cell, "0" | "0.00");
            let cells: Vec<&str> = lines[line].split('\t').collect();
            let with_words: Vec<&str> = (cells.iter().enumerate())
                .map(|(at, &cell)| if zero(cell) && at % 2 == 1 { "零" } else { cell })
                .collect();
            replaced += with_words.iter().filter(|cell| **cell == "零").count();
            lines[line] = with_words.join("\t");
        }
        let text = lines.join("\n") + "\n";
        let score = reader::score(text.as_bytes(), &fixture.truth.observations, true);
        println!("{replaced} words in {}", fixture.name);
        assert!(score.f1() >= 1.0, "{score:?} of {}", fixture.name);
    }
}
