//! Lists of parts, as running text gives them: an amount, and behind 其中 what it consists of.

use juesuan_model::{Fact, FactRole};
use juesuan_vocabulary::{WordList as _, budget, changes, lists};
use transient::Transient;

use crate::quick::holds;
use crate::shared::brackets::Bracket;
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
        let mut reader = Reader { text, outside: Level::default(), inside: Vec::new(), lists: Vec::new() };
        for fact in facts.iter().filter(|fact| is_money_level(fact) && fact.approximation.is_none()) {
            reader.add(statements.brackets().around(fact), fact);
        }
        lists.append(&mut reader.end());
    }
    lists.retain(|list| !list.parts.is_empty());
    lists
}

/// Reads the lists of a section, amount by amount.
struct Reader<'r, 't> {
    text: Option<&'t str>,
    /// What stands in no bracket.
    outside: Level<'r>,
    /// The brackets that are open, each with what stands in it: its parts are those of the amount right before it, and what
    /// stands behind it is none of them.
    inside: Vec<(Bracket, Level<'r>)>,
    lists: Vec<PartList<'r>>,
}

/// What was told so far in a bracket, or outside of all.
#[derive(Default)]
struct Level<'r> {
    /// The last amount.
    before: Option<&'r Fact>,
    open: Option<PartList<'r>>,
}

impl<'r> Reader<'r, '_> {
    fn add(&mut self, bracket: Option<Bracket>, fact: &'r Fact) {
        while let Some((_, closed)) = self.inside.pop_if(|(bracket, _)| !bracket.holds(fact)) {
            self.lists.extend(closed.open);
        }
        let opened = bracket.filter(|bracket| self.inside.last().is_none_or(|(last, _)| last != bracket));
        // a bracket at the beginning of a sentence stands behind nothing
        let whole = self.level().before.filter(|whole| whole.sentence == fact.sentence);
        if let Some((bracket, whole)) = opened.zip(whole) {
            let open = Some(PartList { whole, parts: Vec::new() });
            self.inside.push((bracket, Level { before: Some(whole), open }));
        }
        let text = self.text;
        let finished = self.level().add(text, fact);
        self.lists.extend(finished);
    }

    fn level(&mut self) -> &mut Level<'r> {
        self.inside.last_mut().map_or(&mut self.outside, |(_, level)| level)
    }

    fn end(self) -> Vec<PartList<'r>> {
        let mut lists = self.lists;
        lists.extend(self.inside.into_iter().filter_map(|(_, level)| level.open));
        lists.extend(self.outside.open);
        lists
    }
}

impl<'r> Level<'r> {
    /// Takes an amount, and gives the list that it ends.
    fn add(&mut self, text: Option<&str>, fact: &'r Fact) -> Option<PartList<'r>> {
        let before = self.before.replace(fact);
        let is_part = fact.role == FactRole::Part;
        match &mut self.open {
            Some(list) if is_part && list.parts.is_empty() && divides_again(text, list.whole, fact) => {
                self.open = None;
            }
            // 支出9万元，其中项目支出9万元；年末结转和结余2万元: a balance is no part of what was spent
            Some(list)
                if is_part
                    && is_balance(fact)
                    && list.whole.subject.ends_with(budget::EXPENDITURE)
                    && before.is_some_and(|before| is_parted(text, before, fact)) =>
            {
                return self.open.take();
            }
            Some(list) if is_part => {
                let of_budget = is_budget(list.whole) && !fact.subject.contains(budget::ACCOUNTS);
                if year_of(fact) == year_of(list.whole) && (of_budget || !is_budget(fact)) {
                    list.parts.push(fact);
                }
            }
            None if is_part => {}
            // 支出38万元，与预算40万元相比节约2万元。其中: the parts are those of what was spent
            Some(list) if list.parts.is_empty() && compares(text, list.whole, fact) => {}
            // 支出38万元，上年为35万元，增加3万元。其中: the parts are those of this year
            Some(list) if list.parts.is_empty() && is_of_year_before(list.whole, fact) => {}
            open => return open.replace(PartList { whole: fact, parts: Vec::new() }),
        }
        None
    }
}

/// Whether an amount is what was brought forward or is carried forward.
fn is_balance(fact: &Fact) -> bool {
    changes::LAST_YEAR.any_begins(&fact.subject) && fact.subject.contains(budget::CARRIED)
        || budget::BALANCES.any_begins(&fact.subject)
}

/// Whether a semicolon parts an amount from the one before it.
fn is_parted(text: Option<&str>, before: &Fact, fact: &Fact) -> bool {
    let between = before.place.span.end as usize..fact.place.span.start as usize;
    text.and_then(|text| text.get(between)).is_some_and(|between| between.contains(['；', ';']))
}

/// Whether a sentence of its own between an amount and a part says how something is divided: 按类型分为货物和服务。其中
/// speaks of what was divided, and not of the amount told last.
fn divides_again(text: Option<&str>, whole: &Fact, part: &Fact) -> bool {
    let between = whole.place.span.end as usize..part.place.span.start as usize;
    let between = text.and_then(|text| text.get(between)).unwrap_or("");
    let Some((_, rest)) = between.split_once('。') else { return false };
    rest.rsplit_once('。').is_some_and(|(said, _)| lists::DIVIDES.iter().any(|word| holds(said, word)))
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
