//! The header of a form: cells that span what stands below them.

use super::{Form, Panel};

/// A header cell: where it stands in the header, and how far it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeadCell<'t> {
    /// Row, counted from 0.
    pub(crate) row: usize,
    /// Column of the sheet, counted from 0.
    pub(crate) column: usize,
    /// How many rows it takes.
    pub(crate) rows: usize,
    /// How many columns it takes.
    pub(crate) columns: usize,
    /// What it says.
    pub(crate) text: &'t str,
}

/// The header cells of a form, and how many rows they take. `code` names the column of codes.
pub(crate) fn heads<'t>(form: &Form<'t>, code: &'t str) -> (usize, Vec<HeadCell<'t>>) {
    let levels = form.table.columns().iter().map(|column| column.path.len()).max().unwrap_or(0).max(1);
    // code and name stand under one header: a form of one level has two
    let paired = form.panels.iter().any(|panel| panel.codes && panel.labels && panel.side.is_none());
    let depth = levels.max(1 + usize::from(paired));
    let mut cells = Vec::new();
    let mut column = 0;
    for panel in &form.panels {
        push_stub(&mut cells, panel, column, depth, code);
        push_columns(&mut cells, form, panel, column + panel.stubs(), depth);
        if let Some(side) = panel.side {
            let columns = panel.stubs() + panel.columns.len();
            cells.push(HeadCell { row: 0, column, rows: 1, columns, text: side });
        }
        column += panel.stubs() + panel.columns.len();
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    (depth, cells)
}

/// The headers over code, label and row number.
fn push_stub<'t>(cells: &mut Vec<HeadCell<'t>>, panel: &Panel<'_>, at: usize, depth: usize, code: &'t str) {
    let paired = panel.codes && panel.labels && panel.side.is_none();
    if paired {
        cells.push(HeadCell { row: 0, column: at, rows: 1, columns: 2, text: "项目" });
    }
    let below = usize::from(paired || panel.side.is_some());
    let name = if panel.codes { "科目名称" } else { "项目" };
    let stubs = [
        (panel.codes, code, below),
        (panel.labels, name, below),
        (panel.numbers, "行次", usize::from(panel.side.is_some())),
    ];
    let stubs = stubs.into_iter().filter(|(there, ..)| *there);
    cells.extend(stubs.enumerate().map(|(nth, (_, text, row))| HeadCell {
        row,
        column: at + nth,
        rows: depth.saturating_sub(row).max(1),
        columns: 1,
        text,
    }));
}

/// The headers over the figures: neighbours under the same headers share them, and the last of a path reaches down.
fn push_columns<'t>(
    cells: &mut Vec<HeadCell<'t>>,
    form: &Form<'t>,
    panel: &Panel<'_>,
    at: usize,
    depth: usize,
) {
    for level in usize::from(panel.side.is_some())..depth {
        let mut above: Option<&[String]> = None;
        for (nth, column) in panel.columns.iter().enumerate() {
            let path = form.table.columns().get(usize::from(*column)).map_or(&[][..], |column| &column.path);
            let ends_here = path.len() == level + 1;
            let blank = path.is_empty() && level == 0;
            let Some(text) = path.get(level).map(String::as_str).or(blank.then_some("")) else {
                above = None;
                continue;
            };
            let prefix = path.get(..=level).unwrap_or_default();
            if above == Some(prefix)
                && !ends_here
                && let Some(shared) = cells.last_mut()
            {
                shared.columns += 1;
                continue;
            }
            let rows = if ends_here || blank { depth - level } else { 1 };
            cells.push(HeadCell { row: level, column: at + nth, rows, columns: 1, text });
            above = (!ends_here && !blank).then_some(prefix);
        }
    }
}
