//! Whole accounts drawn by chance, as files of every format: their figures are read with table, row and column, and nothing is found
//! wrong with them. `FILES=100` reads so many accounts of each format.

#![allow(clippy::expect_used, clippy::print_stdout)] // a test may expect, and may speak
#![allow(clippy::cast_precision_loss)] // shares of some thousand figures

mod reader;

use juesuan_testkit::document::Part;
use juesuan_testkit::drawn::{Chance, accounts, tell};
use juesuan_testkit::press::{Rules, Style};
use juesuan_testkit::{Document, Layout, Observation, files, ofd, pdf, print};

/// Accounts of each format where nobody asks for more.
const USUAL: u64 = 5;

/// What was read of all accounts in a format.
#[derive(Default)]
struct Sum {
    met: usize,
    read: usize,
    wanted: usize,
    findings: usize,
}

fn document(seed: u64) -> Document {
    let mut chance = Chance::new(seed * 6_700_417 + 11);
    let accounts = accounts(&mut chance);
    files::whole(&tell(&accounts, &mut chance).document)
}

/// Errors and warnings; a file of tables alone is not asked for its text.
fn findings(bytes: &[u8]) -> usize {
    let mut reading = juesuan::read_text(bytes, "input", &juesuan::Options::default()).expect("a document");
    reading.check(&juesuan::rules::catalogue());
    let is_fault = |finding: &&juesuan::model::Finding| finding.severity != juesuan::model::Severity::Info;
    let faults = reading.report.findings.iter().filter(is_fault);
    faults.inspect(|finding| println!("  {} {} {}", finding.rule, finding.printed, finding.expected)).count()
}

/// Reads the accounts in one format; `least` is the share of figures that is reached today.
fn holds(name: &str, least: f64, most_findings: usize, file: impl Fn(&Document, &str) -> Vec<u8>) {
    let count = std::env::var("FILES").ok().and_then(|count| count.parse().ok()).unwrap_or(USUAL);
    let mut sum = Sum::default();
    for seed in 0..count {
        let document = document(seed);
        let printed = print(&document, Layout::Tabbed);
        let bytes = file(&document, &printed.text);
        let truth: Vec<Observation> = printed.truth.observations;
        let score = reader::score(&bytes, &truth, false);
        let found = if name == "xlsx" { 0 } else { findings(&bytes) };
        if score.f1() < 1.0 || found > 0 {
            println!("{name} {seed}: {:.4}, {found} findings", score.f1());
        }
        sum.met += score.met;
        sum.read += score.read;
        sum.wanted += score.wanted;
        sum.findings += found;
    }
    let f1 = 2.0 * sum.met as f64 / (sum.read + sum.wanted).max(1) as f64;
    println!("{name}: {f1:.4} of {} figures, {} findings", sum.wanted, sum.findings);
    assert!(f1 >= least, "{name}: {f1:.4}");
    assert!(sum.findings as u64 * USUAL <= most_findings as u64 * count, "{name}: {}", sum.findings);
}

const BARE: Style = Style { has_page_numbers: false, ..Style::PLAIN };

#[test]
fn word() {
    holds("docx", 1.0, 0, |document, _| files::docx(document).expect("written"));
}

#[test]
fn web_pages() {
    holds("html", 1.0, 0, |document, _| files::html(document));
}

#[test]
fn workbooks() {
    holds("xlsx", 1.0, 0, |document, _| {
        let mut tables = document.clone();
        tables.parts.retain(|part| !matches!(part, Part::Text { .. }));
        files::xlsx(&tables).expect("written")
    });
}

#[test]
fn pdf_with_lines() {
    holds("pdf", 1.0, 0, |_, text| pdf::print(text, &Style::PLAIN));
}

#[test]
fn pdf_with_lines_between_rows() {
    holds("pdf, rows", 0.99, 0, |_, text| pdf::print(text, &Style { rules: Rules::Rows, ..BARE }));
}

#[test]
fn pdf_without_lines() {
    holds("pdf, no lines", 0.97, 0, |_, text| pdf::print(text, &Style { rules: Rules::None, ..BARE }));
}

/// Heads in the middle of all their columns, as programs print merged cells.
const MERGED: Style = Style { has_merged_heads: true, ..BARE };

#[test]
fn pdf_with_merged_heads_and_lines_between_rows() {
    holds("pdf, merged heads, rows", 0.99, 0, |_, text| {
        pdf::print(text, &Style { rules: Rules::Rows, ..MERGED })
    });
}

#[test]
fn pdf_with_merged_heads_and_lines_between_columns() {
    holds("pdf, merged heads, columns", 0.99, 0, |_, text| {
        pdf::print(text, &Style { rules: Rules::Columns, ..MERGED })
    });
}

#[test]
fn pdf_with_merged_heads_without_lines() {
    holds("pdf, merged heads, no lines", 0.97, 0, |_, text| {
        pdf::print(text, &Style { rules: Rules::None, ..MERGED })
    });
}

#[test]
fn national_layout() {
    holds("ofd", 1.0, 0, |_, text| ofd::print(text, Style::PLAIN, ofd::Steps::Each).expect("written"));
}
