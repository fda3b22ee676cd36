//! Names of rows with several sides that stand around the line of their figures: their first line above it, the rest below.
//!
//! What is centred in its cell has as many lines above the figures as below them. So a line of names below a row that took
//! names from above goes on with them, and any other one begins the next row.

use juesuan_segment::Span;
use rust_decimal::Decimal;

use super::fitted::Side;
use super::groups::{Group, Parting};
use super::tokens::{Line, begins_item, is_exact};
use crate::cell::{clean, number};
use crate::text::Text;
use crate::tuning::template::TUNING;

/// A row and where its names go on.
struct Row {
    groups: Vec<Group>,
    /// Lines of names above and below its own.
    above: usize,
    below: usize,
    /// The groups that these name, from left to right.
    slots: Vec<usize>,
}

/// Lines with a blank between their cells, put together to rows.
pub(super) struct Around<'a> {
    source: &'a Text<'a>,
    sides: &'a [Side],
    rows: Vec<Row>,
    /// Lines of names alone, of the row below or of rows without figures.
    open: Vec<Vec<Group>>,
}

impl<'a> Around<'a> {
    pub(super) const fn new(source: &'a Text<'a>, sides: &'a [Side]) -> Self {
        Self { source, sides, rows: Vec::new(), open: Vec::new() }
    }

    /// The groups of each row.
    pub(super) fn rows(mut self, parting: &Parting<'_>, lines: &[&Line]) -> Vec<Vec<Group>> {
        let mut lines = lines.iter().map(|line| parting.groups(line.span, &line.tokens)).peekable();
        while let Some(groups) = lines.next() {
            let valued = |group: &Group| !group.figures.is_empty() || !group.code.is_empty();
            if groups.iter().any(valued) {
                if let Some(row) = self.between(parting, &groups, lines.peek()) {
                    lines.next();
                    self.open.pop();
                    self.flush(0);
                    self.rows.push(Row { groups: row, above: 0, below: 0, slots: Vec::new() });
                } else {
                    self.valued(parting, groups);
                }
            } else if !self.goes_on(&groups) {
                self.open.push(groups);
            }
        }
        self.flush(0);
        self.rows.into_iter().map(|row| row.groups).collect()
    }

    /// Makes rows of the lines of names but the last ones.
    fn flush(&mut self, kept: usize) {
        let count = self.open.len().saturating_sub(kept);
        let rows = self.open.drain(..count);
        self.rows.extend(rows.map(|groups| Row { groups, above: 0, below: 0, slots: Vec::new() }));
    }

    /// Takes a line with figures or codes.
    fn valued(&mut self, parting: &Parting<'_>, mut groups: Vec<Group>) {
        let nameless: Vec<usize> = (0..groups.len()).filter(|&at| groups[at].name.is_empty()).collect();
        let money = |group: &Group| group.figures.iter().any(|at| is_exact(at.text(self.source)));
        let coded = |group: &Group| group.name.is_empty() && !group.code.is_empty();
        if nameless.is_empty() && self.takes_begun(parting, &mut groups) {
            return;
        }
        if nameless.is_empty() || !groups.iter().any(|group| money(group) || coded(group)) {
            self.flush(0);
            return self.rows.push(Row { groups, above: 0, below: 0, slots: Vec::new() });
        }
        let lines = self.lines_of_name();
        self.flush(lines);
        let names: Vec<Vec<Span>> = self.open.drain(..).map(|line| names_of(&line)).collect();
        let slots = names.iter().map(Vec::len).max().unwrap_or(0);
        if slots > nameless.len() && groups.len() == 1 && self.sides.len() == 2 {
            groups = split(self.source, self.sides, groups);
        }
        let slots: Vec<usize> =
            (0..groups.len()).filter(|&at| groups[at].name.is_empty()).take(slots).collect();
        let mut row = Row { groups, above: lines, below: 0, slots };
        for names in names {
            row.name(self.source, &names);
        }
        self.rows.push(row);
    }

    /// The row of a line with one name between the halves of another one, which stands on the other side. Figures behind a
    /// name on the left may be of either: where their count does not tell, they are doubtful.
    fn between(
        &self,
        parting: &Parting<'_>,
        groups: &[Group],
        below: Option<&Vec<Group>>,
    ) -> Option<Vec<Group>> {
        let ([own], [above], [below]) = (groups, self.open.last()?.as_slice(), below?.as_slice()) else {
            return None;
        };
        let halves = [above, below].iter().all(|half| half.figures.is_empty() && half.code.is_empty());
        let fits = self.sides.len() == 2 && halves && !own.name.is_empty() && own.code.is_empty();
        let whole = above.name(self.source) + &below.name(self.source);
        let side = parting.knowledge.side_among(&whole, 2).filter(|_| fits)?;
        let other = parting.knowledge.side_among(&own.name(self.source), 2).is_none_or(|of| of != side);
        let rest = below.name(self.source);
        if !other || begins_item(&rest) || parting.knowledge.is_row(&rest) {
            return None;
        }
        let name = [above.name.as_slice(), &below.name].concat();
        let line = above.line.join(below.line);
        if side == 0 {
            return Some(vec![Group { line, name, ..Group::default() }, own.clone()]);
        }
        let bare = Group { name: Vec::new(), ..own.clone() };
        let mut parts = split(self.source, self.sides, vec![bare]);
        let right = if parts.len() > 1 { parts.pop() } else { None }.unwrap_or_default();
        let left = Group { name: own.name.clone(), ..parts.pop()? };
        let doubtful = left.doubtful || right.doubtful;
        Some(vec![Group { doubtful, ..left }, Group { line, name, doubtful, ..right }])
    }

