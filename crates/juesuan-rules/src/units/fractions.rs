use juesuan_model::{Fact, FactRole, FindingKind, Severity, Unit};
use juesuan_vocabulary::{WordList as _, comparisons, units::UNDIVIDED};

use crate::shared::fact_index::shown;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS608"),
    status: crate::RuleStatus::Stable,
    family: Family::Units,
    title: Text::new(
        "人、辆、台、批次等为非负整数",
        "People, vehicles and occasions are counted in whole numbers",
    ),
    message: Text::new(
        "“{name}”写作{printed}，{unit_name}应为非负整数，可能单位写错。",
        "“{name}” says {printed}; {unit_name} are counted in whole numbers: the unit may be wrong.",
    ),
    kind: FindingKind::Range,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new("没有半个人，数量或单位有误。", "There is no half a person: number or unit is wrong."),
    example: Text::new("国内公务接待1.50批次。", "1.50 receptions."),
};

/// JS608: counts of what cannot be divided. 万人 and averages may have decimals.
pub(crate) struct Fractions;

impl Rule for Fractions {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for fact in &context.report().facts {
            let Some(unit) = whole_unit(fact) else { continue };
            if fact.value.fract().is_zero() && !fact.value.is_sign_negative() {
                log.held();
                continue;
            }
            log.found(
                Draft::at(fact.place)
                    .printed(shown(fact))
                    .with("name", &fact.subject)
                    .with("unit_name", unit)
                    .evidence(&fact.subject, shown(fact), fact.place),
            );
        }
    }
}

fn whole_unit(fact: &Fact) -> Option<&str> {
    let Some(Unit::Measure(word)) = &fact.unit else { return None };
    let average = comparisons::AVERAGES.any_in(&fact.subject);
    let counted = fact.role == FactRole::Count && UNDIVIDED.contains(&word.as_str());
    (counted && !average).then(|| word.as_str())
}
