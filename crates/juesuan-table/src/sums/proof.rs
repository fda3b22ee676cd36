//! Figures that are in doubt as they stand, because their characters were recognised on a picture: what adds up exactly is
//! proved, the rest stays in doubt.

use rust_decimal::Decimal;

use super::constraints::{Figures, Sums};
use crate::table::{CellKind, Role, RowKind, Table};
use crate::text::Text;
use crate::{Certainty, Span};

/// Puts the figures of a table that stand in these places in doubt, and takes those out of it that sums prove.
pub(crate) fn prove(table: &mut Table, source: &Text<'_>, places: &[Span]) {
    if !doubt(table, places) {
        return;
    }
    let figures = Figures::of(table, source);
    let sums = Sums::of(table, source, &figures);
    let rows: Vec<usize> =
        (0..table.rows.len()).filter(|&row| table.rows[row].kind == RowKind::Data).collect();
    let mut proved: Vec<(usize, usize)> = Vec::new();
    for sum in &sums.across {
        for &row in &rows {
            let parts: Vec<_> = sum.parts.iter().map(|&(column, minus)| (row, column, minus)).collect();
            proved.extend(whole(&figures, (row, sum.total), &parts));
        }
    }
    for sum in &sums.down {
        for column in sum.columns.clone() {
            let parts: Vec<_> = sum.parts.iter().map(|&row| (row, column, false)).collect();
            proved.extend(whole(&figures, (sum.total, column), &parts));
        }
    }
    for (row, column) in proved {
        let at = table.rows[row].cells.start as usize + column;
        if let Some(cell) = table.cells.get_mut(at)
            && cell.certainty == Certainty::Doubtful
        {
            cell.certainty = Certainty::Proved;
        }
    }
}

/// Puts the figures in these places in doubt, and dashes and words where figures may stand; says whether there are any.
fn doubt(table: &mut Table, places: &[Span]) -> bool {
    let is_there = |span: Span| {
        let before = places.partition_point(|place| place.start <= span.start);
        before.checked_sub(1).and_then(|at| places.get(at)).is_some_and(|place| span.start < place.end)
    };
    let mut any = false;
    for row in &table.rows {
        let cells = table.cells.get_mut(row.cells.start as usize..row.cells.end as usize);
        for (cell, column) in cells.unwrap_or(&mut []).iter_mut().zip(&table.columns) {
            let is_number = matches!(cell.kind, CellKind::Amount | CellKind::Count | CellKind::Percent);
            let may_be_one = column.role == Role::Figure && cell.kind != CellKind::Blank;
            if (is_number || may_be_one) && is_there(cell.span) {
                cell.certainty = Certainty::Doubtful;
                any = true;
            }
        }
    }
    any
}

/// The places of a total and its parts, where they add up to the last digit and say something. One part alone may be
/// misread as its total is; and figures without decimals may all have lost their points.
fn whole(figures: &Figures, total: (usize, usize), parts: &[(usize, usize, bool)]) -> Vec<(usize, usize)> {
    let mut sum = Decimal::ZERO;
    let mut counted = 0;
    let mut places = vec![total];
    for &(row, column, minus) in parts {
        let Some(value) = figures.get(row, column) else { continue };
        let Some(next) = (if minus { sum.checked_sub(value) } else { sum.checked_add(value) }) else {
            return Vec::new();
        };
        sum = next;
        counted += usize::from(!value.is_zero());
        places.push((row, column));
    }
    let holds = figures.get(total.0, total.1).is_some_and(|total| total == sum && total.scale() > 0);
    if holds && counted > 1 { places } else { Vec::new() }
}
