use juesuan_model::{Amount, Decimal, FactRole, FindingKind, Measure, Place, Severity};

use super::MEASURE;
use super::department_accounts::{draft, gap};
use super::summary_totals::{Which, total};
use crate::shared::performance::accounts;
use crate::shared::performance::summary;
use crate::{Context, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS529"),
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

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use juesuan_model::{FactRole, Item, Measure, StatementId, SubjectRef};

    use crate::testing::said;
    use crate::testing::sample::Sample;

    fn with_accounts(sample: Sample, spent: &str) -> juesuan_model::Report {
        let mut report = sample.fact(FactRole::Part, "项目支出", spent, "万元").end();
        if let Some(fact) = report.facts.last_mut() {
            fact.subject_ref = Some(SubjectRef::Item {
                form: Some(StatementId::Z03),
                item: Item::named("total").expect("an item"),
                measure: Some(Measure::PROJECT),
            });
        }
        report
    }

    fn stated() -> Sample {
        let sample = Sample::new().fact(FactRole::Amount, "我局项目支出执行", "561.35", "万元");
        sample.fact(FactRole::Amount, "我局项目支出执行", "561.35", "万元")
    }

    #[test]
    fn fires_once_for_one_amount() {
        said(
            "JS529",
            &with_accounts(stated(), "146.28"),
            "",
            &expect![[r#"
            finding 1 of 1
            JS529-1 text_vs_text warning [1, 3, 2] 自评称项目执行合计561.35万元，正文“项目支出”为146.28万元，相差415.07万元，应说明口径。
              The evaluation speaks of 561.35万元 spent on all programmes, the text on “项目支出” of 146.28万元: 415.07万元 apart, which asks for an explanation.
        "#]],
        );
    }

    #[test]
    fn fires_for_the_reports_together() {
        let sample =
            Sample::new().programme("甲").money("100", "90", "90").programme("乙").money("70", "70", "100");
        said(
            "JS529",
            &with_accounts(sample, "146.28"),
            "",
            &expect![[r#"
            finding 1 of 1
            JS529-3 text_vs_text warning [3, 9] 自评称项目执行合计160万元，正文“项目支出”为146.28万元，相差13.72万元，应说明口径。
              The evaluation speaks of 160万元 spent on all programmes, the text on “项目支出” of 146.28万元: 13.72万元 apart, which asks for an explanation.
        "#]],
        );
    }

    #[test]
    fn passes() {
        said(
            "JS529",
            &with_accounts(stated(), "561.35"),
            "",
            &expect![[r#"
            pass 0 of 2
        "#]],
        );
        let some = Sample::new().programme("甲").money("80", "70", "87.5");
        said(
            "JS529",
            &with_accounts(some, "146.28"),
            "",
            &expect![[r#"
            pass 0 of 1
        "#]],
        );
    }

    #[test]
    fn lacks_the_accounts() {
        said(
            "JS529",
            &stated().end(),
            "",
            &expect![[r#"
            insufficient_data 0 of 0 missing 决算的项目支出合计
        "#]],
        );
    }
}
