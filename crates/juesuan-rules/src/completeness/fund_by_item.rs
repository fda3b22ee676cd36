use juesuan_model::{Fact, FindingKind, Severity, StatementId, SubjectRef};
use juesuan_vocabulary::classification;

use crate::shared::fact_index::{Facts, is_budget, is_money_level, meaning, shown, year_of};
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS715"),
    status: crate::RuleStatus::Stable,
    family: Family::Completeness,
    title: Text::new("基金和国资支出说明到功能科目", "Expenditure of funds is explained by function"),
    message: Text::new(
        "“{name}”{printed}只有总额，没有说明用于哪些功能分类科目。",
        "“{name}” {printed} is a total alone: nothing says what it was spent on.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Info,
    basis: Basis::new(BasisKind::Regulation, "财预〔2016〕143号：支出按功能分类公开到项级科目"),
    why: Text::new(
        "只有总额，读者不知道基金用在何处。",
        "From a total alone nobody learns what the fund was used for.",
    ),
    example: Text::new("政府性基金支出137.82万元，没有科目。", "137.82 of a government fund, by no code."),
};

/// JS715: an amount of 政府性基金 or 国有资本经营预算 comes with its table, or with a code or a purpose in its section.
pub(crate) struct FundByItem;

impl Rule for FundByItem {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        let year = context.report().year;
        for facts in statements.sections() {
            let is_total = |fact: &&Fact| {
                is_money_level(fact)
                    && !is_budget(fact)
                    && fund(fact).is_some()
                    && (year.is_none() || year_of(fact) == year)
                    && !statements.is_evaluation(fact.place)
            };
            // the chapter of the fund itself, not the overview
            let Some(total) = facts.iter().find(is_total).filter(|fact| {
                matches!(statements.fund(fact.place), Some(StatementId::Z07 | StatementId::Z08))
            }) else {
                continue;
            };
            let explained = facts.iter().filter(|fact| is_money_level(fact)).any(|fact| {
                fact.subject.contains(classification::ITEM_MARK)
                    || fact.subject.contains(classification::CLASS_MARK)
                    || meaning(fact).is_some_and(|(item, _)| item.code().is_some())
            });
            let printed = fund(total).is_some_and(|id| context.book().sheet(id).is_some());
            if total.value.is_zero() || explained || printed {
                log.held();
                continue;
            }
            log.found(Draft::at(total.place).printed(shown(total)).with("name", &total.subject).evidence(
                &total.subject,
                shown(total),
                total.place,
            ));
        }
    }
}

/// The table of the fund of which a fact states the expenditure.
fn fund(fact: &Fact) -> Option<StatementId> {
    let form = match fact.subject_ref.as_ref()? {
        SubjectRef::Figure { table, .. } => table.statement()?,
        SubjectRef::Item { form, .. } => (*form)?,
        SubjectRef::Programme { .. } => return None,
    };
    let total = meaning(fact).is_some_and(|(item, _)| item.is_total());
    (total && matches!(form, StatementId::Z07 | StatementId::Z08)).then_some(form)
}
