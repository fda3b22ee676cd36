//! Tables of the model: the rebuilt grids, recognised and bound.

mod bind;
mod recognise;
mod unit;

use std::collections::HashSet;

use juesuan_model::vocabulary::Form;
use juesuan_model::{Table, TableId, TableKind};
use juesuan_table::RepairKind;

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
    let mut taken = HashSet::new();
    let mut tables = Vec::with_capacity(document.tables.tables.len());
    for table in &document.tables.tables {
        let title = bind::title(document, table);
        let form = recognise::form(document, table, &title);
        let kind = if form.is_some() { TableKind::Statement } else { recognise::kind(table, &title) };
        let known = (kind != TableKind::Other).then(|| form.map_or(Form::Kind(kind), Form::Statement));
        let line = document.segmentation.lines.line(table.span.start);
        // a second copy of a form (two bodies in one document) is named by its line, so that names stay unique
        let id = match form {
            Some(form) if taken.insert(form) => TableId::Statement(form),
            _ => TableId::Other { line },
        };
        tables.push(bind::bind(
            document,
            table,
            bind::Identity { id, kind, form: known, title, year },
            coverage,
        )?);
    }
    Ok(tables)
}
