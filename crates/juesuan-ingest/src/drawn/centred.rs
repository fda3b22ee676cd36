//! Where sides of columns are that are not drawn, told by heads in the middle of their columns and figures at the right: the middle
//! between the figures of two neighbours stands off from the head of the second by the white between a figure and its side, and
//! this white is the same everywhere.

use super::head;
use super::head_texts::texts;
use super::lines::Line;
use super::pieces::{extent_of, is_figure, parts};
use super::word::Word;
use crate::tuning::{TUNING, Tolerances};

/// Moves the inner sides of columns to where heads and figures say that they are. Whether these do. `is_lined` says that the outer
/// sides are those of drawn lines.
pub(super) fn settle(xs: &mut [f32], is_lined: bool, rows: &[Line], tuning: &Tolerances) -> bool {
    let Some((heads, body)) = head::lines(rows, tuning) else { return false };
    let size = heads.first().map_or(0.0, |line| line.size);
    let extents = extents(heads, xs, tuning);
    let middles: Vec<Option<f32>> =
        extents.iter().map(|extent| extent.map(|(x0, x1)| f32::midpoint(x0, x1))).collect();
    let contents = contents(body, xs);
    let figures: Vec<Option<f32>> = contents.iter().map(|content| content.right_of_figures(size)).collect();
    let chained = || if is_lined { chained_white(xs, &middles, (&figures, &contents), size) } else { None };
    let alone = || {
        let white = one_white(&middles, &figures)?;
        is_told_behind(white, &extents, &figures, size).then_some(white)
    };
    let Some(white) = white(&middles, &figures, size).or_else(chained).or_else(alone) else { return false };
    let mut last = xs.len().saturating_sub(1);
    for column in (0..xs.len().saturating_sub(1)).rev() {
        let Some(&right) = xs.get(column + 1) else { continue };
        let end = figures.get(column).copied().flatten().map(|end| end + white);
        // the sides of a column without figures are told by its head and the column on its right
        let is_told = last == column + 1 && (is_lined || column + 2 < xs.len());
        let known = end.or_else(|| is_told.then_some(right));
        let Some(end) = known else { continue };
        let inside = column + 2 < xs.len();
        if let Some(side) = xs.get_mut(column + 1)
            && if inside { is_between(end, column, &contents) } else { !is_lined && *side < end }
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
        if column == 0
            && !is_lined
            && figures.first().is_some_and(Option::is_some)
            && let (Some(side), Some(begin)) = (xs.first_mut(), begin)
        {
            *side = side.min(begin);
        }
    }
    // columns behind the last one with figures
    let behind = figures.iter().rposition(Option::is_some).map_or(0, |at| at + 1);
    for column in behind..xs.len().saturating_sub(1) {
        let Some(begin) = xs.get(column).copied() else { continue };
        let Some(middle) = middles.get(column).copied().flatten() else { break };
        let end = 2.0 * middle - begin;
        let inside = column + 2 < xs.len();
        let Some(right) = xs.get_mut(column + 1) else { break };
        if inside && is_between(end, column, &contents) || !inside && !is_lined && *right < end {
            *right = end;
        } else {
            break;
        }
    }
    true
}

