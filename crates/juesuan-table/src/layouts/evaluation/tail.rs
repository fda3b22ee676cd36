//! What stands behind the rows of indicators: the row that sums up their points, the grade, what else is to be said.

use std::ops::Range;

use super::cells::Cell;
use super::head::{Head, Slot};
use super::{BLANK, Row};
use crate::text::Text;
use crate::words::List;

/// Where the rows of indicators end among the cells of a form.
pub(super) fn start(source: &Text<'_>, cells: &[Cell], head: &Head) -> usize {
    let body = || cells.iter().enumerate().skip(head.end);
    let tail = body().find(|(_, cell)| is_tail(source, cell)).map(|(at, _)| at);
    let total = match head.points {
        // nothing sums up targets
        0 => None,
        _ => cells.iter().rposition(|cell| sums_up(source, cell)).filter(|&at| at >= head.end),
    };
    tail.into_iter().chain(total).min().unwrap_or(cells.len())
}

/// Whether a cell is the label of a row behind those of indicators, perhaps with what it says behind a colon.
fn is_tail(source: &Text<'_>, cell: &Cell) -> bool {
    let label = cell.key.split(':').next().unwrap_or(&cell.key);
    cell.opens_line != Some(false) && source.words.is_form_tail(label)
}

/// Whether a cell is the label of a row that sums up.
fn sums_up(source: &Text<'_>, cell: &Cell) -> bool {
    let stem = cell.key.split('(').next().unwrap_or(&cell.key);
    cell.opens_line != Some(false)
        && source.words.sums_up(stem)
        && !stem.contains(|c: char| c.is_ascii_digit())
}

/// The rows behind those of indicators.
pub(super) fn rows(source: &Text<'_>, cells: &[Cell], head: &Head) -> Vec<Row> {
    let begins = |cell: &Cell| is_tail(source, cell) || sums_up(source, cell);
    let mut rows = Vec::new();
    let mut rest = cells;
    while let Some((label, behind)) = rest.split_first() {
        let own = behind.iter().position(begins).unwrap_or(behind.len());
        let (told, next) = behind.split_at(own);
        if sums_up(source, label) {
            rows.extend(total(label, told, head));
        } else {
            rows.push(std::iter::once(label.at.clone()).chain(whole(told)).collect());
        }
        rest = next;
    }
    rows
}

/// The row of a total that a form tells at its top, beside its name: 自评总分（分） and a figure.
pub(super) fn above(source: &Text<'_>, cells: &[Cell]) -> Vec<Row> {
    let pair = cells.windows(2).find(|pair| {
        let stem = pair[0].key.split(['(', ':']).next().unwrap_or_default();
        source.words.has(List::FormTotals, stem) && pair[1].is_points_value()
    });
    pair.map(|pair| vec![vec![pair[0].at.clone(), pair[1].at.clone()]]).unwrap_or_default()
}

/// The row that sums up points: one figure a column of points, or the score alone; then words, as the grade.
fn total(label: &Cell, told: &[Cell], head: &Head) -> Option<Row> {
    let count = told.iter().take_while(|cell| cell.is_points_value()).count();
    let (points, words) = told.split_at(count);
    let mut row = vec![BLANK; usize::from(head.margin.is_some()) + head.levels];
    *row.first_mut()? = label.at.clone();
    let columns = match points {
        [score] => {
            let mut columns = vec![BLANK; head.slots.len()];
            *columns.get_mut(head.slots.iter().rposition(|slot| *slot == Slot::Points)?)? = score.at.clone();
            columns
        }
        _ if count == head.points => head.sums(points),
        _ => return None,
    };
    row.extend(columns);
    // what stands on further lines is no part of the row
    let own = words.iter().take_while(|cell| cell.opens_line != Some(true)).count();
    row.extend(whole(&words[..own]));
    Some(row)
}

/// The place of cells that are one, if there are any.
fn whole(cells: &[Cell]) -> Option<Range<usize>> {
    Some(cells.first()?.at.start..cells.last()?.at.end)
}
