//! Cells of a sheet that are no part of its tables: links and notes beside a title, columns of figures without a head
//! behind an empty column, and what is hidden beside or below a table.

use std::ops::Range;

use super::shown::Row;
use crate::tuning::TUNING;

/// Columns and rows that a sheet hides.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    pub(super) columns: Vec<Range<u32>>,
    pub(super) rows: Vec<u32>,
}

/// The columns that a cell covers.
fn columns(row: &Row, at: usize) -> Range<u32> {
    row.get(at).map_or(0..0, |(cell, _, width)| cell.column..cell.column.saturating_add((*width).max(1)))
}

/// Takes out the hidden cells that nobody is meant to read: rows below the last one that is shown, and columns that have
/// figures alone. A hidden row or column of a table has its names, and the sums hold with it.
pub(super) fn leave_out_hidden(rows: &mut Vec<Row>, hidden: &Hidden) {
    let number = |row: &Row| row.first().map_or(0, |cell| cell.0.row);
    let is_hidden = |row: &Row| hidden.rows.binary_search(&number(row)).is_ok();
    let end = rows.iter().rposition(|row| !is_hidden(row)).map_or(0, |at| at + 1);
    rows.truncate(end);
    leave_out_columns(rows, &hidden.columns);
    rows.retain(|row| !row.is_empty());
}

/// Takes out the hidden columns that have figures alone. Each cell is looked up once, however many ranges a file lists.
fn leave_out_columns(rows: &mut [Row], hidden: &[Range<u32>]) {
    let ranges = disjoint(hidden);
    let at = |column: u32| {
        let index = ranges.partition_point(|range| range.end <= column);
        ranges.get(index).is_some_and(|range| range.contains(&column)).then_some(index)
    };
    let mut has_words = vec![false; ranges.len()];
    for (cell, ..) in rows.iter().flatten().filter(|cell| !cell.0.is_figure()) {
        if let Some(words) = at(cell.column).and_then(|index| has_words.get_mut(index)) {
            *words = true;
        }
    }
    let is_out = |column| at(column).is_some_and(|index| has_words.get(index) == Some(&false));
    for row in rows {
        row.retain(|cell| !is_out(cell.0.column));
    }
}

/// The same columns in order, those that overlap as one range.
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

/// Takes out what stands beside the tables, and says what it is: each a line.
pub(super) fn set_aside(rows: &mut Vec<Row>) -> Vec<String> {
    let head = rows.iter().position(|row| {
        row.len() >= TUNING.sheet.fewest_in_head || row.iter().any(|cell| cell.0.is_figure())
    });
    let Some(head) = head else { return Vec::new() };
    let figures = without_head(rows.get_mut(head..).unwrap_or_default());
    let mut aside = beside_titles(rows, head);
    aside.extend(figures);
    rows.retain(|row| !row.is_empty());
    aside
}

/// Words beside a title in columns that no row of the table has.
fn beside_titles(rows: &mut [Row], head: usize) -> Vec<String> {
    let (titles, table) = rows.split_at_mut(head);
    let covered = ranges(table);
    let is_beside =
        |one: &Range<u32>| covered.iter().all(|range| one.end <= range.start || range.end <= one.start);
    let mut aside = Vec::new();
    for row in titles.iter_mut().filter(|row| row.len() > 1) {
        let outside: Vec<bool> = (0..row.len()).map(|at| is_beside(&columns(row, at))).collect();
        if outside.iter().all(|&outside| outside) {
            continue;
        }
        let mut outside = outside.into_iter();
        row.retain(|cell| {
            let stays = !outside.next().unwrap_or(false);
            if !stays {
                aside.push(cell.0.text.clone());
            }
            stays
        });
    }
    aside
}

/// Columns of figures behind an empty column without any word above them: checks of the person who made the sheet.
fn without_head(table: &mut [Row]) -> Vec<String> {
    // a note across the sheet parts nothing
    let inner: Vec<Row> = table.iter().filter(|row| row.len() > 1).cloned().collect();
    let parts = ranges(&inner);
    if parts.len() < 2 {
        return Vec::new();
    }
    let mut aside = Vec::new();
    for part in parts {
        let is_inside = |cell: &super::shown::Placed| part.contains(&cell.0.column);
        let figures = table.iter().flatten().filter(|cell| is_inside(cell));
        if !figures.clone().all(|cell| cell.0.is_figure()) {
            continue;
        }
        aside.push(figures.map(|cell| cell.0.text.trim()).collect::<Vec<_>>().join(" "));
        for row in table.iter_mut() {
            row.retain(|cell| !part.contains(&cell.0.column));
        }
    }
    aside
}

/// The columns that rows cover, in ranges that empty columns part.
fn ranges(rows: &[Row]) -> Vec<Range<u32>> {
    let mut covered: Vec<Range<u32>> =
        rows.iter().flat_map(|row| (0..row.len()).map(|at| columns(row, at))).collect();
    covered.sort_unstable_by_key(|range| (range.start, range.end));
    let mut ranges: Vec<Range<u32>> = Vec::new();
    for range in covered {
        match ranges.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => ranges.push(range),
        }
    }
    ranges
}
