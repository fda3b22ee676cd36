//! Transformations change no figure: whatever the layout, the same numbers stand in the text.

#![allow(clippy::expect_used, clippy::print_stdout)] // a test may expect, and may speak

use std::collections::BTreeMap;

use juesuan_testkit::truth::narrow;
use juesuan_testkit::{fixtures, transform};

/// Every number with decimals in the text, counted.
fn figures(text: &str) -> BTreeMap<String, usize> {
    let text: String = text.chars().map(narrow).filter(|c| *c != ',').collect();
    let mut figures = BTreeMap::new();
    for token in text.split(|c: char| !c.is_ascii_digit() && c != '.') {
        if token.contains('.') && token.starts_with(|c: char| c.is_ascii_digit()) {
            *figures.entry(token.trim_end_matches('.').to_owned()).or_insert(0) += 1;
        }
    }
    figures
}

fn decoded(bytes: &[u8]) -> String {
    juesuan_ingest::ingest(bytes, juesuan_ingest::Options::default())
        .map(|source| source.text.into_owned())
        .unwrap_or_default()
}

#[test]
fn no_figure_is_lost() {
    for fixture in fixtures() {
        let before = figures(&fixture.input);
        // digits parted by a blank are no figure to this count
        for transformation in transform::ALL.iter().filter(|one| one.name != "broken-digits") {
            let spoilt = decoded(&(transformation.apply)(&fixture.input));
            assert_eq!(figures(&spoilt), before, "{} of {}", transformation.name, fixture.name);
        }
    }
}
