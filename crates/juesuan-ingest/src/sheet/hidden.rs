//! What a sheet hides: rows below all that is shown and columns of figures alone are left out, the rest of its tables is
//! read. Either way it is told.

use std::ops::Range;

use juesuan_source::CellName;

use super::address::letters;
use super::shown::Row;
use crate::source::{HiddenKind, HiddenPart};
use crate::tuning::TUNING;

/// Columns and rows that a sheet hides.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    pub(super) columns: Vec<Range<u32>>,
    pub(super) rows: Vec<Range<u32>>,
}

/// Takes out the hidden cells that nobody is meant to read and tells of all that the sheet hides. Rows below the last one
/// that is shown go, and columns that have figures alone. A hidden row or column of a table has its names, and the sums
/// hold with it.
pub(super) fn leave_out_hidden(rows: &mut Vec<Row>, hidden: &Hidden, sheet: &str) -> Vec<HiddenPart> {
    let number = |row: &Row| row.first().map_or(0, |cell| cell.0.row);
    let hidden_rows = disjoint(&hidden.rows);
    let is_hidden = |row: &Row| range_of(&hidden_rows, number(row)).is_some();
    let end = rows.iter().rposition(|row| !is_hidden(row)).map_or(0, |at| at + 1);
    let kept: Vec<u32> = rows.iter().take(end).filter(|row| is_hidden(row)).map(number).collect();
    let left_out: Vec<u32> = rows.drain(end..).map(|row| number(&row)).collect();
    let rows_of = |numbers: &[u32]| runs(numbers).iter().map(rows_name).collect::<Vec<_>>();
    let mut found =
        vec![(HiddenKind::Rows, rows_of(&kept), true), (HiddenKind::Rows, rows_of(&left_out), false)];
    let columns = leave_out_columns(rows, &hidden.columns);
    for is_read in [true, false] {
        let names = columns.iter().filter(|(_, read)| *read == is_read).map(|(range, _)| columns_name(range));
        found.push((HiddenKind::Columns, names.collect(), is_read));
    }
    rows.retain(|row| !row.is_empty());
    let told = found.into_iter().filter(|(_, names, _)| !names.is_empty()).map(|(kind, names, is_read)| {
        let name = format!("{}!{}", CellName { sheet, row: 0, column: 0 }.quoted_sheet(), listed(&names));
        HiddenPart { kind, name, is_read }
    });
    told.collect()
}

/// `5:7`
fn rows_name(rows: &Range<u32>) -> String {
    format!("{}:{}", u64::from(rows.start) + 1, rows.end)
}

/// `B:D`
fn columns_name(columns: &Range<u32>) -> String {
    format!("{}:{}", letters(columns.start), letters(columns.end.saturating_sub(1)))
}

/// Names parted by commas, at most [`TUNING.files.most_ranges`] of them.
fn listed(names: &[String]) -> String {
    let shown = names.get(..TUNING.files.most_ranges).unwrap_or(names).join(",");
    if names.len() > TUNING.files.most_ranges { format!("{shown},…") } else { shown }
}

/// Numbers that follow one another, as ranges.
fn runs(numbers: &[u32]) -> Vec<Range<u32>> {
    let mut runs: Vec<Range<u32>> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some(last) if last.end == number => last.end = number.saturating_add(1),
            _ => runs.push(number..number.saturating_add(1)),
        }
    }
    runs
}

/// Takes out the hidden columns that have figures alone, and says which have any cell and whether they are read. Each cell
/// is looked up once, however many ranges a file lists.
fn leave_out_columns(rows: &mut [Row], hidden: &[Range<u32>]) -> Vec<(Range<u32>, bool)> {
    let ranges = disjoint(hidden);
    let at = |column: u32| range_of(&ranges, column);
    // the last column with a cell, and whether any cell has words
    let mut found: Vec<Option<(u32, bool)>> = vec![None; ranges.len()];
    for (cell, ..) in rows.iter().flatten() {
        if let Some(place) = at(cell.column).and_then(|index| found.get_mut(index)) {
            let (last, has_words) = place.unwrap_or((cell.column, false));
            *place = Some((last.max(cell.column), has_words || !cell.is_figure()));
        }
    }
    let is_out = |column| at(column).is_some_and(|index| matches!(found.get(index), Some(Some((_, false)))));
    for row in rows {
        row.retain(|cell| !is_out(cell.0.column));
    }
    let told = ranges.iter().zip(&found).filter_map(|(range, found)| {
        // a file may hide all columns to its end
        found.map(|(last, has_words)| (range.start..last.saturating_add(1), has_words))
    });
    told.collect()
}

/// The range that holds a row or column, among ranges in order.
fn range_of(ranges: &[Range<u32>], number: u32) -> Option<usize> {
    let index = ranges.partition_point(|range| range.end <= number);
    ranges.get(index).is_some_and(|range| range.contains(&number)).then_some(index)
}

/// The same rows or columns in order, those that overlap as one range.
fn disjoint(ranges: &[Range<u32>]) -> Vec<Range<u32>> {
    let mut sorted = ranges.to_vec();
    sorted.sort_unstable_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<u32>> = Vec::new();
    for range in sorted {
        match joined.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}
