//! Pages of one table that print the code of a row in other numbers of columns: three on one page (类｜款｜项), one on the
//! next. The rows of all pages get the columns of the widest.

use crate::cell::look::Look;
use crate::grid::{Grid, RawCell};
use crate::text::Text;
use crate::tuning::rebuild::TUNING;
use juesuan_source::chars::is_code;

/// In how many columns a row prints its code: one more than the blank cells or parts of a code between the code and the
/// name. `None` where no code stands in its first cell.
fn code_columns(grid: &Grid, source: &Text<'_>, row: usize) -> Option<usize> {
    let cells = grid.cells(row);
    let code = cells.first().filter(|cell| is_code(cell.span.text(source)))?;
    let part = |cell: &&RawCell| {
        let text = cell.span.text(source);
        cell.is_blank() || matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let parts = cells.iter().skip(1).take_while(part).count();
    let named = cells.get(1 + parts).is_some_and(|cell| cell.seen.look == Look::Text);
    (named && parts < TUNING.parts.most && !code.is_blank()).then_some(1 + parts)
}

/// Gives the rows of narrower pages blank cells behind their codes.
pub(crate) fn widen(source: &Text<'_>, grid: &mut Grid) {
    let found: Vec<Option<usize>> = (0..grid.rows.len()).map(|row| code_columns(grid, source, row)).collect();
    let rows_of = |count: usize| found.iter().filter(|found| **found == Some(count)).count();
    let widest = (2..=TUNING.parts.most).rev().find(|&count| rows_of(count) >= TUNING.parts.fewest);
    let Some(widest) = widest.filter(|_| rows_of(1) > 0) else { return };
    let width_of = |count: usize| {
        let widths = found.iter().zip(&grid.rows).filter(move |(found, _)| **found == Some(count));
        widths.map(|(_, row)| usize::from(row.printed_width)).max()
    };
    // the same columns of names and figures stand behind the code
    let (Some(wide), Some(narrow)) = (width_of(widest), width_of(1)) else { return };
    if wide < narrow || wide - narrow > widest - 1 {
        return;
    }
    let mut spreads = Vec::new();
    let mut page = None;
    for row in 0..grid.rows.len() {
        page = found[row].or_else(|| page.filter(|_| !begins_page(grid, source, row)));
        let count = page.or_else(|| {
            found.get(row..).unwrap_or(&[]).iter().take(TUNING.parts.look_ahead).find_map(|count| *count)
        });
        let printed = usize::from(grid.rows[row].printed_width);
        if count == Some(1) && printed <= narrow && grid.cells(row).len() > 1 {
            let cells = grid.cells(row).len();
            let starts: Vec<usize> =
                (0..=cells.max(printed)).map(|at| if at == 0 { 0 } else { at + widest - 1 }).collect();
            spreads.push((row, starts));
        }
    }
    if !spreads.is_empty() {
        grid.spread(&spreads);
    }
}

/// Whether a row begins a page with a header of its own.
fn begins_page(grid: &Grid, source: &Text<'_>, row: usize) -> bool {
    let raw = &grid.rows[row];
    let heads = |cell: &&RawCell| !cell.is_blank() && source.words.heads(&grid.key(**cell, source));
    raw.numbers == 0 && grid.cells(row).iter().filter(heads).count() > 1
}
