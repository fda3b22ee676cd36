//! Which columns the words of a head stand over: each is set to the middle of its columns, or at a side of its own.

use crate::tuning::Tolerances;

/// A text of a row with the columns that it stands over.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Span {
    pub(super) from: usize,
    pub(super) to: usize,
}

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
) -> Option<Vec<Span>> {
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
        let shifted = |span: Span| Span { from: span.from + start, to: span.to + start };
        found.extend(spans(group, inside, tuning)?.into_iter().map(shifted));
    }
    Some(found)
}

/// The column of each text of a row by its middle.
fn single(texts: &[(f32, f32)], xs: &[f32]) -> Vec<Span> {
    let last = xs.len().saturating_sub(1).max(1);
    let column = |text: &(f32, f32)| {
        let to = xs.partition_point(|&x| x <= f32::midpoint(text.0, text.1)).clamp(1, last);
        Span { from: to - 1, to }
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
pub(super) fn spans(texts: &[(f32, f32)], xs: &[f32], tuning: &Tolerances) -> Option<Vec<Span>> {
    let columns = xs.len().checked_sub(1)?;
    if texts.is_empty() || texts.len() > columns {
        return None;
    }
    // the least cost of the first texts over the first columns, and where the last of them begins
    let width = columns + 1;
    let mut best = vec![(f32::INFINITY, 0_usize); (texts.len() + 1) * width];
    let mut skipped = 0.0;
    for slot in best.iter_mut().take(width) {
        *slot = (skipped, usize::MAX);
        skipped += tuning.empty_head_points;
    }
    for (row, text) in (1..).zip(texts) {
        for end in row..width {
            let skipped = best.get(row * width + end - 1).map_or(f32::INFINITY, |before| before.0);
            let mut least = (skipped + tuning.empty_head_points, usize::MAX);
            for from in (row - 1..end).rev() {
                let before = best.get((row - 1) * width + from).map_or(f32::INFINITY, |before| before.0);
                let cost = before + cost(*text, xs, from..end);
                if cost < least.0 {
                    least = (cost, from);
                }
            }
            if let Some(slot) = best.get_mut(row * width + end) {
                *slot = least;
            }
        }
    }
    let mut found = Vec::with_capacity(texts.len());
    let (mut row, mut end) = (texts.len(), columns);
    while row > 0 {
        let (cost, from) = best.get(row * width + end).copied()?;
        if !cost.is_finite() || end == 0 {
            return None;
        }
        if from == usize::MAX {
            end -= 1;
            continue;
        }
        found.push(Span { from, to: end });
        (row, end) = (row - 1, from);
    }
    found.reverse();
    Some(found)
}

/// How far a text stands from the middle of columns; one column may have it at a side as well.
fn cost(text: (f32, f32), xs: &[f32], columns: std::ops::Range<usize>) -> f32 {
    let (Some(&left), Some(&right)) = (xs.get(columns.start), xs.get(columns.end)) else {
        return f32::INFINITY;
    };
    let outside = (left - text.0).max(0.0) + (text.1 - right).max(0.0);
    let middle = (f32::midpoint(text.0, text.1) - f32::midpoint(left, right)).abs();
    let side = (text.0 - left).abs().min((right - text.1).abs());
    let off = if columns.len() == 1 { middle.min(side) } else { middle };
    off + 4.0 * outside
}
