//! A table that is being built.

use std::ops::Range;

use juesuan_segment::Span;

use crate::sums::resolve::Loose;
use crate::table::{Cell, CellKind, ReadAs, Table};

/// A table that is being built.
pub(crate) struct Open {
    pub(crate) table: Table,
    /// The rows of its header in the grid.
    pub(crate) header: Range<usize>,
    /// For each column, in how many data rows it is filled.
    pub(crate) filled: Vec<u32>,
    /// Number of data rows.
    pub(crate) data_rows: u32,
    /// Numbers whose digits stand on both sides of a page break.
    pub(crate) split_numbers: Vec<SplitNumber>,
    /// Cells whose reading differs from what is printed, or that cannot be read.
    pub(crate) doubtful: Vec<u32>,
    /// Rows whose cells may stand elsewhere.
    pub(crate) loose: Vec<Loose>,
    /// The first row below a header that came again: another page begins with it.
    pub(crate) resumed: Option<usize>,
}

/// A number whose digits stand on both sides of a page break.
pub(crate) struct SplitNumber {
    /// Its index in the cells of the table.
    pub(crate) cell: usize,
    pub(crate) column: usize,
    /// Both parts, parted by a blank.
    pub(crate) printed: String,
}

impl Open {
    pub(crate) fn headless(row: usize) -> Self {
        let span = Span::new(u32::MAX, 0);
        let table = Table { span, ..Table::default() };
        Self {
            table,
            header: row..row,
            filled: Vec::new(),
            data_rows: 0,
            split_numbers: Vec::new(),
            doubtful: Vec::new(),
            loose: Vec::new(),
            resumed: None,
        }
    }

    /// The index of the cell in this column of the last row, which is made as wide as it needs to be.
    pub(crate) fn last_row_cell(&mut self, column: usize) -> usize {
        let end = Span::of(0..self.table.cells.len()).end;
        let Some(last) = self.table.rows.last_mut() else { return 0 };
        let at = last.cells.start as usize + column;
        if last.cells.end == end && at >= end as usize {
            self.table.cells.resize(at + 1, Cell::default());
            last.cells.end = Span::of(0..at + 1).end;
            self.filled.resize(self.filled.len().max(column + 1), 0);
        }
        at
    }

    /// Gives a cell a text that is joined from several places.
    pub(crate) fn read_as(&mut self, cell: usize, kind: CellKind, text: String, spans: Vec<Span>) {
        let Some(cell) = self.table.cells.get_mut(cell) else { return };
        cell.kind = kind;
        self.table.read_as.push(ReadAs { text, spans });
        cell.read_as = Span::of(0..self.table.read_as.len()).end;
    }
}
