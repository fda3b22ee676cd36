//! Where sides of columns are that are not drawn, told by heads in the middle of their columns and figures at the right: the middle
//! between the figures of two neighbours stands off from the head of the second by the white between a figure and its side, and
//! this white is the same everywhere.

use super::head;
use super::head_texts::texts;
use super::lines::Line;
use super::pieces::{extent_of, is_figure, parts};
use super::word::Word;
use crate::tuning::{TUNING, Tolerances};

/// Moves the inner sides of columns to where heads and figures say that they are. Whether these do.
pub(super) fn settle(xs: &mut [f32], rows: &[Line], tuning: &Tolerances) -> bool {
    let Some((heads, body)) = head::lines(rows, tuning) else { return false };
    let size = heads.first().map_or(0.0, |line| line.size);
    let middles = middles(heads, xs, tuning);
    let contents = contents(body, xs);
    let figures: Vec<Option<f32>> = contents.iter().map(|content| content.right_of_figures(size)).collect();
    let Some(white) = white(&middles, &figures, size) else { return false };
    let mut last = xs.len().saturating_sub(1);
    for column in (0..xs.len().saturating_sub(1)).rev() {
        let Some(&right) = xs.get(column + 1) else { continue };
        let end = figures.get(column).copied().flatten().map(|end| end + white);
        // the sides of a column without figures are told by its head and the column on its right
        let known = end.or_else(|| (last == column + 1 && column + 2 < xs.len()).then_some(right));
        let Some(end) = known else { continue };
        let inside = column + 2 < xs.len();
        if inside
            && is_between(end, column, &contents)
            && let Some(side) = xs.get_mut(column + 1)
        {
            *side = end;
        }
        let begin = middles.get(column).copied().flatten().map(|middle| 2.0 * middle - end);
        if let Some(begin) = begin.filter(|&begin| column > 0 && is_between(begin, column - 1, &contents))
            && let Some(side) = xs.get_mut(column)
        {
            *side = begin;
            last = column;
        }
    }
    // columns behind the last one with figures
    let behind = figures.iter().rposition(Option::is_some).map_or(0, |at| at + 1);
    for column in behind..xs.len().saturating_sub(2) {
        let Some(begin) = xs.get(column).copied() else { continue };
        let Some(middle) = middles.get(column).copied().flatten() else { break };
        let end = 2.0 * middle - begin;
        if !is_between(end, column, &contents) {
            break;
        }
        if let Some(side) = xs.get_mut(column + 1) {
            *side = end;
        }
    }
    true
}

/// The middle of the lowest head of each column.
fn middles(heads: &[Line], xs: &[f32], tuning: &Tolerances) -> Vec<Option<f32>> {
    let words: Vec<Word> = heads.iter().flat_map(|line| Word::all(line, tuning)).collect();
    let mut found = vec![None; xs.len().saturating_sub(1)];
    for text in texts(&words, xs, tuning) {
        if let Some(slot) = found.get_mut(text.column) {
            *slot = Some(text.centre());
        }
    }
    found
}

/// What the rows of a table have in a column.
#[derive(Clone, Default)]
struct Content {
    extent: Option<(f32, f32)>,
    /// Where its figures end.
    ends: Vec<f32>,
    /// Whether it has text.
    words: usize,
}

impl Content {
    /// Where its figures end, if it is a column of figures that stand at the right.
    fn right_of_figures(&self, size: f32) -> Option<f32> {
        let right = self.ends.iter().copied().reduce(f32::max)?;
        let there = self.ends.iter().filter(|&&end| right - end < TUNING.drawn.edge * size).count();
        (there * 2 > self.ends.len() && self.words < self.ends.len()).then_some(right)
    }
}

fn contents(body: &[Line], xs: &[f32]) -> Vec<Content> {
    let mut found = vec![Content::default(); xs.len().saturating_sub(1)];
    for word in body.iter().flat_map(parts) {
        let (x0, x1) = extent_of(word);
        let column = xs.partition_point(|&x| x <= f32::midpoint(x0, x1)).saturating_sub(1);
        let Some(content) = found.get_mut(column) else { continue };
        content.extent = Some(content.extent.map_or((x0, x1), |(from, to)| (from.min(x0), to.max(x1))));
        let is_amount = is_figure(word) && word.iter().any(|mark| matches!(mark.glyph.plain(), '.' | ','));
        if is_amount {
            content.ends.push(x1);
        } else if !is_figure(word) && word.len() > 1 {
            content.words += 1;
        }
    }
    found
}

/// The white between figures and the sides of their columns: most neighbours show the same.
fn white(middles: &[Option<f32>], figures: &[Option<f32>], size: f32) -> Option<f32> {
    let pairs = figures.windows(2).zip(middles.iter().skip(1));
    let mut whites: Vec<f32> = pairs
        .filter_map(|(ends, middle)| Some((*middle)? - f32::midpoint((*ends.first()?)?, (*ends.get(1)?)?)))
        .collect();
    whites.sort_by(f32::total_cmp);
    let usual = *whites.get(whites.len() / 2)?;
    let alike = whites.iter().filter(|&&white| (white - usual).abs() < TUNING.drawn.edge * size).count();
    let fits = -TUNING.drawn.edge * size < usual && usual < TUNING.head.most_white * size;
    (fits && whites.len() > 1 && alike * 3 >= whites.len() * 2).then_some(usual)
}

/// Whether a side behind a column is in the white between it and the next one.
fn is_between(side: f32, column: usize, contents: &[Content]) -> bool {
    let end =
        contents.get(column).and_then(|content| content.extent).map_or(f32::NEG_INFINITY, |extent| extent.1);
    let begin =
        contents.get(column + 1).and_then(|content| content.extent).map_or(f32::INFINITY, |extent| extent.0);
    end <= side + TUNING.drawn.cut_points && side <= begin + TUNING.drawn.cut_points
}
