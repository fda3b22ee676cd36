//! Tables and rows that the end of a page cuts: what their cells say goes on in the first row of the next page.

use std::collections::HashMap;
use std::ops::Range;

use super::figures::is_cut;
use super::lines::Line;
use super::page::Page;
use super::paragraphs::begins_item;
use super::pieces::is_figure;
use super::table::Table;
use crate::tuning::Tolerances;

/// Gives the lines of cut rows back to the rows in which they begin.
pub(super) fn join_cut_rows(pages: &mut [Page], tuning: &Tolerances) {
    let furniture = Furniture::of(pages);
    for at in 1..pages.len() {
        let (before, after) = pages.split_at_mut(at);
        let (Some(page), Some(next)) = (before.last_mut(), after.first_mut()) else { continue };
        let goes_on = furniture.is_all_between(page, next);
        let (Some(above), Some(below)) = (page.tables.last_mut(), next.tables.first_mut()) else { continue };
        if goes_on {
            share_columns(above, below, tuning);
        }
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

/// Gives the part of a table whose cells show fewer columns those of the other part: the page cut a head below its
/// merged cells, or the last rows have nothing but merged ones.
fn share_columns(above: &mut Table, below: &mut Table, tuning: &Tolerances) {
    if above.is_ruled && below.is_ruled {
        let near = tuning.join_points;
        let _ = above.grid.refine(&below.grid.xs, near) || below.grid.refine(&above.grid.xs, near);
    }
}

/// Lines that stand on several pages at one height, whatever their numbers: heads and feet of pages.
pub(super) struct Furniture {
    heights: HashMap<(String, i32), u32>,
    pages: u32,
}

impl Furniture {
    pub(super) fn of(pages: &[Page]) -> Self {
        let mut heights = HashMap::new();
        for line in pages.iter().flat_map(|page| &page.lines) {
            *heights.entry(Self::key(line)).or_default() += 1;
        }
        Self { heights, pages: u32::try_from(pages.len()).unwrap_or(u32::MAX) }
    }

    /// The lines of a page that are no head and no foot of it: how many stand before them, and where they end.
    pub(super) fn text(&self, page: &Page) -> (usize, usize) {
        let lines = page.lines.as_slice();
        let above = lines.iter().take(2).rposition(|line| self.is_edge(line)).map_or(0, |at| at + 1);
        let below = lines.iter().rev().take(2).rposition(|line| self.is_edge(line)).map_or(0, |at| at + 1);
        (above, lines.len().saturating_sub(below).max(above))
    }

    /// Whether a line at the edge of its page stands on most pages: an address, a time, a name.
    fn is_edge(&self, line: &Line) -> bool {
        let key = Self::key(line);
        let count = self.heights.get(&key).copied().unwrap_or(0);
        !key.0.is_empty()
            && count > 1
            && u64::from(count) * 5 >= u64::from(self.pages) * 3
            && (!line.has_columns() || has_time_or_address(line))
    }

    fn key(line: &Line) -> (String, i32) {
        #[expect(clippy::cast_possible_truncation, reason = "a place on a page; out of range is capped")]
        let height = (line.middle() / 4.0) as i32;
        (line.chars().filter(|char| char.is_alphabetic()).collect(), height)
    }

    pub(super) fn holds(&self, line: &Line) -> bool {
        let key = Self::key(line);
        key.0.is_empty() || self.heights.get(&key).is_some_and(|&count| count > 1)
    }

    /// Whether nothing else stands between the last table of a page and the first of the next.
    fn is_all_between(&self, page: &Page, next: &Page) -> bool {
        let (Some(above), Some(below)) = (page.tables.last(), next.tables.first()) else { return false };
        let (bottom, top) = (above.grid.height().1, below.grid.height().0);
        let behind = page.lines.iter().filter(|line| line.middle() > bottom);
        behind.chain(next.lines.iter().filter(|line| line.middle() < top)).all(|line| self.holds(line))
    }
}

/// Whether a line has a time of the day, a date in figures or the address of a page: what a browser prints at the edges.
fn has_time_or_address(line: &Line) -> bool {
    let chars: Vec<char> = line.chars().collect();
    let is_time = |three: &[char]| {
        matches!(three, [a, ':' | '/' | '-', b] if a.is_ascii_digit() && b.is_ascii_digit())
            || matches!(three, [':', '/', '/'])
    };
    chars.windows(3).any(is_time)
}

/// Whether two tables have the same columns.
fn is_one_table(above: &Table, below: &Table, tuning: &Tolerances) -> bool {
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
fn pairs(above: &Table, below: &Table, tuning: &Tolerances) -> Option<Vec<(usize, usize)>> {
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
        let right = above.grid.xs.get(cell.columns.end)?;
        let left = above.grid.xs.get(cell.columns.start)?;
        let end = above.cells.get(to)?.last()?;
        let is_new = lines.iter().any(|line| is_figure(&line.marks)) || begins_item(first);
        // a figure is whole, unless its two parts make one
        let is_part = is_cut(end, first) || !is_new && !is_figure(&end.marks);
        if !is_part || !is_full(end, *left, *right, tuning) {
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
fn is_full(line: &Line, left: f32, right: f32, tuning: &Tolerances) -> bool {
    (right - left) - (line.x1 - line.x0) < tuning.full_cell * line.size
}
