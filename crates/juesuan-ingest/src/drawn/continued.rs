//! Rows that the end of a page cuts: what their cells say goes on in the first row of the next page.

use std::ops::Range;

use super::columns::is_figure;
use super::lines::Line;
use super::page::Page;
use super::paragraphs::begins_item;
use super::table::Table;
use super::tuning::Tuning;

/// Gives the lines of cut rows back to the rows in which they begin.
pub(super) fn join_cut_rows(pages: &mut [Page], tuning: &Tuning) {
    for at in 1..pages.len() {
        let (before, after) = pages.split_at_mut(at);
        let (Some(page), Some(next)) = (before.last_mut(), after.first_mut()) else { continue };
        let (Some(above), Some(below)) = (page.tables.last_mut(), next.tables.first_mut()) else { continue };
        if !is_one_table(above, below, tuning) {
            continue;
        }
        let Some(pairs) = pairs(above, below, tuning) else { continue };
        for (from, to) in pairs {
            let mut lines = below.cells.get_mut(from).map(std::mem::take).unwrap_or_default();
            for line in &mut lines {
                line.is_of_next_page = true;
            }
            if let Some(cell) = above.cells.get_mut(to) {
                cell.append(&mut lines);
            }
        }
        below.skips_first_row = row(below, 0).all(|cell| below.cells.get(cell).is_none_or(Vec::is_empty));
    }
}

/// Whether two tables have the same columns.
fn is_one_table(above: &Table, below: &Table, tuning: &Tuning) -> bool {
    above.is_ruled
        && below.is_ruled
        && above.grid.xs.len() == below.grid.xs.len()
        && above.grid.xs.iter().zip(&below.grid.xs).all(|(a, b)| (a - b).abs() <= tuning.join_points)
}

/// Numbers of cells of a row.
fn row(table: &Table, row: usize) -> Range<usize> {
    let start = table.grid.cells.partition_point(|cell| cell.rows.start < row);
    let end = table.grid.cells.partition_point(|cell| cell.rows.start <= row);
    start..end
}

/// The cells of the first row below with those of the last row above in which they begin; `None` where one of them begins
/// by itself.
fn pairs(above: &Table, below: &Table, tuning: &Tuning) -> Option<Vec<(usize, usize)>> {
    let last = above.grid.rows().checked_sub(1)?;
    let mut pairs = Vec::new();
    for from in row(below, 0) {
        let (cell, lines) = (below.grid.cells.get(from)?, below.cells.get(from)?);
        if lines.is_empty() {
            continue;
        }
        let is_above =
            |to: &usize| above.grid.cells.get(*to).is_some_and(|other| other.columns == cell.columns);
        // what stands under a part of a wider cell is the next row of a head, beside cells that reach down into it
        let Some(to) = row(above, last).find(is_above) else { continue };
        let first = lines.first()?;
        let is_new = lines.iter().any(|line| is_figure(&line.marks)) || begins_item(first);
        let right = above.grid.xs.get(cell.columns.end)?;
        let left = above.grid.xs.get(cell.columns.start)?;
        let end = above.cells.get(to)?.last()?;
        // a figure is whole
        if is_new || is_figure(&end.marks) || !is_full(end, *left, *right, tuning) {
            return None;
        }
        pairs.push((from, to));
    }
    // cells that end on the page above show that the row began there
    let ended =
        row(above, last).filter(|&to| above.cells.get(to).is_some_and(|lines| !lines.is_empty())).count();
    (!pairs.is_empty() && pairs.len() < ended).then_some(pairs)
}

/// Whether no further character would have found room in a line between two sides.
fn is_full(line: &Line, left: f32, right: f32, tuning: &Tuning) -> bool {
    (right - left) - (line.x1 - line.x0) < tuning.full_cell * line.size
}
