//! How well the rules guard the figures of documents: each figure that an identity constrains is changed in one digit.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use juesuan::rules::catalogue;
use juesuan::rules::mutation::{Tally, mutations};

/// The share of changed figures that an error must cite, and that one must name.
const WANTED: (f64, f64) = (0.99, 0.80);

/// Changes the figures of these documents, or of all fixtures, and prints what the rules noticed.
pub(crate) fn run(fixtures: &Path, paths: &[PathBuf], missed: bool) -> Result<()> {
    let rules = catalogue().only(["within", "between", "units"])?;
    let documents = if paths.is_empty() { inputs(fixtures)? } else { files(paths)? };
    let home = fixtures.parent().unwrap_or(fixtures);
    let mut all = Tally::default();
    println!("{:>7} {:>8} {:>8} {:>8}  document", "figures", "cited", "named", "other");
    for path in documents {
        let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
        let report = juesuan::read(&bytes, &path.to_string_lossy(), &juesuan::Options::default())?;
        let mut tally = Tally::default();
        for mutation in mutations(&report, &rules) {
            tally.add(&mutation);
            if missed && !(mutation.cited && mutation.named) {
                let (table, line) = (mutation.table, mutation.place.line);
                println!("  {table} line {line}: {} → {}: {:?}", mutation.from, mutation.to, mutation.said);
            }
        }
        line(&tally, &path.strip_prefix(home).unwrap_or(&path).display().to_string());
        all = all.and(tally);
    }
    line(&all, "all");
    if all.share(all.cited) < WANTED.0 || all.share(all.named) < WANTED.1 {
        bail!("fewer than {:.0} % cited or {:.0} % named", WANTED.0 * 100.0, WANTED.1 * 100.0);
    }
    Ok(())
}

fn line(tally: &Tally, name: &str) {
    let percent = |part| match tally.mutants {
        0 => "-".to_owned(),
        _ => format!("{:.2}%", tally.share(part) * 100.0),
    };
    let (cited, named, other) = (percent(tally.cited), percent(tally.named), percent(tally.misnamed));
    println!("{:>7} {cited:>8} {named:>8} {other:>8}  {name}", tally.mutants);
}

/// The inputs of all fixtures.
pub(crate) fn inputs(fixtures: &Path) -> Result<Vec<PathBuf>> {
    let cases = files(&[fixtures.to_owned()])?;
    let inputs = cases.iter().map(|case| files(std::slice::from_ref(case)));
    let inputs: Vec<Vec<PathBuf>> = inputs.collect::<Result<_>>()?;
    let is_input = |path: &PathBuf| path.file_stem().is_some_and(|stem| stem == "input");
    Ok(inputs.into_iter().flatten().filter(is_input).collect())
}

/// Files, and what stands in folders, in order.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            for entry in std::fs::read_dir(path).with_context(|| path.display().to_string())? {
                found.push(entry?.path());
            }
        } else {
            found.push(path.clone());
        }
    }
    found.sort();
    Ok(found)
}
