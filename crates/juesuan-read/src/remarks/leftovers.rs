//! Words of the template that were neither filled in nor struck out.

use std::ops::Range;
use std::sync::LazyLock;

use juesuan_model::RemarkKind;
use juesuan_source::Phrases;
use juesuan_vocabulary::{WordList as _, comparisons, leftovers};

use super::Found;

pub(super) use juesuan_vocabulary::leftovers::CUES;

/// Of these nothing is a left-over where letters or digits stand beside them: 型号XX12 is one, XXL is none.
const LETTERS: [&str; 4] = ["XX", "xx", "ＸＸ", "____"];

/// All cues at once.
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(CUES));

/// Finds them; of those that overlap the first.
pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    let mut end = 0;
    for (at, cue) in PHRASES.all_in(text).filter(|(at, cue)| is_leftover(text, *at, cue)) {
        if at >= end {
            let range = at..whole_end(text, at, at + cue.len());
            end = range.end;
            found.push(Found::new(RemarkKind::TemplateLeftover, range));
        }
    }
}

fn is_leftover(text: &str, at: usize, cue: &str) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at + cue.len()..).and_then(|after| after.chars().next());
    if LETTERS.contains(&cue) {
        let mark = cue.chars().next();
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() && Some(c) != mark);
        return !letter(before) && !letter(after);
    }
    if leftovers::HALVES.contains(&cue) {
        return !before.is_some_and(|c| leftovers::FIRST_HALVES.contains(c));
    }
    let behind = text.get(at + cue.len()..).unwrap_or("");
    if leftovers::BEFORE_AMOUNT.contains(&cue) {
        return is_amount(behind)
            && !text.get(..at).is_some_and(|before| before.ends_with(comparisons::EACH));
    }
    if leftovers::BEING.contains(&cue) {
        let clause = |text: &'_ str| text.find(ends_clause).unwrap_or(text.len());
        let asked = text.get(..at).and_then(|before| before.rsplit(ends_clause).next());
        let named = behind.get(..clause(behind)).unwrap_or("");
        return leftovers::THERE_IS.any_in(named)
            && !asked.is_some_and(|asked| asked.contains(leftovers::WHETHER));
    }
    if leftovers::ONLY_AFTER_DOTS.contains(&cue) {
        return before.is_some_and(|c| c == '…' || c == '_');
    }
    true
}

const fn ends_clause(c: char) -> bool {
    matches!(c, '。' | '，' | '；' | '：' | ',' | ';')
}

/// Whether a text begins with an amount of money or a rate.
fn is_amount(text: &str) -> bool {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    unit.len() < text.len() && leftovers::AMOUNT_UNITS.any_begins(unit)
}

/// Blanks of asterisks in a piece of the source: those behind a letter and in front of a unit, which no markup parts.
pub(super) fn starred(piece: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    PHRASES.find_in(piece).filter(|(_, cue)| leftovers::STARRED.contains(cue)).filter_map(|(at, cue)| {
        let before = piece.get(..at)?;
        let marks = before.trim_end_matches('*');
        let named = marks.ends_with(char::is_alphabetic);
        let rest = piece.get(at + cue.len()..)?;
        // **万元产值**: what markup sets off goes on
        let rate = cue.ends_with(['%', '％']);
        (named && (rate || !rest.starts_with(char::is_alphabetic)))
            .then(|| marks.len()..at + cue.len() - cue.trim_start_matches('*').len())
    })
}

/// A parenthesis that the cue opens belongs to it, up to its end on the same sentence; so do more of the same blanks.
fn whole_end(text: &str, start: usize, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or("");
    let cue = text.get(start..end).unwrap_or("");
    let opened = cue.matches(['（', '(']).count() > cue.matches(['）', ')']).count();
    if opened {
        let close = rest.find(['）', ')', '。']).filter(|&at| !rest[at..].starts_with('。'));
        return close.map_or(end, |at| end + at + rest[at..].chars().next().map_or(0, char::len_utf8));
    }
    let last = cue.chars().next_back();
    let same = rest.trim_start_matches(|c| Some(c) == last && !leftovers::NO_MORE.contains(c));
    text.len() - same.len()
}
