//! Rows of the grid that say something about the form: title, unit, department, number, notes.

use crate::grid::Grid;
use crate::table::Context;
use crate::text::Text;
use crate::tuning::rebuild::TUNING;
use crate::words::Furnishing;

/// What a further table of the same form takes over from the one above it.
pub(crate) fn inherited(context: &Context) -> Context {
    Context { notes: Vec::new(), ..context.clone() }
}

/// Whether all filled cells of a row say something about the form.
pub(crate) fn is_furnishing(grid: &Grid, row: usize, source: &Text<'_>) -> bool {
    let raw = &grid.rows[row];
    raw.numbers == 0
        && raw.filled <= TUNING.form_metadata.most_cells
        && grid.cells(row).iter().filter(|cell| !cell.is_blank()).all(|cell| {
            cell.span.len() < TUNING.form_metadata.longest.bytes()
                && source.words.furnishing(&cell.key(source)).is_some()
        })
}

/// Notes in the context what the row says about the form; other text is its title.
pub(crate) fn furnish(context: &mut Context, grid: &Grid, row: usize, source: &Text<'_>) {
    for cell in grid.cells(row).iter().filter(|cell| !cell.is_blank()) {
        let place = match source.words.furnishing(&cell.key(source)) {
            Some(Furnishing::Unit) => &mut context.unit,
            Some(Furnishing::Department) => &mut context.department,
            Some(Furnishing::FormNumber) => &mut context.form_number,
            Some(Furnishing::Note) => {
                context.notes.push(cell.span);
                continue;
            }
            Some(Furnishing::Date) => continue,
            None => &mut context.title,
        };
        *place = Some(cell.span);
    }
}
