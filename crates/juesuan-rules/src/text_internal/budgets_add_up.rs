use juesuan_model::{Fact, FactRole, FindingKind, Severity};
use juesuan_vocabulary::{WordList as _, budget, classification};

use crate::shared::bounds::Bounds;
use crate::shared::completions;
use crate::shared::fact_index::{Facts, Statements, is_budget, is_money_level, shown, year_of};
use crate::tuning::TUNING;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS422"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new("各科目预算数之和等于总预算数", "The budgets of all items make up the total budget"),
    message: Text::new(
        "总预算数为{printed}，逐项列出的预算数合计{expected}，相差{gap}，可能有预算而没有支出的科目没有列出，应说明。",
        "The total budget is {printed}; the items listed come to {expected}, off by {gap}: items with a budget and no \
         expenditure may be left out.",
    ),
    kind: FindingKind::Sum,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "财预〔2016〕143号：按项级科目说明预算执行情况"),
    why: Text::new(
        "逐项预算加不出总预算，差额部分没有说明去向。",
        "Where the items do not make up the total, the rest of the budget is not accounted for.",
    ),
    example: Text::new(
        "年初预算10.00万元，逐项列出的只有7.00万元。",
        "A budget of 10.00, of which items of 7.00 are listed.",
    ),
};

/// JS422: the budgets of the items (项) of the general public budget against the total, where both are told.
pub(crate) struct BudgetsAddUp;

impl Rule for BudgetsAddUp {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for facts in statements.sections() {
            let budgets = || facts.iter().filter(|fact| is_money_level(fact) && is_budget(fact));
            let is_item = |fact: &&Fact| fact.subject.contains(classification::ITEM_MARK);
            let Some(total) = budgets().find(|fact| fact.role == FactRole::Amount && !is_item(fact)) else {
                continue;
            };
            let items: Vec<&Fact> =
                budgets().filter(is_item).filter(|fact| year_of(fact) == year_of(total)).collect();
            if items.len() < TUNING.budgets_add_up.items
                || items.iter().any(|item| kind_of(item) != kind_of(total))
            {
                continue;
            }
            if !is_complete(statements, facts, &is_item) {
                log.missing("逐项列出的全部科目（决算数之和与总决算数不符）");
                continue;
            }
            // 超出年初预算5万元的部分为1万元: a budget that is told in other words was not read
            let told = facts.iter().filter(|fact| is_money_level(fact) && !is_budget(fact));
            if told.filter(is_item).count() > items.len() {
                log.missing("逐项列出的全部科目的预算数");
                continue;
            }
            let sum = items.iter().map(|item| statements.bounds(item)).reduce(|sum, next| sum?.plus(next?));
            let (Some(Some(sum)), Some(bounds)) = (sum, statements.bounds(total)) else { continue };
            if sum.meets(bounds) {
                log.held();
                continue;
            }
            let wrong = culprit(statements, facts, &items, bounds);
            if let Some(draft) = draft(total, wrong, &items, sum, bounds) {
                log.found(draft);
            }
        }
    }
}

/// Whether a budget is the initial one, as far as its words tell.
fn kind_of(fact: &Fact) -> bool {
    budget::INITIAL_KINDS.any_in(&fact.subject)
}

/// Whether what was spent on the items listed adds up to what was spent in all: then the list is complete.
fn is_complete(statements: &Statements<'_>, facts: &[Fact], is_item: &dyn Fn(&&Fact) -> bool) -> bool {
    let finals = || facts.iter().filter(|fact| is_money_level(fact) && !is_budget(fact));
    let total = finals().find(|fact| fact.role == FactRole::Amount && !is_item(fact));
    let sum = finals().filter(|fact| is_item(fact)).map(|item| statements.bounds(item));
    let sum = sum.reduce(|sum, next| sum?.plus(next?)).flatten();
    total.and_then(|total| statements.bounds(total)).zip(sum).is_some_and(|(total, sum)| total.meets(sum))
}

/// The item whose own rate makes another budget of it, with which the budgets add up: then its budget is misprinted, and
/// no item is left out. The finding stands at this figure, where the one of its rate can join it.
fn culprit<'r>(
    statements: &Statements<'r>,
    facts: &[Fact],
    items: &[&'r Fact],
    total: Bounds,
) -> Option<&'r Fact> {
    let rates = completions::of(facts, statements.brackets());
    let implied = |item: &Fact| {
        let own = rates.iter().find(|rate| rate.budget.is_some_and(|budget| budget.place == item.place))?;
        completions::implied_budget(own.rate.value, statements.bounds(own.done?)?)
    };
    let others = |item: &Fact| {
        let rest = items.iter().filter(|other| other.place != item.place);
        rest.map(|other| statements.bounds(other)).reduce(|sum, next| sum?.plus(next?)).flatten()
    };
    let mends = |item: &&&Fact| {
        let sum = implied(item).zip(others(item)).and_then(|(own, others)| own.plus(others));
        sum.is_some_and(|sum| sum.meets(total))
    };
    let mut found = items.iter().filter(mends);
    let (Some(only), None) = (found.next(), found.next()) else { return None };
    Some(only)
}

fn draft(total: &Fact, wrong: Option<&Fact>, items: &[&Fact], sum: Bounds, bounds: Bounds) -> Option<Draft> {
    let unit = total.unit.as_ref()?;
    let factor = juesuan_model::Decimal::from(unit.money()?.factor());
    let said =
        |bounds: Bounds| bounds.middle()?.checked_div(factor).map(|value| value.round_dp(2).normalize());
    let gap = said(bounds.minus(sum)?)?;
    let draft = Draft::at(wrong.unwrap_or(total).place)
        .printed(shown(total))
        .expected(format!("{}{unit}", said(sum)?))
        .difference(gap, Some(unit.clone()))
        .with("gap", format!("{}{unit}", gap.abs()))
        .evidence(&total.subject, shown(total), total.place);
    Some(items.iter().fold(draft, |draft, item| draft.evidence(&item.subject, shown(item), item.place)))
}
