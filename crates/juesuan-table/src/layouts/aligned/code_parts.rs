//! Codes in parts, each in a column of its own (类, 款, 项), of which a PDF reader has left two one blank apart, or the
//! last one and the name: the parts are told by their digits, and stand where those of most rows do.

use std::ops::Range;

use juesuan_segment::Span;
use juesuan_source::chars::GAPS;

use crate::cell::look::Look;
use crate::grid::RawCell;
use crate::layouts::aligned::{Line, Token};
use crate::text::Text;

/// Digits of the parts of a code: 类, 款, 项.
const DIGITS: [usize; 3] = [3, 2, 2];

/// Whether a text is the part of a code that has so many before it.
fn is_part(text: &str, level: usize) -> bool {
    DIGITS.get(level) == Some(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// How many texts at the beginning of a line are the parts of a code.
fn count<'t>(texts: impl Iterator<Item = &'t str>) -> usize {
    texts.enumerate().take_while(|(level, text)| is_part(text, *level)).count()
}

fn parts_of(source: &Text<'_>, line: &Line) -> usize {
    count(line.tokens.iter().map(|token| token.cell.span.text(source)))
}

/// The pieces of a text that stand in columns of their own, as bytes of it: the parts of a code, and the name behind them.
/// None where the text holds one piece alone, or something else. `before` is what stands in front of it on its line.
pub(crate) fn pieces<'t>(
    text: &str,
    before: impl ExactSizeIterator<Item = &'t str>,
) -> Option<Vec<Range<usize>>> {
    let all = before.len();
    let leads = count(before);
    // in the middle of a line, a code of the next side begins
    let (level, inside) = if leads == all { (leads, false) } else { (0, true) };
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(GAPS) {
        let piece = at..at + word.trim_end_matches(GAPS).len();
        if !is_part(text.get(piece.clone())?, level + pieces.len()) {
            break;
        }
        pieces.push(piece);
        at += word.len();
    }
    let name = text.get(at..).filter(|name| !name.is_empty());
    let is_code = !pieces.is_empty() && level + pieces.len() > 1;
    let fits = match name {
        Some(name) => name.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii()),
        None => !inside && pieces.len() > 1,
    };
    pieces.extend(name.map(|_| at..text.len()));
    (is_code && fits).then_some(pieces)
}

/// Parts codes and names that stand one blank apart, where other lines have the parts of their codes in columns, and moves
/// all of them to where those of most lines begin.
pub(super) fn settle(source: &Text<'_>, lines: &mut [Line]) {
    if !lines.iter().any(|line| !line.heads && parts_of(source, line) > 1) {
        return;
    }
    for line in lines.iter_mut().filter(|line| !line.heads) {
        split(source, &mut line.tokens);
    }
    let Some(homes) = homes(source, lines) else { return };
    for line in lines.iter_mut().filter(|line| !line.heads) {
        let parts = parts_of(source, line);
        // from right to left, so that there is room
        if line.tokens.get(parts).is_some_and(|name| parts > 0 && is_name(name)) {
            shift(&mut line.tokens, parts, homes[DIGITS.len()]);
        }
        for (at, home) in homes.iter().enumerate().take(parts).rev() {
            shift(&mut line.tokens, at, *home);
        }
    }
}

/// Parts the tokens that begin with parts of a code.
fn split(source: &Text<'_>, tokens: &mut Vec<Token>) {
    let mut at = 0;
    while let Some(&token) = tokens.get(at) {
        let text = token.cell.span.text(source);
        let before = tokens.iter().take(at).map(|token| token.cell.span.text(source));
        let pieces = if text.contains(GAPS) { pieces(text, before) } else { None };
        let Some(pieces) = pieces else {
            at += 1;
            continue;
        };
        let start = token.cell.span.start;
        let part = |piece: &Range<usize>| {
            let span = Span::of(start as usize + piece.start..start as usize + piece.end);
            // what stands before a piece is digits and blanks, one column each
            let from = token.from + piece.start;
            let to = if piece.end == text.len() { token.to } else { from + piece.len() };
            Token { cell: RawCell::of(source, span), from, to }
        };
        let count = pieces.len();
        tokens.splice(at..=at, pieces.iter().map(part));
        at += count;
    }
}

/// Where the parts of codes and the names behind them begin on most lines; `None` where they do not stand apart.
fn homes(source: &Text<'_>, lines: &[Line]) -> Option<[Option<usize>; DIGITS.len() + 1]> {
    let mut begins: [Vec<usize>; DIGITS.len() + 1] = Default::default();
    for line in lines.iter().filter(|line| !line.heads) {
        let parts = parts_of(source, line);
        for (level, token) in line.tokens.iter().take(parts).enumerate() {
            begins[level].push(token.from);
        }
        if let Some(name) = line.tokens.get(parts).filter(|name| parts > 0 && is_name(name)) {
            begins[DIGITS.len()].push(name.from);
        }
    }
    let homes = begins.map(most);
    let known: Vec<usize> = homes.iter().flatten().copied().collect();
    known.windows(2).all(|pair| pair[0] + 2 < pair[1]).then_some(homes)
}

fn is_name(token: &Token) -> bool {
    token.cell.seen.look == Look::Text
}

/// The place that is told most often, of several the leftmost.
fn most(mut places: Vec<usize>) -> Option<usize> {
    places.sort_unstable();
    let runs = places.chunk_by(|one, other| one == other);
    runs.rev().max_by_key(|run| run.len()).and_then(|run| run.first().copied())
}

/// Moves a token to its home, as far as the next one leaves room for it.
fn shift(tokens: &mut [Token], at: usize, home: Option<usize>) {
    let next = tokens.get(at + 1).map_or(usize::MAX, |next| next.from);
    let (Some(token), Some(home)) = (tokens.get_mut(at), home) else { return };
    if home + 1 < next {
        (token.from, token.to) = (home, (home + token.to - token.from).min(next.saturating_sub(1)));
    }
}
