//! Cells of figure columns that hold a word: 零 is a number, 无 says as much as a dash.

use crate::cell::clean;
use crate::reason::Reason;
use crate::rebuild::open_table::Open;
use crate::repair::{Repair, RepairKind};
use crate::table::{CellKind, Role, RowKind};
use crate::text::Text;
use crate::tuning::rebuild::TUNING;
use crate::words::List;

/// Reads the words in figure columns.
pub(crate) fn read_words(open: &mut Open, source: &Text<'_>, repairs: &mut Vec<Repair>) {
    for row in 0..open.table.rows.len() {
        let range = open.table.rows[row].cells.clone();
        if open.table.rows[row].kind != RowKind::Data {
            continue;
        }
        for (column, at) in range.enumerate() {
            let at = at as usize;
            let figure = open.table.columns.get(column).is_some_and(|column| column.role == Role::Figure);
            let Some(cell) = open.table.cells.get_mut(at).filter(|_| figure) else { continue };
            if cell.kind != CellKind::Text
                || cell.read_as != 0
                || cell.span.len() > TUNING.number_words.longest.bytes()
            {
                continue;
            }
            let printed = cell.span.text(source);
            let word = clean::key(printed);
            if source.words.has(List::Nothing, &word) {
                cell.kind = CellKind::Dash;
            } else if source.words.has(List::Zero, &word) {
                let span = cell.span;
                repairs.push(Repair {
                    kind: RepairKind::ReadWord,
                    at: span,
                    other: None,
                    printed: printed.to_owned(),
                    read_as: "0".to_owned(),
                    reason: Reason::ZeroWord,
                });
                open.read_as(at, CellKind::Amount, "0".to_owned(), vec![span]);
            }
        }
    }
}
