//! Lower levels of a header that stand at the left edge: below cells that span rows some programs print nothing, and the
//! names below a wide group move to the left.

use std::ops::Range;

use crate::grid::Grid;

/// Puts the cells of such rows below the wide groups of the rows above them.
pub(crate) fn settle(grid: &mut Grid) {
    let spreads: Vec<(usize, Vec<usize>)> =
        (1..grid.rows.len()).filter_map(|row| Some((row, places(grid, row)?))).collect();
    if !spreads.is_empty() {
        grid.spread(&spreads);
    }
}

/// The columns to which the cells of a row belong, left to right, and the width of the header; `None` where the row stands
/// as it is printed.
fn places(grid: &Grid, row: usize) -> Option<Vec<usize>> {
    let (here, above) = (grid.rows.get(row)?, grid.rows.get(row.checked_sub(1)?)?);
    let below = grid.rows.get(row + 1)?;
    let filled = usize::from(here.filled);
    let at_the_edge = here.width() == filled && filled > 1;
    if here.numbers > 0 || above.numbers > 0 || below.numbers == 0 || !at_the_edge {
        return None;
    }
    let mut wide: Vec<usize> = groups(grid, row - 1).filter(|group| group.len() > 1).flatten().collect();
    let fits = wide.len() == filled && wide.first().is_some_and(|first| *first > 0);
    let named = |column: &usize| !grid.cell(row + 1, *column).is_blank();
    if !fits || !wide.iter().all(named) {
        return None;
    }
    wide.push(usize::from(above.printed_width));
    Some(wide)
}

/// The columns of each cell of a row: its own, and blank ones behind it.
fn groups(grid: &Grid, row: usize) -> impl Iterator<Item = Range<usize>> {
    let width = usize::from(grid.rows[row].printed_width);
    let starts: Vec<usize> = (0..width).filter(|&column| !grid.cell(row, column).is_blank()).collect();
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([width]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| start..end)
}
