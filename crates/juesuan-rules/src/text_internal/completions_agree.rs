use juesuan_model::{Decimal, Fact, FindingKind, Severity};
use juesuan_vocabulary::classification;

use crate::shared::bounds::Bounds;
use crate::shared::completions;
use crate::shared::fact_index::{Facts, Statements, is_budget, is_money_level, shown, year_of};
use crate::shared::part_lists;
use crate::shared::part_lists::PartLists;
use crate::tuning::TUNING;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS421"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new(
        "各科目完成率与总完成率相容",
        "The completion rates of all items go with that of the total",
    ),
    message: Text::new(
        "总完成率{printed}与各科目完成率不能同时成立：由各科目推算的预算合计为{expected}，由总额推算为{total}。",
        "A total completion of {printed} does not go with those of the items: these make a budget of {expected}, the total \
         one of {total}.",
    ),
    kind: FindingKind::Percent,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "决算数除以完成率就是预算数，各科目预算之和必须等于总预算。",
        "Amount over rate is the budget, and the budgets of the items make up that of the total.",
    ),
    example: Text::new("各科目都完成100%，总数却完成92%。", "Every item at 100%, and the total at 92%."),
};

/// JS421: Σ 决算数/完成率 over all items = total 决算数/完成率, where no budget is printed and every item has its rate.
pub(crate) struct CompletionsAgree;

impl Rule for CompletionsAgree {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for list in context.get::<PartLists>() {
            let items: Vec<&Fact> = list
                .parts
                .iter()
                .filter(|part| part.subject.contains(classification::ITEM_MARK))
                .copied()
                .collect();
            if items.len() < TUNING.completions_agree.items || items.len() != list.parts.len() {
                continue;
            }
            if is_planned(statements, list.whole) && items.iter().all(|item| is_planned(statements, item)) {
                // JS406 judges every rate by its budget, and JS422 adds the budgets up
                continue;
            }
            // where the amounts do not add up JS412 says so, and the rates cannot be judged
            let amounts =
                items.iter().map(|item| statements.bounds(item)).reduce(|sum, next| sum?.plus(next?));
            let add_up = amounts
                .flatten()
                .zip(statements.bounds(list.whole))
                .is_some_and(|(sum, whole)| sum.meets(whole));
            let Some(rate) = rate(statements, list.whole).filter(|_| add_up) else { continue };
            let budgets =
                items.iter().map(|item| budget(statements, item)).reduce(|sum, next| sum?.plus(next?));
            let (Some(Some(sum)), Some(total)) = (budgets, budget(statements, list.whole)) else {
                log.missing("各科目的完成率");
                continue;
            };
            if sum.meets(total) {
                log.held();
            } else if let Some(draft) = draft(list, rate, sum, total) {
                log.found(match culprit(statements, &items, total) {
                    // what else is said of this rate joins the finding
                    Some(wrong) => draft.first_at(wrong.place),
                    None => draft,
                });
            }
        }
    }
}

/// The completion rate that the sentence of an amount gives it.
fn rate<'r>(statements: &Statements<'r>, amount: &Fact) -> Option<&'r Fact> {
    let facts: &'r [Fact] = &statements.report().facts;
    let at = facts.partition_point(|fact| fact.place.span.start <= amount.place.span.start);
    let rest = facts.get(at..)?;
    let end = rest.iter().take_while(|fact| fact.sentence == amount.sentence).count();
    let first = completions::of(rest.get(..end)?, statements.brackets()).into_iter().next()?;
    (first.budget.is_none() && !first.rate.value.is_zero()).then_some(first.rate)
}

/// The budget that follows from an amount and its rate.
fn budget(statements: &Statements<'_>, amount: &Fact) -> Option<Bounds> {
    completions::implied_budget(rate(statements, amount)?.value, statements.bounds(amount)?)
}

/// Whether the budget of an amount is printed before it.
fn is_planned(statements: &Statements<'_>, amount: &Fact) -> bool {
    let facts: &[Fact] = &statements.report().facts;
    let at = facts.partition_point(|fact| fact.place.span.start < amount.place.span.start);
    let before = facts.get(..at).unwrap_or_default();
    let mut sentence = before.iter().rev().take_while(|fact| fact.sentence == amount.sentence);
    sentence.any(|fact| is_money_level(fact) && is_budget(fact) && year_of(fact) == year_of(amount))
}

/// The rate of the only item that would have to be 100% for all to go together.
fn culprit<'r>(statements: &Statements<'r>, items: &[&Fact], total: Bounds) -> Option<&'r Fact> {
    let others = |item: &Fact| {
        let rest = items.iter().filter(|other| other.place != item.place);
        rest.map(|other| budget(statements, other)).reduce(|sum, next| sum?.plus(next?)).flatten()
    };
    let mends = |item: &&&Fact| {
        let sum = statements.bounds(item).zip(others(item)).and_then(|(own, others)| own.plus(others));
        sum.is_some_and(|sum| sum.meets(total))
    };
    let mut found = items.iter().filter(mends);
    let (Some(only), None) = (found.next(), found.next()) else { return None };
    rate(statements, only).filter(|rate| rate.value != Decimal::ONE_HUNDRED)
}

fn draft(list: &part_lists::PartList<'_>, rate: &Fact, sum: Bounds, total: Bounds) -> Option<Draft> {
    let factor = list.whole.unit.as_ref()?.money().map(|money| Decimal::from(money.factor()))?;
    let unit = list.whole.unit.as_ref()?;
    let said = |bounds: Bounds| Some(format!("{}{unit}", bounds.middle()?.checked_div(factor)?.round_dp(2)));
    let draft = Draft::at(rate.place)
        .printed(shown(rate))
        .expected(said(sum)?)
        .with("total", said(total)?)
        .evidence(&rate.subject, shown(rate), rate.place)
        .evidence(&list.whole.subject, shown(list.whole), list.whole.place);
    let parts = list.parts.iter();
    Some(parts.fold(draft, |draft, part| draft.evidence(&part.subject, shown(part), part.place)))
}
