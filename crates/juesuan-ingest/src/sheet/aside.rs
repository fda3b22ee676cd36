//! Cells of a sheet that are no part of its tables: links and notes beside a title, columns of figures without a head
//! behind an empty column.

use std::ops::Range;

use super::shown::Row;
use crate::tuning::TUNING;

/// The columns that a cell covers.
fn columns(row: &Row, at: usize) -> Range<u32> {
    row.get(at).map_or(0..0, |(cell, _, width)| cell.column..cell.column.saturating_add((*width).max(1)))
}

/// Takes out what stands beside the tables: the cells of each line of it.
pub(super) fn set_aside(rows: &mut Vec<Row>) -> Vec<Row> {
    let head = rows.iter().position(|row| {
        row.len() >= TUNING.sheet.fewest_in_head || row.iter().any(|cell| cell.0.is_figure())
    });
    let Some(head) = head.map(|first| head_of_two(rows, first).unwrap_or(first)) else { return Vec::new() };
    let figures = without_head(rows.get_mut(head..).unwrap_or_default());
    let mut aside = beside_titles(rows, head);
    aside.extend(figures);
    rows.retain(|row| !row.is_empty());
    aside
}

/// The head of a table of two columns right above its first row of figures: 项目 and 金额, with a word over each figure.
fn head_of_two(rows: &[Row], first: usize) -> Option<usize> {
    let above = first.checked_sub(1)?;
    let (head, row) = (rows.get(above)?, rows.get(first)?);
    let is_below = |at: usize| {
        let figure = columns(row, at);
        (0..head.len())
            .map(|at| columns(head, at))
            .any(|word| word.start < figure.end && figure.start < word.end)
    };
    let mut figures =
        (0..row.len()).filter(|&at| row.get(at).is_some_and(|cell| cell.0.is_figure())).peekable();
    let is_head = head.len() > 1 && !head.iter().any(|cell| cell.0.is_label()) && figures.peek().is_some();
    (is_head && figures.all(is_below)).then_some(above)
}

/// Words beside a title in columns that no row of the table has.
fn beside_titles(rows: &mut [Row], head: usize) -> Vec<Row> {
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
                aside.push(vec![cell.clone()]);
            }
            stays
        });
    }
    aside
}

/// Columns of figures behind an empty column without any word above them: checks of the person who made the sheet.
fn without_head(table: &mut [Row]) -> Vec<Row> {
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
        aside.push(figures.cloned().collect());
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
