use juesuan_model::{FindingKind, Severity};

use super::MEASURE;
use crate::shared::performance::evaluation::{Evaluations, called};
use crate::shared::performance::{doubt, points};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS513"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "达到目标值的指标得满分，或者说明扣分原因",
        "A target that was met earns full points, or says why not",
    ),
    message: Text::new(
        "项目{name}的指标“{indicator}”目标{target}，实际{actual}，已经达到，得{printed}分（分值{expected}分）{reason}。",
        "{name}: “{indicator}” aims at {target} and reached {actual}, and yet has {printed} of {expected} \
         points{reason}.",
    ),
    kind: FindingKind::Range,
    severity: Severity::Warning,
    basis: MEASURE,
    why: Text::new(
        "完成指标值的记满分；远超目标而调减的，应当写明是目标定得偏低。",
        "A met target earns its points; where they are cut because the target was too low, that must be said.",
    ),
    example: Text::new(
        "目标≥95%，实际96%，分值5分得4分，没有原因。",
        "96% for a target of 95%, 4 of 5 points, no reason.",
    ),
};

/// JS513: a met target has full points. With a reason (a target set too low, say) it is worth knowing only.
pub(crate) struct MetTarget;

impl Rule for MetTarget {
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
                if goal.met_by(result) != Some(true) {
                    continue;
                }
                let Some((weight, score)) = doubt::weighed(row, log) else { continue };
                if score.value >= weight.value {
                    log.held();
                    continue;
                }
                let mut draft = Draft::at(score.place)
                    .printed(points::shown(score.value))
                    .expected(points::shown(weight.value))
                    .evidence("目标值", &*target.value, target.place)
                    .evidence("实际完成值", &*actual.value, actual.place)
                    .with("name", called(evaluation.programme))
                    .with("indicator", &row.level3)
                    .with("target", &target.value)
                    .with("actual", &actual.value);
                draft = match &row.note {
                    Some(note) => draft.severity(Severity::Info).with_text(
                        "reason",
                        Text::owned(
                            format!("，原因写作“{}”", note.value),
                            format!(", for which the reason is “{}”", note.value),
                        ),
                    ),
                    None => {
                        draft.with_text("reason", Text::new("，没有说明原因", ", and no reason is given"))
                    }
                };
                log.found(draft);
            }
        }
    }
}
