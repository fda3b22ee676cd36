//! Claims that are made without a figure.

use std::ops::Range;
use std::sync::LazyLock;

use juesuan_model::RemarkKind;
use juesuan_source::Phrases;
use juesuan_vocabulary::WordList as _;
use juesuan_vocabulary::claims;
use juesuan_vocabulary::lists::TOTALS;
use juesuan_vocabulary::units::AMOUNTS_AND_RATES;
use juesuan_vocabulary::{budget, changes, lists as parts, public_expenses, sentences};

use super::Found;
use crate::tuning::TUNING;

pub(super) use juesuan_vocabulary::claims::CUES;

/// Words of which every claim holds one, for a look at a sentence before it is read closely.
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let stands = claims::STANDS.iter().chain(claims::STANDS_BEHIND).map(|(word, _)| *word);
    let nouns = [claims::MONEY, TOTALS, claims::ANNEXES, changes::UNCHANGED].into_iter().flatten().copied();
    let unspent = public_expenses::UNSPENT.iter().map(|(word, _)| *word);
    Phrases::new(&stands.chain(nouns).chain(unspent).collect::<Vec<_>>())
});

/// Finds all claims of a paragraph, sentence by sentence.
pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    let mut start = 0;
    let mut places = Vec::new();
    for sentence in text.split_inclusive(['。', '！', '？']) {
        places.clear();
        places.extend(PHRASES.all_in(sentence));
        if !places.is_empty() {
            let told = Told { sentence, places: &places };
            for claim in against_budget(told).into_iter().chain(same_as_before(told)) {
                found.push(shifted(claim, start));
            }
            found.extend(nothing(told).map(|claim| shifted(claim, start)));
            found.extend(unspent(told).map(|claim| shifted(claim, start)));
            found.extend(totals(told).map(|claim| shifted(claim, start)));
            found.extend(annex(told).map(|claim| shifted(claim, start)));
        }
        start += sentence.len();
    }
}

/// A sentence, and where the words stand of which every claim holds one.
#[derive(Copy, Clone)]
struct Told<'t> {
    sentence: &'t str,
    places: &'t [(usize, &'static str)],
}

impl<'t> Told<'t> {
    /// Where one of these words stands.
    fn places_of(self, word: &'t str) -> impl Iterator<Item = usize> + 't {
        self.places.iter().filter(move |(_, other)| *other == word).map(|(at, _)| *at)
    }
}

fn shifted(mut found: Found, by: usize) -> Found {
    found.range = found.range.start + by..found.range.end + by;
    found
}

/// Words with the claim that they make.
fn stands(list: &'static [(&str, &str)]) -> impl Iterator<Item = (&'static str, RemarkKind)> {
    let kind = |kind: &str| match kind {
        "final_below_budget" => Some(RemarkKind::FinalBelowBudget),
        "final_above_budget" => Some(RemarkKind::FinalAboveBudget),
        "final_equals_budget" => Some(RemarkKind::FinalEqualsBudget),
        "final_differs_from_budget" => Some(RemarkKind::FinalDiffersFromBudget),
        _ => None,
    };
    list.iter().filter_map(move |&(word, claim)| Some((word, kind(claim)?)))
}

/// 决算数小于预算数; 决算数与年初预算数持平.
fn against_budget(told: Told<'_>) -> Vec<Found> {
    let sentence = told.sentence;
    let mut found = Vec::new();
    for (word, kind) in stands(claims::STANDS) {
        for at in told.places_of(word) {
            let (before, after) = (&sentence[..at], &sentence[at + word.len()..]);
            // 大于（小于）: the template still stands
            if after.starts_with(['（', '(', '/']) {
                continue;
            }
            let end = clause_end(after);
            let budget = after.get(..end).and_then(|clause| near(clause, 8).rfind(budget::BUDGET));
            if let (Some(noun), Some(budget)) = (ends_with(before, claims::FINAL_AMOUNTS), budget) {
                let range = at - noun.len()..at + word.len() + budget + budget::BUDGET.len();
                found.push(Found::new(kind, range));
            }
        }
    }
    let mut taken = 0;
    for (word, kind) in stands(claims::STANDS_BEHIND) {
        for at in told.places_of(word) {
            let before = &sentence[..at];
            let negated = before.ends_with(sentences::DENIES_LEVEL);
            if at < taken || negated || ends_with(before, claims::BUDGET_ENDS).is_none() {
                continue;
            }
            let clause = clause_start(before);
            if claims::FINAL_AMOUNTS.iter().any(|noun| before[clause..].contains(noun)) {
                found.push(Found::new(kind, clause..at + word.len()));
                taken = at + word.len();
            }
        }
    }
    found
}

/// 与上年持平, 与2021年决算数一致; what is nearly so, and what is no money, claims nothing.
fn same_as_before(told: Told<'_>) -> Vec<Found> {
    let sentence = told.sentence;
    let prior = |before: &str| {
        let clause = &before[clause_start(before)..];
        let other = changes::OTHER_LEVELS.any_in(clause) || changes::NEARLY.any_ends(clause);
        claims::PRIOR.any_in(clause) && !other && !clause.contains(budget::BUDGET)
    };
    let words = changes::UNCHANGED.iter().flat_map(|word| told.places_of(word).map(move |at| (at, *word)));
    let places = words.filter(|(at, _)| prior(&sentence[..*at]));
    places
        .map(|(at, word)| {
            let start = clause_start(&sentence[..at]);
            Found::new(RemarkKind::SameAsPriorYear, start..at + word.len())
        })
        .collect()
}

/// The first kind of money of which the sentence says that there is none. "年末没有结余" says nothing of the money.
fn nothing(told: Told<'_>) -> Option<Found> {
    let is_told = |word: &&str| told.places_of(word).next().is_some() && says_none(told.sentence, word);
    let money = claims::MONEY.iter().copied().find(is_told)?;
    Some(Found::new(RemarkKind::NothingToReport, whole(told.sentence)).about(money))
}

fn says_none(sentence: &str, money: &str) -> bool {
    let Some(at) = sentence.find(money) else { return false };
    let before = sentence[..at].char_indices().rev().nth(TUNING.claims.close + 1).map_or(0, |(at, _)| at);
    let near = &sentence[before..at];
    let close = claims::NOTHING_BEFORE
        .iter()
        .any(|word| near.rfind(word).is_some_and(|at| !near[at..].contains(['，', '。', '；', '、'])));
    // “三公”经费8万元，…，未发生因公出国（境）费: what was told to be there is not denied
    let denied = |word: &&'static str| {
        let between = sentence[at..].find(*word).and_then(|behind| sentence.get(at..at + behind));
        between.is_some_and(|between| !AMOUNTS_AND_RATES.any_in(between))
    };
    close || claims::NOTHING_BEHIND.iter().any(denied)
}

