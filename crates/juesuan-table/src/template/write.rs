//! The grid of a form whose rows have their columns.

use juesuan_segment::Span;
use rust_decimal::Decimal;

use super::fitted::{Fitted, Side};
use super::printed_head::Head;
use super::ways;
use super::{Read, Said, solve};
use crate::cell::clean;
use crate::cell::look::{self, Look, Seen};
use crate::cell::number;
use crate::grid::{Grid, RawCell};
use crate::table::{Column, Role};
use crate::text::Text;

/// The cells of a row.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) span: Span,
    /// Column and parts of a cell.
    pub(super) cells: Vec<(usize, Vec<Span>)>,
    /// The columns of a side and the figures that stand in them.
    pub(super) figures: Vec<(Vec<usize>, Vec<Span>)>,
    /// Figures whose last digits a narrow cell broke off, and these.
    pub(super) tails: Vec<(Span, Span)>,
    /// Where these stand, as far as the line says it; else the sums are asked.
    pub(super) places: Vec<Option<solve::Place>>,
    /// Whether its figures may stand on another side.
    pub(super) doubtful: bool,
}

impl Row {
    /// What a figure of the row is worth.
    pub(super) fn value(&self, source: &Text<'_>, figure: Span) -> Option<Decimal> {
        let text: String = self.parts(figure).iter().map(|part| part.text(source)).collect();
        number::decimal(&number::normal(&text))
    }

    /// A figure and its last digits, where a narrow cell broke them off.
    fn parts(&self, figure: Span) -> Vec<Span> {
        let tail = self.tails.iter().find(|(of, _)| *of == figure).map(|(_, tail)| *tail);
        std::iter::once(figure).chain(tail).collect()
    }
}

/// Writes rows. Figures that are fewer than their columns go where the sums of the form put them; where nothing decides
/// they stand at the left end of their columns, and the row is said to be open.
pub(super) fn write(
    source: &Text<'_>,
    rows: &[Row],
    fitted: &Fitted,
    head: &Head,
    said: &Said,
) -> Option<Read> {
    let sides = fitted.sides();
    let width = fitted.columns.len();
    let columns = fitted.columns.iter().map(|column| Column {
        path: fitted.path(column),
        role: Role::Text,
        panel: 0,
        spans: vec![head.span],
    });
    let mut read = Read {
        columns: columns.collect(),
        grid: Grid::default(),
        open: Vec::new(),
        proved: Vec::new(),
        placed: 0,
        printed: 0,
    };
    let places = places(source, rows, &sides, fitted, said);
    for (row, places) in rows.iter().zip(places) {
        let mut cells: Vec<Vec<Span>> = vec![Vec::new(); width];
        let (mut open, mut proved) = (row.doubtful, false);
        for (column, parts) in &row.cells {
            cells.get_mut(*column)?.clone_from(parts);
        }
        for ((columns, figures), place) in row.figures.iter().zip(places) {
            read.printed += figures.len();
            if figures.len() > columns.len() {
                continue;
            }
            read.placed += figures.len();
            let fewer = !figures.is_empty() && figures.len() < columns.len();
            let sure = place.as_ref().is_some_and(|place| place.sure);
            open |= fewer && !sure;
            proved |= fewer && sure && !place.as_ref().is_some_and(|place| place.aligned);
            let chosen = place.as_ref().map_or(columns, |place| &place.columns);
            for (column, figure) in chosen.iter().zip(figures) {
                *cells.get_mut(*column)? = row.parts(*figure);
            }
        }
        if cells.iter().all(Vec::is_empty) {
            continue;
        }
        let at = read.grid.rows.len();
        push(source, &mut read.grid, row.span, &cells);
        if read.grid.rows.len() > at {
            read.open.extend(open.then_some(at));
            read.proved.extend((proved && !open).then_some(at));
        }
    }
    Some(read)
}

/// For each side of each row, the columns of its figures; `None` where nothing decides.
fn places(
    source: &Text<'_>,
    rows: &[Row],
    sides: &[Side],
    fitted: &Fitted,
    said: &Said,
) -> Vec<Vec<Option<solve::Place>>> {
    let mut places: Vec<Vec<Option<solve::Place>>> = rows
        .iter()
        .map(|row| (0..row.figures.len()).map(|at| row.places.get(at).cloned().flatten()).collect())
        .collect();
    for side in sides.iter().filter(|side| side.figures.len() > 1) {
        let mut asked: Vec<(usize, usize)> = Vec::new();
        let mut told: Vec<ways::Row> = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            for (part, (columns, figures)) in row.figures.iter().enumerate() {
                if *columns != side.figures || figures.is_empty() || figures.len() > columns.len() {
                    continue;
                }
                let text = |column: Option<usize>| {
                    let cell = column.and_then(|column| row.cells.iter().find(|(at, _)| *at == column));
                    cell.map_or_else(String::new, |(_, parts)| {
                        parts.iter().map(|part| part.text(source)).collect()
                    })
                };
                told.push(ways::Row {
                    code: text(side.code),
                    name: text(side.label),
                    columns: columns.clone(),
                    figures: figures.iter().map(|figure| row.value(source, *figure)).collect(),
                });
                asked.push((at, part));
            }
        }
        let settled = |(row, part): &(usize, usize)| places[*row][*part].is_some();
        if told.iter().zip(&asked).all(|(row, at)| row.figures.len() == row.columns.len() || settled(at)) {
            continue;
        }
        for ((row, part), place) in asked.into_iter().zip(solve::solve(source.words, &told, fitted, said)) {
            if let Some(slot @ None) = places.get_mut(row).and_then(|row| row.get_mut(part)) {
                *slot = place;
            }
        }
    }
    places
}

fn push(source: &Text<'_>, grid: &mut Grid, span: Span, cells: &[Vec<Span>]) {
    let first = grid.begin();
    for parts in cells {
        match parts.as_slice() {
            [] => grid.push_cell(first, RawCell::default(), Vec::new()),
            [only] => grid.push(source, first, only.range()),
            [.., last] => {
                let whole = parts.iter().copied().reduce(Span::join).unwrap_or(*last);
                let sign = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-');
                let digits = parts.iter().all(|part| clean::key(part.text(source)).bytes().all(sign));
                let look = if digits { Look::Number } else { look::see(whole.text(source)).look };
                let look = if look == Look::Number && !digits { Look::Text } else { look };
                let cell = RawCell { span: parts[0], seen: Seen { look, unclean: false }, parts: 0 };
                grid.push_cell(first, cell, parts.clone());
            }
        }
    }
    grid.end(source, first, span, false);
}
