//! A cell a line behind a tab, rows parted by a blank line: what Word leaves when a table is saved as text.

use juesuan_segment::Span;

use crate::grid::Grid;
use crate::layouts::column_period;
use crate::layouts::exploded_row::Row;
use crate::layouts::missing_cells;
use crate::reason::Reason;
use crate::repair::{Repair, RepairKind};
use crate::text::Text;
use crate::tuning::layouts::TUNING;
use juesuan_source::chars::GAPS;
use juesuan_source::lines;

/// Adds the rows of a fragment to the grid.
///
/// `width` is the number of columns of the page above where nothing parts its rows, and becomes that of this one.
pub(crate) fn read(
    source: &Text<'_>,
    fragment: Span,
    width: &mut Option<usize>,
    grid: &mut Grid,
    repairs: &mut Vec<Repair>,
) {
    let mut rows =
        Rows { source, done: Vec::new(), row: Row::default(), held: None, width: 0, sure: false, blanks: 0 };
    for line in lines(source, fragment) {
        let text = line.text(source);
        if let Some(lead) = lead(text) {
            rows.end_if_parted();
            let mut at = line.start as usize + lead;
            for cell in without_end(text.get(lead..).unwrap_or("")).split('\t') {
                rows.row.cells.push(Span::of(at..at + cell.len()));
                at += cell.len() + 1;
            }
        } else if let Some(cell) = barred(text) {
            rows.end_if_parted();
            let start = line.start as usize;
            rows.row.cells.push(Span::of(start..start + cell));
        } else if text.trim().is_empty() {
            rows.blanks += 1;
        } else {
            rows.extend(line);
        }
    }
    let mut rows = part(source, rows.finish(), width, repairs);
    missing_cells::place(source, &mut rows, repairs);
    for row in &rows {
        emit(source, row, grid);
    }
}

/// Where the first cell of a line behind a tab begins.
fn lead(line: &str) -> Option<usize> {
    let inner = line.trim_start_matches(GAPS);
    inner.starts_with('\t').then(|| line.len() - inner.len() + 1)
}

/// A cell without the tab behind it.
fn without_end(cells: &str) -> &str {
    let cell = cells.trim_end_matches(' ').strip_suffix('\t');
    cell.filter(|cell| !cell.contains('\t') && !cell.trim().is_empty()).unwrap_or(cells)
}

/// The length of the cell of a line that a pipe closes: `1.50 |`.
fn barred(line: &str) -> Option<usize> {
    let cell = line.trim_end().strip_suffix('|')?;
    (!cell.contains(['|', '\t'])).then_some(cell.len())
}

struct Rows<'a> {
    source: &'a Text<'a>,
    done: Vec<Row>,
    /// The row that is being read.
    row: Row,
    /// A row that is shorter than those above it: a blank line may have parted it inside a cell.
    held: Option<Row>,
    /// Number of cells of the row above.
    width: usize,
    /// The row above that had as many.
    sure: bool,
    /// Blank lines above this line.
    blanks: usize,
}

impl Rows<'_> {
    /// Ends the row at blank lines, once it is clear that another cell follows them.
    fn end_if_parted(&mut self) {
        match std::mem::take(&mut self.blanks) {
            0 => {}
            1 => self.end_row(),
            _ => {
                self.end_row();
                self.flush_held();
                self.row.after_gap = true;
            }
        }
    }

    /// A line without a tab continues the cell above it, blank lines in between or not.
    fn extend(&mut self, line: Span) {
        self.blanks = 0;
        match self.row.cells.last_mut() {
            Some(cell) => cell.end = line.end,
            None => self.row.cells.push(line),
        }
    }

    /// Ends the row: two short ones that together have the width of the others are one.
    fn end_row(&mut self) {
        if self.row.cells.is_empty() {
            return;
        }
        let row = std::mem::take(&mut self.row);
        if let Some(mut held) = self.held.take() {
            let filled = row.cells.first().is_some_and(|cell| !cell.text(self.source).trim().is_empty());
            if filled && held.cells.len() + row.cells.len() == self.width {
                held.cells.extend(row.cells);
                self.done.push(held);
                return;
            }
            self.settle(held);
        }
        if self.sure && row.cells.len() < self.width {
            self.held = Some(row);
        } else {
            self.settle(row);
        }
    }

    fn flush_held(&mut self) {
        if let Some(held) = self.held.take() {
            self.settle(held);
        }
    }

    /// Takes a row as it stands and its width for that of the rows around it.
    fn settle(&mut self, row: Row) {
        self.sure = row.cells.len() == self.width && self.width > 2;
        self.width = row.cells.len();
        self.done.push(row);
    }

    fn finish(mut self) -> Vec<Row> {
        self.end_row();
        self.flush_held();
        self.done
    }
}

