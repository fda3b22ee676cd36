//! From lines to cells: where lines cross, which boxes they enclose, and which boxes are one merged cell.

use std::ops::Range;

use super::drawing::Edge;
use super::limits::Limits;
use super::rulings::Rulings;
use crate::tuning::{TUNING, Tolerances};

/// A cell between lines; rows and columns are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) rows: Range<usize>,
    pub(crate) columns: Range<usize>,
}

/// A table that lines draw.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    /// Distances of the vertical lines, one more than there are columns.
    pub(crate) xs: Vec<f32>,
    /// Distances of the horizontal lines, one more than there are rows.
    pub(crate) ys: Vec<f32>,
    /// The cells, by row, then by column.
    pub(crate) cells: Vec<Cell>,
    /// For each place, row by row, its cell.
    places: Vec<usize>,
}

impl Grid {
    pub(crate) fn columns(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    pub(crate) fn rows(&self) -> usize {
        self.ys.len().saturating_sub(1)
    }

    /// The top and the bottom of the table.
    pub(crate) fn height(&self) -> (f32, f32) {
        (self.ys.first().copied().unwrap_or(0.0), self.ys.last().copied().unwrap_or(0.0))
    }

    pub(crate) fn area(&self) -> f32 {
        let (y0, y1) = self.height();
        (y1 - y0) * (self.xs.last().copied().unwrap_or(0.0) - self.xs.first().copied().unwrap_or(0.0))
    }

    /// Parts its columns at further distances, where all of its own are among them: a cell that lies over several of the
    /// new columns is merged. `false`, and no change, where they are not.
    pub(super) fn refine(&mut self, xs: &[f32], tolerance: f32) -> bool {
        let place = |own: &f32| xs.iter().position(|x| (x - own).abs() <= tolerance);
        let Some(places) = self.xs.iter().map(place).collect::<Option<Vec<usize>>>() else { return false };
        let is_whole = places.first() == Some(&0) && places.last() == Some(&(xs.len().saturating_sub(1)));
        if !is_whole || !places.is_sorted_by(|a, b| a < b) {
            return false;
        }
        let at = |column: usize| places.get(column).copied().unwrap_or(column);
        for cell in &mut self.cells {
            cell.columns = at(cell.columns.start)..at(cell.columns.end);
        }
        let widths: Vec<usize> = places.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let row = |row: &[usize]| -> Vec<usize> {
            row.iter().zip(&widths).flat_map(|(&cell, &width)| std::iter::repeat_n(cell, width)).collect()
        };
        self.places = self.places.chunks(widths.len().max(1)).flat_map(row).collect();
        self.xs = xs.to_vec();
        true
    }

    /// The cell that holds a point.
    pub(crate) fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        let column = between(&self.xs, x)?;
        let row = between(&self.ys, y)?;
        self.places.get(row * self.columns() + column).copied()
    }
}

/// The gap of `lines` that holds a value.
fn between(lines: &[f32], value: f32) -> Option<usize> {
    let after = lines.partition_point(|&line| line <= value);
    (after > 0 && after < lines.len()).then(|| after - 1)
}

/// The tables that lines draw on a page, from top to bottom. A frame around text is none.
pub(crate) fn grids(rulings: &Rulings, tuning: &Tolerances, limits: &Limits) -> Vec<Grid> {
    let (horizontal, vertical) = (&rulings.horizontal, &rulings.vertical);
    if horizontal.len() + vertical.len() > limits.edges {
        return Vec::new();
    }
    let mut found: Vec<Grid> = with_hanging(groups(horizontal, vertical, tuning.join_points), tuning)
        .iter()
        .filter_map(|(across, down)| grid(across, down, tuning, limits))
        .filter(|grid| grid.columns() > 1 && grid.cells.len() > 1)
        .collect();
    found.sort_by(|a, b| a.height().0.total_cmp(&b.height().0));
    found
}

/// Whether two lines cross or touch.
fn cross(across: &Edge, down: &Edge, tolerance: f32) -> bool {
    across.from - tolerance <= down.at
        && down.at <= across.to + tolerance
        && down.from - tolerance <= across.at
        && across.at <= down.to + tolerance
}

