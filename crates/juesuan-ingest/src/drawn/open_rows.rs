//! Tables with lines between columns, and none or few between rows: their sides are known, and their rows are told by their text.

use super::cells::Grid;
use super::drawing::{Edge, Glyph};
use super::figures::are_broken;
use super::filled::Filled;
use super::lines::{Line, lines};
use super::parted::parted;
use super::pieces::{is_dash, is_figure};
use super::rulings::Rulings;
use super::table::Table;
use super::zone::Zone;
use crate::tuning::Tolerances;

/// The tables of a page with lines between their rows, and those without. What stands in rows above the columns of the latter goes to
/// `rest`, the text outside of tables.
pub(super) fn told_apart(
    filled: Vec<Filled>,
    rulings: &Rulings,
    rest: &mut Vec<Glyph>,
    tuning: &Tolerances,
) -> (Vec<Table>, Vec<Zone>) {
    let (mut tables, mut zones) = (Vec::new(), Vec::new());
    for Filled { table, glyphs } in filled {
        match columns(&table, tuning) {
            Some(columns) => zones.push(columns.zone(glyphs, rulings, rest, tuning)),
            None => tables.push(table),
        }
    }
    (tables, zones)
}

/// What is known of a table without lines between its rows: its sides, the rows of one cell above its columns, and its height
/// without them.
struct Columns<'t> {
    grid: &'t Grid,
    /// How many rows stand above the columns.
    above: usize,
    from: f32,
    to: f32,
    top: f32,
    bottom: f32,
}

/// The columns of a table, where it has no lines between most of its rows.
fn columns<'t>(table: &'t Table, tuning: &Tolerances) -> Option<Columns<'t>> {
    let grid = &table.grid;
    if !is_open(table, tuning) {
        return None;
    }
    let is_whole = |row: &usize| {
        grid.cells.iter().any(|cell| {
            cell.rows.start == *row && cell.rows.len() == 1 && cell.columns.len() == grid.columns()
        })
    };
    let above = (0..grid.rows()).take_while(is_whole).count();
    let (from, to) = (*grid.xs.first()?, *grid.xs.last()?);
    let (top, bottom) = (*grid.ys.get(above)?, *grid.ys.last()?);
    Some(Columns { grid, above, from, to, top, bottom })
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

impl Columns<'_> {
    /// The rows of the table, with the sides of its columns; what stands above these goes to `rest`.
    fn zone(
        &self,
        glyphs: Vec<Vec<Glyph>>,
        rulings: &Rulings,
        rest: &mut Vec<Glyph>,
        tuning: &Tolerances,
    ) -> Zone {
        let &Self { grid, above, from, to, top, bottom } = self;
        let mut here = Vec::new();
        for (cell, mut glyphs) in grid.cells.iter().zip(glyphs) {
            let place = if cell.rows.start < above { &mut *rest } else { &mut here };
            place.append(&mut glyphs);
        }
        let near = tuning.join_points;
        let is_across = |line: &&Edge| {
            let is_inside = top + near < line.at && line.at < bottom - near;
            from - near <= line.from && line.to <= to + near && is_inside
        };
        let mut across: Vec<Edge> = rulings.horizontal.iter().filter(is_across).copied().collect();
        across.extend([top, bottom].map(|at| Edge { horizontal: true, at, from, to }));
        across.sort_by(|a, b| a.at.total_cmp(&b.at));
        let rows = lines(here, tuning);
        let (down, xs) = (self.down(rulings, near), Some(grid.xs.clone()));
        Zone { page: 0, from, to, top, bottom, rows, across, is_lined: true, down, xs }
    }

    /// The lines that run down between the columns, and the sides of the table.
    fn down(&self, rulings: &Rulings, near: f32) -> Vec<Edge> {
        let &Self { grid, from, to, top, bottom, .. } = self;
        let side = |line: &Edge| grid.xs.iter().copied().find(|x| (x - line.at).abs() <= near);
        let is_down = |line: &&Edge| line.from < bottom - near && top + near < line.to;
        let drawn = rulings.vertical.iter().filter(is_down);
        let drawn = drawn.filter_map(|line| Some(Edge { at: side(line)?, ..*line }));
        let ends = [from, to].map(|at| Edge { horizontal: false, at, from: top, to: bottom });
        drawn.chain(ends).collect()
    }
}
