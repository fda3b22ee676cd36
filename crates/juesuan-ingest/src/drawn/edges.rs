//! Where figures of many rows end and words of many rows begin: one column ends and the next begins there, however little white is
//! between them.

use juesuan_source::chars::is_minus;

use super::lines::{Gap, Line, Mark};
use super::pieces::{extent_of, is_amount, is_figure, parts, with_spaced};
use crate::tuning::Tolerances;

/// Codes have so many digits.
pub(super) const FEWEST_IN_CODE: usize = 3;
const MOST_IN_CODE: usize = 7;

/// The places at which several figures end, and those at which several words begin, from left to right.
pub(super) struct Edges {
    ends: Vec<f32>,
    begins: Vec<f32>,
    near: f32,
}

impl Edges {
    /// The edges that rows show.
    pub(super) fn of(rows: &[&Line], tuning: &Tolerances) -> Self {
        let size = rows.first().map_or(0.0, |line| line.size);
        let near = tuning.edge * size;
        let (mut ends, mut begins) = (Vec::new(), Vec::new());
        let mut is_behind_amount = false;
        for word in rows.iter().flat_map(|line| parts(line)) {
            let x0 = extent_of(word).0;
            let is_near_amount =
                is_behind_amount && word.first().is_some_and(|mark| mark.gap == Gap::Blank) && is_code(word);
            is_behind_amount = is_amount(word);
            if is_near_amount {
                begins.push(x0);
                continue;
            }
            // what follows an amount or a dash without white may be the next column
            let dashes = word.iter().take_while(|mark| is_minus(mark.glyph.plain())).count();
            let (dash, behind) = word.split_at(dashes);
            if let (Some(last), Some(first)) = (dash.last(), behind.first())
                && !is_figure(word)
            {
                ends.push(last.glyph.x1);
                begins.push(first.glyph.x0);
                continue;
            }
            let amount = word.split(|mark| !is_part(mark.glyph.plain())).next().unwrap_or_default();
            if is_amount(amount) {
                ends.push(extent_of(amount).1);
            } else if !is_figure(word) {
                begins.push(x0);
            }
        }
        let usual = |places: &mut Vec<f32>| {
            places.sort_by(f32::total_cmp);
            let groups = places.chunk_by(|a, b| b - a <= near);
            groups
                .filter(|group| group.len() >= tuning.fewest_rows)
                .filter_map(|group| group.first().copied())
                .collect()
        };
        Self { ends: usual(&mut ends), begins: usual(&mut begins), near }
    }

    /// Whether a column ends at one place and the next begins at the other.
    pub(super) fn part(&self, end: f32, begin: f32) -> bool {
        let is_near = |places: &[f32], at: f32| {
            let next = places.partition_point(|&place| place < at - self.near);
            places.get(next).is_some_and(|&place| place <= at + self.near)
        };
        end <= begin + self.near && is_near(&self.ends, end) && is_near(&self.begins, begin)
    }

    /// What blanks, gaps and edges part in a line.
    pub(super) fn pieces<'m>(&self, marks: &'m [Mark]) -> impl Iterator<Item = &'m [Mark]> {
        let goes_on = |last: &Mark, next: &Mark| {
            let is_value = |mark: &Mark| mark.glyph.plain().is_ascii_digit() || is_minus(mark.glyph.plain());
            let is_turn = is_value(last) && !is_value(next);
            next.gap == Gap::None && !(is_turn && self.part(last.glyph.x1, next.glyph.x0))
        };
        with_spaced(marks, goes_on).into_iter()
    }
}

/// Whether a character may stand in an amount.
fn is_part(char: char) -> bool {
    char.is_ascii_digit() || matches!(char, '.' | ',')
}

/// Whether a word may be a code.
fn is_code(word: &[Mark]) -> bool {
    (FEWEST_IN_CODE..=MOST_IN_CODE).contains(&word.len())
        && word.iter().all(|mark| mark.glyph.plain().is_ascii_digit())
}
