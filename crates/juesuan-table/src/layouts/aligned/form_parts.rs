//! The parts of a form of self-evaluation: name, money, aims and indicators stand below each other on one sheet, each with
//! heads and columns of its own, so that what one part prints says nothing about where the columns of the next stand.

use std::ops::Range;

use juesuan_segment::Span;

use crate::cell::clean;
use crate::layouts::aligned::{Line, Token};
use crate::text::Text;
use crate::tuning::layouts::TUNING;
use crate::words::List;

/// Whether a stretch of text holds the heads of indicators, as forms of self-evaluation do.
pub(crate) fn holds_indicators(source: &Text<'_>, fragment: Span) -> bool {
    let text = fragment.text(source);
    [List::FirstLevels, List::ThirdLevels].into_iter().all(|list| source.words.occurs(list, text))
}

/// Whether a line is the head of a part of such a form, or the first line of the form: 项目名称 and a name beside it.
pub(crate) fn begins_part(source: &Text<'_>, tokens: &[Token]) -> bool {
    if tokens.iter().any(|token| token.cell.is_number()) {
        return false;
    }
    let key = |token: &Token| clean::key(token.cell.span.text(source)).into_owned();
    let names = tokens.iter().filter(|token| source.header(&key(token)).is_some()).count();
    if names >= TUNING.aligned_form_parts.fewest && names * 2 > tokens.len() {
        return true;
    }
    let [label, name, ..] = tokens else { return false };
    if source.words.is_form_tail(&key(label)) {
        return true;
    }
    source.words.opens_form(&key(label)) && !source.words.heads(&key(name))
}

/// Joins a column that only the head of a part fills with the next one, above which no word of the head stands: merged
/// cells make a column so wide that the figures at its right end stand clear of the word at its left end.
pub(crate) fn join_wide(lines: &[Line], places: &mut Vec<Range<usize>>) {
    let Some((head, rows)) = lines.split_first().filter(|(head, _)| head.opens && head.names) else { return };
    let fills = |line: &Line, place: &Range<usize>| {
        line.tokens.iter().any(|token| token.from < place.end && place.start < token.to)
    };
    let filled = |place: &Range<usize>| rows.iter().any(|line| fills(line, place));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(places.len());
    let mut waits = false;
    for place in places.drain(..) {
        let named = fills(head, &place);
        match joined.last_mut().filter(|_| waits && !named) {
            Some(wide) => wide.end = place.end,
            None => joined.push(place.clone()),
        }
        waits = named && !filled(&place);
    }
    *places = joined;
}
