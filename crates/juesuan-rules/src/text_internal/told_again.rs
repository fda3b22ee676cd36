use juesuan_model::{Fact, FactRole, FindingKind, Severity, Unit};

use crate::quick::TextMap;
use crate::shared::fact_index::{Facts, is_level, shown, year_of};
use crate::tuning::TUNING;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS425"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new("同一报告中同名的数前后一致", "Figures of one name in one report are the same"),
    message: Text::new(
        "“{name}”写作{printed}，同一报告另一处写作{expected}。",
        "“{name}” says {printed}, and {expected} elsewhere in the same report.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "同一个数前后两处不同，至少有一处是错的，或者应当写明口径。",
        "One of the two is wrong, or their scopes should be told.",
    ),
    example: Text::new(
        "部门预算执行金额在第四部分为4257.60万元，在第五部分为4275.60万元。",
        "What the department spent is 4257.60 in one chapter and 4275.60 in the next.",
    ),
};

/// JS425: figures with the same long name, unit and year, told in two chapters of one evaluation. What the accounts tell
/// twice is the business of JS410 and JS301.
pub(crate) struct ToldAgain;

/// Report, subject, unit, year and role.
type Key<'r> = (Option<usize>, &'r str, &'r Unit, Option<u16>, FactRole);

impl Rule for ToldAgain {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        let mut first: TextMap<Key<'_>, &Fact> = TextMap::default();
        for fact in &context.report().facts {
            let Some(unit) = fact.unit.as_ref().filter(|_| is_one_thing(fact)) else { continue };
            if !statements.is_evaluation(fact.place) {
                continue;
            }
            let role = if fact.role == FactRole::Part { FactRole::Amount } else { fact.role };
            let key = (statements.root(fact.place), fact.subject.as_str(), unit, year_of(fact), role);
            let known = *first.entry(key).or_insert(fact);
            // two of one name in one list are two things
            if known.place == fact.place || known.section == fact.section {
                continue;
            }
            let same = statements
                .bounds(known)
                .zip(statements.bounds(fact))
                .is_none_or(|(known, fact)| known.meets(fact));
            if same {
                log.held();
                continue;
            }
            log.found(
                Draft::at(fact.place)
                    .printed(shown(fact))
                    .expected(shown(known))
                    .with("name", &fact.subject)
                    .evidence(&fact.subject, shown(fact), fact.place)
                    .evidence(&known.subject, shown(known), known.place),
            );
        }
    }
}

fn is_one_thing(fact: &Fact) -> bool {
    let named = fact.subject.chars().count() >= TUNING.told_again.names_one_thing;
    is_level(fact)
        && named
        && fact.approximation.is_none()
        && year_of(fact).is_some()
        && fact.subject_ref.is_none()
}
