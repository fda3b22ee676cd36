//! A table of a page with its text.

use super::cells::Grid;
use super::lines::Line;

/// A ruled table with its text.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) grid: Grid,
    /// The lines of each cell.
    pub(super) cells: Vec<Vec<Line>>,
    /// Whether lines are drawn around its cells.
    pub(super) is_ruled: bool,
    /// Whether no lines part its columns.
    pub(super) is_positioned: bool,
    /// Whether its first row was given back to the row that the page above cut.
    pub(super) skips_first_row: bool,
}

impl Table {
    /// Whether nothing stands in it.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(Vec::is_empty)
    }
}
