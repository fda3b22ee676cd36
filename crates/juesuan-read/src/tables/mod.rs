//! Tables of the model: the rebuilt grids, recognised and bound.

mod bind;
mod panel;
mod recognise;
mod unit;

use std::collections::HashMap;

use juesuan_model::vocabulary::Form;
use juesuan_model::{StatementId, Table, TableId, TableKind};
use juesuan_table::{self as grid, RepairKind};

use crate::account::{Coverage, Reason};
use crate::{Document, ReadError};

/// All tables of a document, each with the index of the grid it came from being its own.
pub(crate) fn tables(
    document: &Document<'_>,
    year: Option<u16>,
    coverage: &mut Coverage,
) -> Result<Vec<Table>, ReadError> {
    for repair in document.tables.repairs.iter().filter(|repair| repair.kind == RepairKind::Uncertain) {
        coverage.explain(repair.at, Reason::UncertainCell);
    }
    let grids = &document.tables.tables;
    let named: Vec<_> = grids
        .iter()
        .map(|table| {
            let title = bind::title(document, table);
            (recognise::form(document, table, &title), title)
        })
        .collect();
    let first = first_of_each(grids, named.iter().map(|(form, _)| *form));
    let mut tables = Vec::with_capacity(grids.len());
    for (index, (table, (form, title))) in grids.iter().zip(named).enumerate() {
        let kind = if form.is_some() { TableKind::Statement } else { recognise::kind(table, &title) };
        let known = (kind != TableKind::Other).then(|| form.map_or(Form::Kind(kind), Form::Statement));
        let line = document.segmentation.lines.line(table.span.start);
        // a second copy of a form (two bodies in one document) is named by its line, so that names stay unique
        let id = match form {
            Some(form) if first.get(&form) == Some(&index) => TableId::Statement(form),
            _ => TableId::Other { line },
        };
        tables.push(bind::bind(
            document,
            table,
            recognise::Recognised { id, kind, form: known, title, year },
            coverage,
        )?);
    }
    Ok(tables)
}

/// For each form the table that goes by its name: the first that prints a figure, since a head may have been cut off
/// from its rows; else the first.
fn first_of_each(
    grids: &[grid::Grid],
    forms: impl Iterator<Item = Option<StatementId>>,
) -> HashMap<StatementId, usize> {
    let prints = |table: &grid::Grid| table.cells.iter().any(|cell| cell.kind == grid::CellKind::Amount);
    let mut first: HashMap<StatementId, (usize, bool)> = HashMap::new();
    for (index, form) in forms.enumerate() {
        let (Some(form), Some(table)) = (form, grids.get(index)) else { continue };
        let here = (index, prints(table));
        let known = first.entry(form).or_insert(here);
        if here.1 && !known.1 {
            *known = here;
        }
    }
    first.into_iter().map(|(form, (index, _))| (form, index)).collect()
}
