//! How well the rules guard what running text and self-evaluations state: each number of a sentence, of a programme and
//! of its table of scores is changed in one digit.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use juesuan::model::{Fact, FactRole, Finding, Place, PlacedNumber, Report, Severity};
use juesuan::rules::catalogue;

use crate::mutate::inputs;

/// The share of changed numbers that an error or a warning must cite. The others are told once, and nothing else in
/// the document follows from them.
const WANTED: f64 = 0.85;

/// Accounts in running text alone, in the words of several provinces.
const ACCOUNTS: &str = "crates/juesuan-rules/tests/texts/accounts.txt";

/// What the points of an indicator are called.
const WEIGHT: &str = "weight of";
const SCORE: &str = "points of";

/// Numbers changed and noticed.
#[derive(Copy, Clone, Default)]
struct Tally {
    mutants: u32,
    noticed: u32,
}

impl Tally {
    fn share(self) -> f64 {
        if self.mutants == 0 { 1.0 } else { f64::from(self.noticed) / f64::from(self.mutants) }
    }
}

/// Changes the numbers that the text of these documents, or of all fixtures, states, and prints what the rules noticed.
pub(crate) fn run(fixtures: &Path, paths: &[PathBuf], missed: bool) -> Result<()> {
    let home = fixtures.parent().unwrap_or(fixtures);
    let mut documents = if paths.is_empty() { inputs(fixtures)? } else { paths.to_vec() };
    if paths.is_empty() {
        documents.push(home.join(ACCOUNTS));
    }
    let mut all = Tally::default();
    println!("{:>7} {:>8}  document", "numbers", "noticed");
    for path in documents {
        let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
        let name = path.strip_prefix(home).unwrap_or(&path).display().to_string();
        let tally = document(&bytes, &path.to_string_lossy(), missed)?;
        line(tally, &name);
        (all.mutants, all.noticed) = (all.mutants + tally.mutants, all.noticed + tally.noticed);
    }
    line(all, "all");
    if paths.is_empty() && all.share() < WANTED {
        bail!("fewer than {:.0} % noticed", WANTED * 100.0);
    }
    Ok(())
}

fn line(tally: Tally, name: &str) {
    println!("{:>7} {:>7.2}%  {name}", tally.mutants, tally.share() * 100.0);
}

/// Changes one number after the other.
fn document(bytes: &[u8], name: &str, missed: bool) -> Result<Tally> {
    let rules = catalogue();
    let read = |bytes: &[u8]| -> Result<juesuan::Reading> {
        let mut reading = juesuan::read_text(bytes, name, &juesuan::Options::default())?;
        reading.check(&rules);
        Ok(reading)
    };
    let sound = read(bytes)?;
    let known: HashSet<&str> = sound.report.findings.iter().map(|finding| &*finding.message).collect();
    let mut tally = Tally::default();
    for (at, (place, what)) in numbers(&sound.report).into_iter().enumerate() {
        let Some((offset, digit)) = digit_of(&sound.text, place, at) else { continue };
        let mut text = sound.text.clone();
        text.replace_range(offset..=offset, &digit.to_string());
        let changed = read(text.as_bytes())?;
        // a group of points that does not add up is told at its heading
        let of_group = what.starts_with(WEIGHT) || what.starts_with(SCORE);
        let tells = |finding: &Finding| {
            let cites = of_group || finding.places.iter().any(|cited| cited.line == place.line);
            finding.severity >= Severity::Warning && cites && !known.contains(&*finding.message)
        };
        let noticed = changed.report.findings.iter().any(tells);
        tally.mutants += 1;
        tally.noticed += u32::from(noticed);
        if missed && !noticed {
            let printed = sound.text.get(place.span.start as usize..place.span.end as usize).unwrap_or("");
            println!("  line {} {what}: {printed} with {digit} at {offset}", place.line);
        }
    }
    Ok(tally)
}

/// Where the numbers stand of which something may follow, each once, with what they are.
fn numbers(report: &Report) -> Vec<(Place, String)> {
    let facts = report.facts.iter().filter(|fact| is_guarded(fact));
    let mut found: Vec<(Place, String)> =
        facts.map(|fact| (fact.place, format!("{} {}", fact.role, fact.subject))).collect();
    let mut add = |number: Option<&PlacedNumber>, what: &str, name: &str| {
        if let Some(number) = number.filter(|number| !number.value.is_zero()) {
            found.push((number.place, format!("{what} {name}")));
        }
    };
    for programme in &report.programmes {
        add(programme.budget_adjusted.as_ref(), "budget", &programme.name);
        add(programme.executed.as_ref(), "executed", &programme.name);
        add(programme.rate.as_ref(), "rate", &programme.name);
        add(programme.rate_score.as_ref(), "points for the rate", &programme.name);
        add(programme.total_score.as_ref(), "total", &programme.name);
    }
    for row in &report.indicators {
        add(row.weight.as_ref(), WEIGHT, &row.level3);
        add(row.score.as_ref(), SCORE, &row.level3);
    }
    found.sort_by_key(|(place, _)| place.span.start);
    found.dedup_by_key(|(place, _)| place.span.start);
    found
}

/// Numbers of which something may follow: all but prices, and zero, which has no digit to be wrong by chance.
fn is_guarded(fact: &Fact) -> bool {
    fact.role != FactRole::UnitPrice && !fact.value.is_zero()
}

/// A digit of a number and another one to put in its place. The last decimal stays, since rounding explains it.
fn digit_of(text: &str, place: Place, seed: usize) -> Option<(usize, u8)> {
    let span = place.span;
    let printed = text.get(span.start as usize..span.end as usize)?;
    let digits: Vec<(usize, u8)> =
        printed.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).collect();
    let choices = if printed.contains('.') && digits.len() > 1 { digits.len() - 1 } else { digits.len() };
    let (at, old) = *digits.get(seed.checked_rem(choices)?)?;
    let old = old - b'0';
    // a number does not begin with 0
    let new = (old + 1 + u8::try_from(seed % 7).ok()?) % 10;
    let new = if new == 0 || new == old { old % 9 + 1 } else { new };
    Some((span.start as usize + at, new))
}
