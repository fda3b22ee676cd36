use std::sync::LazyLock;

use juesuan_model::{Decimal, Fact, FactRole, FindingKind, Item, Severity};
use juesuan_vocabulary::{WordList as _, budget, classification, comparisons, funds};

use crate::quick::TextSet;
use crate::shared::fact_index::{Facts, Statements, family, is_budget, is_money_level, meaning, year_of};
use crate::shared::part_lists::{PartList, PartLists};
use crate::shared::part_sets::{self, Meaning, PartSet};
use crate::shared::purchases::{self, purchases};
use crate::shared::spelling::QUOTES;
use crate::tuning::TUNING;
use crate::{Basis, Context, Family, Log, Operator, Rule, RuleInfo, Term, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS412"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new("完整列出的各项之和等于总数", "The parts of a complete list add up to the whole"),
    message: Text::new(
        "{left}写作{printed}{unit}，{right}为{expected}{unit}，相差{difference}{unit}。",
        "{left} says {printed} {unit}; {right} is {expected} {unit}, off by {difference} {unit}.",
    ),
    kind: FindingKind::Sum,
    severity: Severity::Error,
    basis: Basis::new(crate::BasisKind::Form, "部门决算公开：按报表项目逐项说明"),
    why: Text::new(
        "说明逐项列出而加不出总数，总数或其中一项是错的。",
        "Where a complete list does not add up, the total or one of the parts is wrong.",
    ),
    example: Text::new(
        "基本支出2718.32万元，其中人员经费256.82万元、公用经费37.50万元：两项之和为294.32万元。",
        "2718.32, of which 256.82 and 37.50: that makes 294.32.",
    ),
};

/// JS412: 基本支出 = 人员经费 + 公用经费, 支出合计 = 基本支出 + 项目支出, “三公” = 三项, 采购 = 货物 + 工程 + 服务, the items (项)
/// of the general public budget, and every list whose shares make 100 %.
pub(crate) struct PartsAddUp;

impl Rule for PartsAddUp {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for list in context.get::<PartLists>() {
            if let Some(parts) = complete(statements, list) {
                compare(context, statements, list.whole, &parts, log);
            } else if let Some(halves) = halves(list) {
                within(context, statements, list.whole, &halves, log);
            }
        }
        for (whole, parts) in told_apart(statements) {
            compare(context, statements, whole, &parts, log);
        }
        let lists = context.get::<PartLists>();
        let is_known = |whole: &Fact| {
            lists.iter().any(|list| list.whole.place == whole.place && complete(statements, list).is_some())
        };
        for facts in statements.sentences().filter(|facts| facts.len() > purchases::LEAST) {
            if let Some((whole, parts)) = purchases(facts).filter(|(whole, _)| !is_known(whole)) {
                compare(context, statements, whole, &parts, log);
            }
        }
    }
}

/// 基本支出 and 项目支出 of an expenditure that has more parts or another name: together they are no more than it.
fn halves<'r>(list: &PartList<'r>) -> Option<Vec<&'r Fact>> {
    let of = |wanted: &Meaning| {
        list.parts.iter().find(|part| part.sentence == list.whole.sentence && means(part, *wanted)).copied()
    };
    let halves: Option<Vec<&Fact>> = part_sets::HALVES.iter().map(of).collect();
    halves.filter(|halves| halves.len() > 1 && list.whole.subject.ends_with(budget::EXPENDITURE))
}

fn within(
    context: &Context<'_>,
    statements: &Statements<'_>,
    whole: &Fact,
    parts: &[&Fact],
    log: &mut Log<'_, '_>,
) {
    let whole = log.figure(statements.quantity(context, whole));
    let parts: Vec<Term> =
        parts.iter().map(|part| Term::plus(log.figure(statements.quantity(context, part)))).collect();
    log.compare(&[Term::plus(whole)], Operator::AtLeast, &parts);
}