/// Lines that hang together, each group as its horizontal and its vertical ones.
fn groups(horizontal: &[Edge], vertical: &[Edge], tolerance: f32) -> Vec<(Vec<Edge>, Vec<Edge>)> {
    let mut forest = Forest::new(horizontal.len() + vertical.len());
    for (at, across) in horizontal.iter().enumerate() {
        let first = vertical.partition_point(|down| down.at < across.from - tolerance);
        let near = vertical.iter().enumerate().skip(first);
        for (other, down) in near.take_while(|(_, down)| down.at <= across.to + tolerance) {
            if cross(across, down, tolerance) {
                forest.join(at, horizontal.len() + other);
            }
        }
    }
    let mut order: Vec<(usize, usize)> =
        (0..horizontal.len() + vertical.len()).map(|at| (forest.root(at), at)).collect();
    order.sort_unstable();
    order
        .chunk_by(|a, b| a.0 == b.0)
        .map(|group| {
            let across = group.iter().filter_map(|&(_, at)| horizontal.get(at)).copied().collect();
            let down = group
                .iter()
                .filter_map(|&(_, at)| at.checked_sub(horizontal.len()).and_then(|at| vertical.get(at)))
                .copied()
                .collect();
            (across, down)
        })
        .collect()
}

/// Gives lines that run down and meet no other one to the table in which they stand: below a merged cell, on a page that cuts the
/// table off, nothing is drawn at their ends.
fn with_hanging(groups: Vec<(Vec<Edge>, Vec<Edge>)>, tuning: &Tolerances) -> Vec<(Vec<Edge>, Vec<Edge>)> {
    let (hanging, mut tables): (Vec<_>, Vec<_>) =
        groups.into_iter().partition(|(across, _)| across.is_empty());
    let near = tuning.join_points;
    let boxes: Vec<Option<[f32; 4]>> = tables
        .iter()
        .take(TUNING.drawn.most_tables)
        .map(|(_, down)| {
            let bound = |edges: &[Edge], pick: fn(f32, f32) -> f32, value: fn(&Edge) -> f32| {
                edges.iter().map(value).reduce(pick)
            };
            let (left, right) =
                (bound(down, f32::min, |line| line.at)?, bound(down, f32::max, |line| line.at)?);
            let (top, bottom) =
                (bound(down, f32::min, |line| line.from)?, bound(down, f32::max, |line| line.to)?);
            (down.len() > 1).then_some([left, right, top, bottom])
        })
        .collect();
    for line in hanging.into_iter().flat_map(|(_, down)| down) {
        let holds = |bounds: &Option<[f32; 4]>| {
            bounds.is_some_and(|[left, right, top, bottom]| {
                left < line.at && line.at < right && top - near <= line.from && line.to <= bottom + near
            })
        };
        if let Some((_, down)) = boxes.iter().position(holds).and_then(|at| tables.get_mut(at)) {
            down.push(line);
        }
    }
    for (_, down) in &mut tables {
        down.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    }
    tables
}

/// The table of lines that hang together.
pub(crate) fn grid(across: &[Edge], down: &[Edge], tuning: &Tolerances, limits: &Limits) -> Option<Grid> {
    let ys = with_open_ends(distances(across, tuning), down, tuning);
    let xs = with_open_ends(distances(down, tuning), across, tuning);
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if columns == 0 || rows == 0 || columns.saturating_mul(rows) > limits.places {
        return None;
    }
    let right_of = sides(down, &xs, &ys, tuning);
    let below = sides(across, &ys, &xs, tuning);
    let mut forest = Forest::new(columns * rows);
    for row in 0..rows {
        for column in 0..columns {
            let here = row * columns + column;
            // the line after a place: the right side of a column, the lower side of a row
            if column + 1 < columns && !right_of.get((column + 1) * rows + row).copied().unwrap_or(true) {
                forest.join(here, here + 1);
            }
            if row + 1 < rows && !below.get((row + 1) * columns + column).copied().unwrap_or(true) {
                forest.join(here, here + columns);
            }
        }
    }
    let (cells, places) = merged(&mut forest, rows, columns);
    Some(Grid { xs, ys, cells, places })
}

/// The distances at which lines stand.
fn distances(edges: &[Edge], tuning: &Tolerances) -> Vec<f32> {
    let mut all: Vec<f32> = edges.iter().map(|edge| edge.at).collect();
    all.sort_by(f32::total_cmp);
    all.dedup_by(|next, last| *next - *last <= tuning.snap_points);
    all
}

