//! A cell a line behind a tab, rows parted by a blank line: what Word leaves when a table is saved as text.

use std::ops::Range;

use juesuan_segment::Span;

use crate::grid::Grid;
use crate::lines::lines;

/// Adds the rows of a fragment to the grid.
pub(crate) fn read(source: &str, fragment: Span, grid: &mut Grid) {
    let mut rows = Rows { source, grid, row: Vec::new(), held: None, width: 0, confirmed: false, blanks: 0 };
    for line in lines(source, fragment) {
        let text = line.text(source);
        if let Some(lead) = lead(text) {
            rows.begin_if_parted();
            let start = line.start as usize + lead;
            let mut at = start;
            for cell in text.get(lead..).unwrap_or("").split('\t') {
                rows.row.push(at..at + cell.len());
                at += cell.len() + 1;
            }
        } else if text.trim().is_empty() {
            rows.blanks += 1;
        } else {
            rows.extend(line);
        }
    }
    rows.end_row();
    rows.flush_held();
}

/// Where the first cell of a line behind a tab begins.
fn lead(line: &str) -> Option<usize> {
    let inner = line.trim_start_matches([' ', '\u{3000}', '\u{a0}']);
    inner.starts_with('\t').then(|| line.len() - inner.len() + 1)
}

struct Rows<'a> {
    source: &'a str,
    grid: &'a mut Grid,
    /// Cells of the row that is being read.
    row: Vec<Range<usize>>,
    /// A row that is shorter than its neighbours: a blank line may have parted it inside a cell.
    held: Option<Vec<Range<usize>>>,
    /// Number of cells of the rows above.
    width: usize,
    /// At least two rows had that many.
    confirmed: bool,
    /// Blank lines above this one.
    blanks: usize,
}

impl Rows<'_> {
    /// Ends the row at a blank line, once it is clear that another cell follows.
    fn begin_if_parted(&mut self) {
        if self.blanks > 0 {
            self.end_row();
            if self.blanks > 1 {
                self.flush_held();
                self.grid.mark_gap();
            }
            self.blanks = 0;
        }
    }

    /// A line without a tab continues the cell above it, blank lines in between or not.
    fn extend(&mut self, line: Span) {
        self.blanks = 0;
        match self.row.last_mut() {
            Some(cell) => cell.end = line.end as usize,
            None => self.row.push(line.range()),
        }
    }

    /// Ends the row: two short ones that together have the width of the others are one.
    fn end_row(&mut self) {
        if self.row.is_empty() {
            return;
        }
        let row = std::mem::take(&mut self.row);
        if let Some(mut held) = self.held.take() {
            let opens = row.first().is_some_and(|cell| !self.text(cell).is_empty());
            if opens && held.len() + row.len() == self.width {
                held.extend(row);
                self.emit(&held);
                return;
            }
            self.settle(&held);
        }
        if self.confirmed && row.len() < self.width {
            self.held = Some(row);
        } else {
            self.settle(&row);
        }
    }

    fn flush_held(&mut self) {
        if let Some(held) = self.held.take() {
            self.settle(&held);
        }
    }

    /// Emits a row as it stands and takes its width for that of the rows around it.
    fn settle(&mut self, row: &[Range<usize>]) {
        self.confirmed = row.len() == self.width && self.width > 2;
        self.width = row.len();
        self.emit(row);
    }

    fn emit(&mut self, row: &[Range<usize>]) {
        let first = self.grid.begin();
        for cell in row {
            self.grid.push(self.source, first, cell.clone());
        }
        let start = row.first().map_or(0, |cell| cell.start);
        let end = row.last().map_or(0, |cell| cell.end);
        self.grid.end(self.source, first, Span::of(start..end), false);
    }

    fn text(&self, cell: &Range<usize>) -> &str {
        self.source.get(cell.clone()).unwrap_or("").trim()
    }
}
