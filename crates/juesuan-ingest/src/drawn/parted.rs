//! Rows of a table that are one row between lines: several times a figure and something beside it at one height.

use juesuan_source::chars::fold;

use super::figures::are_broken;
use super::lines::Line;
use super::pieces;
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
    let is_open = line.marks.last().is_some_and(|mark| matches!(mark.glyph.plain(), '.' | ','));
    pieces::is_figure(&line.marks) && !is_open
}

/// Figures get boxes of their own: they are what a reader looks for.
pub(super) fn kind(char: char) -> bool {
    matches!(fold(char), '0'..='9' | '.' | ',' | '-' | '%')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawn::lines::lines_of_text;

    #[test]
    fn a_figure_that_ends_with_its_point_is_not_whole() {
        let is_whole = |text: &str| lines_of_text(text).iter().all(is_figure);
        assert!(is_whole("1,234.50") && is_whole("１，２３４．５０"));
        assert!(!is_whole("1,234.") && !is_whole("１，２３４．") && !is_whole("１，"));
        assert!(!is_whole("--"));
    }
}
