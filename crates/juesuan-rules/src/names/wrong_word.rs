use std::sync::LazyLock;

use juesuan_model::{FindingKind, Place, Severity};

use crate::quick::CharSet;
use crate::shared::confusions::{CONFUSIONS, TRADITIONAL};
use crate::shared::source_text;
use crate::shared::text_index::TextIndex;
use crate::tuning::TUNING;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text, TextLine};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS820"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new("没有常见的错别字", "No words that are often miswritten"),
    message: Text::new(
        "“{printed}”应为“{expected}”（{count}处）。",
        "“{printed}” should be “{expected}” ({count} places).",
    ),
    kind: FindingKind::Name,
    severity: Severity::Info,
    basis: Basis::ARITHMETIC,
    why: Text::new("错别字会让人误解原意，公开前应当改正。", "A wrong character changes what is said."),
    example: Text::new("“目标设置过底”应为“目标设置过低”。", "“设置过底” should be “设置过低”."),
};

/// What stands for the traditional characters, as a sieve for a whole text.
static SIMPLIFIED: LazyLock<CharSet> =
    LazyLock::new(|| CharSet::of(TRADITIONAL.iter().flat_map(|(_, simplified)| simplified.chars())));

/// JS820: words that are often miswritten. The same word again is the same finding.
pub(crate) struct WrongWord;

impl Rule for WrongWord {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        if !source_text::is_there_where(context, log, !context.report().sections.is_empty()) {
            return;
        }
        let mut found: Vec<Slip> = Vec::new();
        let mut end = 0;
        for miswritten in &context.get::<TextIndex>().sought.wrong {
            let Some(line) = context.line(miswritten.line) else { continue };
            let (word, at) = (miswritten.word, miswritten.at as usize);
            let Some(right) = right_for(&line, at, word) else { continue };
            let place = line.place(at, at + word.len());
            // what overlaps the word before is part of it
            if place.span.start < end {
                continue;
            }
            end = place.span.end;
            match found.iter_mut().find(|slip| slip.word == word) {
                Some(slip) => slip.places.push(place),
                None => found.push(Slip { word, right, places: vec![place] }),
            }
        }
        if found.iter().any(Slip::is_traditional) && !is_simplified(context, &found) {
            found.retain(|slip| !slip.is_traditional());
        }
        if found.is_empty() {
            log.held();
        }
        for Slip { word, right, places } in found {
            let count = places.len();
            let mut places = places.into_iter();
            let draft = Draft::at(places.next().unwrap_or_default());
            let draft = places.fold(draft, Draft::and_at);
            log.found(draft.printed(word).expected(right).with("count", count));
        }
    }
}

/// A word that is miswritten, and where.
struct Slip {
    word: &'static str,
    right: &'static str,
    places: Vec<Place>,
}

impl Slip {
    fn is_traditional(&self) -> bool {
        TRADITIONAL.iter().any(|(traditional, _)| *traditional == self.word)
    }
}

/// What is meant by a word at a place of a line; `None` where it is right there.
fn right_for(line: &TextLine<'_>, at: usize, word: &str) -> Option<&'static str> {
    if let Some((_, right)) = TRADITIONAL.iter().find(|(traditional, _)| *traditional == word) {
        return Some(right);
    }
    let confusion = CONFUSIONS.iter().find(|confusion| confusion.wrong == word)?;
    let (before, behind) = (line.text.get(..at)?, line.text.get(at + word.len()..)?);
    confusion.is_wrong_between(before, behind).then_some(confusion.right)
}

/// Whether the text is written in simplified characters, but for a few.
fn is_simplified(context: &Context<'_>, found: &[Slip]) -> bool {
    let traditional: usize =
        found.iter().filter(|slip| slip.is_traditional()).map(|slip| slip.places.len()).sum();
    let is_usual = |c: &char| {
        SIMPLIFIED.may_hold(*c) && TRADITIONAL.iter().any(|(_, simplified)| simplified.starts_with(*c))
    };
    // most texts show it in their first lines
    let mut usual = context.text().unwrap_or("").chars().filter(is_usual);
    usual.nth(traditional.saturating_mul(TUNING.wrong_word.slip).saturating_sub(1)).is_some()
}
