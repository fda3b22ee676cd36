//! How the cells of a table with one cell a line come one after the other, which tells it from text.

use crate::tuning::TUNING;

/// What an exploded table shows of its rows while it is read.
#[derive(Debug, Default)]
pub(crate) struct ExplodedCells {
    /// Cells with text.
    pub(crate) cells: u32,
    /// Cells without.
    pub(crate) bare: u32,
    /// Cells that are sentences or long.
    sentences: u32,
    /// Groups of two and more cells, parted by blank lines.
    rows: u32,
    /// Cells of the group being read.
    in_row: u32,
    /// Blank lines just read.
    pub(crate) blanks: u32,
}

impl ExplodedCells {
    pub(crate) fn cell(&mut self, text: &str) {
        self.cells += 1;
        self.sentences += u32::from(
            text.len() > TUNING.exploded_cells.sentence.bytes() || text.ends_with(['。', '；', '：']),
        );
        self.any_cell();
    }

    pub(crate) fn bare_cell(&mut self) {
        self.bare += 1;
        self.any_cell();
    }

    pub(crate) fn any_cell(&mut self) {
        self.blanks = 0;
        self.in_row += 1;
        self.rows += u32::from(self.in_row == 2);
    }

    pub(crate) fn blank(&mut self) {
        self.blanks += 1;
        self.in_row = 0;
    }

    pub(crate) fn is_grid(&self) -> bool {
        self.cells == 0 && u64::from(self.bare) >= TUNING.exploded_cells.chart_cells as u64
    }

    /// Rows parted by blank lines, and cells that are no sentences or are empty; paragraphs behind tabs have neither.
    pub(crate) fn is_table(&self) -> bool {
        let short = self.cells - self.sentences;
        self.cells > 0
            && match self.rows {
                0 => false,
                1 => {
                    (self.bare > 0 || self.sentences == 0)
                        && self.cells + self.bare >= 4
                        && short * 2 >= self.cells
                }
                _ => self.bare > 0 || short * 2 >= self.cells,
            }
    }
}
