//! The sections of real documents against what a careful reader found there, where both are at hand.
//!
//! Looks into the folder that `JUESUAN_SHARED` names, else into `shared` beside the checkout; says so when it skips.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::format_collect, clippy::format_push_string)]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use juesuan_segment::{Segmentation, plain, segment};

const LEAST_F1: f64 = 0.97;

type Item = (u32, String, String);

fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("JUESUAN_SHARED").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    named.or(Some(beside)).filter(|folder| folder.join("truth").is_dir())
}

fn rows(path: &Path) -> Vec<Vec<String>> {
    let Ok(mut reader) = csv::Reader::from_path(path) else { return Vec::new() };
    reader.records().flatten().map(|row| row.iter().map(str::to_owned).collect()).collect()
}

/// The scorer's view of a title.
fn title(text: &str) -> String {
    plain(text).chars().filter(|c| !matches!(c, '.' | '…' | '·')).collect()
}

fn wanted(folder: &Path) -> Vec<Item> {
    let rows = rows(&folder.join("sections.csv"));
    rows.iter().map(|row| (row[0].parse().unwrap(), row[1].clone(), title(&row[3]))).collect()
}

fn found(document: &Segmentation<'_>) -> Vec<Item> {
    let item = |section: &juesuan_segment::Section| {
        (document.line(section.heading), section.level.to_string(), title(&document.title(section)))
    };
    document.sections.iter().map(item).collect()
}

/// F1 over the lines of one folder, and what was missed and what was too much.
fn score(folder: &Path, document: &Segmentation<'_>) -> (f64, String) {
    let scope = std::fs::read_to_string(folder.join("scope.txt")).unwrap();
    let scope: Vec<u32> = scope.split_whitespace().map(|line| line.parse().unwrap()).collect();
    let neutral = rows(&folder.join("neutral.csv"));
    let scored = |line: u32| {
        (scope[0]..=scope[1]).contains(&line)
            && !neutral.iter().any(|row| row[0] == "sections" && row[1] == line.to_string())
    };
    let mut balance: BTreeMap<Item, i32> = BTreeMap::new();
    let (mut want, mut got) = (0, 0);
    for item in wanted(folder).into_iter().filter(|item| scored(item.0)) {
        want += 1;
        *balance.entry(item).or_default() += 1;
    }
    for item in found(document).into_iter().filter(|item| scored(item.0)) {
        got += 1;
        *balance.entry(item).or_default() -= 1;
    }
    let missed: i32 = balance.values().filter(|&&n| n > 0).sum();
    let report: String = balance
        .iter()
        .filter(|(_, n)| **n != 0)
        .map(|(item, n)| format!("  {} {item:?}\n", if *n > 0 { "missed" } else { "extra" }))
        .collect();
    (f64::from(2 * (want - missed)) / f64::from(want + got), report)
}

#[test]
fn sections_of_real_documents() {
    let Some(shared) = shared() else {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: no real documents here; set JUESUAN_SHARED to the folder with seeds and truth"
        );
        return;
    };
    let seeds: Vec<PathBuf> =
        std::fs::read_dir(shared.join("seeds")).unwrap().map(|seed| seed.unwrap().path()).collect();
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(shared.join("truth")).unwrap().map(|f| f.unwrap().path()).collect();
    folders.retain(|folder| folder.join("sections.csv").is_file());
    folders.sort();
    for folder in folders {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let seed = seeds
            .iter()
            .find(|seed| seed.file_name().unwrap().to_string_lossy().starts_with(&name[..3]))
            .unwrap();
        let source = std::fs::read_to_string(seed).unwrap();
        let (f1, report) = score(&folder, &segment(&source).unwrap());
        println!("{name}: F1 {f1:.4}\n{report}");
        assert!(f1 >= LEAST_F1, "{name}: F1 {f1:.4}\n{report}");
    }
}
