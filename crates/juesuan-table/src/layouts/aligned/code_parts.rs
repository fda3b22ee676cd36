//! Codes in parts, each in a column of its own (类, 款, 项), of which a PDF reader has left two one blank apart, or the
//! last one and the name: the parts are told by their digits, and stand where those of most rows do.

use std::ops::Range;

use juesuan_source::chars::GAPS;

use crate::cell::look::Look;
use crate::layouts::aligned::{Line, Token};
use crate::text::Text;

/// Digits of the parts of a code: 类, 款, 项.
const DIGITS: [usize; 3] = [3, 2, 2];

/// Whether a text is the part of a code that has so many before it.
fn is_part(text: &str, level: usize) -> bool {
    DIGITS.get(level) == Some(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// How many tokens at the beginning of a line are the parts of a code.
fn count(source: &Text<'_>, tokens: &[Token]) -> usize {
    let parts = tokens.iter().enumerate();
    parts.take_while(|(level, token)| is_part(token.cell.span.text(source), *level)).count()
}

/// The pieces of a text that stand in columns of their own, as bytes of it: the parts of a code, and the name behind them.
/// None where the text holds one piece alone, or something else. `before` is what stands in front of it on its line.
pub(super) fn pieces(source: &Text<'_>, text: &str, before: &[Token]) -> Option<Vec<Range<usize>>> {
    let leads = count(source, before);
    // in the middle of a line, a code of the next side begins
    let (level, inside) = if leads == before.len() { (leads, false) } else { (0, true) };
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
    let parts = level + pieces.len();
    let is_code = !pieces.is_empty() && parts > 1;
    let named = name.is_some_and(|name| name.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii()));
    let fits = match name {
        Some(_) => named,
        None => !inside && pieces.len() > 1,
    };
    pieces.extend(name.map(|_| at..text.len()));
    (is_code && fits).then_some(pieces)
}

/// Moves the parts of codes and the names behind them to where those of most lines begin.
pub(super) fn settle(source: &Text<'_>, lines: &mut [Line]) {
    let mut begins: [Vec<usize>; DIGITS.len() + 1] = Default::default();
    for line in lines.iter().filter(|line| !line.heads) {
        let parts = count(source, &line.tokens);
        for (level, token) in line.tokens.iter().take(parts).enumerate() {
            begins[level].push(token.from);
        }
        if let Some(name) = line.tokens.get(parts).filter(|name| parts > 0 && is_name(name)) {
            begins[DIGITS.len()].push(name.from);
        }
    }
    if begins[1].is_empty() {
        return;
    }
    let homes = begins.map(most);
    let known: Vec<usize> = homes.iter().flatten().copied().collect();
    if !known.windows(2).all(|pair| pair[0] + 2 < pair[1]) {
        return;
    }
    for line in lines.iter_mut().filter(|line| !line.heads) {
        let parts = count(source, &line.tokens);
        let named = line.tokens.get(parts).is_some_and(|name| parts > 0 && is_name(name));
        // from right to left, so that there is room
        if named {
            shift(&mut line.tokens, parts, homes[DIGITS.len()]);
        }
        for (at, home) in homes.iter().enumerate().take(parts).rev() {
            shift(&mut line.tokens, at, *home);
        }
    }
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
