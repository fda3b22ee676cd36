//! How well rules guard the figures of a report: each figure that some identity constrains is changed in one digit,
//! and the rules are asked again.
//!
//! An auditor trusts a clean report only as far as the rules would have noticed a wrong one. [`mutations`] answers that
//! for a report of any origin; the project holds its own fixtures to it.
//!
//! ```
//! use juesuan_model::Report;
//! use juesuan_check::{RuleSet, mutation};
//!
//! let tally: mutation::Tally = mutation::mutations(&Report::default(), &RuleSet::empty()).collect();
//! assert_eq!(tally.mutants, 0); // a report without figures has nothing to guard
//! ```

use juesuan_model::{Decimal, Entry, Place, Report, Severity, StatementId, Table, TableId};

use crate::quick::TextMap;
use crate::{Checker, Operator, RuleSet};

/// The last table whose figures are changed: Z08 is empty nearly everywhere, Z09 is small.
const LAST: StatementId = StatementId::Z07;

/// How many times the largest difference that rounding explains a change must exceed: two, since the figure may be off
/// by one already.
const SLACK: Decimal = Decimal::TWO;

/// A figure of a statutory table, changed in one digit, and whether the rules noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutation {
    /// The table.
    pub table: TableId,
    /// Where the figure stands.
    pub place: Place,
    /// The figure as printed.
    pub from: Decimal,
    /// What it was changed to.
    pub to: Decimal,
    /// Whether an error cites it.
    pub cited: bool,
    /// Whether an error names it as the one that is wrong.
    pub named: bool,
    /// Whether errors name only other figures.
    pub misnamed: bool,
    /// What the errors say.
    pub said: Vec<String>,
}

/// How often changed figures were found and named.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Figures changed.
    pub mutants: u32,
    /// Errors that cite the figure.
    pub cited: u32,
    /// Errors that name it.
    pub named: u32,
    /// Errors that name another one.
    pub misnamed: u32,
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, mutation: &Mutation) {
        self.mutants += 1;
        self.cited += u32::from(mutation.cited);
        self.named += u32::from(mutation.named);
        self.misnamed += u32::from(mutation.misnamed);
    }

    /// Sums two tallies.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            mutants: self.mutants + other.mutants,
            cited: self.cited + other.cited,
            named: self.named + other.named,
            misnamed: self.misnamed + other.misnamed,
        }
    }

    /// One of the counts as a part of all, from 0 to 1; 1 where nothing was changed.
    pub fn share(&self, part: u32) -> f64 {
        if self.mutants == 0 { 1.0 } else { f64::from(part) / f64::from(self.mutants) }
    }
}

impl FromIterator<Mutation> for Tally {
    fn from_iter<I: IntoIterator<Item = Mutation>>(mutations: I) -> Self {
        mutations.into_iter().fold(Self::default(), |mut tally, mutation| {
            tally.add(&mutation);
            tally
        })
    }
}

/// Changes one digit of every figure of Z01–Z07 that an equation constrains, by more than rounding explains, one figure
/// after the other, and applies the rules each time. The same report gives the same changes.
pub fn mutations<'a>(report: &'a Report, rules: &'a RuleSet) -> impl Iterator<Item = Mutation> + 'a {
    let tightest = tightest(report, rules);
    let mut random = Random(1);
    let mut changes = Vec::new();
    for (table, known) in report.tables.iter().enumerate() {
        if known.id().statement().is_none_or(|id| id > LAST) {
            continue;
        }
        for (index, cell) in known.cells().iter().enumerate() {
            let (Entry::Number(value), Some(envelope)) = (&cell.entry, tightest.get(&cell.place)) else {
                continue;
            };
            if let Some(changed) = one_digit(*value, *envelope, random.next()) {
                changes.push((table, index, *value, changed));
            }
        }
    }
    changes.into_iter().filter_map(move |(table, cell, from, to)| {
        let known = report.tables.get(table)?;
        let place = known.cells().get(cell)?.place;
        let mutant = with_value(report, table, cell, to)?;
        let outcome = Checker::new(rules).check(&mutant);
        let errors = || outcome.findings.iter().filter(|finding| finding.severity == Severity::Error);
        let cited = errors().any(|finding| finding.places.contains(&place));
        let named = errors().any(|finding| finding.culprit && finding.places.first() == Some(&place));
        let misnamed = !named && errors().any(|finding| finding.culprit);
        let said = errors().map(|finding| finding.message.clone()).collect();
        Some(Mutation { table: known.id(), place, from, to, cited, named, misnamed, said })
    })
}

