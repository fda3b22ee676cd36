//! The statutory tables of the fixtures read the same however another program spoilt the document.

#![allow(clippy::expect_used, clippy::print_stdout)] // a test may expect, and may speak

mod reader;

use juesuan_testkit::{Fixture, Layout, Score, fixtures, transform};
use reader::score;

/// Says which of the scores are below what is asked for; fails where any is.
fn demand(scores: impl Iterator<Item = (String, Score, f64)>) {
    let mut missed = Vec::new();
    for (name, score, least) in scores {
        let Score { met, read, wanted } = score;
        let line = format!("{:6.4} of {least} ({met} met, {read} read, {wanted} wanted)  {name}", score.f1());
        println!("{line}");
        if score.f1() < least {
            missed.push(line);
        }
    }
    assert!(missed.is_empty(), "below what is asked for:\n{}", missed.join("\n"));
}

/// Fixtures with statutory tables in the layout that the transformations work on.
fn with_tables() -> Vec<Fixture> {
    let has_forms = |fixture: &Fixture| fixture.truth.observations.iter().any(|o| o.table.starts_with('Z'));
    fixtures().into_iter().filter(|fixture| has_forms(fixture) && fixture.layout == Layout::Tabbed).collect()
}

#[test]
fn fixtures_read_as_they_are() {
    demand(fixtures().iter().map(|fixture| {
        let score = score(fixture.input.as_bytes(), &fixture.truth.observations, true);
        (fixture.name.to_owned(), score, 1.0)
    }));
}

#[test]
fn spoilt_fixtures_read_the_same() {
    let fixtures = with_tables();
    demand(fixtures.iter().flat_map(|fixture| {
        transform::ALL.iter().map(|transformation| {
            let bytes = (transformation.apply)(&fixture.input);
            let score = score(&bytes, &fixture.truth.observations, transformation.keeps_lines);
            (format!("{} of {}", transformation.name, fixture.name), score, transformation.least_f1)
        })
    }));
}

#[test]
fn every_layout_reads_the_same() {
    let fixtures = with_tables();
    demand(fixtures.iter().flat_map(|fixture| {
        Layout::ALL.map(|layout| {
            let printed = fixture.print(layout);
            let score = score(printed.text.as_bytes(), &printed.truth.observations, true);
            let least = if layout == Layout::Aligned { 0.97 } else { 1.0 };
            (format!("{layout:?} of {}", fixture.name), score, least)
        })
    }));
}
