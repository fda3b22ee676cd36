//! Which documents notice a threshold: each is made a fifth smaller and a fifth larger, and everything is read again.
//!
//! A threshold that nothing notices is decoration, or wants a document. Those that only limit work or messages (`bound`)
//! should be noticed by none, and are not moved.

mod documents;
mod page;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use juesuan::Threshold;
use juesuan::rules::catalogue;

use crate::kept;

/// How far a threshold is moved, as a part of its value.
const STEP: f64 = 0.2;

/// Processes at a time.
const WORKERS: usize = 2;

/// The unit of thresholds that limit work and decide nothing.
const BOUND: &str = "bound";

/// The variable that tells a program which threshold is moved.
const MOVED: &str = "JUESUAN_MOVED";

/// What the person who runs the chore wants.
#[derive(Debug)]
pub(crate) struct Wish<'w> {
    pub(crate) check: bool,
    pub(crate) write: bool,
    pub(crate) digests: bool,
    pub(crate) only: Option<&'w str>,
}

/// Moves all thresholds, or checks that the page of them names each with its value.
pub(crate) fn run(root: &Path, wish: &Wish<'_>) -> Result<()> {
    if wish.digests {
        return print_digests();
    }
    let path = root.join("docs/thresholds.md");
    if wish.check {
        let faults = page::faults(&std::fs::read_to_string(&path)?, &juesuan::thresholds());
        return kept::report("thresholds", "cargo xtask sensitivity --write", &faults);
    }
    let program = build(root)?;
    let usual = digests(&program, None)?;
    let wanted = |threshold: &Threshold| wish.only.is_none_or(|only| threshold.name.contains(only));
    let thresholds: Vec<Threshold> = juesuan::thresholds().into_iter().filter(wanted).collect();
    let noticed = measure(&program, &thresholds, &usual)?;
    let text = page::report(&thresholds, &noticed, usual.len());
    if wish.write {
        ensure!(wish.only.is_none(), "the page holds all thresholds");
        std::fs::write(&path, text)?;
    } else {
        print!("{text}");
    }
    Ok(())
}

/// The program that can move thresholds: this one, with a feature.
fn build(root: &Path) -> Result<std::path::PathBuf> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root).args(["build", "--quiet", "--release", "--package", "xtask"]);
    cargo.args(["--features", "sensitivity", "--target-dir", "target"]);
    ensure!(cargo.status()?.success(), "the program with movable thresholds does not build");
    // the next build takes its place
    let kept = root.join("target/sensitivity-xtask");
    std::fs::copy(root.join("target/release/xtask"), &kept).context("target/release/xtask")?;
    Ok(kept)
}

/// A line for each document, with a number for what was read of it.
fn print_digests() -> Result<()> {
    let rules = catalogue();
    for sample in documents::all()? {
        println!("{}\t{:016x}", sample.name, documents::digest(&sample, &rules)?);
    }
    Ok(())
}

/// The lines of a program with one threshold moved, or with none.
fn digests(program: &Path, moved: Option<&str>) -> Result<Vec<(String, String)>> {
    let mut command = Command::new(program);
    command.args(["sensitivity", "--digests"]).env_remove(MOVED);
    if let Some(moved) = moved {
        command.env(MOVED, moved);
    }
    let done = command.output().context("the program with movable thresholds")?;
    if !done.status.success() {
        bail!("{}: {}", moved.unwrap_or("unmoved"), String::from_utf8_lossy(&done.stderr));
    }
    let text = String::from_utf8(done.stdout)?;
    Ok(text
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .collect())
}

/// What noticed a threshold when it was less and when it was more.
type Noticed = BTreeMap<&'static str, [Vec<String>; 2]>;

/// Moves one threshold after the other, in as many processes at a time as there are [`WORKERS`].
fn measure(program: &Path, thresholds: &[Threshold], usual: &[(String, String)]) -> Result<Noticed> {
    let moved: Vec<&Threshold> = thresholds.iter().filter(|threshold| threshold.unit != BOUND).collect();
    let work = |first: usize| -> Result<Noticed> {
        let mine = moved.iter().skip(first).step_by(WORKERS);
        let both = mine.map(|threshold| {
            let less = noticing(program, threshold, -1.0, usual)?;
            let more = noticing(program, threshold, 1.0, usual)?;
            eprintln!("{} {} {}", threshold.name, less.len(), more.len());
            Ok((threshold.name, [less, more]))
        });
        both.collect()
    };
    std::thread::scope(|scope| {
        let work = &work;
        let workers: Vec<_> = (0..WORKERS).map(|first| scope.spawn(move || work(first))).collect();
        let mut noticed = Noticed::new();
        for worker in workers {
            noticed.extend(worker.join().map_err(|_| anyhow!("a worker stopped"))??);
        }
        Ok(noticed)
    })
}

/// The documents of which something else is read where a threshold is moved by a part of itself, down (-1) or up (1); whole
/// numbers at least by one.
fn noticing(
    program: &Path,
    threshold: &Threshold,
    sign: f64,
    usual: &[(String, String)],
) -> Result<Vec<String>> {
    let whole = threshold.value.fract() == 0.0;
    let by = threshold.value.abs() * STEP;
    let by = if whole { by.round().max(1.0) } else { by };
    let value = by.mul_add(sign, threshold.value).max(0.0);
    let moved = digests(program, Some(&format!("{}={value}", threshold.name)))?;
    let differ = usual.iter().zip(moved).filter(|(usual, moved)| **usual != *moved);
    Ok(differ.map(|(usual, _)| usual.0.clone()).collect())
}
