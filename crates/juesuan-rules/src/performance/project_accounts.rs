use juesuan_model::{Amount, Decimal, FactRole, FindingKind, Measure, Place, Severity};

use super::MEASURE;
use super::department_accounts::{draft, gap};
use super::summary_totals::{Which, total};
use crate::shared::performance::accounts;
use crate::shared::performance::summary;
use crate::{Context, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS529"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "自评的项目执行合计与决算项目支出一致",
        "The programmes spent what the accounts call project expenditure",
    ),
    message: Text::new(
        "自评称项目执行合计{printed}，{source}为{expected}，相差{gap}，应说明口径。",
        "The evaluation speaks of {printed} spent on all programmes, {source} of {expected}: {gap} apart, which asks for \
         an explanation.",
    ),
    kind: FindingKind::TableVsText,
    severity: Severity::Warning,
    basis: MEASURE,
    why: Text::new(
        "项目花的钱应当在决算的项目支出里；多出来的没有列入决算。",
        "What programmes spent is project expenditure; what exceeds it is not in the accounts.",
    ),
    example: Text::new(
        "自评执行4361.35万元，决算项目支出146.28万元。",
        "4361.35 evaluated, 146.28 in the accounts.",
    ),
};

/// JS529: what all programmes spent, as the text gives it, against 项目支出 of the accounts. Where the text gives no
/// total, the reports together must not exceed the accounts.
pub(crate) struct ProjectAccounts;

impl Rule for ProjectAccounts {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let executed = |fact: &juesuan_model::Fact| total(fact) == Some(Which::Executed);
        let mut stated: Vec<(Amount, Place)> = Vec::new();
        for fact in summary::facts(context, FactRole::Amount, executed) {
            let Some(amount) = fact.amount() else { continue };
            stated.push((amount, fact.place));
        }
        let summed = stated.is_empty();
        if summed {
            stated.extend(spent(context));
        }
        if stated.is_empty() {
            return;
        }
        let Some(account) = accounts::expenditure(context, Measure::PROJECT) else {
            log.missing("决算的项目支出合计");
            return;
        };
        let mut said: Option<Amount> = None;
        let mut finding = None;
        for (amount, place) in stated {
            match gap(&amount, &account) {
                // some programmes only need not be all
                Some(yuan) if !summed || yuan > Decimal::ZERO => {
                    finding = Some(match finding.take() {
                        // the same amount again is the same finding
                        Some(found) if said.as_ref() == Some(&amount) => crate::Draft::and_at(found, place),
                        Some(found) => {
                            log.found(found);
                            draft(&amount, place, &account, yuan)
                        }
                        None => draft(&amount, place, &account, yuan),
                    });
                    said = Some(amount);
                }
                _ => log.held(),
            }
        }
        if let Some(found) = finding {
            log.found(found);
        }
    }
}

/// What the programmes with a report of their own spent together.
fn spent(context: &Context<'_>) -> Option<(Amount, Place)> {
    let mut reports = context.programme_reports().filter_map(|(_, programme)| {
        let executed = programme.executed.as_ref()?;
        let whole = programme.kind != juesuan_model::ProgrammeKind::Programme;
        (!whole).then_some((programme.amount(Some(executed))?, executed.place))
    });
    let (first, place) = reports.next()?;
    reports
        .try_fold((first, place), |(sum, place), (amount, _)| Some((sum.checked_add(&amount).ok()?, place)))
}
