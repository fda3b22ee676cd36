use juesuan_model::{FindingKind, Severity};

use crate::shared::completions;
use crate::shared::fact_index::Facts;
use crate::shared::percentages::{recompute_any, wrong_rate};
use crate::{Basis, Context, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS406"),
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

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::testing::said_of;

    #[test]
    fn fires() {
        said_of(
            "JS406",
            "2022年医疗救助年初预算为15万元，支出决算为64.26万元，完成年初预算的42.84%。\n",
            &expect![[r#"
                finding 1 of 1
                JS406-1 percent error [1, 1, 1] “医疗救助完成年初预算”印作42.84%，按所列预算数和决算数计算为428.40%。
                  “医疗救助完成年初预算” is printed as 42.84%; budget and final amount give 428.40%.
            "#]],
        );
    }

    #[test]
    fn passes() {
        said_of(
            "JS406",
            "2022年医疗救助年初预算为15万元，支出决算为64.26万元，完成年初预算的428.40%。\n\n2022年全站年初预算数为50.00万元，调整预算数80.00万元，预算执行金额60.00万元，预算执行率75%。\n",
            &expect![[r#"
                pass 0 of 2
            "#]],
        );
    }

    #[test]
    fn lacks_the_budget() {
        said_of(
            "JS406",
            "2022年接待费支出决算为1.50万元，完成预算100%。\n",
            &expect![[r#"
            insufficient_data 0 of 0 missing “接待费完成预算”的预算数或决算数
        "#]],
        );
    }

    #[test]
    fn the_budget_of_the_whole_is_not_that_of_a_part() {
        said_of(
            "JS406",
            "“三公”经费年初预算为30.00万元，支出决算为21.00万元，完成预算的70.00%，其中：公务用车购置及运行维护费18.00万元，完成预算的90.00%；公务接待费3.00万元，完成预算的60.00%。\n",
            &expect![[r#"
                pass 0 of 1 missing “公务用车购置及运行维护费完成预算”的预算数或决算数、“公务接待费完成预算”的预算数或决算数
            "#]],
        );
    }

    #[test]
    fn a_rate_of_the_initial_budget_is_not_that_of_the_adjusted_one() {
        said_of(
            "JS406",
            "2022年支出年初预算为40.00万元，全年预算为50.00万元，支出决算为45.00万元，完成年初预算的90.00%。\n",
            &expect![[r#"
                finding 1 of 1
                JS406-1 percent error [1, 1, 1] “支出完成年初预算”印作90.00%，按所列预算数和决算数计算为112.50%。
                  “支出完成年初预算” is printed as 90.00%; budget and final amount give 112.50%.
            "#]],
        );
    }
}
