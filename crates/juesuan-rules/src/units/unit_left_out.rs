use juesuan_model::{Fact, FindingKind, Severity, Unit};

use crate::shared::fact_index::Facts;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS603"),
    family: Family::Units,
    title: Text::new("正文中的金额都写明单位", "Every amount of the text has its unit"),
    message: Text::new(
        "“{name}”写作{printed}，漏写单位，应为{expected}。",
        "“{name}” says {printed} without a unit; it should be {expected}.",
    ),
    kind: FindingKind::Unit,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "部门决算公开：金额应注明计量单位"),
    why: Text::new(
        "漏写单位，读者只能猜是元还是万元。",
        "Without a unit the reader has to guess between 元 and 万元.",
    ),
    example: Text::new("支出决算为21.45，完成预算100%。", "21.45 was spent, of what the text does not say."),
};

/// JS603: numbers of money without a unit. Those of one sentence are one finding.
pub(crate) struct UnitLeftOut;

impl Rule for UnitLeftOut {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for facts in statements.sentences() {
            for rate in facts.iter().filter(|fact| is_rate(fact) && !statements.is_evaluation(fact.place)) {
                log.found(without_percent(rate));
            }
            let left_out: Vec<&Fact> = facts
                .iter()
                .filter(|fact| fact.unit_supplied && is_money(fact) && !fact.value.is_zero())
                .collect();
            let Some(first) = left_out.first() else {
                facts.iter().filter(|fact| fact.unit.is_some()).for_each(|_| log.held());
                continue;
            };
            let unit = first.unit.as_ref().map_or_else(String::new, ToString::to_string);
            let list = |of: &dyn Fn(&Fact) -> String| {
                left_out.iter().map(|fact| of(fact)).collect::<Vec<_>>().join("、")
            };
            let printed = list(&|fact| fact.value.to_string());
            let expected = list(&|fact| format!("{}{unit}", fact.value));
            let mut draft = Draft::at(first.place)
                .printed(printed)
                .expected(expected)
                .with("name", list(&|fact| fact.subject.clone()));
            for fact in &left_out {
                draft = draft.evidence(&fact.subject, fact.value.to_string(), fact.place);
            }
            log.found(draft);
        }
    }
}

/// Whether a share or a rate of change lacks its sign. Whole numbers and evaluations are told without often enough to
/// be no fault.
fn is_rate(fact: &Fact) -> bool {
    let told = fact.direction.is_some() || fact.subject.contains('占');
    fact.unit_supplied && fact.unit == Some(Unit::Percent) && told && fact.value.scale() > 0
}

fn without_percent(rate: &Fact) -> Draft {
    Draft::at(rate.place)
        .printed(rate.value.to_string())
        .expected(format!("{}%", rate.value))
        .with("name", &rate.subject)
        .evidence(&rate.subject, rate.value.to_string(), rate.place)
}

fn is_money(fact: &Fact) -> bool {
    fact.unit.as_ref().is_some_and(|unit| unit.money().is_some())
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::testing::said_of;

    #[test]
    fn fires_once_for_a_sentence() {
        said_of(
            "JS603",
            "2022年公用经费含邮电费20,000.00元、印刷费5,000.00、水电费3,000.00、差旅费8,000.00元。\n\n住房公积金支出决算为12.40，完成预算100%。\n",
            &expect![[r#"
                finding 2 of 2
                JS603-1 unit warning [1, 1] “印刷费、水电费”写作5000.00、3000.00，漏写单位，应为5000.00元、3000.00元。
                  “印刷费、水电费” says 5000.00、3000.00 without a unit; it should be 5000.00元、3000.00元.
                JS603-3 unit warning [3] “住房公积金支出决算”写作12.40，漏写单位，应为12.40元。
                  “住房公积金支出决算” says 12.40 without a unit; it should be 12.40元.
            "#]],
        );
    }

    #[test]
    fn fires_for_a_rate_without_its_sign() {
        said_of(
            "JS603",
            "2022年运行经费支出52.00万元，占支出合计的31.25；比上年增加2.00万元，增长4.00。\n",
            &expect![[r#"
                finding 2 of 6
                JS603-1 unit warning [1] “运行经费支出占支出合计”写作31.25，漏写单位，应为31.25%。
                  “运行经费支出占支出合计” says 31.25 without a unit; it should be 31.25%.
                JS603-1-2 unit warning [1] “运行经费支出增长”写作4.00，漏写单位，应为4.00%。
                  “运行经费支出增长” says 4.00 without a unit; it should be 4.00%.
            "#]],
        );
    }

    #[test]
    fn passes() {
        said_of(
            "JS603",
            "2022年住房公积金支出决算为12.40万元，补助标准3000-5000元。\n",
            &expect![[r#"
            pass 0 of 3
        "#]],
        );
    }

    #[test]
    fn has_nothing_to_say_without_amounts() {
        said_of(
            "JS603",
            "没有数字。\n",
            &expect![[r#"
            not_applicable 0 of 0
        "#]],
        );
    }
}
