use juesuan_model::{Decimal, FindingKind, Severity};

use super::MEASURE;
use crate::shared::performance::evaluation::{Evaluations, called};
use crate::shared::performance::goal::Bound;
use crate::shared::performance::{doubt, points};
use crate::tuning::TUNING;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS514"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "完成值远超目标值的，分析目标是否偏低",
        "Where a result far exceeds its target, the target is looked into",
    ),
    message: Text::new(
        "项目{name}的指标“{indicator}”目标{expected}，实际{printed}，超出{over}%而得满分，目标值可能定得偏低。",
        "{name}: “{indicator}” aims at {expected} and reached {printed}, {over}% more, with full points: the target may \
         have been set too low.",
    ),
    kind: FindingKind::Range,
    severity: Severity::Info,
    basis: MEASURE,
    why: Text::new(
        "目标定得偏低，轻易就能得满分，按规定应按偏离度调减分值。",
        "A target that is too low earns points for nothing; by the regulation they are cut.",
    ),
    example: Text::new("目标≥31人，实际80人，满分。", "31 were aimed at, 80 reached, full points."),
};

/// JS514: a result more than half above a target to be reached, with full points. Rates cannot be far exceeded.
pub(crate) struct ExceededTarget;

impl Rule for ExceededTarget {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for evaluation in context.get::<Evaluations>() {
            if doubt::lacks_points(evaluation, log) {
                continue;
            }
            for (row, (goal, result)) in evaluation.rows() {
                let Some((target, actual)) = row.target.as_ref().zip(row.actual.as_ref()) else { continue };
                let (Some(goal), Some(result)) = (goal, result) else { continue };
                if !matches!(goal.bound, Bound::AtLeast | Bound::MoreThan) || !goal.comparable(result) {
                    continue;
                }
                let Some((weight, score)) = doubt::weighed(row, log) else { continue };
                let reached = goal
                    .base()
                    .zip(result.base())
                    .and_then(|(goal, result)| points::percentage(result, goal));
                let Some(reached) =
                    reached.filter(|reached| *reached > Decimal::from(TUNING.exceeded_target.far))
                else {
                    log.held();
                    continue;
                };
                if score.value < weight.value {
                    log.held();
                    continue;
                }
                let draft = Draft::at(actual.place)
                    .printed(&actual.value)
                    .expected(&target.value)
                    .evidence("目标值", &*target.value, target.place)
                    .with("name", called(evaluation.programme))
                    .with("indicator", &row.level3)
                    .with("over", points::rounded(reached - Decimal::ONE_HUNDRED, 0));
                log.found(draft);
            }
        }
    }
}
