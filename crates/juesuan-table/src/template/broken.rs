//! Figures that a narrow cell broke: their last digits stand one or two lines below, in the same column.
//!
//! What is printed is no whole figure (fewer decimals than all others of the table, or too few digits behind a comma), and
//! the digits below it make it one; where figures of the table have fewer decimals and nothing below them, nothing is
//! proved and all stay as printed.

use juesuan_segment::Span;

use super::tokens::{Kind, Line, Token};
use crate::text::Text;
use crate::tuning::template::TUNING;

/// A figure and its last digits, each as line and token.
struct Join {
    head: (usize, usize),
    tail: (usize, usize),
}

/// Puts broken figures together, on the line on which the other cells of their row stand.
pub(super) fn heal(source: &Text<'_>, lines: &mut Vec<Line>) {
    let joins = joins(source, lines);
    if joins.is_empty() || !are_proved(source, lines, &joins) {
        return;
    }
    let mut gone: Vec<Vec<usize>> = vec![Vec::new(); lines.len()];
    let mut added: Vec<Vec<Token>> = vec![Vec::new(); lines.len()];
    for join in &joins {
        gone[join.head.0].push(join.head.1);
        gone[join.tail.0].push(join.tail.1);
    }
    for join in &joins {
        let (head, tail) = (lines[join.head.0].tokens[join.head.1], lines[join.tail.0].tokens[join.tail.1]);
        let to = row_of(lines, &gone, join);
        added[to].push(Token { kind: Kind::Figure, rest: Some(tail.at), to: head.to.max(tail.to), ..head });
    }
    for ((line, gone), added) in lines.iter_mut().zip(&gone).zip(added) {
        let mut at = 0..;
        line.tokens.retain(|_| at.next().is_none_or(|at| !gone.contains(&at)));
        for token in added {
            line.span = line.span.join(token.at).join(token.rest.unwrap_or(token.at));
            line.tokens.push(token);
        }
        line.tokens.sort_by_key(|token| token.from);
    }
    lines.retain(|line| !line.tokens.is_empty());
}

/// The line on which the row of a broken figure stands: the one between its two, or the one with other figures or codes.
fn row_of(lines: &[Line], gone: &[Vec<usize>], join: &Join) -> usize {
    let (first, last) = (join.head.0, join.tail.0);
    let has_others = |line: usize| {
        let tokens = lines[line].tokens.iter().enumerate();
        { tokens }.any(|(at, token)| token.kind != Kind::Name && !gone[line].contains(&at))
    };
    match last - first {
        1 if has_others(last) && !has_others(first) => last,
        1 => first,
        _ => first + 1,
    }
}

/// The figures that digits below them make whole.
fn joins(source: &Text<'_>, lines: &[Line]) -> Vec<Join> {
    let mut found = Vec::new();
    // figures that are not whole, on the last lines
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        open.retain(|&(above, _)| {
            let other = &lines[above];
            at - above <= TUNING.template_broken.lines && other.block == line.block && other.page == line.page
        });
        for (nth, token) in line.tokens.iter().enumerate() {
            let text = token.at.text(source);
            let meets = |&(line, nth): &(usize, usize)| {
                let head = &lines[line].tokens[nth];
                head.from < token.to && token.from < head.to
            };
            if let Some(of) = open.iter().position(meets) {
                let head = open.remove(of);
                if completes(lines[head.0].tokens[head.1].at.text(source), text) {
                    found.push(Join { head, tail: (at, nth) });
                    continue;
                }
            }
            if is_begun(text) {
                open.push((at, nth));
            }
        }
    }
    found
}

/// Whether nearly all figures with decimals have two of them, those that were put together among them.
fn are_proved(source: &Text<'_>, lines: &[Line], joins: &[Join]) -> bool {
    let texts = || lines.iter().flat_map(|line| &line.tokens).map(|token| token.at.text(source));
    let exact = texts().filter(|text| has_two_decimals(text)).count();
    let short = texts().filter(|text| text.contains('.') && is_begun(text)).count();
    let dotted = |join: &&Join| lines[join.head.0].tokens[join.head.1].at.text(source).contains('.');
    let left = short.saturating_sub(joins.iter().filter(dotted).count());
    left * TUNING.template_broken.one_in_short <= exact + joins.len()
}

/// Whether a text begins a figure and is none by itself: 1,204. or 1,204.5 or 1,20
fn is_begun(text: &str) -> bool {
    let Some(digits) = digits(text) else { return false };
    match digits.split_once('.') {
        Some((whole, decimals)) => decimals.len() < 2 && !whole.is_empty(),
        None => digits.contains(','),
    }
}

/// Whether a text and the digits below it are a figure, and the first of them is none alone.
fn completes(head: &str, tail: &str) -> bool {
    let whole = format!("{head}{tail}");
    let is_whole = |text: &str| has_two_decimals(text) || !text.contains('.') && is_grouped(text);
    digits(tail).is_some() && !tail.starts_with('-') && is_whole(&whole) && {
        // 1,204 above .50, but not above 312.50
        !is_whole(head) || tail.starts_with('.')
    }
}

/// Whether a text is a figure with two decimals.
fn has_two_decimals(text: &str) -> bool {
    let parts = digits(text).and_then(|text| text.split_once('.'));
    parts.is_some_and(|(whole, decimals)| {
        let plain = decimals.len() == 2 && !decimals.contains([',', '.']);
        plain && (!whole.is_empty() && !whole.contains(',') || is_grouped(whole))
    })
}

/// Whether commas stand before each three digits of a whole number.
fn is_grouped(text: &str) -> bool {
    let mut groups = text.trim_start_matches('-').split(',');
    let first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
    let mut rest = groups.peekable();
    first && rest.peek().is_some() && rest.all(|group| group.len() == 3)
}

/// The digits, commas and points of a figure.
fn digits(text: &str) -> Option<&str> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    (plain && digits.bytes().any(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// A token and the rest of it.
pub(super) fn parts(token: &Token) -> Option<(Span, Span)> {
    token.rest.map(|rest| (token.at, rest))
}
