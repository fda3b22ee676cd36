//! Merged cells whose text comes again in every cell that they cover, as programs write tables that know no merged cells:
//! 合计 | 合计 | 公务接待费 | 公务接待费 above 预算数 | 决算数 | 预算数 | 决算数.

use juesuan_source::TextMap;

use crate::grid::{Grid, RawCell};
use crate::reason::Reason;
use crate::repair::{Repair, RepairKind};
use crate::text::Text;

/// Leaves of each such cell the first one alone.
pub(crate) fn fold(source: &Text<'_>, grid: &mut Grid, repairs: &mut Vec<Repair>) {
    let mut rewritten = TextMap::default();
    // whether the table that is gone through repeats its cells, and whether the row is one of its head
    let (mut repeats, mut in_head) = (false, false);
    for row in 0..grid.rows.len() {
        let has_numbers = grid.rows[row].numbers > 0;
        if !has_numbers && !in_head && begins(source, grid, row) {
            repairs.push(Repair {
                kind: RepairKind::DroppedRepeat,
                at: grid.rows[row].span,
                other: None,
                printed: grid.rows[row].span.text(source).trim().to_owned(),
                read_as: String::new(),
                reason: Reason::MergedCells,
            });
            rewritten.insert(row, head(source, grid, row, None));
            (repeats, in_head) = (true, true);
        } else if repeats && in_head && !has_numbers {
            rewritten.insert(row, head(source, grid, row, Some(row - 1)));
        } else {
            in_head = false;
            if let Some(cells) = repeats.then(|| label(source, grid, row)).flatten() {
                rewritten.insert(row, cells);
            }
        }
    }
    if !rewritten.is_empty() {
        grid.rewrite(rewritten);
    }
}

/// Whether a head begins here that repeats its cells: some stand twice beside one another, and some come again on the row
/// below.
fn begins(source: &Text<'_>, grid: &Grid, row: usize) -> bool {
    let Some(below) = grid.rows.get(row + 1).filter(|below| below.numbers == 0) else { return false };
    let cells = grid.cells(row);
    let known = cells.iter().filter(|cell| source.header(&grid.key(**cell, source)).is_some()).count();
    let beside = cells.windows(2).any(|pair| same(source, pair[0], pair[1]));
    let again = (0..cells.len()).any(|column| same(source, cells[column], grid.cell(row + 1, column)));
    beside && again && known * 2 >= usize::from(grid.rows[row].filled) && below.filled > 1
}

/// The cells of a row of the head without what repeats the cell to the left or above. Cells below different groups are no
/// repeats of one another: 决算数 below each of several heads.
fn head(source: &Text<'_>, grid: &Grid, row: usize, above: Option<usize>) -> Vec<RawCell> {
    let width = usize::from(grid.rows[row].printed_width);
    let cell = |column: usize| grid.cell(row, column);
    let one_group = |column: usize| {
        above.is_none_or(|above| same(source, grid.cell(above, column - 1), grid.cell(above, column)))
    };
    let repeats = |column: usize| {
        let left = column > 0 && same(source, cell(column), cell(column - 1)) && one_group(column);
        left || above.is_some_and(|above| same(source, cell(column), grid.cell(above, column)))
    };
    (0..width).map(|column| if repeats(column) { RawCell::default() } else { cell(column) }).collect()
}

/// The cells of a row with figures whose name comes again; `None` where it does not.
fn label(source: &Text<'_>, grid: &Grid, row: usize) -> Option<Vec<RawCell>> {
    let cells = grid.cells(row);
    let first = cells.iter().find(|cell| !cell.is_blank()).filter(|cell| !cell.is_number())?;
    let again = |cell: &&RawCell| same(source, **cell, *first);
    if cells.iter().filter(again).count() < 2 {
        return None;
    }
    let mut seen = false;
    let folded = cells.iter().map(|cell| {
        let again = same(source, *cell, *first) && std::mem::replace(&mut seen, true);
        if again { RawCell::default() } else { *cell }
    });
    Some(folded.collect())
}

fn same(source: &Text<'_>, one: RawCell, two: RawCell) -> bool {
    !one.is_blank() && one.says_the_same(two, source)
}
