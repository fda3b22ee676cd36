//! How well the rules guard what running text states: each number of a sentence is changed in one digit.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use juesuan::model::{Fact, FactRole, Finding, Severity};
use juesuan::rules::RuleSet;

use crate::mutate::inputs;

/// The share of changed numbers that an error or a warning must cite. The others are told once, and nothing else in
/// the document follows from them.
const WANTED: f64 = 0.85;

/// Accounts in running text alone, in the words of several provinces.
const ACCOUNTS: &str = "crates/juesuan-rules/tests/texts/accounts.txt";

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
    let rules = RuleSet::all();
    let read = |bytes: &[u8]| -> Result<juesuan::Reading> {
        let mut reading = juesuan::read_text(bytes, name, &juesuan::Options::default())?;
        reading.check(&rules);
        Ok(reading)
    };
    let sound = read(bytes)?;
    let known: HashSet<&str> = sound.report.findings.iter().map(|finding| &*finding.message).collect();
    let mut tally = Tally::default();
    for (at, fact) in sound.report.facts.iter().enumerate().filter(|(_, fact)| is_guarded(fact)) {
        let Some((offset, digit)) = digit_of(&sound.text, fact, at) else { continue };
        let mut text = sound.text.clone();
        text.replace_range(offset..=offset, &digit.to_string());
        let changed = read(text.as_bytes())?;
        let tells = |finding: &Finding| {
            let cites = finding.places.iter().any(|place| place.line == fact.place.line);
            finding.severity >= Severity::Warning && cites && !known.contains(&*finding.message)
        };
        let noticed = changed.report.findings.iter().any(tells);
        tally.mutants += 1;
        tally.noticed += u32::from(noticed);
        if missed && !noticed {
            let (line, role, subject) = (fact.place.line, fact.role, &fact.subject);
            println!("  line {line} {role} {subject}: {} with digit {digit} in place {offset}", fact.value);
        }
    }
    Ok(tally)
}

/// Numbers of which something may follow: all but prices, and zero, which has no digit to be wrong by chance.
fn is_guarded(fact: &Fact) -> bool {
    fact.role != FactRole::UnitPrice && !fact.value.is_zero()
}

/// A digit of a number and another one to put in its place. The last decimal stays, since rounding explains it.
fn digit_of(text: &str, fact: &Fact, seed: usize) -> Option<(usize, u8)> {
    let span = fact.place.span;
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
