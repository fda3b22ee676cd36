//! Which columns the words of a head stand over: each is set to the middle of its columns, or at a side of its own.

use std::ops::Range;

use super::assign::assign;
use crate::tuning::Tolerances;

/// What can stand in one cell: words below one another, and beside one another where no side parts them.
pub(super) fn texts(words: &[(f32, f32)], xs: &[f32]) -> Vec<(f32, f32)> {
    let mut sorted = words.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut texts: Vec<(f32, f32)> = Vec::new();
    for word in sorted {
        match texts.last_mut() {
            Some(last) if word.0 < last.1 || !xs.iter().any(|&x| last.1 <= x && x <= word.0) => {
                last.1 = last.1.max(word.1);
            }
            _ => texts.push(word),
        }
    }
    texts
}

/// The columns of each text of a row above lines that run under some of the columns alone: over such a line stand heads of
/// several columns, elsewhere those of one.
pub(super) fn over(
    texts: &[(f32, f32)],
    xs: &[f32],
    lines: &[(f32, f32)],
    is_centred: bool,
    tuning: &Tolerances,
) -> Option<Vec<Range<usize>>> {
    if lines.is_empty() {
        return if is_centred { spans(texts, xs, tuning) } else { Some(single(texts, xs)) };
    }
    let middle = |text: &(f32, f32)| f32::midpoint(text.0, text.1);
    let line_of = |text: &(f32, f32)| {
        lines.iter().find(|line| line.0 <= middle(text) && middle(text) <= line.1).copied()
    };
    let mut found = Vec::with_capacity(texts.len());
    for group in texts.chunk_by(|a, b| line_of(a).is_some() && line_of(a) == line_of(b)) {
        let Some((from, to)) = group.first().and_then(line_of) else {
            found.extend(single(group, xs));
            continue;
        };
        let start = xs.partition_point(|&x| x < from);
        let inside = xs.get(start..xs.partition_point(|&x| x <= to))?;
        let shifted = |span: Range<usize>| span.start + start..span.end + start;
        found.extend(spans(group, inside, tuning)?.into_iter().map(shifted));
    }
    Some(found)
}

/// The column of each text of a row by its middle.
fn single(texts: &[(f32, f32)], xs: &[f32]) -> Vec<Range<usize>> {
    let last = xs.len().saturating_sub(1).max(1);
    let column = |text: &(f32, f32)| {
        let to = xs.partition_point(|&x| x <= f32::midpoint(text.0, text.1)).clamp(1, last);
        to - 1..to
    };
    texts.iter().map(column).collect()
}

/// Whether most heads of one column stand in its middle and not at its left side, of those that leave room in it.
pub(super) fn are_centred(leaves: &[(f32, f32)], xs: &[f32], tuning: &Tolerances) -> bool {
    let offsets = leaves.iter().filter_map(|leaf| {
        let middle = f32::midpoint(leaf.0, leaf.1);
        let to = xs.partition_point(|&x| x <= middle);
        let (left, right) = (*xs.get(to.checked_sub(1)?)?, *xs.get(to)?);
        let has_room = right - left - (leaf.1 - leaf.0) > tuning.head_room_points;
        has_room.then_some(((middle - f32::midpoint(left, right)).abs(), leaf.0 - left))
    });
    let (mut centred, mut all) = (0, 0);
    for (middle, side) in offsets {
        all += 1;
        centred += usize::from(middle < side);
    }
    centred * 2 > all
}

/// The columns of each text of a row, left to right, so that all of them together are as near as can be to the middle or
/// to a side of their columns; `None` where there are more texts than columns.
pub(super) fn spans(texts: &[(f32, f32)], xs: &[f32], tuning: &Tolerances) -> Option<Vec<Range<usize>>> {
    let columns = xs.len().checked_sub(1)?;
    if texts.is_empty() || texts.len() > columns {
        return None;
    }
    let cost =
        |at: usize, over: Range<usize>| texts.get(at).map_or(f32::INFINITY, |&text| cost(text, xs, over));
    assign(texts.len(), columns, |_| tuning.empty_head_points, cost).map(|(found, _)| found)
}

/// How far a text stands from the middle of columns; one column may have it at a side as well.
fn cost(text: (f32, f32), xs: &[f32], columns: Range<usize>) -> f32 {
    let (Some(&left), Some(&right)) = (xs.get(columns.start), xs.get(columns.end)) else {
        return f32::INFINITY;
    };
    let outside = (left - text.0).max(0.0) + (text.1 - right).max(0.0);
    let middle = (f32::midpoint(text.0, text.1) - f32::midpoint(left, right)).abs();
    let side = (text.0 - left).abs().min((right - text.1).abs());
    let off = if columns.len() == 1 { middle.min(side) } else { middle };
    off + 4.0 * outside
}