/// 本年度未发生公务接待费支出, as a clause of its own.
fn unspent(told: Told<'_>) -> impl Iterator<Item = Found> {
    let sentence = told.sentence;
    let places = public_expenses::UNSPENT
        .iter()
        .flat_map(move |(word, _)| told.places_of(word).map(move |at| (at, *word)));
    places.filter_map(move |(at, word)| {
        let start = clause_start(&sentence[..at]);
        let mut before = public_expenses::NOT_SPENT.strip_end(&sentence[start..at])?;
        while let Some(shorter) = public_expenses::SPENDER.strip_end(before) {
            before = shorter;
        }
        let behind = &sentence[at + word.len()..];
        let rest = behind.strip_prefix(budget::EXPENDITURE).unwrap_or(behind);
        let alone = before.is_empty() && rest.chars().next().is_none_or(|c| "，。；".contains(c));
        let end = sentence.len() - rest.len();
        alone.then(|| Found::new(RemarkKind::NothingToReport, start..end).about(word))
    })
}

/// ，共计103.52万元 and ，合计支出1.50万元, behind other amounts.
fn totals(told: Told<'_>) -> impl Iterator<Item = Found> {
    let sentence = told.sentence;
    let words = TOTALS.iter().flat_map(move |word| told.places_of(word).map(move |at| (at, *word)));
    words.filter_map(move |(at, word)| {
        let (before, after) = (&sentence[..at], &sentence[at + word.len()..]);
        let number = near(after, 4).find(|c: char| c.is_ascii_digit())?;
        let led = after[..number].chars().all(|c| !"，。；：".contains(c));
        let opens =
            before.ends_with(['，', '；', ',', ';', '、']) && before.contains(|c: char| c.is_ascii_digit());
        (led && opens).then(|| Found::new(RemarkKind::AnnouncedTotal, at..at + word.len()))
    })
}

fn annex(told: Told<'_>) -> Option<Found> {
    let sentence = told.sentence;
    let at = claims::ANNEXES.iter().filter_map(|word| told.places_of(word).next()).min()?;
    let start = clause_start(&sentence[..at]);
    let end = at + clause_end(&sentence[at..]);
    let subject = sentence[start..at].trim_end_matches(parts::SEE_ALSO);
    Some(Found::new(RemarkKind::AnnouncedAnnex, start..end).about(subject))
}

fn whole(sentence: &str) -> Range<usize> {
    0..sentence.trim_end_matches('。').len()
}

fn ends_with<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    words.iter().find(|word| text.ends_with(**word)).copied()
}

/// Where the clause at the end of a text begins.
fn clause_start(text: &str) -> usize {
    text.rfind(['，', '；', '：', ',', ';'])
        .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8))
}

/// Where the clause at the head of a text ends.
fn clause_end(text: &str) -> usize {
    text.find(['，', '；', '。', ',', ';']).unwrap_or(text.len())
}

/// The first characters of a text.
fn near(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(at, _)| &text[..at])
}
