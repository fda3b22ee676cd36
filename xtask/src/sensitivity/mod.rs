//! Which documents notice a threshold: each is made a fifth smaller and a fifth larger, and everything is read again.
//!
//! A threshold that nothing notices is decoration, or wants a document. Those that only limit work or messages (`bound`)
//! should be noticed by none, and are not moved.

mod documents;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result, bail, ensure};
use juesuan::Threshold;
use juesuan::rules::catalogue;

/// How far a threshold is moved, as a part of its value.
const STEP: f64 = 0.2;

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
    let page = root.join("docs/thresholds.md");
    if wish.check {
        return check(&std::fs::read_to_string(&page)?);
    }
    let program = build(root)?;
    let usual = digests(&program, None)?;
    let wanted = |threshold: &Threshold| wish.only.is_none_or(|only| threshold.name.contains(only));
    let thresholds: Vec<Threshold> = juesuan::thresholds().into_iter().filter(wanted).collect();
    let noticed = measure(&program, &thresholds, &usual)?;
    let text = report(&thresholds, &noticed, usual.len());
    if wish.write {
        ensure!(wish.only.is_none(), "the page holds all thresholds");
        std::fs::write(&page, text)?;
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

/// Moves one threshold after the other, two at a time.
fn measure(program: &Path, thresholds: &[Threshold], usual: &[(String, String)]) -> Result<Noticed> {
    let noticed = Mutex::new(Noticed::new());
    let faults = Mutex::new(Vec::new());
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(threshold) = thresholds.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if threshold.unit == BOUND {
                        continue;
                    }
                    let both = [-STEP, STEP].map(|step| noticing(program, threshold, step, usual));
                    match both {
                        [Ok(less), Ok(more)] => {
                            eprintln!("{} {} {}", threshold.name, less.len(), more.len());
                            if let Ok(mut noticed) = noticed.lock() {
                                noticed.insert(threshold.name, [less, more]);
                            }
                        }
                        [less, more] => {
                            if let Ok(mut faults) = faults.lock() {
                                faults.extend(less.err().into_iter().chain(more.err()));
                            }
                        }
                    }
                }
            });
        }
    });
    match faults.into_inner().unwrap_or_default().pop() {
        Some(fault) => Err(fault),
        None => Ok(noticed.into_inner().unwrap_or_default()),
    }
}

/// The documents of which something else is read where a threshold is moved by a part of itself, but at least by one.
fn noticing(
    program: &Path,
    threshold: &Threshold,
    step: f64,
    usual: &[(String, String)],
) -> Result<Vec<String>> {
    let whole = threshold.value.fract() == 0.0;
    let by = threshold.value.abs() * STEP;
    let by = if whole { by.round().max(1.0) } else { by };
    let value = by.mul_add(step.signum(), threshold.value).max(0.0);
    let moved = digests(program, Some(&format!("{}={value}", threshold.name)))?;
    let differ = usual.iter().zip(moved).filter(|(usual, moved)| **usual != *moved);
    Ok(differ.map(|(usual, _)| usual.0.clone()).collect())
}

/// The page: each threshold with what notices it.
fn report(thresholds: &[Threshold], noticed: &Noticed, documents: usize) -> String {
    let moved = thresholds.iter().filter(|threshold| threshold.unit != BOUND).count();
    let none = noticed.values().filter(|both| both.iter().all(Vec::is_empty)).count();
    let mut page = format!(
        "# Thresholds\n\nMade by `cargo xtask sensitivity --write`. Numbers that decide how something is read or judged and \
         that no regulation gives; each crate has\nthem in one file, `src/tuning.rs`. Each was made a fifth (at least 1) \
         smaller and larger, and {documents} documents were read and checked again: all\nfixtures in all layouts, habits and \
         files, heads and accounts drawn by chance. The columns say of how many something else was read or found,\nand name \
         one of them. Of {moved} thresholds {none} are noticed by none of these documents. A `bound` limits work or \
         messages, decides nothing and is not moved.\n"
    );
    let mut area = "";
    for threshold in thresholds {
        let (here, name) = threshold.name.split_once('.').unwrap_or(("", threshold.name));
        if here != area {
            area = here;
            let _ = write!(
                page,
                "\n## juesuan-{area}\n\n| threshold | value | unit | meaning | less | more |\n|---|---|---|---|---|---|\n"
            );
        }
        let [less, more] = [0, 1].map(|at| match noticed.get(threshold.name) {
            None => "–".to_owned(),
            Some(both) => told(&both[at]),
        });
        let Threshold { value, unit, meaning, .. } = threshold;
        let _ = writeln!(
            page,
            "| `{name}` | {value} | {unit} | {} | {less} | {more} |",
            meaning.replace('|', "\\|")
        );
    }
    page
}

/// How many documents, and the first.
fn told(documents: &[String]) -> String {
    match documents {
        [] => "0".to_owned(),
        [first, ..] => format!("{}: {first}", documents.len()),
    }
}

/// Fails where the page lacks a threshold, has another value for it, or one that is gone.
fn check(page: &str) -> Result<()> {
    let rows: BTreeMap<String, &str> = rows(page);
    let known: BTreeMap<String, String> = juesuan::thresholds()
        .iter()
        .map(|threshold| (threshold.name.to_owned(), threshold.value.to_string()))
        .collect();
    let changed =
        known.iter().filter(|(name, value)| rows.get(*name) != Some(&value.as_str())).map(|(name, _)| name);
    let gone = rows.keys().filter(|name| !known.contains_key(*name));
    let faults: Vec<&String> = changed.chain(gone).collect();
    for fault in &faults {
        eprintln!("docs/thresholds.md: {fault} is not as in the code");
    }
    ensure!(faults.is_empty(), "run `cargo xtask sensitivity --write` and read the change");
    eprintln!("thresholds: current");
    Ok(())
}

/// The values on the page by their full names.
fn rows(page: &str) -> BTreeMap<String, &str> {
    let mut area = "";
    let mut rows = BTreeMap::new();
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix("## juesuan-") {
            area = heading;
        }
        let mut cells = line.split(" | ");
        if let (Some(name), Some(value)) =
            (cells.next().and_then(|name| name.strip_prefix("| `")), cells.next())
        {
            rows.insert(format!("{area}.{}", name.trim_end_matches('`')), value);
        }
    }
    rows
}
