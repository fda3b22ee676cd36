use juesuan_model::{FindingKind, Severity};

use super::MEASURE;
use crate::shared::performance::evaluation::called;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS503"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new("执行数不超过全年预算数", "No more is spent than was budgeted"),
    message: Text::new(
        "项目{name}全年执行数{printed}{unit}超过全年预算数{expected}{unit}，应说明原因。",
        "{name} spent {printed} {unit} of a budget of {expected} {unit}: that asks for an explanation.",
    ),
    kind: FindingKind::Range,
    severity: Severity::Warning,
    basis: MEASURE,
    why: Text::new(
        "全年预算数已含调整，超出部分没有预算依据。",
        "The budget of the year contains all adjustments; what exceeds it has no basis.",
    ),
    example: Text::new("全年预算数60.00万元，全年执行数71.20万元。", "71.20 spent of 60.00."),
};

/// JS503: 全年执行数 ≤ 全年预算数.
pub(crate) struct OverExecution;

impl Rule for OverExecution {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for programme in &context.report().programmes {
            let (budget, executed) = match (&programme.budget_adjusted, &programme.executed) {
                (Some(budget), Some(executed)) => (budget, executed),
                (None, Some(_)) => {
                    log.missing(format!("项目{}的全年预算数", called(programme)));
                    continue;
                }
                (Some(_), None) => {
                    log.missing(format!("项目{}的全年执行数", called(programme)));
                    continue;
                }
                (None, None) => continue,
            };
            if executed.value <= budget.value {
                log.held();
                continue;
            }
            let draft = Draft::at(executed.place)
                .printed(executed.value.to_string())
                .expected(budget.value.to_string())
                .difference(executed.value - budget.value, programme.unit.clone())
                .evidence("全年执行数", executed.value.to_string(), executed.place)
                .evidence("全年预算数", budget.value.to_string(), budget.place);
            log.found(draft.with("name", called(programme)));
        }
    }
}
