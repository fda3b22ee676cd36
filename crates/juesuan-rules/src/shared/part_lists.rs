//! Lists of parts, as running text gives them: an amount, and behind 其中 what it consists of.

use juesuan_model::{Fact, FactRole};
use juesuan_vocabulary::{WordList as _, budget, changes, lists};
use transient::Transient;

use crate::quick::holds;
use crate::shared::fact_index::{Facts, Statements, is_budget, is_money_level, year_of};
use crate::{Analysis, Context};

/// An amount and the parts that are told of it.
#[derive(Clone, Debug, Transient)]
pub(crate) struct PartList<'r> {
    pub(crate) whole: &'r Fact,
    pub(crate) parts: Vec<&'r Fact>,
}

/// The amounts of the text with the parts that are told of them.
pub(crate) struct PartLists;

impl<'c> Analysis<'c> for PartLists {
    type Output = Vec<PartList<'c>>;

    fn run(context: &Context<'c>) -> Vec<PartList<'c>> {
        all(context.get::<Facts>(), context.text())
    }
}

/// All lists of parts; those without parts are left out. The parts are of the year of the whole, and budgets where the
/// whole is one.
pub(crate) fn all<'r>(statements: &Statements<'r>, text: Option<&str>) -> Vec<PartList<'r>> {
    let mut lists: Vec<PartList<'r>> = Vec::new();
    for facts in statements.sections() {
        let mut open: Option<PartList<'r>> = None;
        let mut aside = Aside::default();
        for fact in facts.iter().filter(|fact| is_money_level(fact) && fact.approximation.is_none()) {
            if aside.takes(statements, fact) {
                continue;
            }
            lists.extend(aside.list.take());
            aside.before = Some(fact);
            match (&mut open, fact.role) {
                (Some(list), FactRole::Part)
                    if list.parts.is_empty() && divides_again(text, list.whole, fact) =>
                {
                    open = None;
                }
                (Some(list), FactRole::Part) => {
                    let of_budget = is_budget(list.whole) && !fact.subject.contains(budget::ACCOUNTS);
                    if year_of(fact) == year_of(list.whole) && (of_budget || !is_budget(fact)) {
                        list.parts.push(fact);
                    }
                }
                (None, FactRole::Part) => {}
                // 支出38万元，与预算40万元相比节约2万元。其中: the parts are those of what was spent
                (Some(list), _) if list.parts.is_empty() && compares(text, list.whole, fact) => {}
                // 支出38万元，上年为35万元，增加3万元。其中: the parts are those of this year
                (Some(list), _) if list.parts.is_empty() && is_of_year_before(list.whole, fact) => {}
                // 支出38万元（本年支出35万元），其中: the parts are those of what stands before the bracket
                (Some(list), _) if list.parts.is_empty() && is_bracketed(text, list.whole, fact) => {}
                (list, _) => lists.extend(list.replace(PartList { whole: fact, parts: Vec::new() })),
            }
        }
        lists.extend(aside.list);
        lists.extend(open);
    }
    lists.retain(|list| !list.parts.is_empty());
    lists
}

/// The list of a bracket: its parts are those of the amount right before it, and what stands behind it is none of them.
#[derive(Default)]
struct Aside<'r> {
    /// The last amount outside of brackets.
    before: Option<&'r Fact>,
    list: Option<PartList<'r>>,
}

impl<'r> Aside<'r> {
    /// Takes a part that stands in a bracket behind an amount of its sentence.
    fn takes(&mut self, statements: &Statements<'_>, part: &'r Fact) -> bool {
        let Some(whole) = self
            .before
            .filter(|whole| whole.sentence == part.sentence && statements.brackets().is_aside(part, whole))
        else {
            return false;
        };
        let list = self.list.get_or_insert_with(|| PartList { whole, parts: Vec::new() });
        if year_of(part) == year_of(whole) {
            list.parts.push(part);
        }
        true
    }
}

/// Whether a sentence of its own between an amount and a part says how something is divided: 按类型分为货物和服务。其中
/// speaks of what was divided, and not of the amount told last.
fn divides_again(text: Option<&str>, whole: &Fact, part: &Fact) -> bool {
    let between = whole.place.span.end as usize..part.place.span.start as usize;
    let between = text.and_then(|text| text.get(between)).unwrap_or("");
    let Some((_, rest)) = between.split_once('。') else { return false };
    rest.rsplit_once('。').is_some_and(|(said, _)| lists::DIVIDES.iter().any(|word| holds(said, word)))
}

/// Whether an amount stands in brackets behind another one of its sentence.
fn is_bracketed(text: Option<&str>, whole: &Fact, fact: &Fact) -> bool {
    let between = whole.place.span.end as usize..fact.place.span.start as usize;
    let Some(between) = text.and_then(|text| text.get(between)) else { return false };
    let count = |marks: [char; 2]| between.chars().filter(|c| marks.contains(c)).count();
    fact.sentence == whole.sentence && count(['（', '(']) > count(['）', ')'])
}

/// Whether an amount is that of an earlier year, told to compare with it.
fn is_of_year_before(whole: &Fact, fact: &Fact) -> bool {
    fact.sentence == whole.sentence
        && year_of(fact).zip(year_of(whole)).is_some_and(|(fact, whole)| fact < whole)
}

/// Whether an amount is only told beside another one of its sentence, to compare with it.
fn compares(text: Option<&str>, whole: &Fact, fact: &Fact) -> bool {
    let planned = is_budget(fact) && !is_budget(whole);
    let beside = fact.subject.ends_with(budget::SAVED) || planned;
    // 支出38万元。与年初预算40万元相比，完成…。其中：
    let opens = || text.and_then(|text| text.get(fact.sentence as usize..));
    let compared = planned && opens().is_some_and(|said| changes::WITH.any_begins(said.trim_start()));
    beside && fact.sentence == whole.sentence || compared
}
