//! In how many ways a row can be read: which of its pieces are one figure, and in which columns they stand.

use std::ops::Range;

use juesuan_segment::Span;
use juesuan_source::chars::{is_code, is_digit, is_figure_char};
use rust_decimal::Decimal;

use crate::cell::clean;
use crate::cell::look::{self, Look};
use crate::cell::number::{self, Shape};
use crate::table::{CellKind, Role, Table};
use crate::text::Text;
use crate::tuning::grid::TUNING;

/// A run of characters of a row that certainly belongs together.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Atom {
    pub(crate) span: Span,
    /// The column in which it stands now.
    pub(crate) column: usize,
    /// It may go on with the figure of the atom before.
    pub(crate) joins: bool,
    /// It stands where it stands.
    pub(crate) fixed: bool,
}

/// One way to read a row: columns in rising order, each with the atoms of its cell.
pub(crate) type Reading = Vec<(usize, Range<usize>)>;

/// How free the cells of a row are.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Freedom {
    /// Cells stand in their columns, but figures with blanks inside may be two.
    Torn,
    /// Figures may stand in other columns.
    Figures,
    /// So may names, and what stands in two cells may be one figure.
    All,
    /// So many cells are the rest of the figure before them, and what follows stands so much further left.
    Joined(usize),
}

/// The atoms of a row.
pub(crate) fn atoms(table: &Table, row: usize, source: &Text<'_>, freedom: Freedom) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::new();
    for (column, cell) in table.row_cells_at(row).enumerate() {
        if cell.kind() == CellKind::Blank {
            continue;
        }
        let span = cell.span();
        let text = span.text(source);
        let figure = is_figure(text) && cell.joined_spans().is_empty();
        let in_figures = table.columns.get(column).is_some_and(|column| column.role == Role::Figure);
        if !figure {
            // a text among the figures parts them; only a page of other columns moves it
            let fixed = matches!(freedom, Freedom::Torn | Freedom::Figures);
            atoms.push(Atom { span, column, joins: false, fixed });
            continue;
        }
        let fixed = !in_figures && matches!(freedom, Freedom::Torn | Freedom::Figures);
        if fixed {
            atoms.push(Atom { span, column, joins: false, fixed });
            continue;
        }
        let own = atoms.len();
        let mut at = span.start as usize;
        for piece in text.split_inclusive(char::is_whitespace) {
            let inner = piece.trim_end();
            if !inner.is_empty() {
                let span = Span::of(at..at + inner.len());
                atoms.push(Atom { span, column, joins: atoms.len() > own, fixed: false });
            }
            at += piece.len();
        }
        if freedom == Freedom::Torn && atoms.len() == own + 1 {
            atoms[own].fixed = true;
        }
        let after = own.checked_sub(1).and_then(|before| atoms.get(before)).copied();
        if let (Some(before), Some(atom)) = (after, atoms.get_mut(own)) {
            let near = (atom.span.start as usize).saturating_sub(before.span.end as usize)
                <= TUNING.sums_candidates.widest_tear.bytes();
            let may = match freedom {
                Freedom::Torn => false,
                Freedom::Figures => near,
                Freedom::All | Freedom::Joined(_) => true,
            };
            let digits = |span: Span| {
                let text = span.text(source);
                is_figure(text) && text.contains(is_digit)
            };
            atom.joins = may && !before.fixed && digits(before.span) && digits(atom.span);
        }
    }
    atoms
}

/// Whether a text has nothing but digits, marks of numbers and blanks.
pub(crate) fn is_figure(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| is_figure_char(c) || c.is_whitespace())
}

/// Whether a text is a figure, or several, with blanks inside.
pub(crate) fn is_torn(text: &str) -> bool {
    text.trim().contains(char::is_whitespace) && is_figure(text)
}

/// The text of the atoms put together, without blanks.
pub(crate) fn text(source: &Text<'_>, atoms: &[Atom]) -> String {
    let pieces = atoms.iter().map(|atom| atom.span.text(source));
    pieces.flat_map(|piece| piece.chars().filter(|c| !c.is_whitespace())).collect()
}

/// The value of the atoms put together; `None` for what is no number.
pub(crate) fn value(source: &Text<'_>, atoms: &[Atom]) -> Option<Decimal> {
    number::decimal(&text(source, atoms))
}

/// All readings of the atoms of a row; `None` where there are too many.
pub(crate) fn of_row(
    table: &Table,
    source: &Text<'_>,
    freedom: Freedom,
    atoms: &[Atom],
) -> Option<Vec<Reading>> {
    let mut readings = Vec::new();
    for groups in groupings(source, atoms)? {
        if let Freedom::Joined(count) = freedom {
            readings.extend(moved_up(atoms, &groups, count));
            continue;
        }
        let allowed: Vec<Vec<usize>> = groups
            .iter()
            .map(|group| columns_for(table, source, atoms.get(group.clone()).unwrap_or(&[])))
            .collect();
        for columns in
            rising(&allowed, TUNING.sums_candidates.most - readings.len().min(TUNING.sums_candidates.most))?
        {
            readings.push(columns.into_iter().zip(groups.iter().cloned()).collect());
        }
    }
    Some(readings)
}

