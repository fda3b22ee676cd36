//! What was bought, as sentences tell it: in all, and of each kind.

use juesuan_model::{Fact, FactRole};
use juesuan_vocabulary::{WordList as _, procurement};

use crate::shared::fact_index::{is_budget, is_money_level, year_of};

/// A sentence with fewer figures than this tells not all kinds.
pub(crate) const LEAST: usize = procurement::KINDS.len();

/// What was bought in all, and of each kind, where a sentence tells all of them.
pub(crate) fn purchases(facts: &[Fact]) -> Option<(&Fact, Vec<&Fact>)> {
    // what was planned beside what was bought is no part of it
    let of_purchases = |fact: &&Fact| {
        procurement::BOUGHT.any_in(&fact.subject) && !fact.subject.contains(procurement::ENTERPRISES)
    };
    let of_kinds = |fact: &Fact| procurement::KINDS.any_in(&fact.subject);
    let bought = facts
        .iter()
        .any(|fact| is_money_level(fact) && !is_budget(fact) && of_purchases(&fact) && !of_kinds(fact));
    let money = || facts.iter().filter(|fact| is_money_level(fact) && !(bought && is_budget(fact)));
    let is_all = |fact: &&Fact| {
        fact.subject.contains(procurement::PROCUREMENT)
            && !fact.subject.contains(procurement::ENTERPRISES)
            && !procurement::KINDS.any_in(&fact.subject)
    };
    money().next().filter(is_all)?;
    // 政府采购计划9万元，实际采购8万元，其中：货物…: the last amount before the first kind is what was bought
    let of_all = |fact: &&Fact| !of_kinds(fact) && fact.role != FactRole::Part;
    let whole = money().take_while(of_all).filter(of_purchases).last()?;
    let alike = |fact: &&Fact| fact.unit == whole.unit && year_of(fact) == year_of(whole);
    let of_kind = |kind: &str| {
        let mut parts = money().skip(1).filter(alike).filter(|fact| is_bought(&fact.subject, kind));
        // told twice, they may be of two wholes
        (parts.next()).filter(|_| parts.next().is_none())
    };
    let parts: Option<Vec<&Fact>> = procurement::KINDS.iter().map(|kind| of_kind(kind)).collect();
    Some((whole, parts?))
}

/// Whether a subject names what was bought of a kind, and nothing more: 货物类, 政府采购货物支出.
fn is_bought(subject: &str, kind: &str) -> bool {
    let Some((before, behind)) = subject.split_once(kind) else { return false };
    let bare = procurement::KIND_ENDS.contains(&behind) || behind.is_empty();
    bare && (before.is_empty() || procurement::BOUGHT.any_ends(before))
}
