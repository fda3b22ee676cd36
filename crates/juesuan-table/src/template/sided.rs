//! Rows of forms with several sides: names and their figures, each on the side to which its name, its number or its code
//! belongs.

use juesuan_segment::{Marker, Span};

use super::around::Around;
use super::fitted::Side;
use super::groups::{Group, Parting, is_whole};
use super::tokens::{Kind, Line, Mode, Token, are_exact, is_exact};
use super::{Knowledge, cell_rows, write};
use crate::cell::clean;
use crate::text::Text;
use crate::tuning::template::TUNING;

/// The rows below the head of a form, a line of the print each; `None` where lines have more sides than the form.
pub(super) fn rows(
    source: &Text<'_>,
    lines: &[Line],
    mode: Mode,
    sides: &[Side],
    knowledge: &Knowledge<'_>,
) -> Option<Vec<write::Row>> {
    let exact = are_exact(source, lines.iter().flat_map(|line| &line.tokens));
    let parting = Parting { source, sides, knowledge, exact };
    let lines: Vec<&Line> = lines.iter().filter(|line| !is_head(source, line)).collect();
    let lines: Vec<Vec<Group>> = match mode {
        Mode::Words => one_blank(&parting, &lines),
        Mode::Spaced(_) => lines.iter().map(|line| parting.groups(line.span, &line.tokens)).collect(),
        Mode::Cells => {
            let tokens: Vec<Token> = lines.iter().flat_map(|line| line.tokens.iter().copied()).collect();
            let span = lines.iter().map(|line| line.span).reduce(Span::join).unwrap_or_default();
            parting.groups(span, &tokens).into_iter().map(|group| vec![group]).collect()
        }
    };
    let counts =
        |groups: &Vec<Group>| groups.iter().all(|group| source.words.numbers_columns(&group.name(source)));
    let lines = lines.into_iter().filter(|groups| groups.is_empty() || !counts(groups)).collect();
    let lines = parting.with_wrapped(lines);
    let crowded = lines.iter().filter(|groups| groups.len() > sides.len()).count();
    if crowded * TUNING.template_sided.one_in_crowded > lines.len() {
        return None;
    }
    let mut placing =
        Placing { source, sides, knowledge, last: vec![Last::default(); sides.len()], before: None };
    Some(lines.into_iter().flat_map(|groups| placing.rows(groups)).collect())
}

/// The rows of lines with a blank between their cells: the reading that leaves fewer names unknown.
fn one_blank(parting: &Parting<'_>, lines: &[&Line]) -> Vec<Vec<Group>> {
    let around = Around::new(parting.source, parting.sides).rows(parting, lines);
    let unknown = cell_rows::unknown(parting, &around);
    let other = if unknown > 0 { cell_rows::rows(parting, lines) } else { None };
    other.filter(|rows| cell_rows::unknown(parting, rows) < unknown).unwrap_or(around)
}

/// Whether a line is a part of the head that a next page prints again: its words, or 栏次 and the numbers of columns.
fn is_head(source: &Text<'_>, line: &Line) -> bool {
    let mut names = line.names().map(|name| clean::key(name.text(source))).peekable();
    let any = names.peek().is_some();
    let figures = line.tokens.iter().filter(|token| token.kind != Kind::Name).count();
    let whole = line.tokens.iter().all(|token| !is_exact(token.at.text(source)));
    if figures > 0 {
        return any
            && whole
            && names.all(|name| source.words.numbers_columns(&name) || source.words.names_stub(&name));
    }
    any && line.tokens.len() > 1
        && names.all(|name| source.words.heads(&name) || matches!(&*name, "收入" | "支出"))
}

/// The last group that was put to a side.
#[derive(Clone, Debug, Default)]
struct Last {
    number: Option<u32>,
    code: String,
    total: bool,
}

struct Placing<'a> {
    source: &'a Text<'a>,
    sides: &'a [Side],
    knowledge: &'a Knowledge<'a>,
    last: Vec<Last>,
    /// The side of the lone group above.
    before: Option<usize>,
}

