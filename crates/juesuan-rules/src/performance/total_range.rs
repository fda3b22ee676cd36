use juesuan_model::{Decimal, FindingKind, Severity};

use super::MEASURE;
use crate::shared::performance::evaluation::called;
use crate::shared::performance::points;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS537"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new("总得分在0至100分之间", "A total lies between 0 and 100"),
    message: Text::new(
        "{name}总得分印作{printed}分，满分为100分。",
        "The total of {name} is given as {printed} of 100.",
    ),
    kind: FindingKind::Range,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new("百分制下的得分不会超过100分。", "Out of a hundred nobody scores more."),
    example: Text::new("总得分974.2分（应为97.42分）。", "974.2 for 97.42."),
};

/// JS537: 0 ≤ 总得分 ≤ 100.
pub(crate) struct TotalRange;

impl Rule for TotalRange {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for programme in &context.report().programmes {
            let Some(total) = &programme.total_score else {
                log.missing(format!("{}的总得分", called(programme)));
                continue;
            };
            if (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&total.value) {
                log.held();
                continue;
            }
            let draft = Draft::at(total.place).printed(points::shown(total.value)).expected("0–100");
            log.found(draft.with("name", called(programme)));
        }
    }
}
