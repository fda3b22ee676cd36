use std::sync::LazyLock;

use juesuan_model::{Fact, FactRole, FindingKind, Item, Place, Severity};
use juesuan_vocabulary::{WordList as _, budget, procurement, public_expenses};

use super::parts_add_up::complete;
use super::untold_whole::UntoldWhole;
use crate::quick::{TextMap, TextSet};
use crate::shared::bounds::Bounds;
use crate::shared::completions::implied_budget;
use crate::shared::fact_index::{
    Facts, Statements, family, is_budget, is_level, is_money_level, is_whole_of_share, meaning, related,
    shown, stem, without_funds, year_of,
};
use crate::shared::part_lists::{PartList, PartLists};
use crate::shared::percentages::{Recomputed, recompute_any, wrong_rate};
use crate::shared::told_shares::{part, share};
use crate::tuning::TUNING;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS402"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new("占比等于部分除以整体", "A share is the part divided by the whole"),
    message: Text::new(
        "“{name}”印作{printed}，按所列金额计算为{expected}。",
        "“{name}” is printed as {printed}; the amounts give {expected}.",
    ),
    kind: FindingKind::Percent,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "占比与金额不符，金额或占比必有一误。",
        "Where a share does not follow from the amounts, one of them is wrong.",
    ),
    example: Text::new(
        "支出合计684.73万元，其中基本支出538.46万元，占78.64%，印作87.64%。",
        "538.46 of 684.73 is 78.64%, and not 87.64%.",
    ),
};

/// JS402: 占比 = 部分 / 整体, with the whole that the list belongs to or that the text names; else with what the table
/// of the amount or the list itself adds up to.
pub(crate) struct Share;

impl Rule for Share {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let mut shares = Shares::of(context);
        let mut wrong: Vec<Wrong<'_>> = Vec::new();
        for (at, fact) in context.report().facts.iter().enumerate() {
            let Some((name, named)) = share(fact) else { continue };
            match shares.judge(at, fact, name, named) {
                Verdict::Holds => log.held(),
                Verdict::Wrong(one) => wrong.push(one),
                Verdict::Found(draft) => log.found(*draft),
                Verdict::WithoutWhole => log.missing(format!("“{}”的整体", fact.subject)),
                Verdict::WithoutAmounts => log.missing(format!("“{}”的部分和整体", fact.subject)),
            }
        }
        report(&wrong, log);
    }
}

/// What the amounts say of a share.
enum Verdict<'r> {
    Holds,
    /// It does not follow from a whole that other shares may have, too.
    Wrong(Wrong<'r>),
    /// It follows from none of the wholes that the tables give.
    Found(Box<Draft>),
    /// Nothing tells its whole.
    WithoutWhole,
    /// Nothing tells what it is a share of what.
    WithoutAmounts,
}

/// Where the wholes of shares are told.
struct Shares<'c, 'r> {
    context: &'c Context<'r>,
    statements: &'c Statements<'r>,
    /// The list that a part belongs to, by the place of the part.
    list_of: TextMap<Place, &'c PartList<'r>>,
    untold: UntoldWhole,
}

impl<'c, 'r> Shares<'c, 'r> {
    fn of(context: &'c Context<'r>) -> Self {
        let mut list_of: TextMap<Place, &PartList<'_>> = TextMap::default();
        for list in context.get::<PartLists>() {
            for part in &list.parts {
                list_of.entry(part.place).or_insert(list);
            }
        }
        Self { context, statements: context.get::<Facts>(), list_of, untold: UntoldWhole::default() }
    }

