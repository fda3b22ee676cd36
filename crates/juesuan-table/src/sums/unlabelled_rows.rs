//! Lines with nothing but figures that may belong to the row above or to the one below: the sums of the table decide.

use juesuan_segment::Span;
use juesuan_source::TextSet;
use rust_decimal::Decimal;

use crate::cell::number;
use crate::reason::Reason;
use crate::repair::{Repair, RepairKind};
use crate::sums::apply;
use crate::sums::candidates;
use crate::sums::explain::Words;
use crate::sums::resolve::{Loose, Scale, Score};
use crate::table::{Cell, CellKind, CellRef, ReadAs, Role, RowKind, Table};
use crate::text::Text;

/// Joins lines of figures with the rows to which they belong, and gives the loose rows their new places.
pub(crate) fn join(table: &mut Table, loose: &mut [Loose], source: &Text<'_>, repairs: &mut Vec<Repair>) {
    let strays: Vec<usize> = (0..table.rows.len()).filter(|&row| is_stray(table, row)).collect();
    if strays.is_empty() {
        return;
    }
    let mut joined: Vec<(usize, usize)> = Vec::new();
    let around = strays.iter().flat_map(|&row| row.saturating_sub(1)..(row + 2).min(table.rows.len()));
    let mut scale = Scale::new(table, source, around);
    for stray in strays {
        let neighbours = [stray.checked_sub(1), Some(stray + 1)].into_iter().flatten();
        let fits: Vec<Fit> = neighbours.filter_map(|row| Fit::of(&scale, stray, row)).collect();
        let alone = fits.len() == 1;
        let proven: Vec<&Fit> =
            fits.iter().filter(|fit| fit.proves() || (alone && fit.completes())).collect();
        match (proven.as_slice(), fits.len()) {
            ([fit], _) => {
                if let Some(proof) = scale.proof(fit.row, &fit.values, &fit.columns) {
                    let words = Words::new(source, &scale.sums);
                    let reason = Reason::AddsUpWith(words.identity(table, proof, fit.row));
                    repairs.push(repair(table, source, stray, Some(fit.row), reason));
                }
                let (row, values) = (fit.row, fit.values.clone());
                scale.take(row, values);
                joined.push((stray, row));
            }
            (_, 2) => {
                repairs.push(repair(table, source, stray, None, Reason::EitherRow));
            }
            _ => {}
        }
    }
    let cells = |&(stray, row): &(usize, usize)| {
        let columns = filled(table, stray).map(|(column, _)| column);
        columns.map(|column| table.cell_at(row, column).span()).collect::<Vec<_>>()
    };
    let told: TextSet<Span> = joined.iter().flat_map(cells).filter(|span| !span.is_empty()).collect();
    apply::retract(repairs, &told);
    merge(table, source, &joined);
    for mark in loose.iter_mut() {
        mark.row -= joined.partition_point(|(stray, _)| *stray < mark.row);
    }
}

/// Whether a row has figures and nothing that names it.
fn is_stray(table: &Table, row: usize) -> bool {
    let named = |column: usize| table.columns.get(column).is_none_or(|column| column.role != Role::Figure);
    let mut any = false;
    let bare = table.row_cells_at(row).enumerate().filter(|(_, cell)| cell.kind() != CellKind::Blank).all(
        |(column, cell)| {
            any |= cell.kind() == CellKind::Amount;
            !named(column) && matches!(cell.kind(), CellKind::Amount | CellKind::Dash)
        },
    );
    let stubs = table.columns.iter().any(|column| matches!(column.role, Role::Label | Role::Code));
    bare && any && stubs && table.rows[row].kind == RowKind::Data
}

/// Candidate merge of an unlabelled figure row into a neighbour.
struct Fit {
    row: usize,
    before: Score,
    after: Score,
    values: Vec<Option<Decimal>>,
    columns: Vec<usize>,
    /// The last digits of figures stand on the line, decimals among them.
    digits: bool,
}

impl Fit {
    fn of(scale: &Scale<'_>, stray: usize, row: usize) -> Option<Self> {
        let table = scale.table;
        let fits = table.rows.get(row).is_some_and(|row| row.kind == RowKind::Data) && !is_stray(table, row);
        if !fits {
            return None;
        }
        let printed = scale.row_values(row);
        let mut values = printed.clone();
        let (mut columns, mut digits) = (Vec::new(), false);
        for (column, cell) in filled(table, stray) {
            let own = table.cell_at(row, column);
            values[column] = match own.kind() {
                CellKind::Blank => cell.number(scale.source),
                // the last digits of a figure stand on the line below it
                CellKind::Amount | CellKind::Text if stray > row => {
                    let (text, value) = whole(scale.source, own, cell)?;
                    digits |= text.contains('.');
                    Some(value)
                }
                _ => return None,
            };
            columns.push(column);
        }
        let before = scale.score(row, &printed, true);
        let after = scale.score(row, &values, true);
        Some(Self { row, before, after, values, columns, digits })
    }

