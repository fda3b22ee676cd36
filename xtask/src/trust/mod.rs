//! How far the rules can be trusted: accounts drawn by chance, in all layouts and files, with faults of known kinds.
//!
//! Nothing here is known to the rules. An error or a warning is true where it cites a planted fault, or is of a rule that tells
//! of something missing that was taken out; all others are false.

mod shape;
mod tally;

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use juesuan::model::{Certainty, Finding, Severity};
use juesuan::rules::{RuleSet, catalogue};
use juesuan_source::chars::{fold, is_blank};
use juesuan_testkit::drawn::{self, Chance, Fault, KINDS, PERSONAL, Planting};

use shape::Shape;
use tally::{Judged, Planted, Shown, Tally};

/// What is wanted of the measure.
#[derive(Debug)]
pub(crate) struct Wish<'p> {
    pub(crate) check: bool,
    pub(crate) accounts: Option<u64>,
    pub(crate) seed: u64,
    pub(crate) dump: Option<&'p Path>,
}

/// Accounts that are drawn, and those for CI.
const ACCOUNTS: (u64, u64) = (400, 60);

/// One account in so many has no fault.
const SOUND: u64 = 5;

/// Draws accounts, plants faults, and prints what the rules said.
pub(crate) fn run(wish: &Wish<'_>) -> Result<()> {
    let rules = catalogue();
    let accounts = wish.accounts.unwrap_or(if wish.check { ACCOUNTS.1 } else { ACCOUNTS.0 });
    let mut tally = Tally::default();
    for seed in wish.seed..wish.seed + accounts {
        let drawn = draw(seed)?;
        let judged = judge(&drawn, &rules)?;
        if let Some(folder) = wish.dump.filter(|_| judged.is_telling()) {
            dump(folder, seed, &drawn, &judged)?;
        }
        tally.add(&drawn.shape, &judged);
    }
    tally.print();
    if wish.check {
        let low = tally.below_floors();
        if !low.is_empty() {
            bail!("{}", low.join("; "));
        }
    }
    Ok(())
}

/// A document with its faults.
struct Drawn {
    bytes: Vec<u8>,
    shape: Shape,
    faults: Vec<Fault>,
}

fn draw(seed: u64) -> Result<Drawn> {
    let mut chance = Chance::new(seed);
    let accounts = drawn::accounts(&mut chance);
    let mut told = drawn::tell(&accounts, &mut chance);
    let mut faults = Vec::new();
    if !seed.is_multiple_of(SOUND) {
        let kinds: Vec<&'static Planting> = KINDS.iter().chain([&PERSONAL]).collect();
        for _ in 0..chance.between(1, 3) {
            let Some(kind) = chance.pick(&kinds) else { continue };
            faults.extend(drawn::plant(&mut told, kind, &mut chance));
        }
    }
    let shape = Shape::draw(&mut chance);
    let bytes = shape.print(&told.document)?;
    Ok(Drawn { bytes, shape, faults })
}

/// A drawn document for other chores: what it is printed as, its bytes, its name as a file.
pub(crate) fn document(seed: u64) -> Result<(String, Vec<u8>, String)> {
    let drawn = draw(seed)?;
    Ok((drawn.shape.to_string(), drawn.bytes, drawn.shape.file_name()))
}

fn judge(drawn: &Drawn, rules: &RuleSet) -> Result<Judged> {
    let name = drawn.shape.file_name();
    let mut reading = juesuan::read_text(&drawn.bytes, &name, &juesuan::Options::default())
        .with_context(|| drawn.shape.to_string())?;
    reading.check(rules);
    let lines: Vec<String> = reading.text.split('\n').map(plain).collect();
    let places = |fault: &Fault| {
        let others = fault.others.iter().flat_map(|printed| lines_of(printed, &lines));
        lines_of(&fault.printed, &lines).into_iter().chain(others).collect()
    };
    let culprits: Vec<Vec<u32>> = drawn.faults.iter().map(places).collect();
    let tells = |finding: &Finding, at: usize| {
        let (Some(fault), Some(culprits)) = (drawn.faults.get(at), culprits.get(at)) else { return false };
        fault.planting.rules.contains(&&*finding.rule)
            || finding.places.iter().any(|place| culprits.contains(&place.line))
    };
    let mut judged = Judged { certainty: certainty(&reading.report), ..Judged::default() };
    let shown = || reading.report.findings.iter().filter(|finding| finding.severity >= Severity::Warning);
    judged.findings.extend(shown().map(|finding| Shown {
        rule: finding.rule.to_string(),
        is_error: finding.severity == Severity::Error,
        is_true: (0..drawn.faults.len()).any(|at| tells(finding, at)),
        message: finding.message.clone(),
    }));
    for (at, fault) in drawn.faults.iter().enumerate() {
        let names = |finding: &Finding| {
            let first = finding.places.first().map(|place| place.line);
            tells(finding, at)
                && (first.is_none_or(|line| culprits.get(at).is_some_and(|lines| lines.contains(&line)))
                    || plain(&finding.printed).contains(&plain(&fault.printed)))
        };
        judged.faults.push(Planted {
            kind: fault.planting.name,
            is_found: shown().any(|finding| tells(finding, at)),
            is_named: shown().any(names),
            printed: fault.printed.clone(),
        });
    }
    Ok(judged)
}

/// How sure the reader was of the least certain table.
fn certainty(report: &juesuan::model::Report) -> Certainty {
    let cells = report.tables.iter().flat_map(juesuan::model::Table::cells);
    cells.map(|cell| cell.certainty).max().unwrap_or_default()
}

/// The lines on which characters stand, whatever blanks and commas parted them; the lines above and below where the
/// characters may be broken over two.
fn lines_of(printed: &str, lines: &[String]) -> Vec<u32> {
    let wanted = plain(printed);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<u32> =
        (1..).zip(lines).filter(|(_, line)| line.contains(&wanted)).map(|(at, _)| at).collect();
    if found.is_empty() {
        let pairs = (1..).zip(lines.windows(2));
        let broken =
            pairs.filter(|(_, pair)| pair.concat().contains(&wanted)).flat_map(|(at, _)| [at, at + 1]);
        found.extend(broken);
    }
    found
}

fn plain(text: &str) -> String {
    text.chars().map(fold).filter(|c| !is_blank(*c) && *c != ',').collect()
}

fn dump(folder: &Path, seed: u64, drawn: &Drawn, judged: &Judged) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join(format!("{seed}-{}", drawn.shape.file_name())), &drawn.bytes)?;
    std::fs::write(folder.join(format!("{seed}.said")), format!("{}\n{judged}", drawn.shape))?;
    Ok(())
}
