use juesuan_model::{Decimal, FindingKind, Severity};

use crate::shared::changes::{Changes, with_budgets};
use crate::shared::fact_index::Facts;
use crate::{Basis, Context, Family, Log, Operator, Rule, RuleInfo, Term, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS403"),
    family: Family::Narrative,
    title: Text::new("增减额等于本年数与上年数之差", "A change is the difference of the two years' amounts"),
    message: Text::new(
        "{left}写作{printed}{unit}，由上年数（或预算数）和增减额{right}得{expected}{unit}，相差{difference}{unit}。",
        "{left} says {printed} {unit}; by last year's amount (or the budget) and the change, {right} is {expected} {unit}, off by \
         {difference} {unit}.",
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
        let budgets = with_budgets(statements);
        for compared in context.get::<Changes>().iter().chain(&budgets) {
            let (Some(level), Some(prior), Some(change)) = (compared.level, compared.prior, compared.change)
            else {
                if let Some(change) = compared.change.filter(|_| compared.level.is_some()) {
                    log.missing(format!("“{}”的上年数", change.subject));
                }
                continue;
            };
            // which way it went is the business of JS405: here only how far
            let grew = statements.bounds(level).zip(statements.bounds(prior));
            let sign = if grew.is_none_or(|(level, prior)| level.high >= prior.low) {
                Decimal::ONE
            } else {
                Decimal::NEGATIVE_ONE
            };
            let [level, prior, change] =
                [level, prior, change].map(|fact| log.figure(statements.quantity(context, fact)));
            let before = [Term::plus(prior), Term { figure: change, factor: sign }];
            log.compare(&[Term::plus(level)], Operator::Equal, &before);
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
            "JS403",
            "2022年，机关运行经费支出46.60万元，比2021年53.70万元减少9.10万元，下降16.95%。\n",
            &expect![[r#"
                finding 1 of 1
                JS403-1 text_vs_text error [1, 1, 1] 正文“机关运行经费支出”写作46.60万元，由上年数（或预算数）和增减额按各项计算（正文“机关运行经费支出比2021年”53.70－正文“机关运行经费支出减少”9.10）得44.60万元，相差2.00万元。
                  the text on “机关运行经费支出” says 46.60 万元; by last year's amount (or the budget) and the change, the result of (the text on “机关运行经费支出比2021年” 53.70 − the text on “机关运行经费支出减少” 9.10) is 44.60 万元, off by 2.00 万元.
            "#]],
        );
    }

    #[test]
    fn passes() {
        said_of(
            "JS403",
            "2022年收、支总计80.00万元。与2021年100.00万元相比，收、支总计各减少20.00万元。人员增加2人，培训费增加3.00万元。\n",
            &expect![[r#"
                pass 0 of 1
            "#]],
        );
    }

    #[test]
    fn lacks_the_year_before() {
        said_of(
            "JS403",
            "2022年收、支总计80.00万元。与上年度相比，收、支总计各减少20.00万元，下降20.00%。\n",
            &expect![[r#"
                insufficient_data 0 of 0 missing “收、支总计各减少”的上年数
            "#]],
        );
    }
}
