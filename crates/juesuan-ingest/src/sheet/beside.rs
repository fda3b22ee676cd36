//! Small tables beside one another on a sheet: columns without any cell part them, and each has a title of its own.

use super::shown::Row;
use crate::tuning::TUNING;

/// The tables that stand beside one another in these rows, each with its title first; `None` where they are one table, as the two
/// sides of a form are that have no titles of their own.
pub(super) fn parted(rows: &[Row]) -> Option<Vec<Vec<Row>>> {
    let mut covered: Vec<(u32, u32)> = rows
        .iter()
        .flatten()
        .map(|(cell, _, width)| (cell.column, cell.column.saturating_add((*width).max(1))))
        .collect();
    covered.sort_unstable();
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for (from, to) in covered {
        match ranges.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => ranges.push((from, to)),
        }
    }
    // most rows of most sheets are looked at no further
    if ranges.len() < 2 || ranges.len() > rows.len() {
        return None;
    }
    let mut parts: Vec<Vec<Row>> = vec![Vec::new(); ranges.len()];
    for row in rows {
        for cell in row {
            let at = ranges.partition_point(|range| range.1 <= cell.0.column);
            let part = parts.get_mut(at)?;
            match part.last_mut() {
                Some(last) if last.first().is_some_and(|first| first.0.row == cell.0.row) => {
                    last.push(cell.clone());
                }
                _ => part.push(vec![cell.clone()]),
            }
        }
    }
    let is_table = |part: &Vec<Row>| {
        let (title, body) = (part.first(), part.get(1..).unwrap_or_default());
        // 收入 and 支出 above two sides of one form name no tables
        let is_title = |title: &Row| title.len() == 1 && title.iter().all(|cell| cell.0.text.ends_with('表'));
        title.is_some_and(is_title)
            && body.len() >= TUNING.sheet.fewest_rows
            && body.iter().take(TUNING.captions.most_labels).any(|head| head.len() > 1)
    };
    parts.iter().all(is_table).then_some(parts)
}
