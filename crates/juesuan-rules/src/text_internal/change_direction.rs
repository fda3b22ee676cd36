use juesuan_model::{Direction, Fact, FindingKind, Severity};
use juesuan_vocabulary::changes;

use crate::shared::bounds::Bounds;
use crate::shared::changes::{BudgetChanges, Changes};
use crate::shared::fact_index::{Facts, shown};
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS405"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new("增减方向与金额一致", "Words of increase and decrease agree with the amounts"),
    message: Text::new(
        "“{name}”说是{printed}，按所列数字应为{expected}。",
        "“{name}” speaks of {printed}; the figures say {expected}.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "增减方向说反，结论就完全相反。",
        "With the direction turned round the conclusion is the opposite.",
    ),
    example: Text::new(
        "由2.75万元到1.50万元，却说增加1.25万元。",
        "From 2.75 to 1.50, called an increase of 1.25.",
    ),
};

/// JS405: 增加 where this year's amount is the larger one, 减少 where it is the smaller one, and the same for the rate.
pub(crate) struct ChangeDirection;

impl Rule for ChangeDirection {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for compared in context.get::<Changes>().iter().chain(context.get::<BudgetChanges>()) {
            let Some(said) = compared.change.or(compared.rate) else { continue };
            let bounds = compared
                .level
                .zip(compared.prior)
                .and_then(|(level, prior)| Some((statements.bounds(level)?, statements.bounds(prior)?)));
            let actual = bounds.and_then(|(level, prior)| match () {
                () if level.meets(prior) => None,
                () if level.low > prior.high => Some(Direction::Up),
                () => Some(Direction::Down),
            });
            // where the three amounts do not agree JS403 says so
            let agree = bounds.zip(compared.change).is_none_or(|((level, prior), change)| {
                let gap = level.minus(prior).map(Bounds::abs);
                gap.zip(statements.bounds(change)).is_some_and(|(gap, change)| gap.meets(change.abs()))
            });
            let levels = [compared.level, compared.prior];
            let rate = compared.rate.filter(|rate| compared.change.is_some() && rate.direction.is_some());
            match (actual, rate) {
                (Some(actual), _) if agree && said.direction != Some(actual) => {
                    log.found(draft(said, actual, &levels));
                }
                (_, Some(rate)) if rate.direction != said.direction => {
                    let direction = said.direction.unwrap_or(Direction::Same);
                    log.found(draft(rate, direction, &[compared.change, None]));
                }
                (None, None) => log.missing(format!("“{}”的上年数", said.subject)),
                _ => log.held(),
            }
        }
    }
}

fn draft(said: &Fact, actual: Direction, from: &[Option<&Fact>; 2]) -> Draft {
    let word = said.direction_word.as_deref().unwrap_or(word(said.direction));
    let mut draft = Draft::at(said.place)
        .with("name", &said.subject)
        .printed(word)
        .expected(self::word(Some(actual)))
        .evidence(&said.subject, shown(said), said.place);
    for fact in from.iter().flatten() {
        draft = draft.evidence(&fact.subject, shown(fact), fact.place);
    }
    draft
}

const fn word(direction: Option<Direction>) -> &'static str {
    match direction {
        Some(Direction::Up) => changes::ROSE,
        Some(Direction::Down) => changes::FELL,
        Some(Direction::Same) | None => changes::STAYED,
    }
}
