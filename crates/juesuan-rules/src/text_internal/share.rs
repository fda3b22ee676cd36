use std::sync::LazyLock;

use juesuan_model::{Fact, FactRole, FindingKind, Item, Place, Severity};
use juesuan_vocabulary::{WordList as _, budget, lists, procurement, public_expenses};

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
    /// The places of the amounts of which parts are told.
    divided: TextSet<Place>,
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
        let divided = context.get::<PartLists>().iter().map(|list| list.whole.place).collect();
        Self { context, statements: context.get::<Facts>(), list_of, divided, untold: UntoldWhole::default() }
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
            "" => {
                let whole = list.map(|list| list.whole).or_else(|| total_of(before, part?));
                whole.or_else(|| all_purchases(before, part?))
            }
            named => part.and_then(|part| Wholes { before, part }.called(named, list)),
        };
        let whole = whole.or_else(|| told_behind(facts.get(at + 1..)?, fact, part?, named));
        let (Some(part), Some(whole)) = (part, whole) else {
            return self.without_whole(at, fact, part, named);
        };
        // where a chapter has a whole of its own, the share may still be of all that bears the name
        let far = Wholes { before, part }.anywhere(named);
        let far = far.filter(|far| !named.is_empty() && far.place != whole.place);
        let far = far.into_iter().flat_map(|far| self.statements.pairs(self.context, part, far));
        let in_form = (!named.is_empty()).then(|| self.untold.pairs(self.context, at, part, named));
        let told = self.statements.pairs(self.context, part, whole);
        let told = told.chain(far).chain(in_form.into_iter().flatten());
        // added up only where nothing else gives the share
        let by_list =
            std::iter::once_with(|| by_sum(self.statements, list.filter(|_| named.is_empty())?, part));
        match recompute_any(fact.value, told.chain(by_list.flatten().flatten())) {
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

    /// Whether a share follows from another whole of its section than the one that was taken: an amount that is a total by
    /// its name, or of which parts are told. Then that one is meant.
    fn follows_from_another(&self, fact: &Fact, before: &'r [Fact], part: &Fact) -> bool {
        let section = before.iter().rev().take_while(|other| other.section == fact.section);
        let mut totals = section.filter(|other| {
            let whole = other.role == FactRole::Amount && is_money_level(other);
            let named = || self.divided.contains(&other.place) || is_total_by_name(other);
            whole && other.value > part.value && is_comparable(other, part) && named()
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

/// All purchases, of which a part went to small and medium enterprises: the only amount of the paragraph that is called so.
fn all_purchases<'r>(before: &'r [Fact], part: &Fact) -> Option<&'r Fact> {
    let reserved = |fact: &Fact| fact.subject.contains(procurement::RESERVED);
    if !part.subject.contains(procurement::SMALL_AND_MEDIUM) || reserved(part) {
        return None;
    }
    let line = before.iter().rev().take_while(|fact| fact.place.line == part.place.line);
    let mut all = line.filter(|fact| {
        fact.role == FactRole::Amount
            && is_money_level(fact)
            && is_comparable(fact, part)
            && fact.subject.contains(procurement::PROCUREMENT)
            && !fact.subject.contains(procurement::ENTERPRISES)
            && !is_budget(fact)
            && !reserved(fact)
    });
    all.next().filter(|_| all.next().is_none())
}

/// The amount with which the sentence of a part begins, and of which the parts are told: it comes before all totals of
/// other chapters, whatever the share calls its whole.
fn total_of_sentence(statements: &Statements<'_>, before: &[Fact], part: &Fact) -> Option<(Bounds, Bounds)> {
    let first = Wholes { before, part }.first_of_sentence().filter(|first| first.value >= part.value)?;
    Some((statements.bounds(part)?, statements.bounds(first)?))
}

/// The whole that the sentence tells behind the share, by the very name: 占总收入的80%，…，总收入15万元.
fn told_behind<'r>(behind: &'r [Fact], share: &Fact, part: &Fact, named: &str) -> Option<&'r Fact> {
    let mut sentence = behind.iter().take_while(|fact| fact.sentence == share.sentence);
    let called = |fact: &&Fact| is_level(fact) && is_comparable(fact, part) && fact.subject == named;
    sentence.find(called)
}

/// Whether an amount can be the whole of a part: of its year, in its unit.
fn is_comparable(whole: &Fact, part: &Fact) -> bool {
    whole.place != part.place && whole.unit == part.unit && year_of(whole) == year_of(part)
}

/// Whether an amount has the name that a share gives its whole.
fn is_named_so(whole: &Fact, named: &str) -> bool {
    stem(&whole.subject) == stem(named)
}

/// Whether an amount is the total that a share calls otherwise: 支出合计 for 总支出, 政府采购支出总额 for 采购总额. It is no budget,
/// and 支出总计, with what is carried forward, is not the expenditure of the year.
fn is_total_of(whole: &Fact, named: &str) -> bool {
    let (told, meant) = (without_total(&whole.subject), without_total(named));
    let of_purchases = procurement::BOUGHT.any_begins(meant)
        && stem(told).ends_with(stem(meant))
        && !told.contains(procurement::ENTERPRISES);
    let of_side = budget::SIDES.contains(&meant)
        && told == meant
        && is_grand_total(&whole.subject) == is_grand_total(named);
    !is_budget(whole) && (of_purchases || of_side)
}

