//! Money for each head and in all, as texts on insurance tell it: 中央补助512元，征缴14663.68万元, with the number of the
//! insured somewhere near.

use juesuan_model::{Decimal, Fact, FactRole, Unit};
use juesuan_vocabulary::units;

use crate::shared::bounds::Bounds;
use crate::shared::fact_index::{Statements, is_money_level, year_of};
use crate::tuning::TUNING;

/// Money for each head, what it comes to, and the heads that follow from the two.
#[derive(Copy, Clone, Debug)]
pub(crate) struct PerHead<'r> {
    pub(crate) price: &'r Fact,
    pub(crate) total: &'r Fact,
    pub(crate) heads: Bounds,
}

/// Pairs of a price for each head and the total right behind it in the same sentence.
pub(crate) fn pairs<'r>(statements: &Statements<'r>, facts: &'r [Fact]) -> Vec<PerHead<'r>> {
    let neighbours = facts.iter().zip(facts.iter().skip(1));
    neighbours
        .filter(|(price, total)| is_price(price) && is_total(total) && goes_on(price, total))
        .filter_map(|(price, total)| {
            let (each, all) = (statements.bounds(price)?, statements.bounds(total)?);
            let positive = each.low > Decimal::ZERO && all.low > Decimal::ZERO;
            let heads =
                Bounds { low: all.low.checked_div(each.high)?, high: all.high.checked_div(each.low)? };
            positive.then_some(PerHead { price, total, heads })
        })
        .collect()
}

/// A small amount in 元, or money for each of something.
fn is_price(fact: &Fact) -> bool {
    let small = fact.value > Decimal::ZERO && fact.value <= Decimal::from(TUNING.heads.dearest);
    let money = matches!(&fact.unit, Some(Unit::MoneyPer(..))) || fact.unit == Some(Unit::YUAN);
    let level = matches!(fact.role, FactRole::Amount | FactRole::Part | FactRole::UnitPrice);
    small && money && level && fact.approximation.is_none()
}

fn is_total(fact: &Fact) -> bool {
    is_money_level(fact) && fact.unit != Some(Unit::YUAN) && fact.approximation.is_none()
}

/// The total is told of the same thing, in the same sentence.
fn goes_on(price: &Fact, total: &Fact) -> bool {
    let same = price.sentence == total.sentence && year_of(price) == year_of(total);
    same && !price.subject.is_empty() && total.subject.starts_with(&price.subject)
}

/// The numbers of people that a text tells as levels.
pub(crate) fn people(facts: &[Fact]) -> impl Iterator<Item = &Fact> {
    facts.iter().filter(|fact| {
        let counted =
            matches!(&fact.unit, Some(Unit::Measure(word)) if units::PEOPLE.contains(&word.base().0));
        fact.role == FactRole::Count && counted && fact.approximation.is_none()
    })
}
