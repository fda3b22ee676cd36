use juesuan_model::{FindingKind, Severity};

use crate::shared::completions;
use crate::shared::fact_index::Facts;
use crate::shared::percentages::{recompute_any, wrong_rate};
use crate::{Basis, Context, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS406"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new(
        "完成率等于决算数除以预算数",
        "A completion rate is the final amount divided by the budget",
    ),
    message: Text::new(
        "“{name}”印作{printed}，按所列预算数和决算数计算为{expected}。",
        "“{name}” is printed as {printed}; budget and final amount give {expected}.",
    ),
    kind: FindingKind::Percent,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "完成率反映预算执行，与金额不符则预算数、决算数或完成率有一个是错的。",
        "The rate shows how the budget was carried out; where it does not follow, one of the three figures is wrong.",
    ),
    example: Text::new(
        "年初预算15万元，决算64.26万元，应完成428.40%，印作42.84%。",
        "64.26 of a budget of 15 is 428.40%, and not 42.84%.",
    ),
};

/// JS406: 完成预算 = 决算数 / 预算数, 执行率 = 执行数 / 预算数, where both amounts stand in the sentence.
pub(crate) struct CompletionRate;

impl Rule for CompletionRate {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for completion in statements.sentences().flat_map(completions::of) {
            let (Some(done), Some(budget)) = (completion.done, completion.budget) else {
                log.missing(format!("“{}”的预算数或决算数", completion.rate.subject));
                continue;
            };
            let pairs = statements.pairs(context, done, budget);
            let outcome = recompute_any(completion.rate.value, pairs);
            match outcome {
                Some(outcome) => match wrong_rate(completion.rate, &outcome, &[done, budget]) {
                    Some(draft) => log.found(draft),
                    None => log.held(),
                },
                // a budget of nothing is the business of JS407
                None => log.held(),
            }
        }
    }
}
