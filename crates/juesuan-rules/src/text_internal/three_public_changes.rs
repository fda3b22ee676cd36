use juesuan_model::{Decimal, Direction, Fact, FactRole, FindingKind, Severity};
use juesuan_vocabulary::{WordList as _, changes, public_expenses};

use crate::shared::fact_index::{Facts, shown};
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
/// sentence tells all of them, with an amount or as level.
pub(crate) struct ThreePublicChanges;

/// The words with which the subjects of the parts name them; the first names the part anywhere.
const PARTS: [&[&str]; 3] =
    [&[public_expenses::TRIPS], public_expenses::VEHICLES_WHOLE, &[public_expenses::RECEPTIONS]];

impl Rule for ThreePublicChanges {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let Some(text) = context.text() else { return };
        let statements = context.get::<Facts>();
        let is = |fact: &Fact, words: &[&str]| words.iter().all(|word| fact.subject.contains(word));
        for facts in statements.sentences() {
            let changes: Vec<&Fact> =
                facts.iter().filter(|fact| fact.role == FactRole::Change && fact.unit.is_some()).collect();
            let Some(at) = changes.iter().position(|fact| is(fact, &[public_expenses::THREE_PUBLIC])) else {
                continue;
            };
            let (Some(total), parts) = (changes.get(at), changes.get(at + 1..).unwrap_or_default()) else {
                continue;
            };
            if parts.is_empty() {
                continue;
            }
            let behind = text.get(total.place.span.end as usize..).unwrap_or("");
            let sentence = behind.split('。').next().unwrap_or("");
            let mut sum = Some(Decimal::ZERO);
            let mut from = Vec::new();
            for words in PARTS {
                if let Some(part) = parts.iter().find(|fact| is(fact, words)) {
                    sum = sum.zip(signed(part)).and_then(|(sum, value)| sum.checked_add(value));
                    from.push(*part);
                } else if !words.first().is_some_and(|word| is_told_level(sentence, word)) {
                    sum = None;
                }
            }
            let Some((sum, printed)) = sum.zip(signed(total)) else {
                log.missing(format!("“{}”的三项增减额", total.subject));
                continue;
            };
            let off = printed.checked_sub(sum).unwrap_or_default();
            // each of the four may be rounded in its last decimal
            let step = Decimal::try_new(2, total.value.scale()).unwrap_or_default();
            if off.abs() <= step || from.iter().any(|part| part.unit != total.unit) {
                log.held();
                continue;
            }
            let unit = total.unit.as_ref().map_or_else(String::new, ToString::to_string);
            let mut draft = Draft::at(total.place)
                .printed(format!("{printed}{unit}"))
                .expected(format!("{sum}{unit}"))
                .difference(off, total.unit.clone())
                .with("name", &total.subject)
                .evidence(&total.subject, shown(total), total.place);
            for part in from {
                draft = draft.evidence(&part.subject, shown(part), part.place);
            }
            log.found(draft);
        }
    }
}

fn signed(fact: &Fact) -> Option<Decimal> {
    match fact.direction? {
        Direction::Up => Some(fact.value),
        Direction::Down => Some(-fact.value),
        Direction::Same => Some(Decimal::ZERO),
    }
}

/// Whether the part with this word is said to be level, or to be nothing in both years.
fn is_told_level(sentence: &str, word: &str) -> bool {
    let clauses = sentence.split('；').find(|clause| clause.contains(word));
    clauses.is_some_and(|clause| changes::UNCHANGED.any_in(clause))
}
