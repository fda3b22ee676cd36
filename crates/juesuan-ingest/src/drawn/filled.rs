//! A ruled table with the characters of each cell as they were drawn.

use super::cells::Grid;
use super::drawing::Glyph;
use super::lines::lines;
use super::overflow;
use super::table::Table;
use crate::tuning::Tolerances;

/// A table, and the characters of each of its cells.
pub(super) struct Filled {
    pub(super) table: Table,
    pub(super) glyphs: Vec<Vec<Glyph>>,
}

impl Filled {
    /// Sets the characters of each cell in lines.
    pub(super) fn of(grid: Grid, glyphs: Vec<Vec<Glyph>>, tuning: &Tolerances) -> Self {
        let cells = glyphs.iter().map(|glyphs| lines(glyphs.clone(), tuning)).collect();
        let mut table = Table { grid, cells, is_ruled: true, is_positioned: false, skips_first_row: false };
        overflow::settle(&mut table, tuning);
        Self { table, glyphs }
    }
}