    /// What is said of the share of `name` in the whole that is `named` so, if it is named.
    fn judge(&mut self, at: usize, fact: &'r Fact, name: &str, named: &str) -> Verdict<'r> {
        let facts = &self.context.report().facts;
        let before = facts.get(at.saturating_sub(TUNING.share.near)..at).unwrap_or_default();
        let part = part(before, fact, name, self.statements.brackets())
            .or_else(|| self.told_before(before, fact, name).filter(|_| named.is_empty()));
        let list = part.and_then(|part| self.list_of.get(&part.place).copied());
        if self.is_proved(fact, before, part, list.filter(|_| named.is_empty())) {
            return Verdict::Holds;
        }
        let whole = match named {
            "" => list.map(|list| list.whole).or_else(|| total_of(before, part?)),
            named => part.and_then(|part| whole_called(before, part, named, list)),
        };
        let (Some(part), Some(whole)) = (part, whole) else {
            return self.without_whole(at, fact, part, named);
        };
        // where a chapter has a whole of its own, the share may still be of all that bears the name
        let far =
            whole_named(before, part, named).filter(|far| !named.is_empty() && far.place != whole.place);
        let far = far.into_iter().flat_map(|far| self.statements.pairs(self.context, part, far));
        let in_form = (!named.is_empty()).then(|| self.untold.pairs(self.context, at, part, named));
        let told = self.statements.pairs(self.context, part, whole);
        let told = told.chain(far).chain(in_form.into_iter().flatten());
        let by_list = list.filter(|_| named.is_empty()).and_then(|list| by_sum(self.statements, list, part));
        match recompute_any(fact.value, told.chain(by_list.into_iter().flatten())) {
            Some(Recomputed::Holds) => Verdict::Holds,
            Some(_) if !is_named_so(whole, named) && self.follows_from_another(fact, before, part) => {
                Verdict::Holds
            }
            Some(outcome) => Verdict::Wrong(Wrong { share: fact, part, whole, outcome }),
            // 0 of 0 is printed as 0 %, as the form has it
            None if fact.value.is_zero() || whole.value.is_zero() => Verdict::Holds,
            None => Verdict::WithoutWhole,
        }
    }

    /// Whether a share follows from another total of its section than the one that was taken for its whole: then that one is
    /// not meant.
    fn follows_from_another(&self, fact: &Fact, before: &'r [Fact], part: &Fact) -> bool {
        let section = before.iter().rev().take_while(|other| other.section == fact.section);
        let mut totals = section.filter(|other| {
            other.role == FactRole::Amount
                && is_money_level(other)
                && other.place != part.place
                && other.value > part.value
                && other.unit == part.unit
                && year_of(other) == year_of(part)
        });
        totals.any(|total| {
            let pairs = self.statements.pairs(self.context, part, total);
            matches!(recompute_any(fact.value, pairs), Some(Recomputed::Holds))
        })
    }

    /// Whether amounts that prove a share, and refute none, give it: the first one of its sentence, which may be the
    /// whole and need not be; and 中小企业90万元，占90%，其中小微企业60万元，占60%, both of what the first is a share of.
    fn is_proved(
        &self,
        fact: &Fact,
        before: &'r [Fact],
        part: Option<&'r Fact>,
        list: Option<&PartList<'r>>,
    ) -> bool {
        let proves = |pair| matches!(recompute_any(fact.value, pair), Some(Recomputed::Holds));
        let own = part.and_then(|part| total_of_sentence(self.statements, before, part));
        proves(own)
            || proves(part.zip(list).and_then(|(part, list)| {
                let whole = whole_of_list(self.statements, before, list.whole)?;
                Some((self.statements.bounds(part)?, whole))
            }))
    }

    /// The part of a list that the sentence before told, with the very name of a share: 支出9万元，其中：基本支出6万元，…。基本
    /// 支出占….
    fn told_before(&self, before: &'r [Fact], share: &Fact, name: &str) -> Option<&'r Fact> {
        let line = before.iter().rev().take_while(|fact| fact.place.line == share.place.line);
        let mut named = line.filter(|fact| is_money_level(fact) && stem(&fact.subject) == stem(name));
        named.next().filter(|fact| self.list_of.contains_key(&fact.place))
    }

    /// What the tables say of a share whose whole the text does not tell.
    fn without_whole(
        &mut self,
        at: usize,
        fact: &'r Fact,
        part: Option<&'r Fact>,
        named: &str,
    ) -> Verdict<'r> {
        let pairs = part.map(|part| self.untold.pairs(self.context, at, part, named));
        match recompute_any(fact.value, pairs.into_iter().flatten()) {
            Some(outcome) => wrong_rate(fact, &outcome, part.as_slice())
                .map_or(Verdict::Holds, |draft| Verdict::Found(Box::new(draft))),
            None => Verdict::WithoutAmounts,
        }
    }
}

/// A share that does not follow from its amounts.
struct Wrong<'r> {
    share: &'r Fact,
    part: &'r Fact,
    whole: &'r Fact,
    outcome: Recomputed,
}

