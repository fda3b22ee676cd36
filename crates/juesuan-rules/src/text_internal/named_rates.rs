use juesuan_model::{Fact, FactRole, FindingKind, Severity};
use juesuan_vocabulary::budget::{ADJUSTED_BUDGETS, ADJUSTMENT_RATE, INITIAL_BUDGETS};

use crate::shared::bounds::Bounds;
use crate::shared::fact_index::{Facts, Statements, is_money_level};
use crate::shared::percentages::{recompute, wrong_rate};
use crate::{Basis, BasisKind, Context, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS419"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new("预算调整率符合其定义", "The rate of budget adjustment follows its definition"),
    message: Text::new(
        "“{name}”印作{printed}，按所列预算数计算为{expected}。",
        "“{name}” is printed as {printed}; the budgets give {expected}.",
    ),
    kind: FindingKind::Percent,
    severity: Severity::Error,
    basis: Basis::new(BasisKind::Regulation, "部门整体绩效评价共性指标：预算调整率＝预算调整数÷年初预算数"),
    why: Text::new(
        "该指标直接计分，算错则得分有误。",
        "Points are given for it: a wrong rate makes a wrong score.",
    ),
    example: Text::new(
        "年初预算50万元，调整后80万元，预算调整率为60%。",
        "From 50 to 80 is an adjustment of 60%.",
    ),
};

/// JS419: 预算调整率 = |调整预算数 − 年初预算数| / 年初预算数, where both stand before it in the section.
pub(crate) struct NamedRates;

impl Rule for NamedRates {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for facts in statements.sections() {
            for (at, rate) in facts.iter().enumerate() {
                if rate.role != FactRole::Percent
                    || !rate.subject.ends_with(ADJUSTMENT_RATE)
                    || rate.approximation.is_some()
                {
                    continue;
                }
                let before = facts.get(..at).unwrap_or_default();
                let Some((initial, adjusted)) =
                    budget(before, INITIAL_BUDGETS).zip(budget(before, ADJUSTED_BUDGETS))
                else {
                    log.missing(format!("“{}”的年初预算数和调整预算数", rate.subject));
                    continue;
                };
                match amounts(statements, initial, adjusted)
                    .and_then(|(off, base)| recompute(rate.value, off, base))
                {
                    Some(outcome) => match wrong_rate(rate, &outcome, &[adjusted, initial]) {
                        Some(draft) => log.found(draft),
                        None => log.held(),
                    },
                    None => log.missing(format!("“{}”的年初预算数", rate.subject)),
                }
            }
        }
    }
}

fn budget<'r>(before: &'r [Fact], words: &[&str]) -> Option<&'r Fact> {
    let named = |fact: &&Fact| words.iter().any(|word| fact.subject.contains(word));
    before.iter().rev().filter(|fact| is_money_level(fact)).find(named)
}

fn amounts(statements: &Statements<'_>, initial: &Fact, adjusted: &Fact) -> Option<(Bounds, Bounds)> {
    let (base, value) = (statements.bounds(initial)?, statements.bounds(adjusted)?);
    Some((value.minus(base)?.abs(), base))
}
