use juesuan_model::{FindingKind, Severity};
use juesuan_vocabulary::{WordList as _, changes};

use crate::shared::fact_index::Facts;
use crate::shared::part_lists::PartLists;
use crate::{Basis, Context, Family, Log, Operator, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS411"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new("“其中”各项不大于总数", "No part is more than its whole"),
    message: Text::new(
        "{left}写作{printed}{unit}，大于它所属的{right}的{expected}{unit}。",
        "{left} says {printed} {unit}, more than the {expected} {unit} of {right}, of which it is part.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "部分大于整体，金额、单位或归属必有一误。",
        "A part above its whole means a wrong amount, a wrong unit or a wrong place.",
    ),
    example: Text::new("接待费1.50万元，其中国内接待15.00万元。", "1.50 in all, of which 15.00."),
};

/// JS411: every amount behind 其中 is at most the amount that it is part of.
pub(crate) struct PartOverWhole;

impl Rule for PartOverWhole {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for list in context.get::<PartLists>() {
            // 调整预算2万元（其中追加3万元、调减1万元）: what is left of it may be less than a part
            if list.parts.iter().any(|part| changes::TAKEN_AWAY.any_in(&part.subject)) {
                continue;
            }
            let whole = log.figure(statements.quantity(context, list.whole));
            for part in &list.parts {
                let part = log.figure(statements.quantity(context, part));
                log.compare_figures(part, Operator::AtMost, whole);
            }
        }
    }
}
