//! The table that is being read, with the places that cells from above cover.

use crate::flow::{Block, Cell, MOST_COLUMNS, Table};

/// What browsers allow.
const MOST_SPANNED_COLUMNS: u32 = 1000;
/// What browsers allow.
const MOST_SPANNED_ROWS: u32 = 65_534;

/// A table of which a part has been read.
#[derive(Debug, Default)]
pub(super) struct Draft {
    table: Table,
    /// The row being read; `None` before the first.
    row: Option<u32>,
    column: u32,
    /// The row at which each column is free again.
    free_from: Vec<u32>,
    /// The cell being read.
    open: Option<Cell>,
}

impl Draft {
    pub(super) fn open_row(&mut self) {
        self.row = Some(self.row.map_or(0, |row| row.saturating_add(1)));
        self.column = 0;
    }

    pub(super) fn has_open_cell(&self) -> bool {
        self.open.is_some()
    }

    /// Opens a cell at the next free place; tells how many columns it covers.
    pub(super) fn open_cell(&mut self, rows: Option<u32>, columns: Option<u32>, header: bool) -> u32 {
        if self.row.is_none() {
            self.open_row();
        }
        let row = self.row.unwrap_or(0);
        while self.free_from.get(self.column as usize).is_some_and(|&free| free > row) {
            self.column += 1;
        }
        let columns = columns.unwrap_or(1).clamp(1, MOST_SPANNED_COLUMNS);
        // no rows at all means all that follow
        let rows =
            rows.map_or(1, |rows| if rows == 0 { MOST_SPANNED_ROWS } else { rows.min(MOST_SPANNED_ROWS) });
        let column = self.column.min(MOST_COLUMNS);
        let end = column.saturating_add(columns).min(MOST_COLUMNS);
        if rows > 1 {
            if self.free_from.len() < end as usize {
                self.free_from.resize(end as usize, 0);
            }
            let covered = self.free_from.get_mut(column as usize..end as usize).unwrap_or_default();
            covered.fill(row.saturating_add(rows));
        }
        self.column = end;
        self.open = Some(Cell { row, column, rows, columns, header: Some(header), blocks: Vec::new() });
        columns
    }

    pub(super) fn close_cell(&mut self, blocks: Vec<Block>) {
        self.table.cells.extend(self.open.take().map(|cell| Cell { blocks, ..cell }));
    }

    pub(super) fn finish(self) -> Table {
        self.table
    }
}
