use juesuan_model::{FactRole, FindingKind, Severity, StatementId};

use crate::rules::statements::shown;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Lookup, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS307"),
    family: Family::TableText,
    title: Text::new(
        "结转结余率与年末结转和结余相符",
        "A rate of funds carried over agrees with the balance carried forward",
    ),
    message: Text::new(
        "“{name}”为{printed}，而{table}年末结转和结余为{expected}。",
        "“{name}” is {printed}, while the balance carried forward in {table} is {expected}.",
    ),
    kind: FindingKind::TableVsText,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "部门整体绩效评价共性指标：结转结余率＝结转结余总额÷支出预算数"),
    why: Text::new(
        "年末没有结转结余，结转结余率就应为0；不为0则口径不同，需要说明。",
        "Without a balance the rate is 0; another value means another scope, which needs a word.",
    ),
    example: Text::new(
        "结转结余率28%，总表年末结转和结余为0。",
        "A rate of 28% with nothing carried forward.",
    ),
};

/// JS307: 结转结余率 is 0 where nothing is carried forward, and is not where something is.
pub(crate) struct CarriedOverRate;

impl Rule for CarriedOverRate {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let rates = context.report().facts.iter().filter(|fact| {
            fact.role == FactRole::Percent
                && fact.approximation.is_none()
                && ["结转结余率", "结余结转率", "结余率"].iter().any(|word| fact.subject.ends_with(word))
        });
        for rate in rates {
            let closing =
                context.find(StatementId::Z01, "expenditure:closing", juesuan_model::Measure::FINAL);
            let figure = match closing {
                Lookup::Found(cell) => context.book().figure(cell),
                _ => None,
            };
            let Some(figure) = figure else {
                log.missing(format!("{}年末结转和结余", crate::name::table_zh(StatementId::Z01)));
                continue;
            };
            if rate.value.is_zero() == figure.printed().is_zero() {
                log.held();
                continue;
            }
            let table = Text::owned(crate::name::table_zh(StatementId::Z01), StatementId::Z01.to_string());
            let unit = figure.unit().map_or_else(String::new, |unit| unit.to_string());
            let expected = format!("{}{unit}", figure.printed());
            log.found(
                Draft::at(rate.place)
                    .printed(shown(rate))
                    .expected(&expected)
                    .with("name", &rate.subject)
                    .with_text("table", table)
                    .evidence(&rate.subject, shown(rate), rate.place)
                    .evidence("年末结转和结余", expected, figure.place()),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use juesuan_model::{Decimal, Fact, FactRole, Report, Unit};

    use crate::testing::accounts::{accounts, set};
    use crate::testing::{place, said, said_of};

    fn report(closing: &str) -> Report {
        let mut report = accounts();
        set(&mut report, "Z01 expenditure:closing final", closing);
        let mut fact = Fact::new(FactRole::Percent, Decimal::from(28), Some(Unit::Percent), place(90, 1));
        "结转结余率".clone_into(&mut fact.subject);
        report.facts.push(fact);
        report
    }

    #[test]
    fn fires() {
        said(
            "JS307",
            &report("0.00"),
            "",
            &expect![[r#"
            finding 1 of 1
            JS307-90 table_vs_text warning [90, 124] “结转结余率”为28%，而《收入支出决算总表》年末结转和结余为0.00万元。
              “结转结余率” is 28%, while the balance carried forward in Z01 is 0.00万元.
        "#]],
        );
    }

    #[test]
    fn passes() {
        said(
            "JS307",
            &report("1.00"),
            "",
            &expect![[r#"
            pass 0 of 1
        "#]],
        );
    }

    #[test]
    fn lacks_the_table() {
        said_of(
            "JS307",
            "2022年部门结转结余率为28%。\n",
            &expect![[r#"
            insufficient_data 0 of 0 missing 《收入支出决算总表》年末结转和结余
        "#]],
        );
    }
}
