use juesuan_model::{FindingKind, Severity};

use super::MEASURE;
use crate::shared::performance::cost::{self, CostAmount, Gap};
use crate::shared::performance::evaluation::{Evaluation, Evaluations, called};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS518"),
    family: Family::Performance,
    title: Text::new(
        "总成本目标与项目预算一致",
        "The ceiling of the whole cost is the budget of the programme",
    ),
    message: Text::new(
        "项目{name}的成本指标“{indicator}”目标为{printed}，全年预算数为{expected}{what}。",
        "{name}: the cost “{indicator}” aims at {printed}; the budget of the year is {expected}{what}.",
    ),
    kind: FindingKind::CrossTable,
    severity: Severity::Info,
    basis: MEASURE,
    why: Text::new(
        "成本上限高于预算就没有约束；差十倍、一万倍的多半是小数点或单位错了。",
        "A ceiling above the budget binds nothing; one off by ten or ten thousand is a misplaced point or unit.",
    ),
    example: Text::new(
        "全年预算数231.00万元，总成本目标印作231000.00元。",
        "A budget of 2310000元, a ceiling of 231000元.",
    ),
};

/// JS518: the target of the whole cost against 全年预算数. The same digits with the decimal point moved are an error;
/// another amount is worth knowing.
pub(crate) struct CostTarget;

impl Rule for CostTarget {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for evaluation in context.get::<Evaluations>() {
            let programme = evaluation.programme;
            let budget = programme.budget_adjusted.as_ref().or(programme.budget_initial.as_ref());
            if budget.is_none() && evaluation.indicators.iter().any(|row| row.level1.contains("成本")) {
                log.missing(format!("项目{}的全年预算数", called(programme)));
            }
            for amount in cost::amounts(evaluation, |row| row.target.as_ref(), budget) {
                let gap = cost::gap(amount.stated, amount.of_programme, cost::half(programme, amount.number));
                match gap {
                    Gap::None => log.held(),
                    Gap::Shifted(_) => {
                        let draft = draft(evaluation, &amount);
                        log.found(draft.severity(Severity::Error).kind(FindingKind::Unit).with_text(
                            "what",
                            Text::new(
                                "，数字相同而小数点位置不同",
                                ", the same digits with the point elsewhere",
                            ),
                        ));
                    }
                    Gap::Other if amount.whole => {
                        log.found(draft(evaluation, &amount).with_text("what", Text::default()));
                    }
                    Gap::Other => {}
                }
            }
        }
    }
}

fn draft(evaluation: &Evaluation<'_>, amount: &CostAmount<'_>) -> Draft {
    let unit = evaluation.programme.unit.as_ref().map_or_else(String::new, ToString::to_string);
    let budget = format!("{}{unit}", amount.number.value);
    Draft::at(amount.text.place)
        .printed(&amount.text.value)
        .expected(&budget)
        .evidence("全年预算数", budget, amount.number.place)
        .with("name", called(evaluation.programme))
        .with("indicator", &amount.row.level3)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::testing::said;
    use crate::testing::sample::Sample;

    fn sample(target: &str) -> Sample {
        Sample::new()
            .programme("水毁修复")
            .money("231.00", "80.40", "34.81")
            .indicator("成本指标", "项目总成本", "10", "10")
            .goal(target, "804000元")
    }

    #[test]
    fn fires() {
        said(
            "JS518",
            &sample("≤231000.00元").end(),
            "",
            &expect![[r#"
            finding 1 of 1
            JS518-5 unit error [5, 2] 项目“水毁修复”的成本指标“项目总成本”目标为≤231000.00元，全年预算数为231.00万元，数字相同而小数点位置不同。
              “水毁修复”: the cost “项目总成本” aims at ≤231000.00元; the budget of the year is 231.00万元, the same digits with the point elsewhere.
        "#]],
        );
        said(
            "JS518",
            &sample("≤3000000元").end(),
            "",
            &expect![[r#"
            finding 1 of 1
            JS518-5 cross_table info [5, 2] 项目“水毁修复”的成本指标“项目总成本”目标为≤3000000元，全年预算数为231.00万元。
              “水毁修复”: the cost “项目总成本” aims at ≤3000000元; the budget of the year is 231.00万元.
        "#]],
        );
    }

    #[test]
    fn passes() {
        said(
            "JS518",
            &sample("≤231万元").end(),
            "",
            &expect![[r#"
            pass 0 of 1
        "#]],
        );
    }

    #[test]
    fn lacks_the_budget() {
        let mut report = sample("≤231万元").end();
        report.programmes[0].budget_adjusted = None;
        said(
            "JS518",
            &report,
            "",
            &expect![[r#"
            insufficient_data 0 of 0 missing 项目“水毁修复”的全年预算数
        "#]],
        );
    }
}
