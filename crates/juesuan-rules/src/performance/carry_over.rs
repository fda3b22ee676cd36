use juesuan_model::{Fact, FactRole, FindingKind, Measure, StatementId};
use juesuan_vocabulary::{budget, dates, performance};

use super::MEASURE;
use crate::Lookup;
use crate::shared::performance::summary;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS542"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "结转结余率与决算的年末结转和结余相符",
        "The rate of balances carried forward fits the accounts",
    ),
    message: Text::new(
        "自评称{subject}为{printed}%，决算的年末结转和结余为{expected}。",
        "The evaluation gives {printed}% ({subject}); the accounts carry {expected} forward.",
    ),
    kind: FindingKind::TableVsText,
    severity: juesuan_model::Severity::Warning,
    basis: MEASURE,
    why: Text::new(
        "没有结转结余，就不会有结转结余率。",
        "Where nothing is carried forward there is no rate.",
    ),
    example: Text::new(
        "结转结余率28%，决算年末结转和结余为0。",
        "A rate of 28% and nothing carried forward.",
    ),
};

/// JS542: 结转结余率 in a self-evaluation is nothing where the accounts carry nothing forward, and something where they
/// do.
pub(crate) struct CarryOver;

impl Rule for CarryOver {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let named = |fact: &Fact| {
            // a target is no result
            fact.subject.ends_with(budget::CARRIED_OVER_RATE)
                && !fact.subject.contains(performance::TARGET)
                && !fact.subject.contains(dates::LAST_YEAR)
        };
        for fact in summary::facts(context, FactRole::Percent, named) {
            let found = context.find(StatementId::Z01, "expenditure:closing", Measure::FINAL);
            let closing = match found {
                Lookup::Found(figure) => context.book().figure(figure),
                _ => None,
            };
            let Some(closing) = closing else {
                log.missing("收入支出决算总表的年末结转和结余");
                continue;
            };
            if fact.value.is_zero() == closing.printed().is_zero() {
                log.held();
                continue;
            }
            let unit = closing.unit().map_or_else(String::new, |unit| unit.to_string());
            let expected = format!("{}{unit}", closing.printed());
            log.found(
                Draft::at(fact.place)
                    .printed(fact.value.to_string())
                    .expected(&expected)
                    .evidence("收入支出决算总表年末结转和结余", expected.clone(), closing.place())
                    .with("subject", &fact.subject),
            );
        }
    }
}