/// Several shares of one whole that are wrong have one cause: the whole.
fn report(wrong: &[Wrong<'_>], log: &mut Log<'_, '_>) {
    let mut by_whole: TextMap<Place, Vec<&Wrong<'_>>> = TextMap::default();
    let mut order = Vec::new();
    for one in wrong {
        let same = by_whole.entry(one.whole.place).or_default();
        if same.is_empty() {
            order.push(one.whole.place);
        }
        same.push(one);
    }
    for same in order.iter().filter_map(|whole| by_whole.get(whole)) {
        let Some((first, others)) = same.split_first() else { continue };
        let Some(mut draft) = wrong_rate(first.share, &first.outcome, &[first.part, first.whole]) else {
            continue;
        };
        for other in others {
            draft = draft.evidence(&other.share.subject, shown(other.share), other.share.place).evidence(
                &other.part.subject,
                shown(other.part),
                other.part.place,
            );
        }
        log.found(draft);
    }
}

/// Part and whole as they follow from the other amounts of a complete list, which JS412 adds up: where the list does not
/// add up, a share that follows from these is right, and an amount is wrong.
fn by_sum<'r>(
    statements: &Statements<'r>,
    list: &PartList<'r>,
    part: &Fact,
) -> Option<[(Bounds, Bounds); 2]> {
    let parts = complete(statements, list)?;
    let sum = |of: &dyn Fn(&&&Fact) -> bool| {
        let bounds = parts.iter().filter(of).map(|part| statements.bounds(part));
        bounds.reduce(|sum, next| sum.zip(next).and_then(|(sum, next)| sum.plus(next))).flatten()
    };
    let whole = statements.bounds(list.whole)?;
    if sum(&|_| true)?.meets(whole) {
        return None;
    }
    let rest = sum(&|other| other.place != part.place)?;
    Some([(statements.bounds(part)?, sum(&|_| true)?), (whole.minus(rest)?, whole)])
}

/// The whole that follows from the share of what a list divides.
fn whole_of_list(statements: &Statements<'_>, before: &[Fact], divided: &Fact) -> Option<Bounds> {
    let sentence = before.iter().rev().take_while(|fact| fact.sentence == divided.sentence);
    let mut shares = sentence.filter(|fact| fact.place.span.start > divided.place.span.start);
    let own =
        shares.find(|fact| share(fact).is_some_and(|(name, _)| stem(name) == stem(&divided.subject)))?;
    implied_budget(own.value, statements.bounds(divided)?)
}

/// The three public expenses and their parts.
static THREE_PUBLIC: LazyLock<TextSet<Item>> = LazyLock::new(|| family(&["three_public:"]));

/// The total of which a part is by its meaning: the three public expenses are told in a section of their own.
fn total_of<'r>(before: &'r [Fact], part: &Fact) -> Option<&'r Fact> {
    let (item, measure) = meaning(part)?;
    let total = Item::named("three_public:total").ok().filter(|_| THREE_PUBLIC.contains(&item))?;
    before.iter().rev().find(|fact| {
        is_level(fact)
            && year_of(fact) == year_of(part)
            && meaning(fact).is_some_and(|(item, of)| of == measure && item == total)
    })
}

/// The amount with which the sentence of a part begins, and of which the parts are told: it comes before all totals of
/// other chapters, whatever the share calls its whole.
fn total_of_sentence(statements: &Statements<'_>, before: &[Fact], part: &Fact) -> Option<(Bounds, Bounds)> {
    let sentence = before.iter().rev().take_while(|fact| fact.sentence == part.sentence);
    let first = sentence.filter(|fact| is_level(fact) && fact.unit == part.unit).last()?;
    let is_whole = first.place != part.place && first.value >= part.value && year_of(first) == year_of(part);
    is_whole.then_some(())?;
    Some((statements.bounds(part)?, statements.bounds(first)?))
}

/// The amount that a share calls its whole, from the nearest of the section to the total of the three public expenses.
fn whole_called<'r>(
    before: &'r [Fact],
    part: &Fact,
    named: &str,
    list: Option<&PartList<'r>>,
) -> Option<&'r Fact> {
    let of_three = || total_of(before, part).filter(|_| named.contains(public_expenses::THREE_PUBLIC));
    let of_list = || list.map(|list| list.whole).filter(|whole| is_total_of(whole, named));
    whole_nearby(before, part, named)
        .or_else(of_list)
        .or_else(|| total_nearby(before, part, named))
        .or_else(|| whole_named(before, part, named))
        .or_else(|| whole_of_sentence(before, part, named))
        .or_else(of_three)
}

/// The nearest amount of the section whose name ends with what the share calls its whole: of a chapter on 财政拨款基本支出
/// the shares of 基本支出 are of that, though another chapter tells all 基本支出.
fn whole_nearby<'r>(before: &'r [Fact], part: &Fact, named: &str) -> Option<&'r Fact> {
    let mut section = before.iter().rev().take_while(|fact| fact.section == part.section);
    section.find(|fact| {
        let level = is_level(fact) || is_whole_of_share(fact);
        let comparable = level && fact.place != part.place && fact.unit == part.unit;
        comparable && year_of(fact) == year_of(part) && fact.subject.ends_with(named)
    })
}