/// The readings in which at most so many cells go on with the one before them or are left out, empty as they are, and
/// those behind move up.
fn moved_up(atoms: &[Atom], groups: &[Range<usize>], count: usize) -> Vec<Reading> {
    let mut open: Vec<(Reading, usize)> = vec![(Vec::with_capacity(groups.len()), 0)];
    let mut last = None;
    for group in groups {
        let (Some(from), Some(to)) = (atoms.get(group.start), atoms.get(group.end - 1)) else {
            return Vec::new();
        };
        let joined = to.column - from.column;
        if joined > 0 && joined + 1 != group.len() {
            return Vec::new();
        }
        let blanks = from.column - last.map_or(from.column, |last| last + 1).min(from.column);
        last = Some(to.column);
        let mut next = Vec::with_capacity(open.len());
        for (reading, moved) in &open {
            for skipped in 0..=blanks.min(count - moved) {
                let moved = moved + skipped;
                if moved + joined <= count {
                    let mut reading = reading.clone();
                    reading.push((from.column - moved, group.clone()));
                    next.push((reading, moved + joined));
                }
            }
        }
        open = next;
        if open.len() > TUNING.sums_candidates.most {
            return Vec::new();
        }
    }
    open.into_iter().map(|(reading, _)| reading).collect()
}

/// The ways in which atoms next to each other make cells.
fn groupings(source: &Text<'_>, atoms: &[Atom]) -> Option<Vec<Vec<Range<usize>>>> {
    let mut open: Vec<Vec<Range<usize>>> = vec![Vec::new()];
    for (at, atom) in atoms.iter().enumerate() {
        let mut next = Vec::with_capacity(open.len() * 2);
        for groups in open {
            let last = groups
                .last()
                .filter(|last: &&Range<usize>| atom.joins && last.len() < TUNING.sums_candidates.most_joined);
            let joined = last.map(|last| last.start..at + 1).filter(|group| {
                let parts = atoms.get(group.clone()).unwrap_or(&[]);
                let joined = text(source, parts);
                let padded =
                    joined.starts_with('0') && joined.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
                !padded && Shape::of(&joined).is_some()
            });
            if let Some(joined) = joined {
                let mut groups = groups.clone();
                if let Some(last) = groups.last_mut() {
                    *last = joined;
                }
                next.push(groups);
            }
            let mut groups = groups;
            groups.push(at..at + 1);
            next.push(groups);
        }
        open = next;
        if open.len() > TUNING.sums_candidates.most {
            return None;
        }
    }
    // a piece that is no number by itself is a part of its neighbour
    let whole = |group: &Range<usize>| {
        let parts = atoms.get(group.clone()).unwrap_or(&[]);
        let printed = text(source, parts);
        !is_figure(&printed) || look::is_dash(&printed) || Shape::of(&printed).is_some()
    };
    open.retain(|groups| groups.iter().all(whole));
    Some(open)
}

/// The columns in which a cell made of these atoms may stand.
fn columns_for(table: &Table, source: &Text<'_>, atoms: &[Atom]) -> Vec<usize> {
    let with = |roles: &[Role]| -> Vec<usize> {
        (0..table.columns.len()).filter(|&column| roles.contains(&table.columns[column].role)).collect()
    };
    if let Some(fixed) = atoms.iter().find(|atom| atom.fixed) {
        return vec![fixed.column];
    }
    let (Some(first), Some(last)) = (atoms.first(), atoms.last()) else { return Vec::new() };
    let printed = first.span.join(last.span).text(source);
    let role = table.columns.get(first.column).map(|column| column.role);
    if !is_figure(printed) && look::see(printed).look == Look::Text {
        let mut columns = with(&[Role::Label, Role::Text]);
        let total = source.words.totals(&clean::key(printed));
        if total && role == Some(Role::Code) {
            columns.insert(0, first.column);
        }
        return columns;
    }
    if role == Some(Role::Code) && is_code(printed) {
        return vec![first.column];
    }
    if matches!(role, Some(Role::RowNumber | Role::Ordinal)) && !printed.contains('.') {
        return vec![first.column];
    }
    with(&[Role::Figure])
}

/// All ways to choose one of the allowed columns for each cell so that they rise; `None` where there are more than
/// `most`.
pub(crate) fn rising(allowed: &[Vec<usize>], most: usize) -> Option<Vec<Vec<usize>>> {
    // the last column that leaves room for the cells behind
    let mut latest = vec![usize::MAX; allowed.len()];
    let mut bound = usize::MAX;
    for (at, columns) in allowed.iter().enumerate().rev() {
        bound = columns.iter().copied().filter(|&column| column < bound).max().unwrap_or(0);
        latest[at] = bound;
    }
    let mut open: Vec<Vec<usize>> = vec![Vec::new()];
    for (columns, &latest) in allowed.iter().zip(&latest) {
        let mut next = Vec::with_capacity(open.len());
        for chosen in &open {
            let after = chosen.last().map_or(0, |last| last + 1);
            for &column in columns.iter().filter(|&&column| column >= after && column <= latest) {
                let mut chosen = chosen.clone();
                chosen.push(column);
                next.push(chosen);
            }
            if next.len() > most {
                return None;
            }
        }
        open = next;
    }
    Some(open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_rise() {
        let allowed = vec![vec![0], vec![2, 3, 4], vec![2, 3, 4]];
        let chosen = rising(&allowed, 10).unwrap_or_default();
        assert_eq!(chosen, [vec![0, 2, 3], vec![0, 2, 4], vec![0, 3, 4]]);
        assert_eq!(rising(&allowed, 2), None);
    }
}