    /// Takes a line all of whose groups have names where the lone name above it is the beginning of one of them, as its
    /// code tells.
    fn takes_begun(&mut self, parting: &Parting<'_>, groups: &mut Vec<Group>) -> bool {
        let Some([begun]) = self.open.last().map(Vec::as_slice) else { return false };
        let [name] = begun.name.as_slice() else { return false };
        let name = *name;
        let text = begun.name(self.source);
        let goes_on = |group: &Group| {
            let whole = format!("{text}{}", group.name(self.source));
            let code = group.code(self.source);
            let mut known = parting.knowledge.names_of(&code).map(clean::key);
            !code.is_empty() && known.any(|known| known.starts_with(&whole))
        };
        let Some(slot) = groups.iter().position(goes_on) else { return false };
        groups[slot].name.insert(0, name);
        self.open.pop();
        self.flush(0);
        self.rows.push(Row { groups: std::mem::take(groups), above: 1, below: 0, slots: vec![slot] });
        true
    }

    /// How many of the lines of names above a line of figures are of its own: from the last that begins an item on.
    fn lines_of_name(&self) -> usize {
        let begins = |line: &Vec<Group>| {
            line.first().is_some_and(|group| {
                let name = group.name(self.source);
                begins_item(&name) || self.source.words.totals(&name)
            })
        };
        let begun = self.open.iter().rev().take(TUNING.template_around.most_above).position(begins);
        begun.map_or(self.open.len().min(1), |at| at + 1)
    }

    /// Whether a line of names goes on with those of the row above.
    fn goes_on(&mut self, groups: &[Group]) -> bool {
        let names = names_of(groups);
        let begins = |name: &Span| begins_item(name.text(self.source));
        let Some(row) = self.rows.last_mut().filter(|row| row.below < row.above && self.open.is_empty())
        else {
            return false;
        };
        if names.is_empty() || names.len() > row.slots.len() || names.iter().any(begins) {
            return false;
        }
        row.below += 1;
        row.name(self.source, &names);
        true
    }
}

/// Figures of both sides, without a name between them: those of the right side are a sum and its parts.
pub(super) fn split(source: &Text<'_>, sides: &[Side], groups: Vec<Group>) -> Vec<Group> {
    let Some(group) = groups.first() else { return groups };
    let most = |side: usize| sides.get(side).map_or(0, |side: &Side| side.figures.len());
    let value = |at: &Span| number::decimal(&number::normal(at.text(source))).unwrap_or_default();
    let figures: Vec<Decimal> = group.figures.iter().map(value).collect();
    let adds = |from: usize| {
        figures
            .get(from..)
            .and_then(<[Decimal]>::split_first)
            .is_some_and(|(sum, parts)| parts.is_empty() || parts.iter().sum::<Decimal>() == *sum)
    };
    let fits =
        |left: usize| figures.len() - left <= most(1) && (most(1) < 2 || adds(left) || left == figures.len());
    let counts: Vec<usize> = (0..=most(0).min(figures.len())).filter(|&left| fits(left)).collect();
    // a figure on either side is what most rows have
    let both = counts.iter().copied().filter(|&left| left > 0 && left < figures.len()).max();
    let Some(left) = both.or_else(|| counts.last().copied()) else { return groups };
    let (first, rest) = group.figures.split_at(left);
    let doubtful = counts.len() > 1;
    let part = |figures: &[Span]| Group {
        line: group.line,
        figures: figures.to_vec(),
        doubtful,
        ..Group::default()
    };
    vec![part(first), part(rest)]
}

/// The names of a line, one of each group.
fn names_of(groups: &[Group]) -> Vec<Span> {
    groups.iter().flat_map(|group| group.name.iter().copied()).collect()
}

impl Row {
    /// Adds the names of a line to those of the row, from left to right.
    fn name(&mut self, source: &Text<'_>, names: &[Span]) {
        for (at, name) in names.iter().enumerate() {
            let Some(group) = self.slots.get(at).and_then(|slot| self.groups.get_mut(*slot)) else {
                continue;
            };
            if clean::key(name.text(source)).is_empty() {
                continue;
            }
            group.name.push(*name);
            group.line = group.line.join(*name);
        }
    }
}
