use juesuan_model::{Decimal, Fact, FactRole, FindingKind, Severity};

use crate::quick::holds;
use crate::shared::fact_index::shown;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS607"),
    family: Family::Units,
    title: Text::new("占比、满意度等不超过100%", "Shares and rates of satisfaction are at most 100 %"),
    message: Text::new(
        "“{name}”印作{printed}，这类比率不能大于100%，也不能小于0。",
        "“{name}” is printed as {printed}; such a rate lies between 0 and 100 %.",
    ),
    kind: FindingKind::Range,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "部分不可能多于整体，超过100%的占比一定是错的。",
        "A part cannot be more than the whole: a share above 100 % is wrong for certain.",
    ),
    example: Text::new("项目支出占160.15%。", "A share of 160.15%."),
};

/// Words at the end of what is a share of a whole.
const SHARES: [&str; 9] =
    ["占比", "比重", "满意度", "满意率", "合格率", "及时率", "准确率", "知晓率", "差错率"];

/// Words of a share that may be above 100 % after all: shares of a plan or of another year.
const NO_SHARES: [&str; 5] = ["完成", "增", "上年", "目标", "计划"];

/// JS607: 占比, 满意度, 合格率 and the like between 0 and 100 %.
pub(crate) struct ImpossibleRate;

impl Rule for ImpossibleRate {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for fact in context.report().facts.iter().filter(|fact| is_share(fact)) {
            if fact.value >= Decimal::ZERO && fact.value <= Decimal::ONE_HUNDRED {
                log.held();
                continue;
            }
            log.found(
                Draft::at(fact.place)
                    .printed(shown(fact))
                    .expected("0%—100%")
                    .with("name", &fact.subject)
                    .evidence(&fact.subject, shown(fact), fact.place),
            );
        }
    }
}

fn is_share(fact: &Fact) -> bool {
    if fact.role != FactRole::Percent || fact.direction.is_some() {
        return false;
    }
    let named = SHARES.iter().any(|word| fact.subject.ends_with(word)) || fact.subject.contains('占');
    let other = NO_SHARES.iter().any(|word| holds(&fact.subject, word));
    named && !other
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::testing::said_of;

    #[test]
    fn fires() {
        said_of(
            "JS607",
            "2022年支出合计5.00万元，其中：项目支出3.00万元，占160.00%。\n",
            &expect![[r#"
                finding 1 of 1
                JS607-1 range error [1] “项目支出占比”印作160.00%，这类比率不能大于100%，也不能小于0。
                  “项目支出占比” is printed as 160.00%; such a rate lies between 0 and 100 %.
            "#]],
        );
    }

    #[test]
    fn passes() {
        said_of(
            "JS607",
            "2022年群众满意度100%，年初预算完成428.40%。\n",
            &expect![[r#"
            pass 0 of 1
        "#]],
        );
    }

    #[test]
    fn has_nothing_to_say_of_other_rates() {
        said_of(
            "JS607",
            "2022年支出增长160.00%。\n",
            &expect![[r#"
            not_applicable 0 of 0
        "#]],
        );
    }
}
