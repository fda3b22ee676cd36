use juesuan_model::{Decimal, Direction, FindingKind, Severity};

use crate::shared::changes::{BudgetChanges, Changes};
use crate::shared::fact_index::Facts;
use crate::{Basis, Context, Family, Log, Operator, Rule, RuleInfo, Term, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS403"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new("增减额等于本年数与上年数之差", "A change is the difference of the two years' amounts"),
    message: Text::new(
        "{left}写作{printed}{unit}；上年数（或预算数）加减增减额，{right}为{expected}{unit}，相差{difference}{unit}。",
        "{left} says {printed} {unit}; last year's amount (or the budget) and the change, {right}, make {expected} {unit}, \
         off by {difference} {unit}.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "三个数中至少有一个是错的，与上年的比较就不可信。",
        "One of the three figures is wrong, so that the comparison cannot be relied on.",
    ),
    example: Text::new(
        "本年46.60万元，上年53.70万元，却说减少9.10万元。",
        "46.60 this year, 53.70 last year, and the text speaks of a decrease of 9.10.",
    ),
};

/// JS403: 本年数 = 上年数 ± 增减额, where all three are printed; the same with the budget (比年初预算数减少).
pub(crate) struct ChangeAmount;

impl Rule for ChangeAmount {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for compared in context.get::<Changes>().iter().chain(context.get::<BudgetChanges>()) {
            let (Some(level), Some(prior), Some(change)) = (compared.level, compared.prior, compared.change)
            else {
                if let Some(change) = compared.change.filter(|_| compared.level.is_some()) {
                    log.missing(format!("“{}”的上年数", change.subject));
                }
                continue;
            };
            // which way it went is the business of JS405: here only how far
            let grew = statements.bounds(level).zip(statements.bounds(prior));
            let rose = match grew {
                Some((level, prior)) if level.meets(prior) => change.direction != Some(Direction::Down),
                Some((level, prior)) => level.low > prior.high,
                None => true,
            };
            // 增加-5万元: the sign says the way once more
            let turned = rose == change.value.is_sign_negative();
            let sign = if turned { Decimal::NEGATIVE_ONE } else { Decimal::ONE };
            let [level, prior, change] =
                [level, prior, change].map(|fact| log.figure(statements.quantity(context, fact)));
            let before = [Term::plus(prior), Term { figure: change, factor: sign }];
            log.compare(&[Term::plus(level)], Operator::Equal, &before);
        }
    }
}