/// Whether an amount has the name that a share gives its whole.
fn is_named_so(whole: &Fact, named: &str) -> bool {
    stem(&whole.subject) == stem(named)
}

/// Whether an amount is the total that a share calls otherwise: 支出合计 for 总支出, 政府采购支出总额 for 采购总额. It is no budget.
fn is_total_of(whole: &Fact, named: &str) -> bool {
    let (told, meant) = (without_total(&whole.subject), without_total(named));
    let of_purchases = procurement::BOUGHT.any_begins(meant)
        && stem(told).ends_with(stem(meant))
        && !told.contains(procurement::ENTERPRISES);
    !is_budget(whole) && (of_purchases || budget::SIDES.contains(&meant) && told == meant)
}

/// A name without the words that say that it is the total of the year: 本年支出合计, 总支出, 支出决算.
fn without_total(name: &str) -> &str {
    let mut name = name;
    loop {
        let shorter = budget::TOTAL_STARTS.strip_start(name).or_else(|| budget::TOTAL_ENDS.strip_end(name));
        match shorter.filter(|rest| !rest.is_empty()) {
            Some(rest) => name = rest,
            None => return name,
        }
    }
}

/// The nearest total of the section that is what a share calls otherwise.
fn total_nearby<'r>(before: &'r [Fact], part: &Fact, named: &str) -> Option<&'r Fact> {
    let mut section = before.iter().rev().take_while(|fact| fact.section == part.section);
    section.find(|fact| {
        let total = fact.role == FactRole::Amount && is_money_level(fact) && fact.place != part.place;
        let comparable = fact.unit == part.unit && year_of(fact) == year_of(part);
        total && comparable && (is_total_of(fact, named) || !is_budget(fact) && is_named_so(fact, named))
    })
}

/// The amount with which the sentence of a part begins, where its name ends as the share calls its whole of the year:
/// 一般公共预算财政拨款支出10万元，…占本年财政拨款支出.
fn whole_of_sentence<'r>(before: &'r [Fact], part: &Fact, named: &str) -> Option<&'r Fact> {
    let bare = named.strip_prefix(budget::THIS_YEAR).filter(|bare| !bare.is_empty())?;
    let sentence = before.iter().rev().take_while(|fact| fact.sentence == part.sentence);
    let first = sentence.filter(|fact| is_level(fact) && fact.unit == part.unit).last()?;
    let fits = first.place != part.place && first.role == FactRole::Amount && year_of(first) == year_of(part);
    (fits && first.subject.ends_with(bare)).then_some(first)
}

/// The amount with the name that the share gives its whole.
fn whole_named<'r>(before: &'r [Fact], part: &Fact, named: &str) -> Option<&'r Fact> {
    let comparable = |fact: &&Fact| {
        (is_level(fact) || is_whole_of_share(fact))
            && year_of(fact) == year_of(part)
            && fact.place != part.place
            && fact.unit == part.unit
    };
    // 占全年预算的: each thing has a budget of its own
    let of_budget = without_funds(named).contains(budget::BUDGET);
    let own = |fact: &&Fact| !of_budget || stem(&fact.subject) == stem(&part.subject);
    let candidates = || before.iter().rev().filter(comparable).filter(own);
    candidates()
        .find(|fact| fact.subject == named)
        .or_else(|| candidates().find(|fact| fact.subject.ends_with(named)))
        // 支出合计 is 本年支出合计
        .or_else(|| {
            candidates().find(|fact| named.strip_prefix(budget::THIS_YEAR) == Some(fact.subject.as_str()))
        })
        // 占项目支出总额的: the total of 项目支出
        .or_else(|| {
            candidates().find(|fact| named.strip_suffix(budget::TOTAL_AMOUNT) == Some(fact.subject.as_str()))
        })
        // 占财政拨款总支出的: 财政拨款支出
        .or_else(|| {
            let (name, kind) = budget::GRAND_KINDS
                .iter()
                .find_map(|kind| Some((named.strip_suffix(kind)?, kind.strip_prefix(budget::GRAND)?)))?;
            let whole = format!("{name}{kind}");
            candidates().find(|fact| !name.is_empty() && fact.subject.ends_with(&whole))
        })
        .or_else(|| {
            candidates()
                .take(4)
                .find(|fact| named.len() >= TUNING.share.shortest.bytes() && related(&fact.subject, named))
        })
}
