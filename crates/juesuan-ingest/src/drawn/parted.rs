//! Rows of a table that are one row between lines: several times a figure and something beside it at one height.

use juesuan_source::chars::fold;

use super::figures::are_broken;
use super::lines::Line;
use crate::tuning::Tolerances;

/// The lines of a row's cells as rows of their own, where lines are missing between them: several times a figure and
/// something beside it at one height.
pub(super) fn parted<'t>(cells: &[&'t [Line]], tuning: &Tolerances) -> Option<Vec<Vec<Vec<&'t Line>>>> {
    if cells.iter().filter(|lines| lines.len() > tuning.rows_in_one).count() < 2 || are_broken(cells) {
        return None;
    }
    let mut all: Vec<(usize, &Line)> =
        cells.iter().enumerate().flat_map(|(at, lines)| lines.iter().map(move |line| (at, line))).collect();
    all.sort_by(|a, b| a.1.middle().total_cmp(&b.1.middle()));
    let rows: Vec<&[(usize, &Line)]> = all
        .chunk_by(|(_, a), (_, b)| b.middle() - a.middle() < tuning.same_line * a.size.max(b.size))
        .collect();
    let is_row = |row: &&&[(usize, &Line)]| row.len() > 1 && row.iter().any(|(_, line)| is_figure(line));
    if rows.iter().filter(is_row).count() <= tuning.rows_in_one {
        return None;
    }
    let sorted = |row: &[(usize, &'t Line)]| {
        let mut by_cell = vec![Vec::new(); cells.len()];
        for &(at, line) in row {
            if let Some(cell) = by_cell.get_mut(at) {
                cell.push(line);
            }
        }
        by_cell
    };
    Some(rows.into_iter().map(sorted).collect())
}

/// Whether a line is a whole figure; one that is broken ends with its point or a comma.
fn is_figure(line: &Line) -> bool {
    line.chars().all(kind)
        && line.chars().any(|char| fold(char).is_ascii_digit())
        && line.chars().next_back().is_some_and(|char| !matches!(char, '.' | ','))
}

/// Figures get boxes of their own: they are what a reader looks for.
pub(super) fn kind(char: char) -> bool {
    matches!(fold(char), '0'..='9' | '.' | ',' | '-' | '%')
}
