use juesuan_model::{Decimal, Fact, FactRole, FindingKind, Place, Report, Severity, Unit};
use juesuan_vocabulary::{WordList as _, performance};

use super::MEASURE;
use crate::quick::TextMap;
use crate::shared::performance::goal::Goal;
use crate::shared::performance::points;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS538"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "偏离度=（实际-目标）÷目标",
        "A deviation is what was reached less the target, over the target",
    ),
    message: Text::new(
        "正文称偏离度{printed}%，按目标{target}{unit}、实际{actual}{unit}计算为{expected}%。",
        "The text gives a deviation of {printed}%; {actual} for a target of {target} {unit} is {expected}%.",
    ),
    kind: FindingKind::Percent,
    severity: Severity::Warning,
    basis: MEASURE,
    why: Text::new(
        "偏离度决定扣多少分，另有算法的应当写明。",
        "Deductions follow from the deviation; another way to compute it should be stated.",
    ),
    example: Text::new(
        "目标640人次，实际1008人次，偏离度写作27.50%（应为57.50%）。",
        "1008 for 640 given as 27.50%, not 57.50%.",
    ),
};

/// JS538: a deviation that follows a target and a result of one unit in its sentence follows from them. The indicator
/// with this target and this result is cited, too.
pub(crate) struct Deviation;

impl Rule for Deviation {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let facts = &context.report().facts;
        let mut scored = None;
        for (at, fact) in facts.iter().enumerate() {
            let names = performance::DEVIATIONS.any_in(&fact.subject);
            if fact.role != FactRole::Percent || !names {
                continue;
            }
            let before = facts.get(at.saturating_sub(2)..at).unwrap_or_default();
            let [target, actual] = before else {
                log.missing("偏离度之前的目标值和实际值");
                continue;
            };
            let counted = |other: &Fact| other.role == FactRole::Count && other.place.line == fact.place.line;
            if !counted(target) || !counted(actual) || target.unit != actual.unit || target.value.is_zero() {
                log.missing("偏离度之前的目标值和实际值");
                continue;
            }
            let Some(share) = points::percentage(actual.value, target.value) else { continue };
            let expected = (share - Decimal::ONE_HUNDRED).abs();
            if (fact.value.abs() - expected).abs() <= points::half_of_last(fact.value.scale()) {
                log.held();
                continue;
            }
            let scored = scored.get_or_insert_with(|| indicators(context.report()));
            let indicator = scored.get(&(target.value.normalize(), actual.value.normalize()));
            let draft =
                indicator.into_iter().fold(Draft::at(fact.place), |draft, place| draft.and_at(*place));
            log.found(
                draft
                    .printed(fact.value.to_string())
                    .expected(points::rounded(expected, 2))
                    .difference((fact.value.abs() - expected).round_dp(4), Some(Unit::Percent))
                    .evidence("目标", target.value.to_string(), target.place)
                    .evidence("实际", actual.value.to_string(), actual.place)
                    .with("target", target.value)
                    .with("actual", actual.value)
                    .with("unit", target.unit.as_ref().map_or_else(String::new, ToString::to_string)),
            );
        }
    }
}

/// Where the results of the indicators stand, by target and result; the first of those that are alike.
fn indicators(report: &Report) -> TextMap<(Decimal, Decimal), Place> {
    let mut places = TextMap::default();
    for row in &report.indicators {
        let Some((target, actual)) = row.target.as_ref().zip(row.actual.as_ref()) else { continue };
        let Some(goal) = Goal::of(&target.value) else { continue };
        if let Some(result) = Goal::result(&actual.value, &goal) {
            places.entry((goal.value.normalize(), result.value.normalize())).or_insert(actual.place);
        }
    }
    places
}
