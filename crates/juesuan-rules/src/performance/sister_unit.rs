use std::borrow::Cow;

use juesuan_model::{FindingKind, Indicator, PlacedText, Severity, vocabulary};

use super::MEASURE;
use crate::quick::TextMap;
use crate::shared::performance::goal::{Goal, same_unit};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS516"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new("同名指标在各项目中单位一致", "An indicator has one unit in all programmes"),
    message: Text::new(
        "指标“{indicator}”的目标在这里印作{printed}，在其他{others}个项目中都是{expected}，单位疑有误。",
        "The target of “{indicator}” is {printed} here and {expected} in {others} other programmes: the unit is doubtful.",
    ),
    kind: FindingKind::Unit,
    severity: Severity::Warning,
    basis: MEASURE,
    why: Text::new("单位错了，目标的意思就变了。", "With another unit the target means something else."),
    example: Text::new("其他项目都是≥30元/人，这里印作≥30%。", "≥30% here, ≥30元/人 everywhere else."),
};

/// JS516: indicators of one name and one number have one unit. Only a unit that stands alone against two or more that
/// agree is doubtful.
pub(crate) struct SisterUnit;

impl Rule for SisterUnit {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let mut by_name: TextMap<(Cow<'_, str>, _), Vec<Sister<'_>>> = TextMap::default();
        let mut names = Vec::new();
        for row in &context.report().indicators {
            let Some(target) = &row.target else { continue };
            let Some(goal) = Goal::of(&target.value).filter(|goal| !goal.unit.is_empty()) else { continue };
            let key = (vocabulary::label_key(&row.level3), goal.value.normalize());
            let sisters = by_name.entry(key.clone()).or_default();
            if sisters.is_empty() {
                names.push(key);
            }
            sisters.push(Sister { row, target, goal });
        }
        for sisters in names.iter().filter_map(|key| by_name.get(key)) {
            if let Some(wanting) = lacks(sisters) {
                log.missing(wanting);
                continue;
            }
            let odd = odd_one(sisters);
            for (at, sister) in sisters.iter().enumerate() {
                if odd != Some(at) {
                    log.held();
                    continue;
                }
                let others =
                    || sisters.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other);
                let Some(usual) = others().next() else { continue };
                let mut draft = Draft::at(sister.target.place)
                    .printed(&sister.target.value)
                    .expected(&usual.target.value)
                    .with("indicator", &sister.row.level3)
                    .with("others", others().count());
                for other in others() {
                    draft = draft.evidence("其他项目的目标值", &*other.target.value, other.target.place);
                }
                log.found(draft);
            }
        }
    }
}

struct Sister<'r> {
    row: &'r Indicator,
    target: &'r PlacedText,
    goal: Goal<'r>,
}

/// The only one with its unit, where two or more others agree.
fn odd_one(sisters: &[Sister<'_>]) -> Option<usize> {
    let [first, second, ..] = sisters else { return None };
    let differ = |left: &Sister<'_>, right: &Sister<'_>| !same_unit(left.goal.unit, right.goal.unit);
    // where two differ the third tells which of them is alone
    let usual = if differ(first, second) { sisters.get(2)? } else { first };
    let mut odd = sisters.iter().enumerate().filter(|(_, sister)| differ(sister, usual));
    let (at, _) = odd.next()?;
    odd.next().is_none().then_some(at)
}

/// Two that differ do not say which is wrong.
fn lacks(sisters: &[Sister<'_>]) -> Option<String> {
    match sisters {
        [one, other] if !same_unit(one.goal.unit, other.goal.unit) => {
            Some(format!("可以佐证指标“{}”单位的其他项目", one.row.level3))
        }
        _ => None,
    }
}
