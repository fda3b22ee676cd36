//! Shares that sentences state: whose they are, and of which whole.

use juesuan_model::{Decimal, Fact, FactRole};
use juesuan_vocabulary::{comparisons, lists};

use crate::shared::brackets::Brackets;
use crate::shared::fact_index::{is_budget, is_level, stem};

/// Of a share: whose it is, and the whole that is named, as in 占本年支出合计的.
pub(crate) fn share(fact: &Fact) -> Option<(&str, &str)> {
    let rate = fact.role == FactRole::Percent && fact.direction.is_none() && fact.approximation.is_none();
    let (name, rest) = fact.subject.split_once(comparisons::SHARE).filter(|_| rate)?;
    let named = rest.trim_end_matches([lists::OF, comparisons::THAN]).trim_start_matches(comparisons::THAN);
    let named = comparisons::PROPORTIONS.iter().fold(named, |named, word| named.trim_end_matches(word));
    let named = named.trim_end_matches(lists::OF);
    (!name.is_empty() && fact.value <= Decimal::ONE_HUNDRED).then_some((name, named))
}

/// The amount whose share it is: the nearest before it in its sentence with this name.
pub(crate) fn part<'r>(
    before: &'r [Fact],
    share: &Fact,
    name: &str,
    brackets: &Brackets,
) -> Option<&'r Fact> {
    let sentence = before.iter().rev().take_while(|fact| fact.sentence == share.sentence);
    let mut sentence = sentence.filter(|fact| !brackets.is_aside(fact, share));
    // 财政拨款收入5万元（其中基金收入0元），占…: what has the very name comes before what ends with it; and 支出5万元，完成预算
    // 6万元的…，占…: what was spent before its budget
    let exact = || sentence.clone().filter(|fact| is_level(fact) && stem(&fact.subject) == stem(name));
    let exact = exact().find(|fact| !is_budget(fact)).or_else(|| exact().next());
    if exact.is_some() {
        return exact;
    }
    // 货物采购授予中小企业金额占…: where another amount stands between, the part is not printed
    let nearest = sentence.find(|fact| is_level(fact))?;
    let (subject, name) = (stem(&nearest.subject), stem(name));
    // 一般公共预算安排的支出决算为…，占…: the share repeats the beginning of the name
    let begins = name.ends_with(lists::OF) && subject.starts_with(name);
    (subject == name || begins || subject.ends_with(name) || name.ends_with(subject)).then_some(nearest)
}
