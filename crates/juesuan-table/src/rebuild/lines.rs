//! Rows of given cells that stand on several lines: the name of the total above its figures, and names that are broken
//! around the line in the middle of their row.

use crate::cell::look::Look;
use crate::grid::{Grid, RawCell};
use crate::reason::Reason;
use crate::repair::{Repair, RepairKind};
use crate::text::Text;
use crate::tuning::rebuild::TUNING;
use crate::words;
use juesuan_source::TextMap;

/// Puts each such row on one line.
pub(crate) fn join(source: &Text<'_>, grid: &mut Grid, repairs: &mut Vec<Repair>) {
    if grid.has_loose() {
        return;
    }
    let mut rewritten: TextMap<usize, Vec<RawCell>> = TextMap::default();
    let mut row = 0;
    while row + 1 < grid.rows.len() {
        let (lines, reason) = if is_total(source, grid, row) {
            (2, Reason::NameAbove)
        } else if is_around(source, grid, row) {
            (3, Reason::NameAround)
        } else {
            row += 1;
            continue;
        };
        let main = row + 1;
        let cells = joined(grid, row..row + lines);
        let at = grid.rows[main].span;
        repairs.push(Repair {
            kind: RepairKind::WrappedRow,
            at,
            other: Some(grid.rows[row].span),
            printed: at.text(source).trim().to_owned(),
            read_as: String::new(),
            reason,
        });
        for line in row..row + lines {
            rewritten.insert(line, if line == main { cells.clone() } else { Vec::new() });
        }
        row += lines;
    }
    if !rewritten.is_empty() {
        grid.rewrite(rewritten);
    }
}

/// The cells of some lines in one row.
fn joined(grid: &mut Grid, lines: std::ops::Range<usize>) -> Vec<RawCell> {
    let widest =
        grid.rows.get(lines.clone()).unwrap_or(&[]).iter().map(|row| usize::from(row.printed_width)).max();
    let mut cells = Vec::new();
    for column in 0..widest.unwrap_or(0) {
        let parts: Vec<RawCell> =
            lines.clone().map(|line| grid.cell(line, column)).filter(|cell| !cell.is_blank()).collect();
        cells.push(grid.together(&parts));
    }
    cells
}

/// Whether the row is the name of a total and nothing else, and the next one its figures.
fn is_total(source: &Text<'_>, grid: &Grid, row: usize) -> bool {
    let (here, below) = (&grid.rows[row], &grid.rows[row + 1]);
    let name = grid.cells(row).last().filter(|_| here.filled == 1);
    let total = name.is_some_and(|name| {
        source.words.sums_up(&grid.key(*name, source)) && name.span.len() < TUNING.lines.longest_total.bytes()
    });
    let right = grid.cells(row + 1).iter().take(here.width()).all(|cell| cell.is_blank());
    total && right && below.filled > 0 && below.filled == below.numbers && !below.after_gap
}

/// Whether names begin in this row and end two rows below it, in the same columns, around a row that leaves these blank.
fn is_around(source: &Text<'_>, grid: &Grid, row: usize) -> bool {
    let (Some(main), Some(last)) = (grid.rows.get(row + 1), grid.rows.get(row + 2)) else { return false };
    let (upper, lower) = (grid.cells(row), grid.cells(row + 2));
    if upper.len() != lower.len() || main.after_gap || last.after_gap || main.filled == 0 || main.numbers == 0
    {
        return false;
    }
    let mut any = false;
    let pairs = upper.iter().zip(lower).enumerate().all(|(column, (above, below))| {
        if above.is_blank() && below.is_blank() {
            return true;
        }
        any = true;
        let text = |cell: &RawCell| cell.seen.look == Look::Text;
        let rest = grid.key(*below, source);
        text(above)
            && text(below)
            && grid.cell(row + 1, column).is_blank()
            && below.span.len() <= above.span.len()
            && !words::begins_item(&rest)
            && !source.words.sums_up(&rest)
            && source.header(&rest).is_none_or(|_| words::begins_item(&grid.key(*above, source)))
    });
    // a row of names that stand above heads is a header
    let item = || upper.iter().any(|cell| words::begins_item(&grid.key(*cell, source)));
    any && pairs && item()
}
