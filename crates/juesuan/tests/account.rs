//! Nothing is lost: of every fixture and every real document, the account of numbers closes.

#![allow(clippy::expect_used, clippy::print_stderr, clippy::unwrap_used)] // a test may expect, and may speak

mod support;

use juesuan::model::{Report, Unread};

fn all_reports(asking: &str) -> Vec<(Report, String)> {
    let documents = support::fixtures().into_iter().chain(support::seeds(asking));
    documents
        .map(|(name, bytes)| {
            let report = juesuan::read(&bytes, &name, &juesuan::Options::default()).expect("readable");
            let text = juesuan::ingest::ingest(&bytes, juesuan::ingest::Options::default())
                .expect("readable")
                .text
                .into_owned();
            (report, text)
        })
        .collect()
}

#[test]
fn every_number_is_read_or_listed_with_a_reason() {
    for (report, text) in all_reports("every_number_is_read_or_listed_with_a_reason") {
        let name = &report.source.path;
        let listed = u32::try_from(report.unread.len()).unwrap();
        assert_eq!(report.numbers, report.numbers_read + listed, "{name}: numbers = read + unread");
        let tokens = juesuan_read::coverage::tokens(&text).count();
        assert_eq!(report.numbers as usize, tokens, "{name}: every numeric token is counted");
        let unexplained = |unread: &&Unread| unread.reason.is_empty() || unread.text.is_empty();
        assert!(!report.unread.iter().any(|unread| unexplained(&unread)), "{name}: every one has a reason");
    }
}

#[test]
fn every_value_points_to_the_characters_it_was_read_from() {
    for (report, text) in all_reports("every_value_points_to_the_characters_it_was_read_from") {
        for table in &report.tables {
            for figure in table.figures() {
                let printed = figure.place.span.text(&text);
                let digits = |text: &str| text.chars().filter(|c| c.is_numeric()).count();
                assert!(
                    digits(printed) > 0,
                    "{}: {} at line {}",
                    report.source.path,
                    figure.value,
                    figure.place.line
                );
            }
        }
        for unread in &report.unread {
            assert_eq!(unread.place.span.text(&text), unread.text, "{}", report.source.path);
        }
    }
}

#[test]
fn the_same_bytes_give_the_same_report() {
    for (name, bytes) in support::fixtures() {
        let read = || juesuan::read(&bytes, &name, &juesuan::Options::default()).expect("readable");
        assert_eq!(read(), read(), "{name}");
    }
}

#[test]
fn the_longest_figures_break_no_rule() {
    let rules = juesuan::rules::catalogue();
    for (name, bytes) in
        support::fixtures().into_iter().chain(support::seeds("the_longest_figures_break_no_rule"))
    {
        let text =
            juesuan::ingest::ingest(&bytes, juesuan::ingest::Options::default()).expect("readable").text;
        // every figure with a point gets as many digits as a figure can have, or a few more
        for digits in ["99999999999", "999999999999", "99999999999999999999999999", "0.00000000000000000001"]
        {
            let long = text.replace('.', &format!("{digits}."));
            let mut reading =
                juesuan::read_text(long.as_bytes(), &name, &juesuan::Options::default()).expect("readable");
            reading.check(&rules);
            assert_eq!(reading.report.numbers as usize, juesuan_read::coverage::tokens(&long).count());
        }
    }
}
