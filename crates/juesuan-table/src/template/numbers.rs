//! Numbers in front of names that are no money: parts of codes, numbers of bodies and projects.

use juesuan_segment::Span;

use super::tokens::{Kind, Line, Mode, Token, are_exact, is_digits, is_exact};
use crate::text::Text;

/// Tells parts of codes, and takes out numbers that are no money.
pub(super) fn settle(source: &Text<'_>, lines: &mut Vec<Line>, mode: Mode) {
    for line in lines.iter_mut() {
        line.parts = parts(source, &line.tokens);
    }
    if mode == Mode::Cells {
        take_lines(source, lines);
    } else {
        take(source, lines);
    }
}

/// How many parts of a code stand behind its class: two digits each, the first of them 0, as no figure begins, or in front
/// of figures with decimals or separators: 208 05 359.99.
fn parts(source: &Text<'_>, tokens: &[Token]) -> usize {
    /// Most parts behind a class.
    const MOST: usize = 2;
    let Some((class, rest)) = tokens.split_first() else { return 0 };
    let text = |token: &Token| token.text(source);
    if class.kind != Kind::Code || class.at.len() != 3 {
        return 0;
    }
    let pairs: Vec<&Token> =
        rest.iter().take_while(|token| token.kind == Kind::Part && token.at.len() == 2).take(MOST).collect();
    let mut behind = rest.iter().skip(pairs.len()).peekable();
    let exact = behind.peek().is_some() && behind.all(|token| is_exact(&text(token)));
    if exact { pairs.len() } else { pairs.iter().take_while(|pair| text(pair).starts_with('0')).count() }
}

/// Takes the numbers of bodies and projects from in front of their names, where figures have decimals: 512001 水利局
/// 21.80, 208 05 01 512001 行政运行 21.80.
fn take(source: &Text<'_>, lines: &mut [Line]) {
    for line in lines {
        let Some(name) = line.tokens.iter().position(|token| token.kind == Kind::Name) else { continue };
        let (front, rest) = line.tokens.split_at(name);
        let Some((last, codes)) = front.split_last() else { continue };
        let only_codes = codes.iter().all(|token| matches!(token.kind, Kind::Code | Kind::Part));
        let exact = rest.iter().any(|token| token.kind == Kind::Figure && is_exact(token.at.text(source)));
        if only_codes && exact && is_number(source, last) {
            line.number = Some(last.at);
            line.tokens.remove(name - 1);
        }
    }
}

/// As [`take`], where each stands on the line above the name.
fn take_lines(source: &Text<'_>, lines: &mut Vec<Line>) {
    let figures = lines.iter().flat_map(|line| &line.tokens).filter(|token| !is_number(source, token));
    if !are_exact(source, figures) {
        return;
    }
    let mut held: Option<Span> = None;
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    for mut line in lines.drain(..) {
        match line.tokens.as_slice() {
            [token] if token.kind == Kind::Name => line.number = held.take(),
            [token] if is_number(source, token) && held.is_none() => {
                held = Some(line.span);
                continue;
            }
            _ => {}
        }
        if let Some(number) = held.take() {
            // no name follows: it is a figure
            kept.push(Line {
                span: number,
                tokens: vec![Token { at: number, kind: Kind::Figure, from: 0, to: 0, rest: None }],
                number: None,
                ..line.clone()
            });
        }
        kept.push(line);
    }
    *lines = kept;
}

/// Whether a token may number a body or a project: four whole digits or more.
fn is_number(source: &Text<'_>, token: &Token) -> bool {
    token.kind == Kind::Figure && is_digits(token.at.text(source), 4..=32)
}
