//! Completion rates, as running text states them: a budget, what became of it, the rate.

use juesuan_model::{Fact, FactRole};

use crate::shared::fact_index::{is_budget, is_money_level, year_of};

/// A completion rate with the amounts that stand before it.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Completion<'r> {
    pub(crate) rate: &'r Fact,
    pub(crate) done: Option<&'r Fact>,
    pub(crate) budget: Option<&'r Fact>,
}

/// How the subject of a rate ends that compares what was spent with the budget.
const RATES: [&str; 4] = ["执行率", "完成率", "完成比例", "支出进度"];

/// How the subject of a rate ends that stands for the budget itself: 为年初预算的107.28%.
const OF_BUDGET: [&str; 6] = ["年初预算", "年初预算数", "年初安排", "年初计划", "预算数", "全年预算"];

/// The completion rates of facts that stand together, each with the nearest amounts of its sentence.
pub(crate) fn of(facts: &[Fact]) -> Vec<Completion<'_>> {
    let rates = facts.iter().enumerate().filter(|(_, fact)| is_completion(fact));
    rates
        .map(|(at, rate)| {
            let before = facts.get(..at).unwrap_or_default();
            let sentence = || {
                let earlier = before.iter().rev();
                earlier.take_while(|fact| fact.sentence == rate.sentence).filter(|fact| is_money_level(fact))
            };
            let done = sentence().find(|fact| !is_budget(fact));
            // of several budgets the adjusted one is named last
            let budget = sentence().find(|fact| is_budget(fact));
            let same_year = |fact: &&Fact| done.is_none_or(|done| year_of(done) == year_of(fact));
            Completion { rate, done, budget: budget.filter(same_year) }
        })
        .collect()
}

fn is_completion(fact: &Fact) -> bool {
    let words = &fact.subject;
    let of_budget = !words.contains('占') && {
        let words = words.trim_end_matches('的');
        OF_BUDGET.iter().any(|end| words.ends_with(end))
    };
    let named = words.contains("完成") && words.contains("预算")
        || RATES.iter().any(|end| words.ends_with(end))
        || of_budget;
    fact.role == FactRole::Percent && fact.direction.is_none() && fact.approximation.is_none() && named
}
