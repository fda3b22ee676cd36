//! Tables with lines between columns, and none or few between rows: their sides are known, and their rows are told by their text.

use super::cells::Grid;
use super::drawing::{Edge, Glyph};
use super::figures::are_broken;
use super::lines::{Line, lines};
use super::parted::parted;
use super::pieces::{is_dash, is_figure};
use super::rulings::Rulings;
use super::table::Table;
use super::zone::Zone;
use crate::tuning::Tolerances;

/// Takes the tables without lines between most of their rows from those of a page. What stands in rows above their columns goes to
/// `rest`, the text outside of tables.
pub(super) fn take(
    tables: &mut Vec<Table>,
    rulings: &Rulings,
    glyphs: &[Glyph],
    rest: &mut Vec<Glyph>,
    tuning: &Tolerances,
) -> Vec<Zone> {
    let mut zones = Vec::new();
    tables.retain(|table| {
        if !is_open(table, tuning) {
            return true;
        }
        let Some(zone) = zone(&table.grid, rulings, glyphs, rest, tuning) else { return true };
        zones.push(zone);
        false
    });
    zones
}

/// Whether a grid may be such a table, as far as its height tells.
pub(super) fn may_be_open(grid: &Grid, size: f32, tuning: &Tolerances) -> bool {
    grid.columns() > 1 && grid.ys.windows(2).any(|row| row[1] - row[0] > tuning.row_height * size)
}

/// Whether most lines of a table stand in rows that hold several.
fn is_open(table: &Table, tuning: &Tolerances) -> bool {
    let (mut open, mut all) = (0, 0);
    for row in 0..table.grid.rows() {
        let start = table.grid.cells.partition_point(|cell| cell.rows.start < row);
        let end = table.grid.cells.partition_point(|cell| cell.rows.start <= row);
        let cells: Vec<_> =
            table.cells.get(start..end).unwrap_or_default().iter().map(Vec::as_slice).collect();
        let count: usize = cells.iter().map(|lines| lines.len()).sum();
        all += count;
        open += if parted(&cells, tuning).is_some() || are_stacked(&cells) { count } else { 0 };
    }
    open * 2 > all
}

/// Whether several cells of a row hold values below one another.
fn are_stacked(cells: &[&[Line]]) -> bool {
    let is_value = |line: &&Line| is_figure(&line.marks) || is_dash(&line.marks);
    let is_stack = |lines: &&&[Line]| lines.iter().filter(is_value).count() > 1;
    cells.iter().filter(is_stack).count() > 1 && !are_broken(cells)
}

/// The rows of such a table, with the sides of its columns.
fn zone(
    grid: &Grid,
    rulings: &Rulings,
    glyphs: &[Glyph],
    rest: &mut Vec<Glyph>,
    tuning: &Tolerances,
) -> Option<Zone> {
    let (from, to) = (*grid.xs.first()?, *grid.xs.last()?);
    let is_whole = |row: &usize| {
        grid.cells.iter().any(|cell| {
            cell.rows.start == *row && cell.rows.len() == 1 && cell.columns.len() == grid.columns()
        })
    };
    let above = (0..grid.rows()).take_while(is_whole).count();
    let (first, top, bottom) = (*grid.ys.first()?, *grid.ys.get(above)?, *grid.ys.last()?);
    let within = |glyph: &&Glyph, top: f32, bottom: f32| {
        let (x, y) = glyph.middle();
        from <= x && x <= to && top <= y && y <= bottom
    };
    rest.extend(glyphs.iter().filter(|glyph| within(glyph, first, top)));
    let rows = lines(glyphs.iter().filter(|glyph| within(glyph, top, bottom)).copied().collect(), tuning);
    let near = tuning.join_points;
    let is_across = |line: &&Edge| {
        from - near <= line.from && line.to <= to + near && top + near < line.at && line.at < bottom - near
    };
    let mut across: Vec<Edge> = rulings.horizontal.iter().filter(is_across).copied().collect();
    across.extend([top, bottom].map(|at| Edge { horizontal: true, at, from, to }));
    across.sort_by(|a, b| a.at.total_cmp(&b.at));
    let side = |line: &Edge| grid.xs.iter().copied().find(|x| (x - line.at).abs() <= near);
    let is_down = |line: &&Edge| line.from < bottom - near && top + near < line.to;
    let drawn =
        rulings.vertical.iter().filter(is_down).filter_map(|line| Some(Edge { at: side(line)?, ..*line }));
    let ends = [from, to].map(|at| Edge { horizontal: false, at, from: top, to: bottom });
    let down = drawn.chain(ends).collect();
    let xs = Some(grid.xs.clone());
    Some(Zone { page: 0, from, to, top, bottom, rows, across, is_lined: true, down, xs })
}
