//! Text that does not fit its cell and stands out above and below it, as spreadsheets set a wrapped head in a row that is too low: its
//! middle tells whose it is, not the middle of each line.

use super::lines::Line;
use super::pieces::overlap;
use super::table::Table;
use crate::tuning::Tolerances;

/// A line of a cell.
#[derive(Copy, Clone, PartialEq, Eq)]
struct Place {
    cell: usize,
    line: usize,
}

/// Gives lines on the sides of cells back to the cells in whose middle their text stands.
pub(super) fn settle(table: &mut Table, tuning: &Tolerances) {
    let on_sides = on_sides(table, tuning);
    let all: usize = table.cells.iter().map(Vec::len).sum();
    // where all rows are low, every line stands in its own
    if on_sides.is_empty() || on_sides.len() * tuning.on_sides > all {
        return;
    }
    let mut moves: Vec<(Place, usize)> = Vec::new();
    for place in on_sides {
        if moves.iter().any(|(moved, _)| *moved == place) {
            continue;
        }
        let block = block(table, place, tuning);
        if let Some(target) = target(table, &block, tuning) {
            moves.extend(block.into_iter().filter(|place| place.cell != target).map(|place| (place, target)));
        }
    }
    // the last line of a cell first, so that the numbers of the others stay
    moves.sort_by_key(|(place, _)| std::cmp::Reverse((place.cell, place.line)));
    for (place, target) in moves {
        let Some(from) = table.cells.get_mut(place.cell) else { continue };
        if place.line < from.len() {
            let line = from.remove(place.line);
            if let Some(to) = table.cells.get_mut(target) {
                to.push(line);
                to.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
            }
        }
    }
}

/// Top and bottom of a cell.
fn height(table: &Table, cell: usize) -> Option<(f32, f32)> {
    let rows = &table.grid.cells.get(cell)?.rows;
    Some((*table.grid.ys.get(rows.start)?, *table.grid.ys.get(rows.end)?))
}

fn line(table: &Table, place: Place) -> Option<&Line> {
    table.cells.get(place.cell)?.get(place.line)
}

/// The lines that a side between rows runs through.
fn on_sides(table: &Table, tuning: &Tolerances) -> Vec<Place> {
    let mut found = Vec::new();
    for (cell, lines) in table.cells.iter().enumerate() {
        let Some((top, bottom)) = height(table, cell) else { continue };
        for (at, line) in lines.iter().enumerate() {
            let out = (top - line.y0).max(line.y1 - bottom);
            if out > tuning.stands_out * line.size {
                found.push(Place { cell, line: at });
            }
        }
    }
    found
}

/// The lines above and below one another to which a line belongs, from top to bottom.
fn block(table: &Table, from: Place, tuning: &Tolerances) -> Vec<Place> {
    let mut block = vec![from];
    for down in [false, true] {
        let mut at = from;
        while let Some(next) =
            neighbour(table, at, down, tuning).filter(|_| block.len() <= tuning.most_in_block)
        {
            block.push(next);
            at = next;
        }
    }
    let middle = |place: &Place| line(table, *place).map_or(0.0, Line::middle);
    block.sort_by(|a, b| middle(a).total_cmp(&middle(b)));
    block
}

/// The next line of the same type below or above a line, no farther than lines of one text are.
fn neighbour(table: &Table, from: Place, down: bool, tuning: &Tolerances) -> Option<Place> {
    let own = line(table, from)?;
    let (low, high) = (tuning.least_pitch * own.size, tuning.leading * own.size);
    let x = f32::midpoint(own.x0, own.x1);
    let sign = if down { 1.0 } else { -1.0 };
    let cells = [
        Some(from.cell),
        table.grid.cell_at(x, own.middle() + sign * low),
        table.grid.cell_at(x, own.middle() + sign * high),
    ];
    let mut cells: Vec<usize> = cells.into_iter().flatten().collect();
    cells.sort_unstable();
    cells.dedup();
    let fits = |other: &Line| {
        let pitch = (other.middle() - own.middle()) * sign;
        let is_alike = (other.size - own.size).abs() <= tuning.same_size * own.size;
        low <= pitch && pitch <= high && is_alike && overlap((own.x0, own.x1), (other.x0, other.x1)) > 0.0
    };
    cells.into_iter().find_map(|cell| {
        let line = table.cells.get(cell)?.iter().position(fits)?;
        Some(Place { cell, line })
    })
}

/// The cell in whose middle a block of lines stands that is too high for it; `None` where the lines are where they belong.
fn target(table: &Table, block: &[Place], tuning: &Tolerances) -> Option<usize> {
    let (first, last) = (line(table, *block.first()?)?, line(table, *block.last()?)?);
    if block.len() < 2 || block.len() > tuning.most_in_block {
        return None;
    }
    let middle = f32::midpoint(first.y0, last.y1);
    let target = table.grid.cell_at(f32::midpoint(first.x0, first.x1), middle)?;
    let (top, bottom) = height(table, target)?;
    let columns = &table.grid.cells.get(target)?.columns;
    let (left, right) = (*table.grid.xs.get(columns.start)?, *table.grid.xs.get(columns.end)?);
    let near = tuning.snap_points;
    let is_inside = |place: &Place| {
        line(table, *place).is_some_and(|line| left - near <= line.x0 && line.x1 <= right + near)
    };
    // a cell that would be left empty holds what is its own
    let keeps = |place: &Place| {
        let own = block.iter().filter(|other| other.cell == place.cell).count();
        place.cell == target || table.cells.get(place.cell).is_some_and(|lines| lines.len() > own)
    };
    let stands_out = last.y1 - first.y0 > bottom - top;
    let is_middle = (middle - f32::midpoint(top, bottom)).abs() <= tuning.off_center * first.size;
    (stands_out && is_middle && block.iter().all(is_inside) && block.iter().all(keeps)).then_some(target)
}