/// Whether a name is that of a total with what was brought forward or is carried forward.
fn is_grand_total(name: &str) -> bool {
    budget::GRAND_PAIR.any_ends(name) && !budget::OF_YEAR.any_in(name)
}

/// Whether an amount is a total by its name or by what it means: 支出决算, 收入合计, 采购总额.
fn is_total_by_name(fact: &Fact) -> bool {
    let by_meaning = || meaning(fact).is_some_and(|(item, _)| item.is_total());
    budget::SIDES.contains(&without_total(&fact.subject))
        || lists::TOTALS.any_ends(&fact.subject)
        || fact.subject.ends_with(budget::TOTAL_AMOUNT)
        || by_meaning()
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

/// The amounts before a part that can be its whole.
#[derive(Copy, Clone)]
struct Wholes<'r, 'p> {
    before: &'r [Fact],
    part: &'p Fact,
}

impl<'r> Wholes<'r, '_> {
    /// The amount that a share calls its whole, from the nearest of the section to the total of the three public expenses.
    fn called(self, named: &str, list: Option<&PartList<'r>>) -> Option<&'r Fact> {
        let is_total = |fact: &&Fact| {
            fact.role == FactRole::Amount
                && is_money_level(fact)
                && (is_total_of(fact, named) || !is_budget(fact) && is_named_so(fact, named))
        };
        let of_three =
            || total_of(self.before, self.part).filter(|_| named.contains(public_expenses::THREE_PUBLIC));
        // of a chapter on 财政拨款基本支出 the shares of 基本支出 are of that, though another chapter tells all 基本支出
        self.of_section()
            .find(|fact| fact.subject.ends_with(named))
            .or_else(|| list.map(|list| list.whole).filter(|whole| is_total_of(whole, named)))
            .or_else(|| self.of_section().find(is_total))
            .or_else(|| self.anywhere(named))
            .or_else(|| self.of_sentence(named))
            .or_else(of_three)
    }

    /// From the nearest to the farthest.
    fn all(self) -> impl Iterator<Item = &'r Fact> {
        self.before.iter().rev().filter(move |fact| self.fits(fact))
    }

    fn of_section(self) -> impl Iterator<Item = &'r Fact> {
        let section = self.before.iter().rev().take_while(move |fact| fact.section == self.part.section);
        section.filter(move |fact| self.fits(fact))
    }

    fn fits(self, fact: &Fact) -> bool {
        (is_level(fact) || is_whole_of_share(fact)) && is_comparable(fact, self.part)
    }

    /// The level with which the sentence of the part begins, if it is not the part itself.
    fn first_of_sentence(self) -> Option<&'r Fact> {
        let sentence = self.before.iter().rev().take_while(|fact| fact.sentence == self.part.sentence);
        let first = sentence.filter(|fact| is_level(fact) && fact.unit == self.part.unit).last()?;
        is_comparable(first, self.part).then_some(first)
    }

    /// The amount with which the sentence begins, where its name ends as the share calls its whole of the year:
    /// 一般公共预算财政拨款支出10万元，…占本年财政拨款支出.
    fn of_sentence(self, named: &str) -> Option<&'r Fact> {
        let bare = named.strip_prefix(budget::THIS_YEAR).filter(|bare| !bare.is_empty())?;
        let first = self.first_of_sentence().filter(|first| first.role == FactRole::Amount)?;
        first.subject.ends_with(bare).then_some(first)
    }

    /// The amount with the name that the share gives its whole, wherever it stands.
    fn anywhere(self, named: &str) -> Option<&'r Fact> {
        // 占全年预算的: each thing has a budget of its own; other wholes are none
        let of_budget = without_funds(named).contains(budget::BUDGET);
        let own = |fact: &&Fact| {
            let of_part = || stem(&fact.subject) == stem(&self.part.subject);
            if of_budget { of_part() } else { !is_budget(fact) }
        };
        let called = |name: &str| self.all().filter(own).find(|fact| fact.subject == name);
        let ending = |name: &str| self.all().filter(own).find(|fact| fact.subject.ends_with(name));
        called(named)
            .or_else(|| ending(named))
            // 支出合计 is 本年支出合计
            .or_else(|| called(named.strip_prefix(budget::THIS_YEAR)?))
            // 占项目支出总额的: the total of 项目支出
            .or_else(|| called(named.strip_suffix(budget::TOTAL_AMOUNT)?))
            // 占财政拨款总支出的: 财政拨款支出
            .or_else(|| {
                let (name, kind) = budget::GRAND_KINDS
                    .iter()
                    .find_map(|kind| Some((named.strip_suffix(kind)?, kind.strip_prefix(budget::GRAND)?)))?;
                ending(&format!("{name}{kind}")).filter(|_| !name.is_empty())
            })
            .or_else(|| {
                let long = named.len() >= TUNING.share.shortest.bytes();
                let mut near = self.all().filter(own).take(4);
                near.find(|fact| long && related(&fact.subject, named))
            })
    }
}
