//! What rules on running text share: facts by sentence and section, the precision with which a text prints, and what a
//! section is about.

use std::borrow::Cow;
use std::sync::LazyLock;

use juesuan_model::{
    Amount, Decimal, Fact, FactRole, Interval, Item, Measure, Period, Place, Report, Section, StatementId,
    SubjectRef, Unit, vocabulary,
};
use juesuan_vocabulary::WordList as _;
use juesuan_vocabulary::{budget, changes, comparisons, funds, headings, public_expenses};
use transient::Transient;

use crate::quick::{TextSet, find, find_last, holds};
use crate::shared::bounds::Bounds;
use crate::shared::brackets::Brackets;
use crate::{Analysis, Context, Phrases, Quantity};

/// The facts of the report by sentence and section.
pub(crate) struct Facts;

impl<'c> Analysis<'c> for Facts {
    type Output = Statements<'c>;

    fn run(context: &Context<'c>) -> Statements<'c> {
        Statements::of(context.report(), context.text())
    }
}

/// The facts of a report with what is needed to compare them.
#[derive(Debug, Transient)]
pub(crate) struct Statements<'r> {
    report: &'r Report,
    /// How many decimals money has in this text, by its unit.
    usual: Vec<(Unit, u32)>,
    /// What each section is about, by its own title and those above it.
    scopes: Vec<Scope>,
    /// Where the facts of each section begin and end, in order, those before the first heading included.
    sections: Vec<std::ops::Range<usize>>,
    brackets: Brackets,
}

/// What a section is about.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
struct Scope {
    evaluation: bool,
    fund: Option<StatementId>,
    money: Money,
    basic: bool,
    /// The outermost section above it, itself included.
    root: Option<usize>,
}

/// Whose money a section is about, where it names no fund.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
enum Money {
    /// The titles do not say.
    #[default]
    Untold,
    /// 支出决算: all money.
    All,
    /// 财政拨款: all appropriations.
    Appropriations,
}

/// Funds by the words in the titles of sections, with the table of their expenditure.
const FUNDS: [(&str, StatementId); 3] = [
    (funds::GENERAL_BUDGET, StatementId::Z05),
    (funds::GOVERNMENT_FUND, StatementId::Z07),
    (funds::STATE_CAPITAL, StatementId::Z08),
];

impl Scope {
    fn of(title: &str, at: usize, above: Self) -> Self {
        let fund = FUNDS.iter().find(|(words, _)| holds(title, words)).map(|(_, id)| *id);
        let money = match above.money {
            _ if holds(title, funds::APPROPRIATIONS) => Money::Appropriations,
            Money::Untold if holds(title, budget::EXPENDITURE_ACCOUNTS) => Money::All,
            above => above,
        };
        Self {
            evaluation: above.evaluation || headings::EVALUATIONS.iter().any(|word| holds(title, word)),
            fund: fund.or(above.fund),
            money,
            // a chapter on the three public expenses tells those of projects, too
            basic: (above.basic || holds(title, budget::BASIC_EXPENDITURE))
                && !holds(title, public_expenses::THREE_PUBLIC),
            root: above.root.or(Some(at)),
        }
    }
}

impl<'r> Statements<'r> {
    pub(crate) fn of(report: &'r Report, text: Option<&str>) -> Self {
        let facts = &report.facts;
        let section_of = |fact: &Fact| section_before(&report.sections, fact.place);
        let mut sections = Vec::new();
        let mut start = 0;
        for chunk in facts.chunk_by(|a, b| section_of(a) == section_of(b)) {
            sections.push(start..start + chunk.len());
            start += chunk.len();
        }
        let scopes = scopes(&report.sections);
        Self { report, usual: usual_decimals(facts), scopes, sections, brackets: Brackets::of(facts, text) }
    }

