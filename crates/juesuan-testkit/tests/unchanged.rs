//! Whatever another program does to a document, the same is read from it: figures, programmes, indicators, facts and
//! sections, of the fixtures and, where they are at hand, of real documents.

#![allow(clippy::expect_used, clippy::print_stdout, clippy::print_stderr)] // a test may expect, and may speak

mod reader;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use juesuan_testkit::{Score, fixtures, transform};
use reader::Rows;

/// Beginnings of the names of transformations after which less is read than all, and the least F1 today of each
/// resource that is not read whole.
type Open = &'static [(&'static str, &'static str, f64)];

const OPEN_FIXTURES: Open = &[
    ("aligned-figures-above", "observations", 0.99),
    ("aligned-figures-below", "observations", 0.97),
    // one name of two that are interwoven goes to the wrong row
    ("aligned-interleaved-names", "observations", 0.998),
    // four figures of a form whose rows are nearly all blank
    ("aligned-centred", "observations", 0.98),
];

const OPEN_REAL: Open = &[
    // a heading that runs into its paragraph is known by its bold type alone
    ("without-stars", "sections", 0.98),
    ("without-stars", "facts", 0.9),
    ("exploded-unparted", "sections", 0.99),
    // one figure of some 1,600
    ("aligned-figures-above", "observations", 0.999),
    ("aligned-figures-below", "observations", 0.999),
    // every cell of several hundred characters on two lines
    ("aligned-wrapped-names", "observations", 0.36),
    ("aligned-wrapped-names", "indicators", 0.28),
    ("aligned-wrapped-names", "facts", 0.99),
    // which half belongs to which of two names nothing tells
    ("aligned-interleaved-names", "observations", 0.91),
    ("aligned-interleaved-names", "indicators", 0.66),
];

fn least(open: Open, transformation: &str, resource: &str) -> f64 {
    let open = open.iter().find(|(name, which, _)| transformation.starts_with(name) && *which == resource);
    open.map_or(1.0, |&(.., least)| least)
}

fn demand(documents: &[(String, String)], open: Open) {
    let mut missed = Vec::new();
    for (name, text) in documents {
        let wanted = reader::rows(text.as_bytes());
        for transformation in transform::ALL {
            let read = reader::rows(&(transformation.apply)(text));
            for resource in reader::RESOURCES {
                let Score { met, read, wanted } = score(&read, &wanted, resource);
                let f1 = Score { met, read, wanted }.f1();
                if f1 < least(open, transformation.name, resource) {
                    let spoilt = transformation.name;
                    missed.push(format!(
                        "{f1:6.4} ({met} met, {read} read, {wanted} wanted) {resource} {spoilt} {name}"
                    ));
                }
            }
        }
    }
    assert!(missed.is_empty(), "read otherwise than as they are:\n{}", missed.join("\n"));
}

fn score(read: &Rows, wanted: &Rows, resource: &str) -> Score {
    let of = |rows: &Rows| -> Vec<Vec<String>> {
        rows.iter().filter(|row| row.0 == resource).map(|row| row.1.clone()).collect()
    };
    Score::of(of(read), of(wanted))
}

#[test]
fn spoilt_fixtures_say_the_same() {
    let documents: Vec<(String, String)> =
        fixtures().into_iter().map(|fixture| (fixture.name.to_owned(), fixture.input)).collect();
    demand(&documents, OPEN_FIXTURES);
}

#[test]
fn spoilt_real_documents_say_the_same() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("JUESUAN_SHARED").map_or(beside, PathBuf::from).join("seeds");
    let Ok(files) = std::fs::read_dir(&folder) else {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED spoilt_real_documents_say_the_same: no real documents at {}",
            folder.display()
        );
        return;
    };
    let documents: Vec<(String, String)> = files
        .flatten()
        .filter_map(|file| {
            Some((
                file.file_name().to_string_lossy().into_owned(),
                std::fs::read_to_string(file.path()).ok()?,
            ))
        })
        .collect();
    demand(&documents, OPEN_REAL);
}