impl Placing<'_> {
    /// The row of the groups of a line; another one where a side comes again.
    fn rows(&mut self, groups: Vec<Group>) -> Vec<write::Row> {
        let count = groups.len();
        let whole = count == self.sides.len();
        let mut rows: Vec<write::Row> = Vec::new();
        // the first side that is free in the last row
        let mut free = usize::MAX;
        for (at, group) in groups.into_iter().enumerate() {
            let from = if at == 0 { 0 } else { free };
            let side = if whole { at } else { self.side_of(&group).max(from) };
            let side = side.min(self.sides.len().saturating_sub(1));
            self.note(&group, side);
            self.before = (count == 1).then_some(side);
            if rows.is_empty() || side < free && !whole && at > 0 {
                rows.push(write::Row { span: group.line, ..write::Row::default() });
            }
            if let Some(row) = rows.last_mut() {
                row.span = row.span.join(group.line);
                self.put(row, group, side);
            }
            free = side + 1;
        }
        rows
    }

    fn put(&self, row: &mut write::Row, mut group: Group, side: usize) {
        let Some(columns) = self.sides.get(side) else { return };
        let most = columns.figures.len();
        let name = group.name(self.source);
        row.doubtful |= group.doubtful;
        // the numbers of an empty line, one for each side that has them
        let numbered = self.sides.iter().filter(|side| side.row.is_some()).count().max(1);
        let numbers = group.figures.iter().all(|figure| is_whole(figure.text(self.source)));
        let lone = numbers && (1..=numbered).contains(&group.figures.len());
        if lone && group.name.is_empty() && group.code.is_empty() {
            return;
        }
        if let Some(number) = columns.row
            && group.figures.first().is_some_and(|first| !is_exact(first.text(self.source)))
        {
            row.cells.push((number, vec![group.figures.remove(0)]));
        }
        if let (Some(code), false) = (columns.code, group.code.is_empty()) {
            row.cells.push((code, group.code));
        }
        if let (Some(label), false) = (columns.label, group.name.is_empty()) {
            row.cells.push((label, group.name));
        }
        // figures beyond those of this side stand on the next one, whose name is blank
        let rest = if group.figures.len() > most { group.figures.split_off(most) } else { Vec::new() };
        let last_alone = || self.knowledge.lexicon.fills_last_alone(self.knowledge.title, &name);
        let from = if group.figures.len() == 1 && most > 1 && last_alone() { most - 1 } else { 0 };
        row.figures.push((columns.figures[from..].to_vec(), group.figures));
        if let (false, Some(next)) = (rest.is_empty(), self.sides.get(side + 1)) {
            row.figures.push((next.figures.clone(), rest));
        }
    }

    /// The side of a group that stands alone, or with fewer others than there are sides.
    fn side_of(&self, group: &Group) -> usize {
        let name = group.name(self.source);
        let code = group.code(self.source);
        if !code.is_empty() {
            let class = code.get(..3).unwrap_or(&code);
            let same = self.last.iter().position(|last| last.code.starts_with(class));
            let nearest = || {
                let below = (0..self.last.len())
                    .filter(|&side| self.last[side].code < code && !self.last[side].code.is_empty());
                below.max_by_key(|&side| &self.last[side].code)
            };
            let free = || self.last.iter().position(|last| last.code.is_empty());
            let known = || self.knowledge.lexicon.side_of_code(&code).filter(|side| *side < self.sides.len());
            return same.or_else(known).or_else(nearest).or_else(free).unwrap_or(0);
        }
        if let Some(side) = self.knowledge.side_among(&name, self.sides.len()) {
            return side;
        }
        if self.source.words.totals(&name) {
            let first = self.last.first().is_some_and(|last| last.total);
            return usize::from(first && self.before == Some(0));
        }
        let number = number_of(&name);
        let follows = |side: usize| {
            let last = self.last.get(side).and_then(|last| last.number);
            number.is_some() && number == last.map(|last| last + 1)
        };
        let mut sides = (0..self.last.len()).filter(|&side| follows(side));
        match (sides.next(), sides.next()) {
            (Some(side), None) => side,
            // several sides may go on with it, or none
            _ => usize::from(name.ends_with("支出")),
        }
    }

    fn note(&mut self, group: &Group, side: usize) {
        let name = group.name(self.source);
        let code = group.code(self.source);
        let Some(last) = self.last.get_mut(side) else { return };
        last.number = number_of(&name).or(last.number);
        last.total = self.source.words.totals(&name);
        if !code.is_empty() {
            last.code = code;
        }
    }
}

/// The number in front of a name: 四、
fn number_of(name: &str) -> Option<u32> {
    Marker::at_start(name, 0).map(|marker| marker.value)
}