/// Adds the sides that are not drawn: where two or more lines that cross end beyond the first or the last.
fn with_open_ends(mut lines: Vec<f32>, crossing: &[Edge], tuning: &Tolerances) -> Vec<f32> {
    let end = |mut ends: Vec<f32>| {
        ends.sort_by(f32::total_cmp);
        ends.get(1).copied()
    };
    let low = end(crossing.iter().map(|edge| edge.from).collect());
    let high = end(crossing.iter().map(|edge| -edge.to).collect()).map(|to| -to);
    if let (Some(low), Some(&first)) = (low, lines.first())
        && first - low > tuning.open_side_points
    {
        lines.insert(0, low);
    }
    if let (Some(high), Some(&last)) = (high, lines.last())
        && high - last > tuning.open_side_points
    {
        lines.push(high);
    }
    lines
}

/// For each line at one of `lines`, in the order of the lines, whether each gap of `gaps` is drawn along it.
fn sides(edges: &[Edge], lines: &[f32], gaps: &[f32], tuning: &Tolerances) -> Vec<bool> {
    let count = gaps.len().saturating_sub(1);
    let mut drawn = vec![0.0_f32; lines.len() * count];
    for edge in edges {
        let line = lines.partition_point(|&line| line <= edge.at).saturating_sub(1);
        let first = gaps.partition_point(|&gap| gap <= edge.from).saturating_sub(1);
        for gap in first..count {
            let (Some(&from), Some(&to)) = (gaps.get(gap), gaps.get(gap + 1)) else { break };
            if from >= edge.to {
                break;
            }
            let covered = (edge.to.min(to) - edge.from.max(from)).max(0.0) / (to - from).max(0.1);
            if let Some(part) = drawn.get_mut(line * count + gap) {
                *part += covered;
            }
        }
    }
    drawn.into_iter().map(|part| part >= tuning.drawn_side).collect()
}

/// The cells that joined places make. One that is no rectangle is cut into its rows.
fn merged(forest: &mut Forest, rows: usize, columns: usize) -> (Vec<Cell>, Vec<usize>) {
    let count = rows * columns;
    let roots: Vec<usize> = (0..count).map(|place| forest.root(place)).collect();
    let mut boxes: Vec<Option<(Cell, usize)>> = vec![None; count];
    for (place, &root) in roots.iter().enumerate() {
        let (row, column) = (place / columns, place % columns);
        let Some(known) = boxes.get_mut(root) else { continue };
        match known {
            None => *known = Some((Cell { rows: row..row + 1, columns: column..column + 1 }, 1)),
            Some((cell, size)) => {
                cell.rows = cell.rows.start.min(row)..cell.rows.end.max(row + 1);
                cell.columns = cell.columns.start.min(column)..cell.columns.end.max(column + 1);
                *size += 1;
            }
        }
    }
    let is_box = |root: usize| {
        boxes
            .get(root)
            .and_then(Option::as_ref)
            .is_some_and(|(cell, size)| cell.rows.len() * cell.columns.len() == *size)
    };
    let mut cells: Vec<Cell> = Vec::new();
    let mut places = vec![0; count];
    let mut numbers: Vec<Option<usize>> = vec![None; count];
    for (place, &root) in roots.iter().enumerate() {
        let (row, column) = (place / columns, place % columns);
        let left = (column > 0).then(|| place - 1);
        let number = if is_box(root) {
            numbers.get(root).copied().flatten().unwrap_or_else(|| {
                let cell = boxes.get(root).and_then(|found| found.as_ref().map(|(cell, _)| cell.clone()));
                cells.extend(cell);
                cells.len() - 1
            })
        } else if let Some(left) = left.filter(|&left| roots.get(left) == Some(&root)) {
            let number = places.get(left).copied().unwrap_or(0);
            if let Some(cell) = cells.get_mut(number) {
                cell.columns.end = column + 1;
            }
            number
        } else {
            cells.push(Cell { rows: row..row + 1, columns: column..column + 1 });
            cells.len() - 1
        };
        if let Some(known) = numbers.get_mut(root) {
            *known = Some(number);
        }
        if let Some(slot) = places.get_mut(place) {
            *slot = number;
        }
    }
    (cells, places)
}

/// Sets that are joined (union–find).
struct Forest {
    parents: Vec<usize>,
}

impl Forest {
    fn new(size: usize) -> Self {
        Self { parents: (0..size).collect() }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while let Some(&parent) = self.parents.get(at) {
            if parent == at {
                break;
            }
            let above = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.parents.get_mut(at) {
                *slot = above;
            }
            at = above;
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.parents.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}
