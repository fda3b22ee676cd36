//! Comparisons with another year, as running text makes them: a level, the level before, the change, its rate.

use juesuan_model::{Direction, Fact, FactRole, Period};

use crate::rules::statements::{Statements, is_level, related, year_of};

/// One comparison with another year, as far as the text prints it.
#[derive(Copy, Clone, Debug)]
pub(crate) struct YearOnYear<'r> {
    pub(crate) level: Option<&'r Fact>,
    pub(crate) prior: Option<&'r Fact>,
    pub(crate) change: Option<&'r Fact>,
    pub(crate) rate: Option<&'r Fact>,
}

/// How many facts back the level of a change is looked for.
const REACH: usize = 6;

/// All comparisons of a text in which at least two of the four figures are printed.
pub(crate) fn all<'r>(statements: &Statements<'r>) -> Vec<YearOnYear<'r>> {
    let mut found = Vec::new();
    for facts in statements.sections() {
        for (at, fact) in facts.iter().enumerate() {
            let Some(years) = years(fact) else { continue };
            let before = facts.get(at.saturating_sub(REACH)..at).unwrap_or_default();
            let rates = |fact: &&Fact| fact.role == FactRole::Percent;
            match fact.role {
                FactRole::Change if is_money_or_count(fact) => {
                    let rate = facts.get(at + 1).filter(|next| {
                        rates(next) && next.sentence == fact.sentence && years_of_rate(next) == Some(years)
                    });
                    let (level, prior) = levels(before, fact, years);
                    found.push(YearOnYear { level, prior, change: Some(fact), rate });
                }
                FactRole::Percent if !follows_change(before, fact) => {
                    let (level, prior) = levels(before, fact, years);
                    if prior.is_some() {
                        found.push(YearOnYear { level, prior, change: None, rate: Some(fact) });
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// The two years that a change compares; `None` where it says no direction.
fn years(fact: &Fact) -> Option<(u16, u16)> {
    let directed = matches!(fact.direction, Some(Direction::Up | Direction::Down));
    years_of_rate(fact).filter(|_| directed)
}

fn years_of_rate(fact: &Fact) -> Option<(u16, u16)> {
    match fact.period {
        Some(Period::Change { year, against }) => Some((year, against)),
        _ => None,
    }
}

fn is_money_or_count(fact: &Fact) -> bool {
    use juesuan_model::Unit;
    matches!(fact.unit, Some(Unit::Money(_) | Unit::Measure(_)))
}

/// Whether a rate says again what the change right before it says.
fn follows_change(before: &[Fact], rate: &Fact) -> bool {
    before.last().is_some_and(|last| last.role == FactRole::Change && last.sentence == rate.sentence)
}

/// The level of the year and that of the year before which a change goes with: the nearest before it that speak of the
/// same thing in the same unit of measure.
fn levels<'r>(
    before: &'r [Fact],
    change: &Fact,
    (year, against): (u16, u16),
) -> (Option<&'r Fact>, Option<&'r Fact>) {
    let comparable = |fact: &&Fact| {
        let same_unit = change.role == FactRole::Percent
            || match (&fact.unit, &change.unit) {
                (Some(left), Some(right)) => {
                    left == right || left.money().is_some() && right.money().is_some()
                }
                _ => false,
            };
        is_level(fact) && same_unit && related(&fact.subject, &change.subject)
    };
    // a change between the level and this one may have been about the same level
    let nearest =
        |wanted: u16| before.iter().rev().filter(comparable).find(|fact| year_of(fact) == Some(wanted));
    let level = nearest(year);
    let prior = nearest(against).filter(|prior| {
        level.is_none_or(|level| prior.sentence >= level.sentence || prior.sentence == change.sentence)
    });
    (level, prior)
}
