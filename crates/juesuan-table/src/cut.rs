//! Rows that a page break cut in two.

use crate::build::Open;
use crate::grid::Grid;
use crate::repair::Repair;

/// Joins a row of the grid with the last row of the table where it continues that; says whether it did.
pub(crate) fn join(_open: &mut Open, _grid: &Grid, _row: usize, _source: &str, _repairs: &mut Vec<Repair>) -> bool {
    false
}
