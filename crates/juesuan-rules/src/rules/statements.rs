//! What rules on running text share: facts by sentence, the precision with which a text prints, the scope of a section,
//! and rates that are computed again.

use std::collections::HashSet;

use juesuan_model::{
    Amount, Decimal, Fact, FactRole, FindingKind, Interval, Item, Measure, Period, Place, Report, Section,
    Severity, StatementId, SubjectRef, Unit, vocabulary,
};

use rust_decimal::RoundingStrategy;

use crate::rules::text::forms;
use crate::{Context, Draft, Quantity, Text};

/// The facts of a report with what is needed to compare them.
#[derive(Debug)]
pub(crate) struct Statements<'r> {
    report: &'r Report,
    /// How many decimals money has in this text, by its unit.
    usual: Vec<(Unit, u32)>,
    /// What each section is about, by its own title and those above it.
    scopes: Vec<Scope>,
    /// Where the facts of each section begin and end, in order, those before the first heading included.
    sections: Vec<std::ops::Range<usize>>,
}

/// What a section is about.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
struct Scope {
    evaluation: bool,
    fund: Option<StatementId>,
    /// 支出决算, and no fund is named: all money.
    all_money: bool,
    /// The outermost section above it, itself included.
    root: Option<usize>,
}

/// Words in the titles of sections that evaluate: what stands there may be of another scope than the accounts.
const EVALUATES: [&str; 4] = ["绩效", "自评", "评价", "项目支出情况"];

/// Funds by the words in the titles of sections, with the table of their expenditure.
const FUNDS: [(&str, StatementId); 3] =
    [("一般公共预算", StatementId::Z05), ("政府性基金", StatementId::Z07), ("国有资本", StatementId::Z08)];

impl Scope {
    fn of(title: &str, at: usize, above: Self) -> Self {
        let fund = FUNDS.iter().find(|(words, _)| title.contains(words)).map(|(_, id)| *id);
        let of_state = title.contains("财政拨款");
        Self {
            evaluation: above.evaluation || EVALUATES.iter().any(|word| title.contains(word)),
            fund: fund.or(above.fund),
            root: above.root.or(Some(at)),
            all_money: (above.all_money || title.contains("支出决算")) && !of_state && fund.is_none(),
        }
    }
}

impl<'r> Statements<'r> {
    pub(crate) fn of(report: &'r Report) -> Self {
        let facts = &report.facts;
        let section_of = |fact: &Fact| section_before(&report.sections, fact.place);
        let mut sections = Vec::new();
        let mut start = 0;
        for chunk in facts.chunk_by(|a, b| section_of(a) == section_of(b)) {
            sections.push(start..start + chunk.len());
            start += chunk.len();
        }
        Self { report, usual: usual_decimals(facts), scopes: scopes(&report.sections), sections }
    }

    pub(crate) const fn report(&self) -> &'r Report {
        self.report
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
        self.scope(place).all_money
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

    /// What a fact can mean by the cell that it quotes, where a table prints it.
    pub(crate) fn printed_bounds(&self, context: &Context<'_>, fact: &Fact) -> Option<Bounds> {
        let this_year = self.report.year.is_none() || year_of(fact) == self.report.year;
        let cell = forms::cell(context, self, fact).filter(|_| this_year)?;
        let figure = context.book().figure(cell)?;
        let (low, high) = (figure.value.checked_sub(figure.half)?, figure.value.checked_add(figure.half)?);
        Some(Bounds { low, high })
    }

    /// Both amounts as the text states them, then as the tables print them.
    pub(crate) fn pairs(
        &self,
        context: &Context<'_>,
        part: &Fact,
        whole: &Fact,
    ) -> impl Iterator<Item = (Bounds, Bounds)> + use<> {
        let told = (self.bounds(part), self.bounds(whole));
        let printed =
            (self.printed_bounds(context, part).or(told.0), self.printed_bounds(context, whole).or(told.1));
        [(told.0, told.1), (printed.0, told.1), (told.0, printed.1), (printed.0, printed.1)]
            .into_iter()
            .filter_map(|(part, whole)| part.zip(whole))
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

/// The least and the greatest value that a figure can mean.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) low: Decimal,
    pub(crate) high: Decimal,
}

impl Bounds {
    /// The same in other units.
    pub(crate) fn times(self, factor: Decimal) -> Option<Self> {
        Some(Self { low: self.low.checked_mul(factor)?, high: self.high.checked_mul(factor)? })
    }

