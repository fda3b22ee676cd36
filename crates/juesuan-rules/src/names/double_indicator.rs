use juesuan_model::{FindingKind, Indicator, Severity};

use crate::shared::groups::Groups;
use crate::shared::performance::evaluation::{Evaluations, called};
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS815"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new("一个项目中没有重复的指标", "No indicator comes twice in one programme"),
    message: Text::new(
        "项目{name}的指标“{printed}”（目标{target}）出现{count}次，重复计分。",
        "{name} has the indicator “{printed}” (target {target}) {count} times and scores it as often.",
    ),
    kind: FindingKind::Duplicate,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "同一指标重复计分，等于加大了它的权重。",
        "An indicator that is scored twice weighs twice.",
    ),
    example: Text::new(
        "“培训人数≥200人”在产出和效益指标中各列一次。",
        "One indicator under output and under effect.",
    ),
};

/// JS815: indicators of one programme differ in name or in target.
pub(crate) struct DoubleIndicator;

impl Rule for DoubleIndicator {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for evaluation in context.get::<Evaluations>() {
            let mut alike: Groups<(&str, &str), &Indicator> = Groups::default();
            for (row, key) in evaluation.indicators.iter().zip(evaluation.keys()) {
                if row.level3.is_empty() {
                    // a row that scores a whole group names no indicator
                    if row.target.is_some() {
                        log.missing(format!("第{}行三级指标的名称", row.place.line));
                    }
                    continue;
                }
                let target = row.target.as_ref().map_or("", |target| &target.value);
                alike.push((key.as_str(), target), row);
            }
            for rows in alike.iter() {
                let [first, others @ ..] = rows else { continue };
                if others.is_empty() {
                    log.held();
                    continue;
                }
                let draft = others.iter().fold(Draft::at(first.place), |draft, row| draft.and_at(row.place));
                log.found(
                    draft
                        .printed(&first.level3)
                        .with("name", called(evaluation.programme))
                        .with("target", first.target.as_ref().map_or("—", |target| &target.value))
                        .with("count", rows.len()),
                );
            }
        }
    }
}
