//! The table that is being read: cells at their places in the grid.

use std::collections::HashMap;

use crate::flow::{Block, Cell, MOST_COLUMNS, Table};

/// A table of which a part has been read.
#[derive(Debug, Default)]
pub(super) struct Draft {
    table: Table,
    row: u32,
    column: u32,
    /// Whether the row was deleted under tracking.
    is_deleted: bool,
    /// Whether the row is not shown.
    is_hidden: bool,
    is_header: bool,
    /// Cells of the row begin here in `table.cells`.
    row_start: usize,
    cell: CellState,
    /// The cell that reaches down to the row above, by its first column.
    above: HashMap<u32, usize>,
    /// The same for the row that is being read.
    here: HashMap<u32, usize>,
}

#[derive(Debug, Default)]
struct CellState {
    span: u32,
    merge: Merge,
    side: Merge,
    /// Whether the cell was deleted under tracking.
    is_deleted: bool,
}

/// How a cell belongs to the one above it, or to the one before it.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Merge {
    /// A cell of its own.
    #[default]
    None,
    /// The first of merged cells.
    Restart,
    /// A part of the merged cell.
    Continue,
}

impl Draft {
    pub(super) fn open_row(&mut self) {
        self.column = 0;
        (self.is_deleted, self.is_hidden, self.is_header) = (false, false, false);
        self.row_start = self.table.cells.len();
        self.here.clear();
    }

    /// Leaves out grid columns before the first cell or after the last one.
    pub(super) fn skip(&mut self, columns: u32) {
        self.column = (self.column.saturating_add(columns)).min(MOST_COLUMNS);
    }

    pub(super) fn delete_row(&mut self) {
        self.is_deleted = true;
    }

    pub(super) fn hide_row(&mut self) {
        self.is_hidden = true;
    }

    pub(super) fn head_row(&mut self) {
        self.is_header = true;
    }

    pub(super) fn open_cell(&mut self) {
        self.cell = CellState { span: 1, ..CellState::default() };
    }

    pub(super) fn span(&mut self, columns: u32) {
        self.cell.span = columns.clamp(1, MOST_COLUMNS);
    }

    pub(super) fn delete_cell(&mut self) {
        self.cell.is_deleted = true;
    }

    pub(super) fn merge(&mut self, merge: Merge) {
        self.cell.merge = merge;
    }

    pub(super) fn merge_sideways(&mut self, merge: Merge) {
        self.cell.side = merge;
    }

    pub(super) fn close_cell(&mut self, mut blocks: Vec<Block>) {
        let CellState { span, merge, side, is_deleted } = std::mem::take(&mut self.cell);
        if is_deleted {
            return;
        }
        let span = span.max(1).min(MOST_COLUMNS - self.column.min(MOST_COLUMNS - 1));
        let column = self.column;
        self.column = (column + span).min(MOST_COLUMNS - 1);
        if side == Merge::Continue
            && let Some(cell) = self.table.cells.get_mut(self.row_start..).and_then(<[Cell]>::last_mut)
        {
            cell.columns = cell.columns.saturating_add(span);
            cell.blocks.append(&mut blocks);
            return;
        }
        if merge == Merge::Continue
            && let Some(&index) = self.above.get(&column)
            && let Some(cell) = self.table.cells.get_mut(index)
        {
            cell.rows = cell.rows.saturating_add(1);
            cell.blocks.append(&mut blocks);
            self.here.insert(column, index);
            return;
        }
        self.here.insert(column, self.table.cells.len());
        self.table.cells.push(Cell {
            row: self.row,
            column,
            rows: 1,
            columns: span,
            header: self.is_header.then_some(true),
            blocks,
        });
    }

    /// Ends the row; gives the text of one that is hidden and therefore left out.
    pub(super) fn close_row(&mut self) -> Option<String> {
        if self.is_deleted || self.is_hidden {
            let cells = self.table.cells.drain(self.row_start.min(self.table.cells.len())..);
            let texts: Vec<String> = cells.map(|cell| cell.text()).collect();
            return self.is_hidden.then(|| texts.join(" ")).filter(|text| !text.trim().is_empty());
        }
        std::mem::swap(&mut self.above, &mut self.here);
        self.row = self.row.saturating_add(1);
        None
    }

    pub(super) fn finish(self) -> Table {
        self.table
    }
}
