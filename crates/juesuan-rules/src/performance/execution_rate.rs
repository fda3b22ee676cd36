use juesuan_model::{Decimal, FindingKind, PlacedNumber, Programme, Severity};

use super::MEASURE;
use crate::shared::performance::evaluation::called;
use crate::shared::performance::points;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS502"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new("执行率=全年执行数÷全年预算数", "The execution rate is execution over budget"),
    message: Text::new(
        "项目{name}执行率印作{printed}%，按执行数{executed}、预算数{budget}计算为{expected}%。",
        "The execution rate of {name} is given as {printed}%; {executed} of {budget} is {expected}%.",
    ),
    kind: FindingKind::Percent,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new(
        "执行率直接折算成得分，算错了总分也跟着错。",
        "The rate becomes points: where it is wrong, so is the total.",
    ),
    example: Text::new(
        "预算90.00万元，执行85.68万元，执行率印作92.50%（应为95.20%）。",
        "85.68 of 90.00 is 95.20%, not 92.50%.",
    ),
};

/// JS502: a printed rate is execution over 全年预算数 (年初预算数 where that alone is printed), up to the rounding of
/// all three figures. The form prints 0% for a budget of nothing.
pub(crate) struct ExecutionRate;

impl Rule for ExecutionRate {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for programme in &context.report().programmes {
            let Some(rate) = &programme.rate else { continue };
            let budget = programme.budget_adjusted.as_ref().or(programme.budget_initial.as_ref());
            let Some((budget, executed)) = budget.zip(programme.executed.as_ref()) else {
                log.missing(format!("项目{}的预算数或执行数", called(programme)));
                continue;
            };
            if explains(rate, budget, executed) {
                log.held();
            } else {
                log.found(draft(programme, rate, budget, executed));
            }
        }
    }
}

/// Whether a rate can be that of the two amounts before all three were rounded.
fn explains(rate: &PlacedNumber, budget: &PlacedNumber, executed: &PlacedNumber) -> bool {
    if budget.value.is_zero() {
        return rate.value.is_zero() || (executed.value.is_zero() && rate.value == Decimal::ONE_HUNDRED);
    }
    let (low, high) = (ends(executed, -1, budget, 1), ends(executed, 1, budget, -1));
    let half = points::half_of_last(rate.value.scale());
    low.zip(high).is_none_or(|(low, high)| low - half <= rate.value && rate.value <= high + half)
}

/// The rate of the amounts, each moved by half its last decimal up or down.
fn ends(executed: &PlacedNumber, up: i32, budget: &PlacedNumber, down: i32) -> Option<Decimal> {
    let moved = |number: &PlacedNumber, by: i32| {
        let half = if number.value.scale() == 0 {
            Decimal::ZERO
        } else {
            points::half_of_last(number.value.scale())
        };
        number.value.checked_add(half.checked_mul(Decimal::from(by))?)
    };
    points::percentage(moved(executed, up)?, moved(budget, down)?)
}

fn draft(
    programme: &Programme,
    rate: &PlacedNumber,
    budget: &PlacedNumber,
    executed: &PlacedNumber,
) -> Draft {
    let computed = points::percentage(executed.value, budget.value);
    let expected = computed.map_or_else(|| "0".to_owned(), |rate| points::rounded(rate, 2));
    let draft = Draft::at(rate.place)
        .printed(rate.value.to_string())
        .expected(expected)
        .evidence("全年预算数", budget.value.to_string(), budget.place)
        .evidence("全年执行数", executed.value.to_string(), executed.place)
        .with("name", called(programme))
        .with("budget", budget.value)
        .with("executed", executed.value);
    match computed {
        Some(computed) => {
            draft.difference((rate.value - computed).round_dp(4), Some(juesuan_model::Unit::Percent))
        }
        None => draft,
    }
}
