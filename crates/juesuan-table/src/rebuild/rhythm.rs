//! Tables whose rows were parted by the rhythm of their cells: whether the rows began where they should.

use juesuan_source::chars::is_figure;

use crate::cell::clean;
use crate::table::{CellKind, Role, Table};
use crate::text::Text;
use crate::tuning::grid::TUNING;

/// Whether heads, codes and figures stand in the columns that are theirs.
pub(crate) fn fits(table: &Table, source: &Text<'_>) -> bool {
    has_figures_in_columns(table, source)
        && has_heads_in_columns(table, source)
        && !begins_early(table, source)
}

/// Whether figures with decimals or separators stand in columns of figures, but for a few.
fn has_figures_in_columns(table: &Table, source: &Text<'_>) -> bool {
    let (mut all, mut astray) = (0, 0);
    for row in 0..table.rows.len() {
        for (column, cell) in table.columns.iter().zip(table.row_cells_at(row)) {
            let text = cell.span().text(source).trim();
            let figure = is_figure(text) && text.contains(['.', ',']);
            all += usize::from(figure);
            astray += usize::from(figure && column.role != Role::Figure);
            // a name among figures was parted at the wrong place
            astray += usize::from(column.role == Role::Figure && cell.kind() == CellKind::Text);
        }
    }
    all > 0 && astray * TUNING.grid.one_in_astray <= all
}

/// Whether no column of figures has the head of codes or names: heads that lack the cells they cover move on.
fn has_heads_in_columns(table: &Table, source: &Text<'_>) -> bool {
    let is_stub = |head: &String| matches!(source.header(&clean::key(head)), Some(Role::Code | Role::Label));
    let figures = table.columns.iter().filter(|column| column.role == Role::Figure);
    !figures.flat_map(|column| &column.path).any(is_stub)
}

/// Whether a word stands in the column of codes of the first row, which is the last head: the row began too early.
fn begins_early(table: &Table, source: &Text<'_>) -> bool {
    let Some(first) = table.data_rows().next() else { return false };
    table.columns.iter().zip(table.row_cells(first)).any(|(column, cell)| {
        let key = clean::key(cell.span().text(source));
        let is_word = !key.is_empty() && !key.contains(|c: char| c.is_ascii_digit());
        column.role == Role::Code && is_word && !source.words.totals(&key)
    })
}