/// Where the lowest head of each column stands.
fn extents(heads: &[Line], xs: &[f32], tuning: &Tolerances) -> Vec<Option<(f32, f32)>> {
    let words: Vec<Word> = heads.iter().flat_map(|line| Word::all(line, tuning)).collect();
    let mut found = vec![None; xs.len().saturating_sub(1)];
    for text in texts(&words, xs, tuning) {
        if let Some(slot) = found.get_mut(text.column) {
            *slot = Some((text.x0, text.x1));
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

/// The white between figures and the sides of their columns: most columns of figures, and those without figures between them, show the
/// same.
fn white(middles: &[Option<f32>], figures: &[Option<f32>], size: f32) -> Option<f32> {
    let with_figures: Vec<(usize, f32)> =
        figures.iter().enumerate().filter_map(|(at, end)| Some((at, (*end)?))).collect();
    let near = TUNING.drawn.edge * size;
    let mut whites: Vec<f32> = Vec::new();
    // where the columns between two are of odd number the white is the same on both sides, whatever it is
    let (mut fitting, mut others) = (0, 0);
    for pair in with_figures.windows(2) {
        let &[(first, end), (last, last_end)] = pair else { continue };
        let Some(between) = middles.get(first + 1..=last) else { continue };
        let reflected = between.iter().rev().try_fold(last_end, |side, middle| Some(2.0 * (*middle)? - side));
        match reflected {
            Some(begin) if (last - first) % 2 == 1 => whites.push((begin - end) / 2.0),
            Some(begin) if (begin - end).abs() < near => fitting += 1,
            Some(_) => others += 1,
            None => {}
        }
    }
    whites.sort_by(f32::total_cmp);
    let usual = *whites.get(whites.len() / 2)?;
    let alike = whites.iter().filter(|&&white| (white - usual).abs() < near).count() + fitting;
    let count = whites.len() + fitting + others;
    let fits = -near < usual && usual < TUNING.head.most_white * size;
    (fits && count > 1 && alike * 3 >= count * 2).then_some(usual)
}

/// The white that the last two columns with figures show, where they are neighbours.
fn one_white(middles: &[Option<f32>], figures: &[Option<f32>]) -> Option<f32> {
    let last = figures.iter().rposition(Option::is_some)?;
    let before = figures.get(last.checked_sub(1)?).copied().flatten()?;
    Some(middles.get(last).copied().flatten()? - f32::midpoint(before, figures.get(last).copied().flatten()?))
}

/// Whether a white sets the heads of several columns without figures, behind the last one with figures, between the sides that their
/// middles tell one after the other.
fn is_told_behind(white: f32, extents: &[Option<(f32, f32)>], figures: &[Option<f32>], size: f32) -> bool {
    let near = TUNING.drawn.edge * size;
    let Some(last) = figures.iter().rposition(Option::is_some) else { return false };
    let Some(mut begin) = figures.get(last).copied().flatten().map(|end| end + white) else { return false };
    let behind = extents.get(last + 1..).unwrap_or_default();
    let fits = |extent: &Option<(f32, f32)>| {
        let Some((x0, x1)) = *extent else { return false };
        let left = begin;
        begin = x0 + x1 - left;
        left <= x0 + near && x1 <= begin + near
    };
    behind.len() > 1 && -near < white && white < TUNING.head.most_white * size && behind.iter().all(fits)
}

/// The white between figures and the sides of their columns, where the side of the last column is drawn: each head stands in the middle
/// of its column, so that the side on its right tells the one on its left.
fn chained_white(
    xs: &[f32],
    middles: &[Option<f32>],
    (figures, contents): (&[Option<f32>], &[Content]),
    size: f32,
) -> Option<f32> {
    let mut right = *xs.last()?;
    let mut whites = Vec::new();
    let mut count = 0;
    for column in (1..xs.len().saturating_sub(1)).rev() {
        let Some(middle) = middles.get(column).copied().flatten() else { break };
        whites.extend(figures.get(column).copied().flatten().map(|end| right - end));
        let begin = 2.0 * middle - right;
        if !is_between(begin, column - 1, contents) {
            break;
        }
        (right, count) = (begin, count + 1);
    }
    whites.sort_by(f32::total_cmp);
    let usual = *whites.get(whites.len() / 2)?;
    let is_alike = whites.iter().all(|&white| (white - usual).abs() < TUNING.drawn.edge * size);
    let fits = -TUNING.drawn.edge * size < usual && usual < TUNING.head.most_white * size;
    (fits && is_alike && count > 1).then_some(usual)
}

/// Whether a side behind a column is in the white between it and the next one.
fn is_between(side: f32, column: usize, contents: &[Content]) -> bool {
    let end =
        contents.get(column).and_then(|content| content.extent).map_or(f32::NEG_INFINITY, |extent| extent.1);
    let begin =
        contents.get(column + 1).and_then(|content| content.extent).map_or(f32::INFINITY, |extent| extent.0);
    end <= side + TUNING.drawn.cut_points && side <= begin + TUNING.drawn.cut_points
}
