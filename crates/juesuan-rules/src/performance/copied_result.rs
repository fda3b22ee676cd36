use juesuan_model::{FindingKind, Severity};

use super::MEASURE;
use crate::shared::performance::evaluation::{Evaluations, called};
use crate::shared::performance::goal::Bound;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS539"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new("实际完成值不是照抄目标值", "Results are not copied from their targets"),
    message: Text::new(
        "项目{name}有{count}个定量指标的实际完成值照抄目标值（如“{indicator}”{printed}），没有填写实际数。",
        "{count} results of {name} are copied from their targets (such as “{indicator}” {printed}) and tell no figure.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Info,
    basis: MEASURE,
    why: Text::new("带“≥”的实际值等于没有填。", "A result with a “≥” tells nothing."),
    example: Text::new("目标“≥95%”，实际完成值也是“≥95%”。", "≥95% for ≥95%."),
};

/// JS539: a result is a figure, not a bound. All of one programme are one finding.
pub(crate) struct CopiedResult;

impl Rule for CopiedResult {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for evaluation in context.get::<Evaluations>() {
            let mut copied = Vec::new();
            for (row, (goal, result)) in evaluation.rows() {
                let Some(goal) = goal else { continue };
                if matches!(goal.bound, Bound::Unsaid | Bound::Equal) {
                    continue;
                }
                match &row.actual {
                    None => log.missing(format!("指标“{}”的实际完成值", row.level3)),
                    Some(actual) if result.as_ref() == Some(goal) => copied.push((row, actual)),
                    Some(_) => log.held(),
                }
            }
            let Some((row, first)) = copied.first() else { continue };
            let draft = Draft::at(first.place).printed(&first.value);
            let draft = copied.iter().skip(1).fold(draft, |draft, (_, actual)| draft.and_at(actual.place));
            log.found(
                draft
                    .with("name", called(evaluation.programme))
                    .with("count", copied.len())
                    .with("indicator", &row.level3),
            );
        }
    }
}