    pub(crate) const fn report(&self) -> &'r Report {
        self.report
    }

    /// The brackets in which facts stand.
    pub(crate) const fn brackets(&self) -> &Brackets {
        &self.brackets
    }

    /// The facts sentence by sentence.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = &'r [Fact]> + use<'r> {
        self.report.facts.chunk_by(|a, b| a.sentence == b.sentence)
    }

    /// The facts section by section.
    pub(crate) fn sections(&self) -> impl Iterator<Item = &'r [Fact]> {
        let facts: &'r [Fact] = &self.report.facts;
        self.sections.iter().filter_map(move |range| facts.get(range.clone()))
    }

    /// The facts that stand inside a place, such as a paragraph.
    pub(crate) fn within(&self, place: Place) -> &'r [Fact] {
        let facts: &'r [Fact] = &self.report.facts;
        let start = facts.partition_point(|fact| fact.place.span.start < place.span.start);
        let end = facts.partition_point(|fact| fact.place.span.start < place.span.end);
        facts.get(start..end.max(start)).unwrap_or_default()
    }

    /// Whether a place stands under a heading that evaluates performance.
    pub(crate) fn is_evaluation(&self, place: Place) -> bool {
        self.scope(place).evaluation
    }

    /// The table of the fund that the headings above a place name, the nearest first.
    pub(crate) fn fund(&self, place: Place) -> Option<StatementId> {
        self.scope(place).fund
    }

    /// Whether a place stands under a heading on the expenditure of all money.
    pub(crate) fn is_of_all_money(&self, place: Place) -> bool {
        let scope = self.scope(place);
        scope.money == Money::All && scope.fund.is_none()
    }

    /// Whether a place stands under a heading on all appropriations, and on no single fund.
    pub(crate) fn is_of_appropriation(&self, place: Place) -> bool {
        let scope = self.scope(place);
        scope.money == Money::Appropriations && scope.fund.is_none()
    }

    /// Whether an amount is of the money of the treasury alone, as its name or the headings above it say.
    pub(crate) fn is_of_treasury(&self, fact: &Fact) -> bool {
        holds(&fact.subject, funds::APPROPRIATIONS) || self.scope(fact.place).money == Money::Appropriations
    }

    /// Whether a place stands under a heading on basic expenditure.
    pub(crate) fn is_of_basic(&self, place: Place) -> bool {
        self.scope(place).basic
    }

    /// The title under which a place stands, by its index: one for each report that a document contains.
    pub(crate) fn root(&self, place: Place) -> Option<usize> {
        self.scope(place).root
    }

    fn scope(&self, place: Place) -> Scope {
        let section = section_before(&self.report.sections, place);
        section.and_then(|at| self.scopes.get(at)).copied().unwrap_or_default()
    }

    /// Every value that a fact can mean: money in yuan, counts in single things. 571万元 among figures with two decimals
    /// is 571.00; a hedged number is taken to be within 5 % of what it says. `None` without unit.
    pub(crate) fn bounds(&self, fact: &Fact) -> Option<Bounds> {
        let interval = self.interval(fact)?;
        let mut bounds = Bounds { low: interval.low(), high: interval.high() };
        if fact.approximation.is_some() {
            let twentieth = fact.value.abs().checked_div(Decimal::from(20))?;
            bounds.low = bounds.low.min(fact.value.checked_sub(twentieth)?);
            bounds.high = bounds.high.max(fact.value.checked_add(twentieth)?);
        }
        let factor = match fact.unit.as_ref()? {
            Unit::Money(money) => Decimal::from(money.factor()),
            Unit::Measure(word) => Decimal::from(word.base().1),
            _ => Decimal::ONE,
        };
        bounds.times(factor)
    }

    fn interval(&self, fact: &Fact) -> Option<Interval> {
        let unit = fact.unit.clone()?;
        let usual = self.usual.iter().find(|(known, _)| *known == unit).map_or(0, |(_, decimals)| *decimals);
        let exact = fact.value.is_zero() || is_counted(&unit);
        let mut value = fact.value;
        if value.scale() < usual {
            value.rescale(usual);
        }
        let amount = Amount::new(value, unit);
        Some(if exact { Interval::exact(&amount) } else { Interval::of(&amount) })
    }

    /// The number of a fact, ready to be compared.
    pub(crate) fn quantity(&self, context: &Context<'_>, fact: &Fact) -> Quantity {
        let quantity = context.quantity_of(fact);
        match self.interval(fact) {
            Some(interval) if fact.approximation.is_none() => quantity.within(&interval),
            _ => quantity,
        }
    }
}

