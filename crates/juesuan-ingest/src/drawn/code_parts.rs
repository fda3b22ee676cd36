//! Codes whose parts stand in columns of their own below one head: a code of one level, and fewer digits in each column beside it.

use super::edges::FEWEST_IN_CODE;
use super::headed::add_headed;
use super::lines::Line;
use super::pieces::{extent_of, overlap, parts};
use crate::tuning::Tolerances;

/// Adds the columns that have a head and no figure as [`add_headed`] does, where columns of the parts of codes below one head count
/// as one.
pub(super) fn add_headed_beside_codes(
    columns: &mut Vec<(f32, f32)>,
    rows: &[&Line],
    leaves: &[(f32, f32)],
    tuning: &Tolerances,
) {
    let runs = runs(columns, rows, leaves);
    let mut joined: Vec<(f32, f32)> = Vec::with_capacity(columns.len());
    let mut at = 0;
    while let Some(&first) = columns.get(at) {
        let end = runs.iter().find(|run| run.0 == at).map_or(at + 1, |run| run.1);
        let last = columns.get(end - 1).copied().unwrap_or(first);
        joined.push((first.0, last.1));
        at = end;
    }
    add_headed(&mut joined, rows, leaves, tuning);
    let of = |whole: (f32, f32)| {
        let inside: Vec<(f32, f32)> =
            columns.iter().filter(|part| whole.0 <= part.0 && part.1 <= whole.1).copied().collect();
        if inside.is_empty() { vec![whole] } else { inside }
    };
    *columns = joined.into_iter().flat_map(of).collect();
}

/// The first of each columns of parts of a code that have fewer heads than there are of them, and where these columns end.
fn runs(columns: &[(f32, f32)], rows: &[&Line], leaves: &[(f32, f32)]) -> Vec<(usize, usize)> {
    let looks: Vec<Option<usize>> = columns.iter().map(|column| digits_of_parts(*column, rows)).collect();
    // the last levels of a code have two digits
    let is_next = |digits: usize| digits > 1 && digits < FEWEST_IN_CODE;
    let mut found = Vec::new();
    let mut at = 0;
    while at < columns.len() {
        let more = looks.iter().skip(at + 1).take_while(|look| look.is_some_and(is_next)).count();
        let end = at + 1 + more;
        if looks.get(at) == Some(&Some(FEWEST_IN_CODE))
            && more > 0
            && let (Some(first), Some(last)) = (columns.get(at), columns.get(end - 1))
        {
            let here = |leaf: &&(f32, f32)| overlap(**leaf, (first.0, last.1)) > 0.0;
            if leaves.iter().filter(here).count() <= more {
                found.push((at, end));
            }
        }
        at = end;
    }
    found
}

/// How many digits the parts of a code in a column have: all its figures have as many, and are no amounts.
fn digits_of_parts(column: (f32, f32), rows: &[&Line]) -> Option<usize> {
    let is_here = |extent: (f32, f32)| column.0 <= extent.0 && extent.1 <= column.1;
    let mut digits = None;
    for word in rows.iter().flat_map(|line| parts(line)).filter(|word| is_here(extent_of(word))) {
        if !word.iter().any(|mark| mark.glyph.plain().is_ascii_digit()) {
            continue;
        }
        let is_part = word.iter().all(|mark| mark.glyph.plain().is_ascii_digit());
        if !is_part || digits.is_some_and(|digits| digits != word.len()) {
            return None;
        }
        digits = Some(word.len());
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawn::lines::lines_of_text;
    use crate::tuning::TUNING;

    #[test]
    fn parts_of_codes_below_one_head_are_one_column_beside_heads_without_figures() {
        let texts = [
            "208    05    05    退休        10.00",
            "208    05    06    年金        12.00",
            "210    11    01    医疗        13.00",
        ];
        let lines: Vec<Line> = texts.iter().flat_map(|text| lines_of_text(text)).collect();
        let rows: Vec<&Line> = lines.iter().collect();
        let columns = vec![(0.0, 15.0), (35.0, 45.0), (65.0, 75.0), (95.0, 115.0), (155.0, 180.0)];
        // one head over the code, a name, an amount, and two columns that are empty
        let leaves = [(20.0, 60.0), (95.0, 115.0), (150.0, 185.0), (200.0, 230.0), (240.0, 270.0)];
        let mut found = columns.clone();
        add_headed_beside_codes(&mut found, &rows, &leaves, &TUNING.drawn);
        assert_eq!(found.len(), columns.len() + 2);
        assert_eq!(found[..5], columns[..]);
        // each part with a head of its own
        let leaves = [(0.0, 10.0), (35.0, 45.0), (65.0, 75.0), (95.0, 115.0), (150.0, 185.0)];
        let mut found = columns.clone();
        add_headed_beside_codes(&mut found, &rows, &leaves, &TUNING.drawn);
        assert_eq!(found, columns);
    }
}
