use juesuan_model::{Decimal, Fact, FactRole, FindingKind, Severity};
use juesuan_vocabulary::{WordList as _, comparisons};

use crate::shared::fact_index::shown;
use crate::shared::performance::evaluation::{Evaluation, Evaluations};
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS607"),
    status: crate::RuleStatus::Stable,
    family: Family::Units,
    title: Text::new("占比、满意度等不超过100%", "Shares and rates of satisfaction are at most 100 %"),
    message: Text::new(
        "“{name}”印作{printed}，这类比率不能大于100%，也不能小于0。",
        "“{name}” is printed as {printed}; such a rate lies between 0 and 100 %.",
    ),
    kind: FindingKind::Range,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "部分不可能多于整体，超过100%的占比一定是错的。",
        "A part cannot be more than the whole: a share above 100 % is wrong for certain.",
    ),
    example: Text::new("项目支出占160.15%。", "A share of 160.15%."),
};

/// JS607: 占比, 满意度, 合格率 and the like between 0 and 100 %, in running text and among the results of indicators.
pub(crate) struct ImpossibleRate;

impl Rule for ImpossibleRate {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for fact in context.report().facts.iter().filter(|fact| is_share(fact)) {
            if fact.value >= Decimal::ZERO && fact.value <= Decimal::ONE_HUNDRED {
                log.held();
                continue;
            }
            log.found(
                Draft::at(fact.place)
                    .printed(shown(fact))
                    .expected("0%—100%")
                    .with("name", &fact.subject)
                    .evidence(&fact.subject, shown(fact), fact.place),
            );
        }
        for (row, (_, result)) in context.get::<Evaluations>().iter().flat_map(Evaluation::rows) {
            let Some((actual, result)) = row.actual.as_ref().zip(result.as_ref()) else { continue };
            if !result.is_rate() || !is_share_by_name(&row.level3) {
                continue;
            }
            if result.value <= Decimal::ONE_HUNDRED {
                log.held();
                continue;
            }
            let draft = Draft::at(actual.place).printed(&*actual.value).expected("0%—100%");
            log.found(draft.with("name", &row.level3).evidence(&row.level3, &*actual.value, actual.place));
        }
    }
}

fn is_share(fact: &Fact) -> bool {
    if fact.role != FactRole::Percent || fact.direction.is_some() {
        return false;
    }
    is_share_by_name(&fact.subject)
        || fact.subject.contains(comparisons::SHARE) && !comparisons::NO_SHARES.any_in(&fact.subject)
}

/// Whether a name is that of a rate which cannot be above 100 %.
fn is_share_by_name(name: &str) -> bool {
    comparisons::SHARES.any_ends(name) && !comparisons::NO_SHARES.any_in(name)
}
