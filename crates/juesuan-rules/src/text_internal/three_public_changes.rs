use juesuan_model::{Decimal, Direction, Fact, FactRole, FindingKind, Severity};
use juesuan_vocabulary::{WordList as _, changes, lists, public_expenses};

use crate::shared::fact_index::{Facts, shown, shown_as};
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS432"),
    status: crate::RuleStatus::Preview,
    family: Family::Narrative,
    title: Text::new(
        "“三公”经费增减额等于三项增减额之和",
        "The change of the three public expenses is the sum of the three changes",
    ),
    message: Text::new(
        "“{name}”为{printed}，三项增减额合计{expected}。",
        "“{name}” is {printed}; the three changes come to {expected}.",
    ),
    kind: FindingKind::Sum,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "合计与三项对不上，至少有一个增减额或方向是错的。",
        "One of the changes, or its direction, is wrong.",
    ),
    example: Text::new(
        "合计减少2.00万元，三项为持平、减少2.50万元、增加1.00万元。",
        "Less by 2.00 in all; the parts make 1.50.",
    ),
};

/// JS432: the change of the three public expenses against the changes of trips, vehicles and receptions, where one
/// sentence tells all of them, or the one behind it with 其中, with an amount or as level.
pub(crate) struct ThreePublicChanges;

/// A part of the three: the words that its subject has together, the first of which names it anywhere.
type Part = &'static [&'static str];

const TRIPS: Part = &[public_expenses::TRIPS];
const VEHICLES: Part = public_expenses::VEHICLES_WHOLE;
const BOUGHT: Part = &[public_expenses::VEHICLES_IN_USE, public_expenses::BOUGHT];
const RUN: Part = &[public_expenses::VEHICLES_IN_USE, public_expenses::RUN];
const RECEPTIONS: Part = &[public_expenses::RECEPTIONS];

/// What the three consist of, the cars as a whole or as its two parts.
const WAYS: [&[Part]; 2] = [&[TRIPS, VEHICLES, RECEPTIONS], &[TRIPS, BOUGHT, RUN, RECEPTIONS]];

impl Rule for ThreePublicChanges {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let Some(text) = context.text() else { return };
        let statements = context.get::<Facts>();
        for facts in statements.sections() {
            let changes: Vec<&Fact> =
                facts.iter().filter(|fact| fact.role == FactRole::Change && fact.unit.is_some()).collect();
            for (at, total) in changes.iter().enumerate() {
                if !total.subject.contains(public_expenses::THREE_PUBLIC) {
                    continue;
                }
                let behind = text.get(total.place.span.end as usize..).unwrap_or("");
                let told = told_of(behind);
                let end = total.place.span.end as usize + told.len();
                let parts: Vec<&Fact> = changes
                    .iter()
                    .skip(at + 1)
                    .take_while(|fact| (fact.place.span.start as usize) < end)
                    .take_while(|fact| !fact.subject.contains(public_expenses::THREE_PUBLIC))
                    .filter(|fact| fact.period == total.period)
                    .copied()
                    .collect();
                if !parts.is_empty() {
                    compare(total, &parts, told, log);
                }
            }
        }
    }
}

/// The rest of the sentence, and the next one where that tells the parts.
fn told_of(behind: &str) -> &str {
    let mut end = behind.find('。').unwrap_or(behind.len());
    let next = behind.get(end..).unwrap_or("").trim_start_matches('。').trim_start();
    if next.starts_with(lists::OF_WHICH) {
        end = behind.len() - next.len();
        end += next.find('。').unwrap_or(next.len());
    }
    behind.get(..end).unwrap_or("")
}

fn compare(total: &Fact, parts: &[&Fact], told: &str, log: &mut Log<'_, '_>) {
    let printed = signed(total);
    let summed =
        printed.and_then(|printed| Some((printed, WAYS.iter().find_map(|way| sum(way, parts, told))?)));
    let Some((printed, (sum, from))) = summed else {
        return log.missing(format!("“{}”的三项增减额", total.subject));
    };
    let off = printed.checked_sub(sum).unwrap_or_default();
    // the total and each of its parts may be rounded in their last decimal
    let step = Decimal::try_new(2, total.value.scale()).unwrap_or_default();
    if off.abs() <= step || from.iter().any(|part| part.unit != total.unit) {
        return log.held();
    }
    let mut draft = Draft::at(total.place)
        .printed(shown_as(printed, total))
        .expected(shown_as(sum, total))
        .difference(off, total.unit.clone())
        .with("name", &total.subject)
        .evidence(&total.subject, shown(total), total.place);
    for part in from {
        draft = draft.evidence(&part.subject, shown(part), part.place);
    }
    log.found(draft);
}

/// What the changes of these parts come to; `None` where one is told neither with an amount nor as level.
fn sum<'r>(way: &[Part], parts: &[&'r Fact], told: &str) -> Option<(Decimal, Vec<&'r Fact>)> {
    let is = |fact: &Fact, words: Part| words.iter().all(|word| fact.subject.contains(word));
    let (mut sum, mut from) = (Decimal::ZERO, Vec::new());
    for words in way {
        if let Some(part) = parts.iter().find(|fact| is(fact, words)) {
            sum = sum.checked_add(signed(part)?)?;
            from.push(*part);
        } else if !is_told_level(told, words) {
            return None;
        }
    }
    // one amount that several parts claim is told of one of them
    let apart =
        from.iter().enumerate().all(|(at, part)| !from[..at].iter().any(|one| one.place == part.place));
    (apart && !from.is_empty()).then_some((sum, from))
}

fn signed(fact: &Fact) -> Option<Decimal> {
    match fact.direction? {
        Direction::Up => Some(fact.value),
        Direction::Down => Some(-fact.value),
        Direction::Same => Some(Decimal::ZERO),
    }
}

/// Whether the part with these words is said to be level, or to be nothing in both years: before another part is named.
fn is_told_level(told: &str, words: Part) -> bool {
    let names =
        |clause: &str| [TRIPS, RECEPTIONS, VEHICLES, BOUGHT, RUN].iter().any(|part| all_in(part, clause));
    let mut open = false;
    for clause in told.split(['；', '，']) {
        open = all_in(words, clause) || open && !names(clause);
        if open && changes::UNCHANGED.any_in(clause) {
            return true;
        }
    }
    false
}

fn all_in(words: Part, clause: &str) -> bool {
    words.iter().all(|word| clause.contains(word))
}
