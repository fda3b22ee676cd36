//! Rows that were settled get their cells.

use std::collections::BTreeMap;

use juesuan_segment::Span;
use juesuan_source::Certainty;
use juesuan_source::TextSet;

use crate::cell::look;
use crate::cell::number::Shape;
use crate::repair::{Repair, RepairKind};
use crate::sums::candidates::{self, Atom};
use crate::sums::decision::{Doubt, Settled};
use crate::table::{Cell, CellKind, ReadAs, Role, Table};
use crate::text::Text;

/// The cells of a row that have several atoms: figures with blanks inside.
fn torn_cells(table: &Table, row: usize, atoms: &[Atom]) -> Vec<(usize, Span)> {
    let first = table.rows.get(row).map_or(0, |row| row.cells.start as usize);
    let torn = atoms.windows(2).filter(|pair| pair[0].column == pair[1].column);
    let cells = torn.map(move |pair| first + pair[0].column);
    cells.filter_map(|cell| Some((cell, table.cells.get(cell)?.span))).collect()
}

/// Figures of which nothing tells whether they are one stay as they are printed.
fn leave_as_printed(table: &mut Table, source: &Text<'_>, unsure: &[Doubt]) {
    for doubt in unsure {
        for (at, span) in torn_cells(table, doubt.row, &doubt.atoms) {
            table.read_as.push(ReadAs { text: span.text(source).to_owned(), spans: vec![span] });
            let read_as = Span::of(0..table.read_as.len()).end;
            if let Some(cell) = table.cells.get_mut(at) {
                *cell = Cell { span, read_as, kind: CellKind::Text, ..Cell::default() };
            }
        }
    }
}

/// Takes back what was told of the same cells before the sums decided.
pub(crate) fn retract(repairs: &mut Vec<Repair>, spans: &TextSet<Span>) {
    let kinds = |kind| matches!(kind, RepairKind::HealedNumber | RepairKind::Uncertain);
    repairs.retain(|repair| !(kinds(repair.kind) && spans.contains(&repair.at)));
}

/// Gives the settled rows their cells, leaves torn figures of the unsure ones as they are printed, and takes back what
/// was told of either before.
pub(crate) fn take(
    table: &mut Table,
    source: &Text<'_>,
    settled: Vec<Settled>,
    unsure: &[Doubt],
    repairs: &mut Vec<Repair>,
) {
    let printed = |row: usize, column: usize| {
        let first = table.rows.get(row)?.cells.start as usize;
        table.cells.get(first + column).map(|cell| cell.span)
    };
    let cells = |settled: &Settled| {
        let columns = settled.atoms.iter().filter_map(|atom| printed(settled.row, atom.column));
        columns.collect::<Vec<_>>()
    };
    let mut told: TextSet<Span> = settled.iter().flat_map(cells).collect();
    for doubt in unsure {
        told.extend(torn_cells(table, doubt.row, &doubt.atoms).into_iter().map(|(_, span)| span));
    }
    leave_as_printed(table, source, unsure);
    let moved: Vec<usize> = settled.iter().filter(|row| row.moved).map(|row| row.row).collect();
    apply(table, source, settled);
    for row in moved {
        table.mark(row, Certainty::Proved);
    }
    for doubt in unsure {
        table.mark(doubt.row, Certainty::Doubtful);
    }
    retract(repairs, &told);
}

/// Gives the settled rows their cells.
fn apply(table: &mut Table, source: &Text<'_>, settled: Vec<Settled>) {
    if settled.is_empty() {
        return;
    }
    let mut new: BTreeMap<usize, Vec<Cell>> = BTreeMap::new();
    for settled in settled {
        let cells = cells(table, source, &settled);
        new.insert(settled.row, cells);
    }
    let old = std::mem::take(&mut table.cells);
    let mut cells = Vec::with_capacity(old.len());
    for (at, row) in table.rows.iter_mut().enumerate() {
        let start = Span::of(0..cells.len()).end;
        match new.remove(&at) {
            Some(own) => cells.extend(own),
            None => cells
                .extend_from_slice(old.get(row.cells.start as usize..row.cells.end as usize).unwrap_or(&[])),
        }
        row.cells = start..Span::of(0..cells.len()).end;
    }
    table.cells = cells;
}

fn cells(table: &mut Table, source: &Text<'_>, settled: &Settled) -> Vec<Cell> {
    let width = settled.reading.last().map_or(0, |(column, _)| column + 1);
    let mut cells = vec![Cell::default(); width];
    for (column, range) in &settled.reading {
        let atoms = settled.atoms.get(range.clone()).unwrap_or(&[]);
        let (Some(first), Some(last)) = (atoms.first(), atoms.last()) else { continue };
        let own = table.rows.get(settled.row).and_then(|row| {
            table.cells.get(row.cells.start as usize + first.column).filter(|cell| cell.span == first.span)
        });
        let figure = table.columns.get(*column).is_some_and(|column| column.role == Role::Figure);
        cells[*column] = match own.copied().filter(|_| atoms.len() == 1) {
            Some(cell) if cell.kind == CellKind::Count && figure => Cell { kind: CellKind::Amount, ..cell },
            Some(cell) if cell.kind == CellKind::Amount && !figure => Cell { kind: CellKind::Count, ..cell },
            Some(cell) => cell,
            None => {
                let text = candidates::text(source, atoms);
                let seen = look::see(&text);
                let kind = match seen.look {
                    look::Look::Number if figure => CellKind::Amount,
                    look::Look::Number => CellKind::Count,
                    look::Look::Percent => CellKind::Percent,
                    look::Look::Dash => CellKind::Dash,
                    look::Look::Blank => CellKind::Blank,
                    look::Look::Broken | look::Look::Text => CellKind::Text,
                };
                let (span, unclean) = (first.span.join(last.span), seen.unclean || atoms.len() > 1);
                let between = span.text(source);
                if atoms.len() > 1 && (between.contains(['\n', '\r']) || Shape::of(between).is_none()) {
                    let spans = atoms.iter().map(|atom| atom.span).collect();
                    table.read_as.push(ReadAs { text, spans });
                    let read_as = Span::of(0..table.read_as.len()).end;
                    Cell { span: first.span, read_as, kind, ..Cell::default() }
                } else {
                    Cell { span, kind, unclean, ..Cell::default() }
                }
            }
        };
    }
    cells
}