/// Things are counted, not measured: their number is exact. 28.64万人 is rounded.
fn is_counted(unit: &Unit) -> bool {
    matches!(unit, Unit::Measure(word) if word.base().1 == 1)
}

/// For each unit of money the most frequent number of decimals among the figures that print any.
fn usual_decimals(facts: &[Fact]) -> Vec<(Unit, u32)> {
    let mut counts: Vec<(Unit, u32, u32)> = Vec::new();
    for fact in facts {
        let Some(unit) = fact.unit.as_ref().filter(|unit| unit.money().is_some()) else { continue };
        let decimals = fact.value.scale();
        if decimals == 0 {
            continue;
        }
        match counts.iter_mut().find(|(known, of, _)| known == unit && *of == decimals) {
            Some((_, _, count)) => *count += 1,
            None => counts.push((unit.clone(), decimals, 1)),
        }
    }
    counts.sort_by_key(|&(_, decimals, count)| std::cmp::Reverse((count, decimals)));
    let mut usual: Vec<(Unit, u32)> = Vec::new();
    for (unit, decimals, _) in counts {
        if !usual.iter().any(|(known, _)| *known == unit) {
            usual.push((unit, decimals));
        }
    }
    usual
}

/// The index of the innermost section in which a place stands.
fn section_before(sections: &[Section], place: Place) -> Option<usize> {
    sections.partition_point(|section| section.place.span.start <= place.span.start).checked_sub(1)
}

/// What each section is about. A section stands under an earlier one.
fn scopes(sections: &[Section]) -> Vec<Scope> {
    let mut scopes: Vec<Scope> = Vec::with_capacity(sections.len());
    for (at, section) in sections.iter().enumerate() {
        let above = section.parent_line.and_then(|line| {
            let before = sections.get(..at)?;
            let index = before.partition_point(|other| other.place.line < line);
            before.get(index).filter(|other| other.place.line == line).and_then(|_| scopes.get(index))
        });
        scopes.push(Scope::of(&section.title, at, above.copied().unwrap_or_default()));
    }
    scopes
}

/// Whether an amount is told only as the whole of a share behind it: 占本年支出5万元的80%.
pub(crate) fn is_whole_of_share(fact: &Fact) -> bool {
    fact.role != FactRole::Percent && fact.subject.starts_with(comparisons::SHARE)
}

/// Whether a fact is a level of money: no change, no share, and no whole that a share is told of.
pub(crate) fn is_money_level(fact: &Fact) -> bool {
    matches!(fact.role, FactRole::Amount | FactRole::Part)
        && !is_whole_of_share(fact)
        && fact.unit.as_ref().is_some_and(|unit| unit.money().is_some())
}

/// Whether a fact is a level of anything that can be compared with another level.
pub(crate) fn is_level(fact: &Fact) -> bool {
    is_money_level(fact) || fact.role == FactRole::Count
}

/// What tells a budget from how it was used: words for both, and the names of money that hold the word for a budget.
static PLANNED_OR_USED: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(&[budget::PLANNED, budget::USED, funds::NAMED_BUDGETS].concat()));

/// Whether a fact speaks of a budget, and not of how it was used.
pub(crate) fn is_budget(fact: &Fact) -> bool {
    let told = Told::of(&fact.subject);
    // in the names of money the word for a budget says nothing
    let told = if told.names_money { Told::of(&without_funds(&fact.subject)) } else { told };
    // a title may stand in front: 一般公共预算财政拨款支出决算年初预算 is a budget
    told.planned.is_some_and(|planned| told.used.is_none_or(|used| used < planned))
}

/// What a subject says of a budget: where the last words for it and for its use stand.
#[derive(Default)]
struct Told {
    planned: Option<usize>,
    used: Option<usize>,
    names_money: bool,
}