    /// The difference of two figures.
    pub(crate) fn minus(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.checked_sub(other.high)?, high: self.high.checked_sub(other.low)? })
    }

    /// The sum of two figures.
    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.checked_add(other.low)?, high: self.high.checked_add(other.high)? })
    }

    /// Without its sign.
    pub(crate) fn abs(self) -> Self {
        if self.low >= Decimal::ZERO {
            self
        } else if self.high <= Decimal::ZERO {
            Self { low: -self.high, high: -self.low }
        } else {
            Self { low: Decimal::ZERO, high: self.high.max(-self.low) }
        }
    }

    /// Whether the two have a value in common.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Whether it can be nothing.
    pub(crate) fn can_be_zero(self) -> bool {
        self.low <= Decimal::ZERO && self.high >= Decimal::ZERO
    }

    /// Halfway between the two ends.
    pub(crate) fn middle(self) -> Option<Decimal> {
        self.low.checked_add(self.high)?.checked_div(Decimal::TWO)
    }

    /// The share in a whole, in per cent; `None` where the whole can be zero.
    pub(crate) fn share_of(self, whole: Self) -> Option<Self> {
        if whole.can_be_zero() {
            return None;
        }
        let mut ends = [Decimal::ZERO; 4];
        let pairs =
            [(self.low, whole.low), (self.low, whole.high), (self.high, whole.low), (self.high, whole.high)];
        for (end, (part, whole)) in ends.iter_mut().zip(pairs) {
            *end = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
        }
        Some(Self { low: ends.into_iter().min()?, high: ends.into_iter().max()? })
    }
}

/// Things are counted, not measured: their number is exact. 31.73万人 is rounded.
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

/// Whether a fact is a level of money: no change, no share.
pub(crate) fn is_money_level(fact: &Fact) -> bool {
    matches!(fact.role, FactRole::Amount | FactRole::Part)
        && fact.unit.as_ref().is_some_and(|unit| unit.money().is_some())
}

/// Whether a fact is a level of anything that can be compared with another level.
pub(crate) fn is_level(fact: &Fact) -> bool {
    is_money_level(fact) || fact.role == FactRole::Count
}

