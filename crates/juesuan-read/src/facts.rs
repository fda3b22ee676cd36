//! The figures of running text as facts of the model.

use juesuan_model::{Fact, FactRole, Item, Section, SubjectRef};
use juesuan_vocabulary::{WordList as _, budget, funds};

use crate::coverage::{Coverage, Reason};
use crate::subjects::Resolver;
use crate::{Document, narrative};

/// All facts in order, under the titles of their sections; their numbers were read.
pub(crate) fn facts(
    document: &Document<'_>,
    sections: &[Section],
    year: Option<u16>,
    resolver: &Resolver<'_>,
    coverage: &mut Coverage,
) -> Vec<Fact> {
    let narrative::Narrative { facts: found, bounds } = narrative::read(&document.segmentation, year);
    for bound in bounds {
        coverage.explain(bound, Reason::Bound);
    }
    let mut facts = Vec::with_capacity(found.len());
    let mut of_public_expenses = None;
    let mut whole: Option<Fact> = None;
    for fact in found {
        coverage.read(fact.number);
        let section = fact.section.and_then(|id| sections.get(id.0 as usize));
        let title = section.map_or("", |section| section.title.as_str());
        let place = document.place(fact.number);
        let mut fact = fact.into_fact(document.source(), title, place);
        fact.subject_ref = resolver.resolve(&fact);
        if fact.role == FactRole::Amount {
            of_public_expenses = is_public_expense(&fact).then_some(fact.sentence);
        } else if of_public_expenses == Some(fact.sentence) && is_total(&fact) {
            // “三公”经费…（其中：一般公共预算支出…）: what a budget gives to these is not all that it gives
            fact.subject_ref = None;
        }
        if fact.role == FactRole::Amount {
            whole = Some(fact.clone());
        } else if let Some(whole) = whole.as_ref().filter(|whole| is_given_by_fund(whole, &fact)) {
            fact.subject_ref = of_income(whole, &fact, resolver);
        }
        facts.push(fact);
    }
    facts
}

fn item(fact: &Fact) -> Option<Item> {
    match fact.subject_ref.as_ref()? {
        SubjectRef::Figure { item, .. } | SubjectRef::Item { item, .. } => Some(*item),
        SubjectRef::Programme { .. } => None,
    }
}

fn is_public_expense(fact: &Fact) -> bool {
    item(fact).is_some_and(|item| item.to_string().starts_with(PUBLIC_EXPENSES))
}

/// Whether a part of income is called by the budget that gives it and no more: 财政拨款收入…，其中：一般公共预算财政拨款….
fn is_given_by_fund(whole: &Fact, part: &Fact) -> bool {
    let [income, spent] = budget::SIDES else { return false };
    let named = |subject: &str, side: &str| subject.contains(side);
    let budgets = [funds::GENERAL_BUDGET, funds::GOVERNMENT_FUND, funds::STATE_CAPITAL];
    part.role == FactRole::Part
        && part.section == whole.section
        && named(&whole.subject, income)
        && !named(&whole.subject, spent)
        && budgets.iter().any(|budget| part.subject.starts_with(budget))
        && part.subject.ends_with(funds::APPROPRIATIONS)
}

/// The line of income that such a part is; none where the whole is a grand total, of which it may hold what is left of
/// earlier years.
fn of_income(whole: &Fact, part: &Fact, resolver: &Resolver<'_>) -> Option<SubjectRef> {
    let [income, _] = budget::SIDES else { return None };
    if budget::GRAND_TOTALS.any_in(&whole.subject) {
        return None;
    }
    let mut line = part.clone();
    line.subject.push_str(income);
    resolver.resolve(&line)
}

fn is_total(fact: &Fact) -> bool {
    fact.role == FactRole::Part && item(fact).is_some_and(Item::is_total)
}

/// How the keys of the three public expenses begin.
const PUBLIC_EXPENSES: &str = "three_public:";
