use juesuan_model::{Direction, Fact, FindingKind, Measure, Severity, StatementId};

use crate::shared::bounds::Bounds;
use crate::shared::changes::{BudgetChanges, YearOnYear};
use crate::shared::completions::{self, Completion};
use crate::shared::fact_index::{Facts, Statements, meaning};
use crate::shared::percentages::{Recomputed, recompute_any, wrong_rate};
use crate::{Basis, Context, Family, Log, Lookup, Rule, RuleInfo, Text};

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
        let mut by_table = Vec::new();
        for completion in
            statements.sentences().flat_map(|facts| completions::of(facts, statements.brackets()))
        {
            let (Some(done), Some(budget)) = (completion.done, completion.budget) else {
                if let Some((outcome, from)) = of_comparison(context, statements, &completion) {
                    match wrong_rate(completion.rate, &outcome, &from) {
                        Some(draft) => log.found(draft),
                        None => log.held(),
                    }
                    continue;
                }
                if let Some(outcome) = of_public_expenses(context, statements, &completion) {
                    by_table.push((completion, outcome));
                    continue;
                }
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
        judge_by_table(&by_table, log);
    }
}

/// A rate whose amount or budget the text tells by comparing the two: 支出110万元，与年初预算数相比增加10万元，完成…, or in
/// the sentence before: 支出110万元。与年初预算100万元相比，完成….
fn of_comparison<'r>(
    context: &Context<'r>,
    statements: &Statements<'r>,
    completion: &Completion<'r>,
) -> Option<(Recomputed, Vec<&'r Fact>)> {
    let (pair, from) = match (completion.done, completion.budget) {
        (Some(done), None) => {
            let change = compared(context, done)?.change?;
            let by = statements.bounds(change)?;
            let level = statements.bounds(done)?;
            let budget = match change.direction? {
                Direction::Up => level.minus(by),
                Direction::Down => level.plus(by),
                Direction::Same => None,
            };
            ((level, budget?), vec![done, change])
        }
        (None, Some(budget)) => {
            let done = completions::told_before(&statements.report().facts, budget)?;
            ((statements.bounds(done)?, statements.bounds(budget)?), vec![done, budget])
        }
        _ => return None,
    };
    Some((recompute_any(completion.rate.value, [pair])?, from))
}

/// The only comparison with its budget that the sentence of an amount makes.
fn compared<'r>(context: &Context<'r>, done: &Fact) -> Option<YearOnYear<'r>> {
    let of_sentence =
        |compared: &&YearOnYear<'_>| compared.change.is_some_and(|change| change.sentence == done.sentence);
    let mut all = context.get::<BudgetChanges>().iter().filter(of_sentence);
    let (Some(only), None) = (all.next(), all.next()) else { return None };
    (only.prior.is_none() && only.level?.place == done.place).then_some(*only)
}

/// A rate of the three public expenses whose budget the text does not tell, by the budget of their table.
fn of_public_expenses(
    context: &Context<'_>,
    statements: &Statements<'_>,
    completion: &Completion<'_>,
) -> Option<Recomputed> {
    let done = completion.done.filter(|_| completion.budget.is_none())?;
    let (item, _) = meaning(done).filter(|(item, _)| item.to_string().starts_with("three_public:"))?;
    let budget = [Measure::BUDGET, Measure::BUDGET_INITIAL].into_iter().find_map(|measure| match context
        .book()
        .find(StatementId::Z09, item, measure)
    {
        Lookup::Found(figure) => context.book().figure(figure),
        _ => None,
    })?;
    let (low, high) = (budget.value.checked_sub(budget.half)?, budget.value.checked_add(budget.half)?);
    recompute_any(completion.rate.value, [(statements.bounds(done)?, Bounds { low, high })])
}

/// The table may print another budget than the text means: rates are judged by it where others follow from it.
fn judge_by_table(rates: &[(Completion<'_>, Recomputed)], log: &mut Log<'_, '_>) {
    let (held, wrong): (Vec<_>, Vec<_>) =
        rates.iter().partition(|(_, outcome)| matches!(outcome, Recomputed::Holds));
    for _ in &held {
        log.held();
    }
    for (completion, outcome) in &wrong {
        let draft = wrong_rate(completion.rate, outcome, completion.done.as_slice());
        match draft.filter(|_| held.len() >= wrong.len()) {
            Some(draft) => log.found(draft),
            None => log.missing(format!("“{}”的预算数", completion.rate.subject)),
        }
    }
}
