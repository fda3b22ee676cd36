use juesuan_model::{Decimal, FindingKind, Severity};

use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS501"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "指标得分不超过分值，也不小于零",
        "No indicator scores more than its weight or less than nothing",
    ),
    message: Text::new(
        "指标“{name}”得{printed}分，分值为{expected}分。",
        "The indicator “{name}” scores {printed} of {expected} points.",
    ),
    kind: FindingKind::Range,
    severity: Severity::Error,
    basis: Basis::new(BasisKind::Regulation, "项目支出绩效自评：得分不超过分值"),
    why: Text::new(
        "超过分值的得分会抬高总分和等级。",
        "A score above its weight lifts the total and the grade.",
    ),
    example: Text::new("分值5分的指标得了8分。", "8 points of 5."),
};

/// JS501: 0 ≤ 得分 ≤ 分值 for every indicator.
pub(crate) struct ScoreWithinWeight;

impl Rule for ScoreWithinWeight {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for indicator in &context.report().indicators {
            let name = || format!("指标“{}”", indicator.level3);
            match (&indicator.score, &indicator.weight) {
                (Some(score), Some(weight)) => {
                    if score.value >= Decimal::ZERO && score.value <= weight.value {
                        log.held();
                        continue;
                    }
                    let draft = Draft::at(score.place)
                        .printed(score.value.to_string())
                        .expected(weight.value.to_string())
                        .evidence(format!("{}分值", name()), weight.value.to_string(), weight.place);
                    log.found(draft.with("name", &indicator.level3));
                }
                (Some(_), None) => log.missing(format!("{}的分值", name())),
                (None, Some(_)) => log.missing(format!("{}的得分", name())),
                (None, None) => {}
            }
        }
    }
}