impl Told {
    fn of(words: &str) -> Self {
        let mut told = Self::default();
        for (at, word) in PLANNED_OR_USED.all_in(words) {
            if budget::PLANNED.contains(&word) {
                told.planned = Some(at);
            }
            if budget::USED.contains(&word) {
                told.used = Some(at);
            }
            told.names_money |= funds::NAMED_BUDGETS.contains(&word);
        }
        told
    }
}

/// Words without the names of money that hold the word for a budget: 一般公共预算, 政府性基金预算, 国有资本经营预算.
pub(crate) fn without_funds(words: &str) -> Cow<'_, str> {
    let mut bare = Cow::Borrowed(words);
    for name in funds::NAMED_BUDGETS {
        if find(&bare, name).is_some() {
            bare = Cow::Owned(bare.replace(name, ""));
        }
    }
    bare
}

/// The year of a level.
pub(crate) fn year_of(fact: &Fact) -> Option<u16> {
    match fact.period.as_ref()? {
        Period::Year(year) => Some(*year),
        _ => None,
    }
}

/// What of the vocabulary a fact speaks of, and what of it is measured.
pub(crate) fn meaning(fact: &Fact) -> Option<(Item, Measure)> {
    match fact.subject_ref.as_ref()? {
        SubjectRef::Figure { item, measure, .. } | SubjectRef::Item { item, measure, .. } => {
            Some((*item, (*measure)?))
        }
        SubjectRef::Programme { .. } => None,
    }
}

/// What a line of a table of ours names: `total basic`, an item and a measure by their keys.
pub(crate) fn named(words: &str) -> Option<(Item, Measure)> {
    let (item, measure) = words.split_once(' ')?;
    Item::named(item).ok().zip(Measure::named(measure).ok())
}

/// The items whose keys begin in one of these ways.
pub(crate) fn family(starts: &[&str]) -> TextSet<Item> {
    let of_family = |item: &Item| {
        let key = item.to_string();
        starts.iter().any(|start| key.starts_with(start))
    };
    vocabulary::items().map(|(item, _)| item).filter(of_family).collect()
}

/// The subject of a fact without what is told of it.
pub(crate) fn stem(subject: &str) -> &str {
    let mut stem = subject;
    while let Some(shorter) = budget::NOT_OF_NAME.strip_end(stem).filter(|rest| !rest.is_empty()) {
        stem = shorter;
    }
    stem
}

/// Whether two subjects can be one thing, told of in other words.
pub(crate) fn related(left: &str, right: &str) -> bool {
    let (left, right) = (stem(left), stem(right));
    !left.is_empty() && !right.is_empty() && (left.contains(right) || right.contains(left))
}

/// Whether two subjects are named alike, whatever is told of them and whatever they are compared with.
pub(crate) fn is_named_alike(left: &str, right: &str) -> bool {
    stem(without_year_before(stem(left))) == stem(without_year_before(stem(right)))
}

/// A subject without the year that it is compared with: 支出比上年, 支出较2021年度.
pub(crate) fn without_year_before(subject: &str) -> &str {
    let subject = changes::COMPARED.strip_end(subject).filter(|rest| !rest.is_empty()).unwrap_or(subject);
    let compared = |word: &&str| {
        let at = find_last(subject, word).filter(|at| *at > 0)?;
        let year = subject.get(at + word.len()..)?.trim_start_matches(|c: char| c.is_ascii_digit());
        changes::YEARS_BEFORE.contains(&year).then_some(at)
    };
    changes::AGAINST.iter().find_map(compared).and_then(|at| subject.get(..at)).unwrap_or(subject)
}

/// The number of a fact with its unit.
pub(crate) fn shown(fact: &Fact) -> String {
    shown_as(fact.value, fact)
}

/// A number in the unit of a fact.
pub(crate) fn shown_as(value: Decimal, like: &Fact) -> String {
    format!("{value}{}", like.unit.as_ref().map_or_else(String::new, ToString::to_string))
}

/// Whether a fact counts things, and tells which exactly.
pub(crate) fn is_count(fact: &Fact) -> bool {
    fact.role == FactRole::Count && fact.unit.is_some() && fact.approximation.is_none()
}
