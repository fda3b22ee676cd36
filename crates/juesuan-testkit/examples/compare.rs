//! Reads documents as they are and as every transformation spoils them, and prints what differs.
//!
//! `cargo run -p juesuan-testkit --example compare -- [-v] [-t TRANSFORMATION] FILE…`

#![allow(clippy::print_stdout, clippy::expect_used)] // that is what it is for

#[path = "../tests/reader/mod.rs"]
mod reader;

use std::collections::BTreeMap;

use juesuan_testkit::{Score, transform};
use reader::Rows;

fn main() -> std::io::Result<()> {
    let mut verbose = false;
    let (mut only, mut files) = (None, Vec::new());
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "-v" => verbose = true,
            "-t" => only = args.next(),
            _ => files.push(arg),
        }
    }
    for file in files {
        let text = String::from_utf8_lossy(&std::fs::read(&file)?).into_owned();
        let wanted = reader::rows(text.as_bytes());
        for transformation in transform::ALL {
            if only.as_ref().is_some_and(|only| only != transformation.name) {
                continue;
            }
            let read = reader::rows(&(transformation.apply)(&text));
            compare(&file, transformation.name, &read, &wanted, verbose);
        }
    }
    Ok(())
}

fn compare(file: &str, name: &str, read: &Rows, wanted: &Rows, verbose: bool) {
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for resource in reader::RESOURCES {
        let of = |rows: &Rows| -> Vec<Vec<String>> {
            rows.iter().filter(|row| row.0 == resource).map(|row| row.1.clone()).collect()
        };
        scores.insert(resource, Score::of(of(read), of(wanted)));
        if verbose {
            for (sign, one, other) in [('-', wanted, read), ('+', read, wanted)] {
                let mut left: BTreeMap<Vec<String>, usize> = BTreeMap::new();
                for row in of(other) {
                    *left.entry(row).or_default() += 1;
                }
                for row in of(one) {
                    match left.get_mut(&row).filter(|count| **count > 0) {
                        Some(count) => *count -= 1,
                        None => println!("{sign} {resource} {}", row.join(" | ")),
                    }
                }
            }
        }
    }
    let bad: Vec<String> = scores
        .iter()
        .filter(|(_, score)| score.f1() < 1.0)
        .map(|(name, score)| {
            format!("{name} {:.4} ({}/{}/{})", score.f1(), score.met, score.read, score.wanted)
        })
        .collect();
    let file = file.rsplit('/').next().unwrap_or(file);
    let file: String = file.chars().take(8).collect();
    println!("{file} {name:32} {}", if bad.is_empty() { "ok".to_owned() } else { bad.join("  ") });
}