fn compare(
    context: &Context<'_>,
    statements: &Statements<'_>,
    whole: &Fact,
    parts: &[&Fact],
    log: &mut Log<'_, '_>,
) {
    // what tables print is added up there, and JS301 compares the text with them
    if std::iter::once(&whole).chain(parts).all(|fact| context.cell_of(fact).is_some()) {
        return log.held();
    }
    let whole = log.figure(statements.quantity(context, whole));
    let parts: Vec<Term> =
        parts.iter().map(|part| Term::plus(log.figure(statements.quantity(context, part)))).collect();
    log.compare(&[Term::plus(whole)], Operator::Equal, &parts);
}

/// The parts of a list that claims to be complete; `None` where it need not be.
pub(super) fn complete<'r>(statements: &Statements<'r>, list: &PartList<'r>) -> Option<Vec<&'r Fact>> {
    by_meaning(list)
        .or_else(|| items(list))
        .or_else(|| by_funds(statements, list))
        .or_else(|| by_shares(statements, list))
}

/// What the three budgets gave, where a list tells just these: 支出9万元（其中：一般公共预算支出9万元；政府性基金预算支出0万元；
/// 国有资本经营预算支出0万元）. They are all there is of the money of the treasury alone.
fn by_funds<'r>(statements: &Statements<'r>, list: &PartList<'r>) -> Option<Vec<&'r Fact>> {
    let fiscal = statements.is_of_treasury(list.whole)
        || meaning(list.whole).is_some_and(|(item, _)| OF_TREASURY.contains(&item));
    if !fiscal {
        return None;
    }
    let names = [funds::GENERAL_BUDGET, funds::GOVERNMENT_FUND, funds::STATE_CAPITAL];
    let each = list.parts.len() == names.len()
        && list.parts.iter().zip(names).all(|(part, name)| part.subject.starts_with(name));
    each.then(|| list.parts.clone())
}

fn by_meaning<'r>(list: &PartList<'r>) -> Option<Vec<&'r Fact>> {
    let whole = meaning(list.whole).or_else(|| basic_of_any_money(list.whole))?;
    let mut sets = part_sets::SETS.iter().filter(|set| set.whole == whole);
    sets.find_map(|set| chosen(set, &list.parts))
}

/// What 基本支出 means, whatever the money is called in front of it: 财政拨款基本支出决算. Its parts are those of any.
fn basic_of_any_money(whole: &Fact) -> Option<Meaning> {
    let told = |subject: &str| subject.ends_with(budget::BASIC_EXPENDITURE);
    let ends = budget::TOLD_OF_SUBJECT.iter().filter_map(|end| whole.subject.strip_suffix(end));
    let named = told(&whole.subject) || ends.into_iter().any(told);
    (named && !is_budget(whole)).then_some(*part_sets::BASIC).flatten()
}

/// The facts that are the parts of a set, the first of each; `None` where one that must be there is not.
fn chosen<'r>(set: &PartSet, facts: &[&'r Fact]) -> Option<Vec<&'r Fact>> {
    let of = |wanted: &Meaning| facts.iter().find(|fact| means(fact, *wanted)).copied();
    let needed: Option<Vec<&Fact>> = set.needed.iter().map(of).collect();
    let mut chosen = needed?;
    chosen.extend(set.others.iter().filter_map(of));
    (chosen.len() > 1).then_some(chosen)
}

/// Whether a fact means this; a note behind its name says what it holds: 事业收入（含教育收费）.
fn means(fact: &Fact, (item, measure): Meaning) -> bool {
    if let Some(told) = meaning(fact) {
        return told == (item, measure);
    }
    let name = fact.subject.strip_suffix(['）', ')']).and_then(|rest| rest.rsplit_once(['（', '(']));
    let Some((name, _)) = name.filter(|(_, note)| note.contains(comparisons::HOLDS)) else { return false };
    // the name of a row, or that of a column where the row is the total
    (if item.is_total() { measure.name_zh() } else { item.name_zh() }) == Some(name)
}

