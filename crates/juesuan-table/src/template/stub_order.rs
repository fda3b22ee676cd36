//! What stands in front of the figures of a row, put in the order that all other code expects: a code, then its name.
//!
//! Some forms number their rows in front of the codes, and some print the name before its code. The head says so.

use super::tokens::{Kind, Line, Mode, Token};
use crate::cell::clean;
use crate::table::Role;
use crate::text::Text;

/// Takes the numbers of rows from in front of their codes, and puts codes in front of their names, where the head says that
/// they stand so.
pub(super) fn straighten(source: &Text<'_>, lines: &mut [Line], start: usize, mode: Mode) {
    let names_first = names_first(source, lines.get(..start).unwrap_or(&[]));
    if mode != Mode::Cells && counts(source, lines, start) {
        take_numbers(source, lines, start);
    }
    match mode {
        _ if !names_first => {}
        Mode::Words | Mode::Spaced(_) => lines.iter_mut().skip(start).for_each(code_first),
        Mode::Cells => lines_with_code_first(lines.get_mut(start..).unwrap_or(&mut [])),
    }
}

/// Whether a head prints names in front of codes.
pub(super) fn names_first(source: &Text<'_>, head: &[Line]) -> bool {
    let roles = head_roles(source, head);
    let place = |role: Role| roles.iter().position(|known| *known == role);
    place(Role::Label).zip(place(Role::Code)).is_some_and(|(label, code)| label < code)
}

/// The roles of the words of a head that stand in front of figures, in the order in which they are printed.
fn head_roles(source: &Text<'_>, head: &[Line]) -> Vec<Role> {
    let words = head.iter().flat_map(|line| &line.tokens).filter(|token| token.kind == Kind::Name);
    let roles = words.map(|token| source.header(&clean::key(token.at.text(source))));
    let stub = |role: &Option<Role>| matches!(role, Some(Role::Ordinal | Role::Code | Role::Label));
    roles.take_while(stub).flatten().collect()
}

/// The number that a line begins with, in front of a code or a name.
fn number(source: &Text<'_>, line: &Line) -> Option<usize> {
    let [first, second, _, ..] = line.tokens.as_slice() else { return None };
    let names = matches!(second.kind, Kind::Code | Kind::Name);
    (names && first.kind == Kind::Part).then(|| first.at.text(source).parse().ok()).flatten()
}

/// Whether the lines of codes are numbered one after the other.
fn counts(source: &Text<'_>, lines: &[Line], start: usize) -> bool {
    let numbers = || lines.iter().skip(start).filter_map(|line| number(source, line));
    numbers().next().is_some() && numbers().enumerate().all(|(at, number)| number == at + 1)
}

/// Takes them and their head, where one is printed.
fn take_numbers(source: &Text<'_>, lines: &mut [Line], start: usize) {
    let (heads, rows) = lines.split_at_mut(start.min(lines.len()));
    let is_head = |token: &Token| source.header(&clean::key(token.at.text(source))) == Some(Role::Ordinal);
    let place = |line: &Line| line.tokens.iter().position(is_head);
    let Some((line, at)) = heads.iter_mut().find_map(|line| place(line).map(|at| (line, at))) else { return };
    line.tokens.remove(at);
    for line in rows.iter_mut().filter(|line| number(source, line).is_some()) {
        line.tokens.remove(0);
    }
}

/// Puts a code behind a name and in front of figures to the front.
fn code_first(line: &mut Line) {
    let names = line.tokens.iter().take_while(|token| token.kind == Kind::Name).count();
    let behind = line.tokens.get(names).is_some_and(|token| token.kind == Kind::Code);
    if names > 0 && behind && line.tokens.len() > names + 1 {
        line.tokens.get_mut(..=names).into_iter().for_each(|stub| stub.rotate_right(1));
    }
}

/// As [`code_first`], where each cell has a line of its own.
fn lines_with_code_first(lines: &mut [Line]) {
    let kind = |line: &Line| line.tokens.first().map(|token| token.kind);
    let mut at = 0;
    while let Some(rest) = lines.get_mut(at..).filter(|rest| !rest.is_empty()) {
        let names = rest.iter().take_while(|line| kind(line) == Some(Kind::Name)).count();
        let coded = rest.get(names).and_then(kind) == Some(Kind::Code);
        let figure = rest.get(names + 1).and_then(kind).is_some_and(|kind| kind != Kind::Name);
        if names > 0 && coded && figure {
            rest.get_mut(..=names).into_iter().for_each(|stub| stub.rotate_right(1));
        }
        at += names + 1;
    }
}