/// The tightest equation of each figure decides what is beyond rounding.
fn tightest(report: &Report, rules: &RuleSet) -> TextMap<Place, Decimal> {
    let mut tightest: TextMap<Place, Decimal> = TextMap::default();
    for compared in Checker::new(rules).comparisons(report) {
        for place in compared.places.iter().filter(|_| compared.operator == Operator::Equal) {
            let envelope = tightest.entry(*place).or_insert(compared.envelope);
            *envelope = (*envelope).min(compared.envelope);
        }
    }
    tightest
}

/// The value with one digit changed by more than rounding explains; `None` where no digit weighs so much.
fn one_digit(value: Decimal, envelope: Decimal, random: u64) -> Option<Decimal> {
    let least = envelope.checked_mul(SLACK)?;
    let text = value.to_string();
    let mut choices = Vec::new();
    for (at, digit) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        for other in (b'0'..=b'9').filter(|other| *other != digit) {
            let mut changed = text.clone().into_bytes();
            if let Some(byte) = changed.get_mut(at) {
                *byte = other;
            }
            let Some(changed) = String::from_utf8(changed).ok().and_then(|text| text.parse().ok()) else {
                continue;
            };
            // a number does not begin with 0
            let natural = Decimal::abs(&changed) < Decimal::ONE || !changed.to_string().starts_with('0');
            if natural && changed.checked_sub(value).is_some_and(|change| change.abs() > least) {
                choices.push(changed);
            }
        }
    }
    let index = random.checked_rem(choices.len().try_into().ok()?)?;
    choices.get(usize::try_from(index).ok()?).copied()
}

fn with_value(report: &Report, table: usize, cell: usize, value: Decimal) -> Option<Report> {
    let mut mutant = report.clone();
    let known = mutant.tables.get_mut(table)?;
    let mut parts = known.clone().into_parts();
    parts.cells.get_mut(cell)?.entry = Entry::Number(value);
    *known = Table::new(parts).ok()?;
    Some(mutant)
}

/// Deterministic pseudo-random generator (LCG).
struct Random(u64);

impl Random {
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }
}

#[cfg(test)]
mod tests {
    use juesuan_model::Decimal;

    use super::{Tally, one_digit};

    #[test]
    fn a_digit_changes_beyond_rounding_or_not_at_all() {
        let (value, cent) = (Decimal::new(5, 2), Decimal::new(1, 2));
        for random in 0..50 {
            let changed = one_digit(value, cent, random).expect("a digit");
            assert!((changed - value).abs() > cent + cent, "{changed}");
        }
        assert_eq!(one_digit(value, Decimal::TEN, 3), None);
    }

    #[test]
    fn a_part_of_nothing_is_all_of_it() {
        let tally = Tally { mutants: 8, cited: 6, ..Tally::default() };
        // eighths are exact
        assert!((tally.share(tally.cited) - 0.75).abs() < f64::EPSILON);
        assert!((Tally::default().share(0) - 1.0).abs() < f64::EPSILON);
        let both = tally.and(Tally { mutants: 2, named: 1, misnamed: 1, ..Tally::default() });
        assert_eq!((both.mutants, both.cited, both.named, both.misnamed), (10, 6, 1, 1));
    }
}