/// Parts the rows of tables that have no blank line between them.
fn part(source: &Text<'_>, rows: Vec<Row>, above: &mut Option<usize>, repairs: &mut Vec<Repair>) -> Vec<Row> {
    let rows = part_at_blanks(source, rows, above, repairs);
    let longest = longest(*above, rows.len());
    let headed = headed(source, &rows);
    if headed.is_none() && rows.iter().all(|row| row.cells.len() <= longest) {
        return rows;
    }
    let longest = headed.unwrap_or(longest);
    let mut parted = Vec::with_capacity(rows.len());
    // where nothing parts the rows, a blank line parts pages
    let mut below_parted = false;
    for mut row in rows {
        row.after_gap |= below_parted;
        let longest = above.unwrap_or(longest);
        let width =
            if row.cells.len() > longest { column_period::width(source, &row.cells, *above) } else { None };
        *above = width.or(*above);
        below_parted |= width.is_some();
        let Some(width) = width else {
            parted.push(row);
            continue;
        };
        let whole = row.cells.iter().copied().reduce(Span::join).unwrap_or_default();
        repairs.push(note(&row, width, Reason::Rhythm));
        let lacking = row.cells.len().next_multiple_of(width) - row.cells.len();
        let end = whole.end as usize;
        let (first, rest) = if lacking > 0 && column_period::begins_with_names(source, &row.cells, width) {
            // the empty cells at the end of the last row were left out
            row.cells.extend(std::iter::repeat_n(Span::of(end..end), lacking));
            row.cells.split_at(0)
        } else {
            row.cells.split_at(row.cells.len() % width)
        };
        let mut after_gap = row.after_gap;
        for cells in std::iter::once(first).chain(rest.chunks(width)).filter(|cells| !cells.is_empty()) {
            parted.push(Row { cells: cells.to_vec(), after_gap: std::mem::take(&mut after_gap) });
        }
    }
    parted
}

/// The longest row that may be one: as wide as the page above, else as tables can be.
fn longest(above: Option<usize>, rows: usize) -> usize {
    above.unwrap_or(if rows == 1 { TUNING.exploded.longest_lone_row } else { TUNING.exploded.longest_row })
}

/// Parts the rows of tables of which each row ends with an empty cell more than it has columns.
fn part_at_blanks(
    source: &Text<'_>,
    rows: Vec<Row>,
    above: &mut Option<usize>,
    repairs: &mut Vec<Repair>,
) -> Vec<Row> {
    let mut parted = Vec::with_capacity(rows.len());
    let count = rows.len();
    for row in rows {
        let long = row.cells.len() > longest(*above, count);
        let Some(period) = column_period::ended_by_blanks(source, &row.cells).filter(|_| long) else {
            parted.push(row);
            continue;
        };
        repairs.push(note(&row, period - 1, Reason::RowEnds));
        *above = Some(period - 1);
        let mut after_gap = row.after_gap;
        for cells in row.cells.chunks(period) {
            let cells = cells.get(..period - 1).unwrap_or(cells).to_vec();
            parted.push(Row { cells, after_gap: std::mem::take(&mut after_gap) });
        }
    }
    parted
}

fn note(row: &Row, width: usize, reason: Reason) -> Repair {
    Repair {
        kind: RepairKind::PartedRows,
        at: row.cells.iter().copied().reduce(Span::join).unwrap_or_default(),
        other: None,
        printed: format!("{} 个单元格", row.cells.len()),
        read_as: format!("{width} 列"),
        reason,
    }
}

/// The number of columns that the header of few rows shows, where every blank line parts whole rows of as many cells.
fn headed(source: &Text<'_>, rows: &[Row]) -> Option<usize> {
    let (first, rest) = rows.split_first()?;
    let even = !rest.is_empty() && rest.iter().all(|row| row.cells.len() == first.cells.len());
    let width = column_period::headed(source, &first.cells).filter(|_| !even)?;
    let whole = rows.iter().all(|row| row.cells.len().is_multiple_of(width));
    (whole && first.cells.len() >= TUNING.exploded.fewest * width).then_some(width)
}

fn emit(source: &Text<'_>, row: &Row, grid: &mut Grid) {
    let (Some(start), Some(end)) = (row.cells.first(), row.cells.last()) else { return };
    if row.after_gap {
        grid.mark_gap();
    }
    let first = grid.begin();
    for cell in &row.cells {
        grid.push(source, first, cell.range());
    }
    let whole = Span::new(start.start, end.end.max(start.end));
    grid.end(source, first, whole, false);
}
