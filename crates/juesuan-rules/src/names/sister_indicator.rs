use std::collections::BTreeMap;

use juesuan_model::{FindingKind, Indicator, Severity};

use crate::shared::distance;
use crate::shared::performance::evaluation::Evaluations;
use crate::tuning::TUNING;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS813"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new("相同的指标在各项目中名称一致", "The same indicator has one name in all programmes"),
    message: Text::new(
        "指标“{printed}”在另{others}处写作“{expected}”，目标和实际都相同，名称疑有误。",
        "The indicator “{printed}” is “{expected}” in {others} other places, with the same target and result.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Info,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "名称不一，同一指标无法跨项目汇总。",
        "With several names an indicator cannot be gathered over programmes.",
    ),
    example: Text::new("“特大病救助占比”与“重特大病救助占比”。", "One character is missing in one of them."),
};

/// JS813: an indicator that stands alone with its name, while two or more others with the same target and result have
/// nearly that name.
pub(crate) struct SisterIndicator;

impl Rule for SisterIndicator {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let mut alike: BTreeMap<(&str, &str), BTreeMap<&str, Vec<&Indicator>>> = BTreeMap::new();
        let rows = context.get::<Evaluations>().iter().flat_map(|own| own.indicators.iter().zip(own.keys()));
        for (row, key) in rows {
            let Some((target, actual)) = row.target.as_ref().zip(row.actual.as_ref()) else {
                if !row.level3.is_empty() {
                    log.missing(format!("指标“{}”的目标值或实际完成值", row.level3));
                }
                continue;
            };
            let names = alike.entry((&target.value, &actual.value)).or_default();
            names.entry(key).or_default().push(row);
        }
        for names in alike.values().filter(|names| names.len() <= TUNING.sister_indicator.most) {
            for (name, rows) in names {
                let [row] = rows.as_slice() else {
                    log.held();
                    continue;
                };
                let usual = names.iter().find(|(other, rows)| {
                    rows.len() > 1
                        && name.chars().count() >= TUNING.sister_indicator.shortest
                        && distance::is_near(name, other)
                });
                let Some(([first, others @ ..], row)) = usual.map(|(_, rows)| rows.as_slice()).zip(Some(row))
                else {
                    log.held();
                    continue;
                };
                let draft = others
                    .iter()
                    .fold(Draft::at(row.place).and_at(first.place), |draft, other| draft.and_at(other.place));
                let draft = draft.printed(&row.level3).expected(&first.level3);
                log.found(draft.with("others", others.len() + 1));
            }
        }
    }
}