    /// Whether the row adds up with the last digits no worse than without: they can belong nowhere else.
    fn completes(&self) -> bool {
        self.digits && self.after.own == 0 && self.after.holds > 0 && self.after.rank() <= self.before.rank()
    }

    /// Whether the row adds up with the figures and not without them.
    fn proves(&self) -> bool {
        // sums of rows may wait for the next torn row
        let better = self.before.own > 0 || self.after.rank() < self.before.rank();
        self.after.own == 0 && self.after.holds > 0 && better
    }
}

fn filled(table: &Table, row: usize) -> impl Iterator<Item = (usize, CellRef<'_>)> {
    table.row_cells_at(row).enumerate().filter(|(_, cell)| cell.kind() != CellKind::Blank)
}

/// The figure whose digits stand in two cells.
fn whole(source: &Text<'_>, upper: CellRef<'_>, lower: CellRef<'_>) -> Option<(String, Decimal)> {
    let text = [upper.text(source), lower.text(source)].concat();
    let value = number::decimal(&text).filter(|_| candidates::is_figure(&text))?;
    Some((text, value))
}

fn repair(table: &Table, source: &Text<'_>, stray: usize, row: Option<usize>, reason: Reason) -> Repair {
    let span = |row: usize| table.rows.get(row).map(|row| row.span);
    let printed = filled(table, stray)
        .map(|(_, cell)| cell.printed(source).into_owned())
        .collect::<Vec<_>>()
        .join(" | ");
    let read_as = row.map(|row| {
        let mut cells: Vec<String> = Vec::new();
        for column in 0..table.columns.len() {
            let (own, more) = (table.cell_at(row, column), table.cell_at(stray, column));
            let text = [own.text(source), more.text(source)].concat();
            cells.extend(Some(text).filter(|text| !text.is_empty()));
        }
        cells.join(" | ")
    });
    let kind = if row.is_some() { RepairKind::WrappedRow } else { RepairKind::Uncertain };
    Repair {
        kind,
        at: span(stray).unwrap_or_default(),
        other: row.and_then(span),
        read_as: read_as.unwrap_or_else(|| printed.clone()),
        printed,
        reason,
    }
}

/// Gives each row the figures of its stray line, and takes that out.
fn merge(table: &mut Table, source: &Text<'_>, joined: &[(usize, usize)]) {
    if joined.is_empty() {
        return;
    }
    let old = std::mem::take(&mut table.rows);
    let old_cells = std::mem::take(&mut table.cells);
    let cells_of = |row: usize| {
        let range = old.get(row).map_or(0..0, |row| row.cells.start as usize..row.cells.end as usize);
        old_cells.get(range).unwrap_or(&[])
    };
    let mut cells: Vec<Cell> = Vec::with_capacity(old_cells.len());
    let near = |at: usize| {
        let first = joined.partition_point(|(stray, _)| stray + 1 < at);
        joined.get(first..).unwrap_or(&[]).iter().take_while(move |(stray, _)| *stray <= at + 1)
    };
    for (at, row) in old.iter().enumerate() {
        if near(at).any(|(stray, _)| *stray == at) {
            continue;
        }
        let mut row = row.clone();
        let mut own = cells_of(at).to_vec();
        for &(stray, _) in near(at).filter(|(_, target)| *target == at) {
            let more = cells_of(stray);
            own.resize(own.len().max(more.len()), Cell::default());
            for (cell, &other) in own.iter_mut().zip(more).filter(|(_, other)| other.kind != CellKind::Blank)
            {
                *cell = if cell.kind == CellKind::Blank {
                    other
                } else {
                    both(&mut table.read_as, source, *cell, other)
                };
            }
            row.span = row.span.join(old.get(stray).map_or(row.span, |stray| stray.span));
        }
        let start = Span::of(0..cells.len()).end;
        cells.extend(own);
        row.cells = start..Span::of(0..cells.len()).end;
        table.rows.push(row);
    }
    table.cells = cells;
}

/// One figure whose digits stand in two cells.
fn both(read_as: &mut Vec<ReadAs>, source: &Text<'_>, upper: Cell, lower: Cell) -> Cell {
    let text = [upper, lower].map(|cell| number::normal(cell.span.text(source)).into_owned()).concat();
    let text = number::normal(&text).into_owned();
    read_as.push(ReadAs { text, spans: vec![upper.span, lower.span] });
    Cell { read_as: Span::of(0..read_as.len()).end, kind: CellKind::Amount, ..upper }
}
