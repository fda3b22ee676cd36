use juesuan_model::{FindingKind, Severity};
use juesuan_vocabulary::performance;

use super::MEASURE;
use crate::shared::performance::cost::{self, CostAmount, Gap};
use crate::shared::performance::evaluation::{Evaluation, Evaluations, called};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS518"),
    status: crate::RuleStatus::Stable,
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
            if budget.is_none()
                && evaluation.indicators.iter().any(|row| row.level1.contains(performance::COST))
            {
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
