//! Which rows a formula means.

use juesuan_model::{Code, Item, RowIndex, vocabulary};

use super::plan::{Row, RowSet, Side};
use crate::FigureId;
use crate::statement_index::{Lookup, Sheet, code_of};

/// The row that a formula names.
pub(super) fn find(sheet: &Sheet<'_>, row: &Row, bound: Option<RowIndex>) -> Option<RowIndex> {
    match row {
        Row::Item(item) => match item.code() {
            Some(code) => sheet.row_of_code(code),
            None => sheet.row_about(*item),
        },
        Row::Label(key) => {
            let called_so = |row: &juesuan_model::Row| vocabulary::label_key(&row.label) == *key;
            sheet.table().indexed_rows().find(|(_, row)| called_so(row)).map(|(at, _)| at)
        }
        Row::Bound => bound,
    }
}

/// On which side of a form a row stands; `None` where its meaning does not tell.
pub(super) fn side(row: &juesuan_model::Row) -> Option<Side> {
    let Some(key) = row.item?.line_key() else { return Some(Side::Expenditure) };
    let sides = [("income:", Side::Income), ("expenditure:", Side::Expenditure)];
    sides.into_iter().find(|(word, _)| key.starts_with(word)).map(|(_, side)| side)
}

/// The rows of several choices, each once, top to bottom; rows that are only part of others and those of `except` are
/// left out. `figure` finds the figure of a row in the column of the formula.
pub(super) fn select(
    sheet: &Sheet<'_>,
    sets: &[RowSet],
    except: &[RowSet],
    figure: impl Fn(&Row) -> Lookup,
) -> Vec<RowIndex> {
    let mut without = Vec::new();
    for set in except {
        collect(sheet, set, &[], &figure, &mut without);
    }
    let mut rows = Vec::new();
    for set in sets {
        collect(sheet, set, &without, &figure, &mut rows);
    }
    rows.sort_unstable();
    rows.dedup();
    rows.retain(|row| !without.contains(row));
    rows
}

fn collect(
    sheet: &Sheet<'_>,
    set: &RowSet,
    without: &[RowIndex],
    figure: &impl Fn(&Row) -> Lookup,
    rows: &mut Vec<RowIndex>,
) {
    let own = |row: RowIndex| sheet.table().row(row).is_some_and(|row| !sheet.is_part(row));
    match set {
        RowSet::One(row) => rows.extend(find(sheet, row, None)),
        RowSet::Level(level) => {
            let of_level = sheet.coded().iter().filter(|(_, code)| code.level() == *level);
            rows.extend(of_level.map(|&(row, _)| row).filter(|&row| own(row)));
        }
        RowSet::Prefix(digits) => {
            let begins = |code: &Code| code.to_string().starts_with(digits.as_str());
            let matching = sheet.coded().iter().filter(|(_, code)| begins(code));
            // a class and its sections both begin so: only the outermost are added up, of those that are wanted
            let outermost = matching.filter(|(_, code)| {
                let above = code.parent().filter(begins).and_then(|parent| sheet.row_of_code(parent));
                above.is_none_or(|row| without.contains(&row))
            });
            rows.extend(outermost.map(|&(row, _)| row));
        }
        RowSet::Above(row) => {
            if let Lookup::Found(figure) = figure(row) {
                above(sheet, figure, rows);
            }
        }
    }
}

/// The rows above a figure with a cell in its column, totals left out.
fn above(sheet: &Sheet<'_>, figure: FigureId, rows: &mut Vec<RowIndex>) {
    let Some(cell) = sheet.cell_of(figure) else { return };
    let in_column = sheet.table().cells().iter().take_while(|other| other.row < cell.row);
    for other in in_column.filter(|other| other.column == cell.column) {
        let Some(row) = sheet.table().row(other.row) else { continue };
        let total = row.item.is_some_and(Item::is_total);
        if !total
            && !sheet.is_part(row)
            && (row.item.is_some() || code_of(row).is_some() || !row.label.is_empty())
        {
            rows.push(other.row);
        }
    }
}
