//! The characters of published PDFs are those that another reader finds.

#![allow(clippy::expect_used, clippy::print_stderr)] // a test may expect, and says what it skips

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use juesuan_ingest::{Options, ingest};

/// Characters that we may see and the other reader may not, of a thousand: it takes strokes at line ends for hyphens, and
/// passes by what was drawn twice.
const MORE_OF_A_THOUSAND: usize = 1;

/// How often each visible character stands in a text.
fn characters(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// How many characters of one text the other has not.
fn surplus(of: &BTreeMap<char, usize>, over: &BTreeMap<char, usize>) -> usize {
    of.iter().map(|(c, count)| count.saturating_sub(over.get(c).copied().unwrap_or(0))).sum()
}

fn files() -> Vec<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("JUESUAN_SHARED").map_or(beside, PathBuf::from);
    let entries = std::fs::read_dir(shared.join("real")).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "pdf"));
    files.sort();
    files
}

#[test]
fn characters_are_those_that_another_reader_finds() {
    let files = files();
    if files.is_empty() {
        let _ = writeln!(std::io::stderr(), "SKIPPED: no PDFs in ../shared/real");
        return;
    }
    if Command::new("pdftotext").arg("-v").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "pdftotext is missing, and in CI nothing may be");
        let _ = writeln!(std::io::stderr(), "SKIPPED: pdftotext is not installed");
        return;
    }
    for file in files {
        let bytes = std::fs::read(&file).expect("readable");
        let ours = characters(&ingest(&bytes, Options::default()).expect("a document").text);
        let done = Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(&file).arg("-").output();
        let theirs = characters(&String::from_utf8_lossy(&done.expect("it runs").stdout));
        let total: usize = theirs.values().sum();
        let (lost, more) = (surplus(&theirs, &ours), surplus(&ours, &theirs));
        assert!(total > 0 && lost == 0, "{}: {lost} of {total} lost", file.display());
        assert!(more * 1000 <= total * MORE_OF_A_THOUSAND, "{}: {more} more than {total}", file.display());
    }
}
