//! Comparisons with another year, as running text makes them: a level, the level before, the change, its rate.

use juesuan_model::{Direction, Fact, FactRole, Period};
use juesuan_vocabulary::{WordList as _, budget, changes, dates};
use transient::Transient;

use crate::shared::fact_index::{
    Facts, Statements, is_budget, is_level, is_money_level, is_named_alike, meaning, related, stem,
    without_funds, without_year_before, year_of,
};
use crate::tuning::TUNING;
use crate::{Analysis, Context};

/// One comparison with another year, as far as the text prints it.
#[derive(Copy, Clone, Debug, Transient)]
pub(crate) struct YearOnYear<'r> {
    pub(crate) level: Option<&'r Fact>,
    pub(crate) prior: Option<&'r Fact>,
    pub(crate) change: Option<&'r Fact>,
    pub(crate) rate: Option<&'r Fact>,
}

/// The comparisons with another year that the text makes.
pub(crate) struct Changes;

impl<'c> Analysis<'c> for Changes {
    type Output = Vec<YearOnYear<'c>>;

    fn run(context: &Context<'c>) -> Vec<YearOnYear<'c>> {
        all(context.get::<Facts>())
    }
}

/// All comparisons of a text in which at least two of the four figures are printed.
pub(crate) fn all<'r>(statements: &Statements<'r>) -> Vec<YearOnYear<'r>> {
    let mut found = Vec::new();
    for facts in statements.sections() {
        for (at, fact) in facts.iter().enumerate() {
            let Some(years) = years(fact) else { continue };
            let before = facts.get(at.saturating_sub(TUNING.changes.reach)..at).unwrap_or_default();
            let rates = |fact: &&Fact| fact.role == FactRole::Percent;
            match fact.role {
                FactRole::Change if is_money_or_count(fact) => {
                    let rate = facts.get(rate_of(facts, at)).filter(|next| {
                        rates(next)
                            && next.sentence == fact.sentence
                            && years_of_rate(next) == Some(years)
                            && !gives_reasons(next)
                    });
                    let rate = rate.or_else(|| rate_before(facts, at));
                    let (level, prior) = levels(statements, before, fact, years);
                    let level = level
                        .or_else(|| both_totals(before, fact, years.0))
                        .or_else(|| level_by_name(facts, at, years.0));
                    found.push(YearOnYear { level, prior, change: Some(fact), rate });
                }
                FactRole::Percent
                    if !follows_change(before, fact)
                        && !gives_reasons(fact)
                        && !is_one_of_several(facts, at) =>
                {
                    let (level, prior) = levels(statements, before, fact, years);
                    if prior.is_some() {
                        found.push(YearOnYear { level, prior, change: None, rate: Some(fact) });
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// The rate right before a change of the same comparison: 增长11.11%，增加100万元. One that stands behind another change is
/// that one's.
fn rate_before(facts: &[Fact], at: usize) -> Option<&Fact> {
    let (change, before) = (facts.get(at)?, facts.get(..at)?);
    let (rate, before) = before.split_last()?;
    let same = rate.role == FactRole::Percent
        && rate.sentence == change.sentence
        && years_of_rate(rate) == years(change)
        && rate.direction.is_none_or(|direction| Some(direction) == change.direction)
        && !gives_reasons(rate)
        && continues(&rate.subject, &change.subject);
    (same && !follows_change(before, rate)).then_some(rate)
}

/// Where the rate of a change stands: behind it, or where several changes stand side by side (分别增加5万元和6万元，增长2%和
/// 3%), as far into the rates as the change is into the changes.
fn rate_of(facts: &[Fact], at: usize) -> usize {
    let alike = |other: &Fact| {
        let fact = facts.get(at);
        fact.is_some_and(|fact| {
            fact.role == other.role && fact.sentence == other.sentence && fact.period == other.period
        })
    };
    let first = facts
        .get(..at)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(TUNING.changes.most)
        .take_while(|other| alike(other));
    let first = at - first.count();
    let changes = facts
        .get(first..)
        .unwrap_or_default()
        .iter()
        .take(2 * TUNING.changes.most)
        .take_while(|other| alike(other))
        .count();
    let rates = facts.get(first + changes..first + 2 * changes).unwrap_or_default();
    let side_by_side =
        changes > 1 && rates.len() == changes && rates.iter().all(|rate| rate.role == FactRole::Percent);
    if side_by_side { at + changes } else { at + 1 }
}

/// What the text compares with the budget of the year.
pub(crate) struct BudgetChanges;

impl<'c> Analysis<'c> for BudgetChanges {
    type Output = Vec<YearOnYear<'c>>;

    fn run(context: &Context<'c>) -> Vec<YearOnYear<'c>> {
        with_budgets(context.get::<Facts>())
    }
}

/// All comparisons with the budget of the year (比年初预算数减少): the budget stands where the year before does. Where it
/// is not printed it follows from level and change.
fn with_budgets<'r>(statements: &Statements<'r>) -> Vec<YearOnYear<'r>> {
    let mut found = Vec::new();
    for facts in statements.sections() {
        for (at, fact) in facts.iter().enumerate() {
            let directed = matches!(fact.direction, Some(Direction::Up | Direction::Down));
            let before = facts.get(at.saturating_sub(TUNING.changes.reach)..at).unwrap_or_default();
            if fact.role != FactRole::Change
                || !directed
                || !(is_against_budget(fact)
                    || follows_budget(before, fact)
                    || opens_with_budget(before, fact))
            {
                continue;
            }
            let same_year = |other: &&Fact| {
                let near =
                    is_beside(other, fact) || is_of_opening(other, fact) && opens_with_budget(before, fact);
                is_money_level(other) && other.period == fact.period && near
            };
            let levels = || before.iter().rev().filter(same_year);
            let rate = facts.get(at + 1).filter(|next| {
                next.role == FactRole::Percent
                    && next.sentence == fact.sentence
                    && next.direction == fact.direction
                    && next.period == fact.period
            });
            let level = levels().find(|level| !is_budget(level));
            let planned = |prior: &&Fact| {
                is_budget(prior) && level.is_none_or(|level| is_planned_for(prior, level, fact))
            };
            found.push(YearOnYear { level, prior: levels().find(planned), change: Some(fact), rate });
        }
    }
    found
}

/// Whether a level stands in the sentence of a change, or at the end of the one before it.
fn is_beside(level: &Fact, change: &Fact) -> bool {
    let apart = change.place.span.start.saturating_sub(level.place.span.end);
    level.sentence == change.sentence
        || (apart as usize <= TUNING.changes.next.bytes() && level.place.line + 1 >= change.place.line)
}

/// Whether a budget can be that of a level: told with it or behind it, with the change, or under its name. What stands before
/// 其中：1.…比年初预算减少 is the budget of the whole.
fn is_planned_for(budget: &Fact, level: &Fact, change: &Fact) -> bool {
    budget.sentence >= level.sentence
        || budget.sentence == change.sentence
        || related(&budget.subject, &level.subject)
}

/// Whether a change is told against the budget: 决算数比年初预算数增加.
fn is_against_budget(change: &Fact) -> bool {
    let money = change.unit.as_ref().is_some_and(|unit| unit.money().is_some());
    let rest = against(&change.subject);
    // 与年初预算数相比增加: the word that compares may stand behind the budget
    let compared = || changes::COMPARED_BEHIND.any_in(&change.subject) && is_budget(change);
    money
        && matches!(change.period, Some(Period::Year(_)))
        && (rest.is_some_and(|rest| rest.contains(budget::BUDGET)) || compared())
}

/// A subject from the word on that compares it with something.
fn against(subject: &str) -> Option<&str> {
    let at = changes::AGAINST.iter().filter_map(|word| subject.rfind(word)).max();
    at.and_then(|at| subject.get(at..))
}

/// Whether a change stands right behind the budget that an amount before it is compared with: 决算数5万元，比年初预算7万元减少
/// 2万元.
fn follows_budget(before: &[Fact], change: &Fact) -> bool {
    // 支出5万元，占…的80%，比年初预算7万元减少2万元
    // …，比上年减少3万元，比年初预算7万元减少2万元
    let told = |fact: &&Fact| !matches!(fact.role, FactRole::Percent | FactRole::Change);
    let mut levels = before.iter().rev().filter(told);
    let (Some(planned), Some(level)) = (levels.next(), levels.next()) else { return false };
    let amounts = is_money_level(level) && !is_budget(level) && is_money_level(planned) && is_budget(planned);
    amounts
        && change.unit.as_ref().is_some_and(|unit| unit.money().is_some())
        && against(&planned.subject).is_some_and(|rest| without_funds(rest).contains(budget::BUDGET))
        && [level, planned]
            .iter()
            .all(|fact| fact.sentence == change.sentence && fact.period == change.period)
}

/// Whether a change is the first that its sentence tells, against the budget, of a total of its line: 总计9万元，…。与年初预算数
/// 相比，增加1万元.
fn opens_with_budget(before: &[Fact], change: &Fact) -> bool {
    let first = before.last().is_none_or(|last| last.sentence != change.sentence);
    let money = change.unit.as_ref().is_some_and(|unit| unit.money().is_some());
    let of_budget = matches!(change.period, Some(Period::Year(_)));
    first && money && of_budget && before.iter().any(|level| is_of_opening(level, change))
}

/// Whether a level on the line of a change has its name, and is no budget.
fn is_of_opening(level: &Fact, change: &Fact) -> bool {
    level.role == FactRole::Amount
        && is_money_level(level)
        && !is_budget(level)
        && level.place.line == change.place.line
        && stem(&level.subject) == stem(&change.subject)
}

/// Whether two figures are of one item of the tables, in whatever words.
fn means_the_same(left: &Fact, right: &Fact) -> bool {
    meaning(left).zip(meaning(right)).is_some_and(|(left, right)| left == right)
}

/// The two years that a change compares; `None` where it says no direction.
fn years(fact: &Fact) -> Option<(u16, u16)> {
    let directed = matches!(fact.direction, Some(Direction::Up | Direction::Down));
    years_of_rate(fact).filter(|_| directed)
}

fn years_of_rate(fact: &Fact) -> Option<(u16, u16)> {
    match fact.period {
        Some(Period::Change { year, against }) => Some((year, against)),
        _ => None,
    }
}

fn is_money_or_count(fact: &Fact) -> bool {
    use juesuan_model::Unit;
    matches!(fact.unit, Some(Unit::Money(_) | Unit::Measure(_)))
}

/// Whether a figure belongs to the reasons of a change: 主要原因是…压减10% says nothing of the change itself.
fn gives_reasons(fact: &Fact) -> bool {
    changes::REASONS.any_in(&fact.subject)
}

/// Whether a rate says again what the change right before it says.
fn follows_change(before: &[Fact], rate: &Fact) -> bool {
    before.last().is_some_and(|last| last.role == FactRole::Change && last.sentence == rate.sentence)
}

/// Whether a rate stands side by side with another one of the same comparison and the same name: 降幅分别为10%、11%. Of which
/// years each is the text does not tell.
fn is_one_of_several(facts: &[Fact], at: usize) -> bool {
    let alike = |other: Option<&Fact>| {
        other.zip(facts.get(at)).is_some_and(|(other, rate)| {
            other.role == FactRole::Percent
                && other.sentence == rate.sentence
                && other.period == rate.period
                && continues(&other.subject, &rate.subject)
        })
    };
    alike(facts.get(at + 1)) || alike(at.checked_sub(1).and_then(|before| facts.get(before)))
}

/// Whether of two names one goes on where the other ends: only the first of several rates says what they are.
fn continues(left: &str, right: &str) -> bool {
    let (left, right) = (stem(left), stem(right));
    !left.is_empty() && !right.is_empty() && (left.starts_with(right) || right.starts_with(left))
}

/// The level of the year that has the name of a change, farther before it.
fn level_by_name(facts: &[Fact], at: usize, year: u16) -> Option<&Fact> {
    let change = facts.get(at)?;
    let before = facts.get(at.saturating_sub(TUNING.changes.reach_by_name)..at)?;
    before.iter().rev().find(|level| {
        is_money_level(level)
            && !is_budget(level)
            && level.unit == change.unit
            && year_of(level) == Some(year)
            && (is_named_alike(without_budget(&level.subject), &change.subject)
                || means_the_same(level, change))
    })
}

/// The subject of what was spent of a budget that was told before it: 公务接待费预算支出决算.
fn without_budget(subject: &str) -> &str {
    let subject = stem(subject);
    subject.strip_suffix(budget::BUDGET).unwrap_or(subject)
}

/// The subject of last year's level without the words that say so: 收入总计上年同期.
fn without_prior(subject: &str) -> &str {
    changes::YEARS_BEFORE
        .strip_end(subject)
        .filter(|rest| !rest.is_empty() && !rest.ends_with(|c: char| c.is_ascii_digit()))
        .unwrap_or(subject)
}

/// Whether a change calls a total on the same line by fewer of its letters: 收入、支出决算总计, 收、支总计各.
fn abbreviates(level: &Fact, change: &Fact) -> bool {
    let (long, short) = (stem(&level.subject), stem(without_year_before(stem(&change.subject))));
    let Some(short) = budget::GRAND_TOTALS.strip_end(short) else { return false };
    let total = budget::GRAND_TOTALS.strip_end(long);
    let Some(long) = total.or_else(|| budget::GRAND_ACCOUNTS.strip_end(&level.subject)) else {
        return false;
    };
    let mut letters = long.chars();
    let within = short.chars().filter(|c| *c != '、').all(|letter| letters.any(|c| c == letter));
    let both = short.contains('、') || budget::BOTH_SIDES.contains(&short);
    level.place.line == change.place.line && within && both
}

/// Whether a level has the name of a change behind the year or the body that it is told of: 某局2022年度总收入.
fn ends_alike(level: &str, change: &str) -> bool {
    let name = stem(without_year_before(stem(change)));
    let before = stem(level).strip_suffix(name).filter(|_| !name.is_empty());
    before.is_some_and(|before| [dates::BUDGET_YEAR, dates::YEAR].any_ends(before))
}

/// Where a text tells total income and total expenditure, which are the same, and goes on to say how far both changed
/// (收支较上年增加): that total.
fn both_totals<'r>(before: &'r [Fact], change: &Fact, year: u16) -> Option<&'r Fact> {
    let told = without_year_before(stem(&change.subject));
    let [.., income, spent] = before else { return None };
    let [of_income, of_spent] = budget::GRAND_PAIR else { return None };
    let pair = income.subject.ends_with(of_income) && spent.subject.ends_with(of_spent);
    let same = income.value == spent.value && income.unit == spent.unit && is_money_level(spent);
    let near = income.sentence == spent.sentence && spent.place.line == change.place.line;
    let of_year = [income, spent].iter().all(|fact| year_of(fact) == Some(year));
    (budget::BOTH_SIDES.contains(&told) && pair && same && near && of_year).then_some(spent)
}

/// The level of the year and that of the year before which a change goes with: the nearest before it that speak of the
/// same thing in the same unit of measure.
fn levels<'r>(
    statements: &Statements<'r>,
    before: &'r [Fact],
    change: &Fact,
    (year, against): (u16, u16),
) -> (Option<&'r Fact>, Option<&'r Fact>) {
    let comparable = |fact: &&Fact| {
        let same_unit = change.role == FactRole::Percent
            || match (&fact.unit, &change.unit) {
                (Some(left), Some(right)) => {
                    left == right || left.money().is_some() && right.money().is_some()
                }
                _ => false,
            };
        is_level(fact)
            && same_unit
            && !statements.brackets().is_aside(fact, change)
            && (related(without_prior(&fact.subject), without_year_before(stem(&change.subject)))
                || means_the_same(fact, change)
                || abbreviates(fact, change))
    };
    // a change between the level and this one may have been about the same level; the parts of a level that are told
    // between it and its change are not what has changed
    let of_year = |wanted: u16| {
        before.iter().rev().filter(comparable).filter(move |fact| year_of(fact) == Some(wanted))
    };
    let named = |fact: &&Fact| is_named_alike(&fact.subject, &change.subject);
    let ends_alike = |fact: &&Fact| ends_alike(&fact.subject, &change.subject);
    // 支出决算110万元，完成年初预算120万元的91.67%，比上年增加: what was spent has changed, and not its budget
    let of_one_kind = |fact: &&Fact| is_budget(fact) == is_budget(change);
    let nearest = |wanted: u16| {
        let alike = || of_year(wanted).filter(of_one_kind);
        let nearest = alike().find(named).or_else(|| alike().find(ends_alike)).or_else(|| alike().next());
        // the word 预算 may stand with the change alone; the change of what was spent is none of a budget
        let of_any_kind = || of_year(wanted).filter(|_| is_budget(change));
        nearest.or_else(|| of_any_kind().find(named)).or_else(|| of_any_kind().next())
    };
    let level = nearest(year);
    let prior = nearest(against).filter(|prior| {
        level.is_none_or(|level| prior.sentence >= level.sentence || prior.sentence == change.sentence)
    });
    (level, prior)
}
