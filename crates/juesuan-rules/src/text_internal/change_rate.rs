use juesuan_model::{Direction, Fact, FindingKind, Severity};

use crate::shared::bounds::Bounds;
use crate::shared::changes::{BudgetChanges, Changes, YearOnYear};
use crate::shared::fact_index::Facts;
use crate::shared::percentages::{recompute_any, wrong_rate};
use crate::{Basis, Context, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS404"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new(
        "增减幅度等于增减额除以上年数",
        "A rate of change is the change divided by last year's amount",
    ),
    message: Text::new(
        "“{name}”印作{printed}，按所列金额计算为{expected}。",
        "“{name}” is printed as {printed}; the amounts give {expected}.",
    ),
    kind: FindingKind::Percent,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "增减幅度是读者最先看的数；它与金额不符，二者必有一误。",
        "The rate is what readers look at first; where it does not follow from the amounts, one of them is wrong.",
    ),
    example: Text::new(
        "比上年54.60万元减少8.20万元，应下降15.02%，印作51.02%。",
        "A decrease of 8.20 from 54.60 is 15.02%, and not 51.02%.",
    ),
};

/// JS404: 增减幅度 = 增减额 / 上年数; last year's amount may follow from this year's and the change. The same holds for a
/// change against the budget.
pub(crate) struct ChangeRate;

impl Rule for ChangeRate {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for compared in context.get::<Changes>().iter().chain(context.get::<BudgetChanges>()) {
            let Some(rate) = compared.rate else { continue };
            // 增长-5%: which way it went is said twice
            let outcome = recompute_any(rate.value.abs(), candidates(context, compared));
            let from: Vec<&Fact> =
                [compared.change, compared.prior, compared.level].into_iter().flatten().collect();
            match outcome {
                Some(outcome) => match wrong_rate(rate, &outcome, &from) {
                    Some(draft) => log.found(draft),
                    None => log.held(),
                },
                None => log.missing(format!("“{}”的增减额和上年数", rate.subject)),
            }
        }
    }
}

/// The change and last year's amount, printed or as they follow from the other figures. Where these do not agree among
/// themselves JS403 says so, and the rate is right if it agrees with some of them.
fn candidates(context: &Context<'_>, compared: &YearOnYear<'_>) -> Vec<(Bounds, Bounds)> {
    let statements = context.get::<Facts>();
    let bounds = |fact: Option<&Fact>| fact.and_then(|fact| statements.bounds(fact));
    let by = bounds(compared.change).map(Bounds::abs);
    let prior = bounds(compared.prior);
    let printed = compared.level.and_then(|level| statements.printed_bounds(context, level));
    let levels = [bounds(compared.level), printed];
    let before = |level: Bounds| {
        let by = by?;
        let change = compared.change?;
        match (change.direction?, change.value.is_sign_negative()) {
            (Direction::Up, false) | (Direction::Down, true) => level.minus(by),
            (Direction::Down, false) | (Direction::Up, true) => level.plus(by),
            (Direction::Same, _) => None,
        }
    };
    let gap = |level: Bounds| Some(level.minus(prior?)?.abs());
    let known = || levels.into_iter().flatten();
    let changes: Vec<Bounds> = by.into_iter().chain(known().filter_map(gap)).collect();
    let bases: Vec<Bounds> = prior.into_iter().chain(known().filter_map(before)).collect();
    bases.iter().flat_map(|base| changes.iter().map(|change| (*change, *base))).collect()
}