/// 2080502 … 2210201: the items that the law asks to list one by one.
fn items<'r>(list: &PartList<'r>) -> Option<Vec<&'r Fact>> {
    let is_item = |fact: &&&Fact| classification::ITEM_MARKS.any_in(&fact.subject);
    let items: Vec<&Fact> = list.parts.iter().filter(is_item).copied().collect();
    let whole = list.whole.subject.contains(funds::GENERAL_BUDGET)
        && !list.whole.subject.contains(budget::BASIC_EXPENDITURE);
    let all = items.len() == list.parts.len();
    let items = told_once(items);
    (items.len() >= TUNING.parts_add_up.items && whole && all).then_some(items)
}

/// Items without those that repeat the amount of the item before: “…（项）”5万元，主要用于…。支出决算为5万元.
fn told_once(items: Vec<&Fact>) -> Vec<&Fact> {
    let mut once: Vec<&Fact> = Vec::with_capacity(items.len());
    for item in items {
        let again = once.last().is_some_and(|last| {
            last.value == item.value && last.unit == item.unit && path_of(last) == path_of(item)
        });
        if !again {
            once.push(item);
        }
    }
    once
}

/// The name of an item up to the mark of its level.
fn path_of(item: &Fact) -> &str {
    let marks = classification::ITEM_MARKS.iter();
    let end = marks.filter_map(|mark| item.subject.find(mark)).min();
    end.and_then(|end| item.subject.get(..end)).unwrap_or(&item.subject).trim_start_matches(QUOTES)
}

/// A list whose shares make 100 % says that it is complete.
fn by_shares<'r>(statements: &Statements<'r>, list: &PartList<'r>) -> Option<Vec<&'r Fact>> {
    let facts = &statements.report().facts;
    let mut sum = Decimal::ZERO;
    for part in &list.parts {
        let at = facts.partition_point(|fact| fact.place.span.start <= part.place.span.start);
        let share = facts.get(at).filter(|fact| {
            fact.role == FactRole::Percent
                && fact.direction.is_none()
                && fact.subject.contains(comparisons::SHARE)
        })?;
        sum = sum.checked_add(share.value)?;
    }
    let off = sum.checked_sub(Decimal::ONE_HUNDRED)?.abs();
    (list.parts.len() > 1 && off <= Decimal::new(5, 2)).then(|| list.parts.clone())
}

/// Wholes and parts that are told in sections of their own: the three public expenses.
fn told_apart<'r>(statements: &Statements<'r>) -> Vec<(&'r Fact, Vec<&'r Fact>)> {
    let facts: Vec<&Fact> = statements
        .report()
        .facts
        .iter()
        .filter(|fact| is_money_level(fact) && !statements.is_evaluation(fact.place))
        .filter(|fact| meaning(fact).is_some_and(|(item, _)| THREE_PUBLIC.contains(&item)))
        // what cars cost of basic expenditure is not all that they cost
        .filter(|fact| !statements.is_of_basic(fact.place))
        .collect();
    let sets = part_sets::SETS.iter().filter(|set| THREE_PUBLIC.contains(&set.whole.0));
    sets.filter_map(|set| {
        let whole = facts.iter().find(|fact| meaning(fact) == Some(set.whole))?;
        let alike: Vec<&Fact> =
            facts.iter().copied().filter(|fact| year_of(fact) == year_of(whole)).collect();
        Some((*whole, chosen(set, &alike)?))
    })
    .collect()
}

/// The three public expenses and their parts.
static THREE_PUBLIC: LazyLock<TextSet<Item>> = LazyLock::new(|| family(&["three_public:"]));

/// What is told of the money of the treasury alone: the three public expenses, the operating costs of the administration.
static OF_TREASURY: LazyLock<TextSet<Item>> = LazyLock::new(|| family(&["three_public:", "operating_costs"]));
