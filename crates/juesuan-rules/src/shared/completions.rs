//! Completion rates, as running text states them: a budget, what was spent of it, the rate.

use juesuan_model::{Decimal, Fact, FactRole};
use juesuan_vocabulary::{WordList as _, budget, comparisons, lists};

use crate::shared::bounds::Bounds;
use crate::shared::brackets::Brackets;
use crate::shared::fact_index::{is_budget, is_money_level, meaning, related, stem, year_of};
use crate::tuning::TUNING;

/// A completion rate with the amounts that stand before it.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Completion<'r> {
    pub(crate) rate: &'r Fact,
    pub(crate) done: Option<&'r Fact>,
    pub(crate) budget: Option<&'r Fact>,
}

/// The completion rates of facts that stand together, each with the nearest amounts of its sentence.
pub(crate) fn of<'r>(facts: &'r [Fact], brackets: &Brackets) -> Vec<Completion<'r>> {
    let last = |at: usize| facts.get(at.checked_sub(1)?);
    let rates = facts
        .iter()
        .enumerate()
        .filter(|(at, fact)| is_completion(fact) || last(*at).is_some_and(|last| is_of_budget(last, fact)));
    rates
        .map(|(at, rate)| {
            let before = facts.get(..at).unwrap_or_default();
            let sentence = || {
                let earlier = before.iter().rev();
                let own = |fact: &&Fact| is_money_level(fact) && !brackets.is_aside(fact, rate);
                earlier.take_while(|fact| fact.sentence == rate.sentence).filter(own)
            };
            let done = sentence().find(|fact| !is_budget(fact));
            let same_year = |fact: &&Fact| done.is_none_or(|done| year_of(done) == year_of(fact));
            let own = |fact: &&Fact| done.is_none_or(|done| !is_of_another(fact, done));
            let budgets = || sentence().filter(|fact| is_budget(fact)).filter(same_year).filter(own);
            // a rate that names its budget is that of this one; else of several budgets the adjusted one is named last
            let named = KINDS.iter().find(|kind| kind.any_in(&rate.subject));
            let of_kind = |fact: &&Fact| named.is_some_and(|kind| kind.any_in(&fact.subject));
            // 年初预算5万元，年中追加1万元，支出6万元，完成全年预算的100%: the budget of the rate is not told
            let of_other =
                |fact: &&Fact| named.is_some() && KINDS.iter().any(|kind| kind.any_in(&fact.subject));
            let budget = budgets().find(of_kind).or_else(|| budgets().next().filter(|fact| !of_other(fact)));
            // 预留5万元，实际执行4万元，执行率80%: what was executed is named by what it was executed of
            let budget = budget.or_else(|| {
                let name = budget::EXECUTED_OF.strip_end(&done?.subject)?;
                sentence().filter(same_year).find(|fact| !name.is_empty() && fact.subject == name)
            });
            Completion { rate, done, budget }
        })
        .collect()
}

/// What was spent, where the sentence before the budget tells it of the same thing: 支出5万元。与年初预算4万元相比，完成….
pub(crate) fn told_before<'r>(facts: &'r [Fact], planned: &Fact) -> Option<&'r Fact> {
    let at = facts.partition_point(|fact| fact.place.span.start < planned.place.span.start);
    let last = facts.get(..at)?.last()?;
    let sentence = facts.get(..at)?.iter().rev().take_while(|fact| fact.sentence == last.sentence);
    let done = sentence.filter(|fact| is_money_level(fact)).last()?;
    let alike = stem(&done.subject) == stem(&planned.subject) && year_of(done) == year_of(planned);
    let near = done.sentence != planned.sentence
        && done.section == planned.section
        && done.place.line == planned.place.line;
    (!is_budget(done) && alike && near).then_some(done)
}

/// The budget that follows from what was spent and the rate of it. 100% is exact, 100.0% is rounded.
pub(crate) fn implied_budget(rate: Decimal, done: Bounds) -> Option<Bounds> {
    let half = if rate == Decimal::ONE_HUNDRED && rate.scale() == 0 {
        Decimal::ZERO
    } else {
        Decimal::try_new(5, rate.scale() + 1).ok()?
    };
    let (low, high) = (rate.checked_sub(half)?, rate.checked_add(half)?);
    (low > Decimal::ZERO).then_some(())?;
    let done = done.times(Decimal::ONE_HUNDRED)?;
    Some(Bounds { low: done.low.checked_div(high)?, high: done.high.checked_div(low)? })
}

/// Words for the kinds of budgets that a rate may name.
const KINDS: [&[&str]; 2] = [budget::INITIAL_KINDS, budget::ADJUSTED_KINDS];

/// Whether a budget is that of another thing: of what the list before 其中 adds up to, or of another item.
fn is_of_another(budget: &Fact, done: &Fact) -> bool {
    if let (Some((left, _)), Some((right, _))) = (meaning(budget), meaning(done)) {
        return left != right;
    }
    let whole = budget.role == FactRole::Amount && done.role == FactRole::Part;
    let (left, right) = (stem(&budget.subject), stem(&done.subject));
    whole
        && !left.is_empty()
        && !right.is_empty()
        && left != right
        && !related(&budget.subject, &done.subject)
}

/// Whether a rate is that of the budget right before it: 完成预算5.00万元的80%.
fn is_of_budget(planned: &Fact, rate: &Fact) -> bool {
    rate.role == FactRole::Percent
        && rate.direction.is_none()
        && rate.approximation.is_none()
        && is_money_level(planned)
        && is_budget(planned)
        && planned.subject.contains(budget::COMPLETED)
        && planned.sentence == rate.sentence
        && rate.place.span.start.saturating_sub(planned.place.span.end) as usize
            <= TUNING.completions.unit.bytes()
}

fn is_completion(fact: &Fact) -> bool {
    if fact.role != FactRole::Percent {
        return false;
    }
    let words = &fact.subject;
    let of_budget = !words.contains(comparisons::SHARE)
        && budget::COMPLETED_OF.any_ends(words.trim_end_matches(lists::OF));
    let named = words.contains(budget::COMPLETED) && words.contains(budget::BUDGET)
        || budget::COMPLETION_RATES.any_ends(words)
        || of_budget;
    fact.direction.is_none() && fact.approximation.is_none() && named
}