/// Whether a fact speaks of a budget, and not of how it was used.
pub(crate) fn is_budget(fact: &Fact) -> bool {
    let words = fact.subject.as_str();
    if !words.contains("预算") {
        return false;
    }
    // 一般公共预算, 政府性基金预算 and 国有资本经营预算 are names of money
    let bare = ["一般公共预算", "政府性基金预算", "国有资本经营预算", "预算执行", "预算绩效"]
        .iter()
        .fold(words.to_owned(), |words, name| words.replace(name, ""));
    let used = ["决算", "执行", "完成"].iter().any(|word| bare.contains(word));
    bare.contains("预算") && !used
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
pub(crate) fn family(starts: &[&str]) -> HashSet<Item> {
    let of_family = |item: &Item| {
        let key = item.to_string();
        starts.iter().any(|start| key.starts_with(start))
    };
    vocabulary::items().map(|(item, _)| item).filter(of_family).collect()
}

/// Words that say what is told of a subject, and are no part of its name; longer ones first.
const TOLD: [&str; 22] = [
    "完成年初预算的",
    "完成年初预算",
    "完成预算的",
    "完成预算",
    "支出决算数",
    "支出决算",
    "年初预算数",
    "年初预算",
    "决算数",
    "预算数",
    "决算",
    "各增加",
    "各减少",
    "增加",
    "减少",
    "增长",
    "下降",
    "上升",
    "降低",
    "占比",
    "支出",
    "各",
];

/// The subject of a fact without what is told of it.
pub(crate) fn stem(subject: &str) -> &str {
    let mut stem = subject;
    while let Some(shorter) =
        TOLD.iter().find_map(|told| stem.strip_suffix(told)).filter(|rest| !rest.is_empty())
    {
        stem = shorter;
    }
    stem
}

/// Whether two subjects can be one thing, told of in other words.
pub(crate) fn related(left: &str, right: &str) -> bool {
    let (left, right) = (stem(left), stem(right));
    !left.is_empty() && !right.is_empty() && (left.contains(right) || right.contains(left))
}

/// A share or rate that was computed again.
#[derive(Clone, Debug)]
pub(crate) enum Recomputed {
    /// It follows from the amounts.
    Holds,
    /// Its last digit was cut off and not rounded, or set so that shares make 100 %.
    LastDigit { expected: Decimal },
    /// It does not follow from them.
    Wrong { expected: Decimal },
}

/// Whether a printed percentage is the share of `part` in `whole`; `None` where the whole can be zero or a number does
/// not fit.
pub(crate) fn recompute(printed: Decimal, part: Bounds, whole: Bounds) -> Option<Recomputed> {
    let share = part.share_of(whole)?;
    let decimals = printed.scale();
    let unit = Decimal::try_new(1, decimals).ok()?;
    let half = Decimal::try_new(5, decimals + 1).ok()?;
    let (low, high) = (printed.checked_sub(half)?, printed.checked_add(half)?);
    let expected = share.middle()?.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    if share.low <= high && low <= share.high {
        return Some(Recomputed::Holds);
    }
    let off = printed.checked_sub(expected)?.abs();
    Some(if off <= unit && decimals > 0 {
        Recomputed::LastDigit { expected }
    } else {
        Recomputed::Wrong { expected }
    })
}

/// As [`recompute`], for amounts that may be taken from several places. The rate holds where it follows from one of the
/// pairs: then an amount is wrong and not the rate, which other rules say. Else it is judged by the first pair.
pub(crate) fn recompute_any(
    printed: Decimal,
    pairs: impl IntoIterator<Item = (Bounds, Bounds)>,
) -> Option<Recomputed> {
    let mut first = None;
    for (part, whole) in pairs {
        match recompute(printed, part, whole) {
            Some(Recomputed::Holds) => return Some(Recomputed::Holds),
            other => first = first.or(other),
        }
    }
    first
}

/// The finding of a rate that does not follow from its amounts.
pub(crate) fn wrong_rate(fact: &Fact, outcome: &Recomputed, from: &[&Fact]) -> Option<Draft> {
    let (expected, rounded) = match outcome {
        Recomputed::Holds => return None,
        Recomputed::LastDigit { expected } => (*expected, true),
        Recomputed::Wrong { expected } => (*expected, false),
    };
    let mut draft = Draft::at(fact.place)
        .with("name", &fact.subject)
        .printed(format!("{}%", fact.value))
        .expected(format!("{expected}%"))
        .difference(fact.value.checked_sub(expected)?, Some(Unit::Percent))
        .evidence(&fact.subject, format!("{}%", fact.value), fact.place);
    for other in from {
        draft = draft.evidence(&other.subject, shown(other), other.place);
    }
    Some(if rounded { draft.severity(Severity::Info).kind(FindingKind::Rounding) } else { draft })
}

/// Whether a fact prints another figure wrong by so little that rounding could explain it, and does not: both have the
/// same decimals and the same unit, so that the digits must be the same.
pub(crate) fn is_misquoted(fact: &Fact, stated: &Quantity, other: &Quantity) -> bool {
    let as_fine = fact.value.scale() >= other.decimals && stated.unit() == other.unit();
    let off = stated.value.checked_sub(other.value).map(|off| off.abs());
    let near = off.zip(stated.half.checked_add(other.half)).is_some_and(|(off, envelope)| off <= envelope);
    as_fine && fact.approximation.is_none() && stated.value != other.value && near
}

/// The finding of a figure that is printed twice and differs by its last digits.
pub(crate) fn misquoted(fact: &Fact, stated: &Quantity, other: &Quantity, right: Text) -> Draft {
    let left = Text::owned(format!("正文“{}”", fact.subject), format!("the text on “{}”", fact.subject));
    let off = stated.printed().checked_sub(other.printed()).unwrap_or_default();
    Draft::at(fact.place)
        .printed(stated.printed().to_string())
        .expected(other.printed().to_string())
        .difference(off, stated.unit())
        .evidence(left.zh.to_string(), shown(fact), fact.place)
        .evidence(right.zh.to_string(), other.printed().to_string(), other.place())
        .with_text("left", left)
        .with_text("right", right)
}

/// The number of a fact with its unit.
pub(crate) fn shown(fact: &Fact) -> String {
    format!("{}{}", fact.value, fact.unit.as_ref().map_or_else(String::new, ToString::to_string))
}

/// Whether one of two figures of money is ten thousand times the other: 元 was taken for 万元.
pub(crate) fn ten_thousand_times(left: &Quantity, right: &Quantity) -> bool {
    let factor = Decimal::from(10_000);
    let times = |small: &Quantity, large: &Quantity| {
        let (value, half) = (small.value.checked_mul(factor), small.half.checked_mul(factor));
        value.zip(half).is_some_and(|(value, half)| {
            let off = value.checked_sub(large.value).map(|off| off.abs());
            off.zip(half.checked_add(large.half)).is_some_and(|(off, envelope)| off <= envelope)
        })
    };
    let money = |figure: &Quantity| figure.unit().is_some_and(|unit| unit.money().is_some());
    let something = !left.printed().is_zero() && !right.printed().is_zero();
    something && money(left) && money(right) && (times(left, right) || times(right, left))
}
