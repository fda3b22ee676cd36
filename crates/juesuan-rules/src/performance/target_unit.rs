use juesuan_model::{FindingKind, Severity};

use super::MEASURE;
use crate::shared::performance::evaluation::{Evaluations, called};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS515"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new("目标值与实际完成值单位一致", "Target and result have one unit"),
    message: Text::new(
        "项目{name}的指标“{indicator}”目标{expected}，实际{printed}，单位不一致，无法比较。",
        "{name}: “{indicator}” aims at {expected} and reports {printed}: the units differ.",
    ),
    kind: FindingKind::Unit,
    severity: Severity::Warning,
    basis: MEASURE,
    why: Text::new(
        "单位不同就无法判断目标是否达到。",
        "With two units nobody can tell whether the target was met.",
    ),
    example: Text::new("目标≥500人次，实际480人。", "500 visits aimed at, 480 persons reported."),
};

/// JS515: a quantitative target and a quantitative result are of one unit. A result in per cent for a target in
/// another unit says how far the target was met, and is none of this rule's business.
pub(crate) struct TargetUnit;

impl Rule for TargetUnit {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for evaluation in context.get::<Evaluations>() {
            for (row, (goal, result)) in evaluation.rows() {
                let (Some(target), Some(goal)) = (&row.target, goal) else { continue };
                let Some(actual) = &row.actual else {
                    log.missing(format!("指标“{}”的实际完成值", row.level3));
                    continue;
                };
                let Some(result) = result else { continue };
                let share = matches!(result.unit, "%" | "％");
                if share || goal.unit.is_empty() || result.unit.is_empty() {
                    continue;
                }
                if goal.comparable(result) {
                    log.held();
                    continue;
                }
                let draft = Draft::at(actual.place)
                    .printed(&actual.value)
                    .expected(&target.value)
                    .evidence("目标值", &*target.value, target.place)
                    .with("name", called(evaluation.programme))
                    .with("indicator", &row.level3);
                log.found(draft);
            }
        }
    }
}
