//! Heads and numbers of columns that have no figure: they tell of columns that white corridors do not show.

use super::lines::{Line, Mark};
use super::pieces::{
    extent_of, has_amount, is_amount, is_dash, is_figure, is_label, numbers, overlap, parts, words,
};
use crate::tuning::{TUNING, Tolerances};

/// How many columns hold amounts, zeros or dashes.
pub(super) fn with_values(columns: &[(f32, f32)], rows: &[&Line]) -> usize {
    let is_value = |marks: &[Mark]| {
        let is_zero = matches!(marks, [mark] if mark.glyph.plain() == '0');
        is_dash(marks) || is_zero || is_amount(marks)
    };
    let words = || rows.iter().flat_map(|line| parts(line));
    let values: Vec<(f32, f32)> = words().filter(|word| is_value(word)).map(extent_of).collect();
    columns.iter().filter(|column| values.iter().any(|value| overlap(**column, *value) > 0.0)).count()
}

/// Widens columns to their heads and numbers, where there are as many of these as columns: a head may stand at the left side of
/// its column and the figures at the right, with nothing that says where the one column ends and the next begins.
pub(super) fn widen(columns: &mut [(f32, f32)], rows: &[Line], tuning: &Tolerances) {
    let leaves = leaves(rows, tuning);
    let rows: Vec<&Line> = rows.iter().collect();
    if leaves.len() == columns.len() {
        widen_all(columns, Some, &leaves);
    }
    let Some(numbers) = rows.iter().find_map(|line| numbers(line)) else { return };
    let valued: Vec<usize> = (0..columns.len())
        .filter(|&at| columns.get(at..=at).is_some_and(|one| with_values(one, &rows) > 0))
        .collect();
    if numbers.len() == valued.len() {
        widen_all(columns, |at| valued.get(at).copied(), &numbers);
    }
}

/// Widens columns to ranges, of which each belongs to a column, unless columns would overlap then.
fn widen_all(columns: &mut [(f32, f32)], place: impl Fn(usize) -> Option<usize>, ranges: &[(f32, f32)]) {
    let mut widened = columns.to_vec();
    for (at, range) in ranges.iter().enumerate() {
        if let Some(column) = place(at).and_then(|at| widened.get_mut(at)) {
            *column = (column.0.min(range.0), column.1.max(range.1));
        }
    }
    if widened.windows(2).all(|pair| matches!(pair, [left, right] if left.1 < right.0)) {
        columns.copy_from_slice(&widened);
    }
}

/// Adds the columns that have a number and no figure.
pub(super) fn add_numbered(columns: &mut Vec<(f32, f32)>, numbers: &[(f32, f32)], tuning: &Tolerances) {
    let middle = |range: &(f32, f32)| f32::midpoint(range.0, range.1);
    let pitch =
        numbers.windows(2).map(|pair| middle(&pair[1]) - middle(&pair[0])).fold(f32::INFINITY, f32::min);
    let missing: Vec<(f32, f32)> = numbers
        .iter()
        .filter(|number| {
            let gap = columns.iter().map(|column| -overlap(*column, **number)).fold(f32::INFINITY, f32::min);
            gap >= tuning.near_number * pitch
        })
        .copied()
        .collect();
    columns.extend(missing);
    columns.sort_by(|a, b| a.0.total_cmp(&b.0));
}

/// Adds the columns that have a number and no figure to those with values, of which each has a number.
pub(super) fn add_numbered_beside_values(
    columns: &mut Vec<(f32, f32)>,
    rows: &[&Line],
    numbers: &[(f32, f32)],
    tuning: &Tolerances,
) {
    let (mut valued, others): (Vec<_>, Vec<_>) =
        columns.iter().partition(|column| with_values(std::slice::from_ref(*column), rows) > 0);
    add_headed(&mut valued, rows, numbers, tuning);
    valued.retain(|column| others.iter().all(|other| overlap(*column, *other) <= 0.0));
    valued.extend(others);
    valued.sort_by(|a, b| a.0.total_cmp(&b.0));
    *columns = valued;
}

/// The words above the first row with an amount that are heads of one column each, from left to right: the lowest ones, and
/// those above that stand over none of them.
pub(super) fn leaves(lines: &[Line], tuning: &Tolerances) -> Vec<(f32, f32)> {
    let numbered = || lines.iter().position(|line| numbers(line).is_some());
    // of a table of words and counts no more than the first line of several words is known to be a head
    let body = lines.iter().position(has_amount).or_else(numbered);
    let has_figure = || lines.iter().any(|line| parts(line).any(is_figure));
    let first = || 1 + lines.iter().position(|line| parts(line).count() > 2).unwrap_or(0);
    let body = body.unwrap_or_else(|| if has_figure() { first() } else { lines.len() });
    let heads = lines.get(..body.min(TUNING.drawn.most_head_lines)).unwrap_or_default();
    let middle = |range: &(f32, f32)| f32::midpoint(range.0, range.1);
    let mut leaves: Vec<(f32, f32)> = Vec::new();
    // how high up each of them reaches
    let mut tops: Vec<f32> = Vec::new();
    // a unit or a body may stand above the head
    let labels = heads.iter().take_while(|line| is_label(line)).count();
    let is_head = |line: &&Line| numbers(line).is_none();
    for line in heads.iter().skip(labels).rev().filter(is_head) {
        let mut above: Vec<(f32, f32)> = Vec::new();
        for word in words(&line.marks, tuning).map(extent_of) {
            let first = leaves.partition_point(|leaf| leaf.1 <= word.0);
            let mut below = (first..leaves.len().min(first + 2))
                .filter(|&at| leaves.get(at).is_some_and(|leaf| overlap(*leaf, word) > 0.0));
            match (below.next(), below.next()) {
                // a word that is broken over lines; one over several columns says nothing
                (Some(at), None) => {
                    if let (Some(leaf), Some(top)) = (leaves.get_mut(at), tops.get_mut(at))
                        && middle(&word) > leaf.0
                        && middle(&word) < leaf.1
                    {
                        *leaf = (leaf.0.min(word.0), leaf.1.max(word.1));
                        *top = top.min(line.y0);
                    }
                }
                (Some(_), _) => {}
                (None, _) => above.push(word),
            }
        }
        // several words between two heads stand over columns of their own
        let gap = |word: &(f32, f32)| leaves.partition_point(|leaf| leaf.1 <= word.0);
        let mut in_gap = vec![0_usize; leaves.len() + 1];
        for word in &above {
            if let Some(count) = in_gap.get_mut(gap(word)) {
                *count += 1;
            }
        }
        let is_alone = |word: &(f32, f32)| in_gap.get(gap(word)) == Some(&1);
        // the head of two others stands above both
        let is_higher = |word: &(f32, f32)| {
            let next = gap(word);
            let beside = tops.iter().skip(next.saturating_sub(1)).take(2);
            beside.fold(f32::INFINITY, |top, &other| top.min(other)) > line.y1 - tuning.overlap * line.size
        };
        let is_of_several =
            |word: &(f32, f32)| is_alone(word) && is_higher(word) && is_between(*word, &leaves, tuning);
        let of_one: Vec<(f32, f32)> = above.iter().filter(|word| !is_of_several(word)).copied().collect();
        let mut all: Vec<((f32, f32), f32)> = leaves.into_iter().zip(tops).collect();
        all.extend(of_one.into_iter().map(|word| (word, line.y0)));
        all.sort_by(|a, b| a.0.0.total_cmp(&b.0.0));
        (leaves, tops) = all.into_iter().unzip();
    }
    leaves
}

/// Whether a word of a head stands over no more than one column.
pub(super) fn is_of_one(word: (f32, f32), leaves: &[(f32, f32)], tuning: &Tolerances) -> bool {
    let below = leaves.iter().skip(leaves.partition_point(|leaf| leaf.1 <= word.0)).take(2);
    below.filter(|leaf| overlap(**leaf, word) > 0.0).count() < 2 && !is_between(word, leaves, tuning)
}

/// Whether a word stands in the middle between two or more heads beside one another, above none of them: it is the head of all.
pub(super) fn is_between(word: (f32, f32), leaves: &[(f32, f32)], tuning: &Tolerances) -> bool {
    let middle = |range: &(f32, f32)| f32::midpoint(range.0, range.1);
    let next = leaves.partition_point(|leaf| leaf.1 <= word.0);
    if leaves.get(next).is_some_and(|leaf| leaf.0 < word.1) {
        return false;
    }
    let (before, after) = leaves.split_at(next);
    // the head of more columns than a table has is none
    let most = tuning.most_columns;
    before.iter().rev().take(most).zip(1_u16..).any(|(first, left)| {
        after.iter().take(most).zip(1_u16..).any(|(last, right)| {
            let (from, to) = (middle(first), middle(last));
            let off = (middle(&word) - f32::midpoint(from, to)).abs();
            off < tuning.off_middle * (to - from) / f32::from(left + right - 1)
        })
    })
}

/// Adds the columns that have a head and no figure, where there are more heads than columns: those heads that can be left
/// out so that the others are nearest to the columns, in order.
pub(super) fn add_headed(
    columns: &mut Vec<(f32, f32)>,
    rows: &[&Line],
    leaves: &[(f32, f32)],
    tuning: &Tolerances,
) {
    let surplus = leaves.len().saturating_sub(columns.len());
    if surplus == 0 || columns.is_empty() || surplus > tuning.most_columns {
        return;
    }
    // the least distance of the first heads from the first columns, with all columns taken
    let width = surplus + 1;
    let mut best = vec![f32::INFINITY; (leaves.len() + 1) * width];
    for (at, slot) in best.iter_mut().step_by(width).enumerate() {
        *slot = if at == 0 { 0.0 } else { f32::INFINITY };
    }
    let have_values: Vec<bool> =
        columns.iter().map(|column| with_values(std::slice::from_ref(column), rows) > 0).collect();
    let distance = |leaf: usize, column: usize| match (leaves.get(leaf), columns.get(column)) {
        (Some(&leaf), Some(&own)) => {
            // figures stand at the right of their column and heads in its middle or at its left, never the other way round
            let is_left = have_values.get(column) == Some(&true) && overlap(leaf, own) <= 0.0;
            let before = if is_left { f32::midpoint(leaf.0, leaf.1) - own.1 } else { 0.0 };
            (-overlap(leaf, own)).max(0.0) + before.max(0.0)
        }
        _ => f32::INFINITY,
    };
    let get = |best: &[f32], at: usize, left_out: usize| {
        best.get(at * width + left_out).copied().unwrap_or(f32::INFINITY)
    };
    for at in 1..=leaves.len() {
        for left_out in 0..=surplus.min(at) {
            let taken = match at.checked_sub(1 + left_out) {
                Some(column) => get(&best, at - 1, left_out) + distance(at - 1, column),
                None => f32::INFINITY,
            };
            let skipped = left_out.checked_sub(1).map_or(f32::INFINITY, |before| get(&best, at - 1, before));
            if let Some(slot) = best.get_mut(at * width + left_out) {
                *slot = taken.min(skipped);
            }
        }
    }
    let (mut at, mut left_out) = (leaves.len(), surplus);
    let mut added = Vec::new();
    while at > 0 && left_out > 0 {
        let skipped = get(&best, at - 1, left_out - 1);
        #[expect(clippy::float_cmp, reason = "one of the two is the value to the bit")]
        if get(&best, at, left_out) == skipped {
            added.extend(leaves.get(at - 1));
            left_out -= 1;
        }
        at -= 1;
    }
    added.retain(|leaf| columns.iter().all(|column| overlap(*column, *leaf) <= 0.0));
    columns.extend(added);
    columns.sort_by(|a, b| a.0.total_cmp(&b.0));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawn::lines::lines_of_text;

    #[test]
    fn a_head_between_more_columns_than_a_table_has_is_told_in_no_time() {
        let leaf = |at: u32| {
            #[expect(clippy::cast_precision_loss, reason = "as many as fit a page")]
            let x = at as f32;
            (x, x + 0.5)
        };
        // the head stands in a gap with as many heads on either side as no number of sixteen bits counts
        let leaves: Vec<(f32, f32)> = (0..70_000).chain(70_010..140_010).map(leaf).collect();
        assert!(is_between((70_004.0, 70_006.0), &leaves, &TUNING.drawn));
        assert!(is_of_one((20_000.0, 20_000.4), &leaves, &TUNING.drawn));
        assert!(!is_of_one((20_000.0, 20_001.4), &leaves, &TUNING.drawn));
    }

    #[test]
    fn a_word_over_two_heads_is_the_head_of_none() {
        let mut lines = lines_of_text("        本年支出        ");
        lines.extend(lines_of_text("名称    基本    项目    "));
        assert_eq!(leaves(&lines, &TUNING.drawn), [(0.0, 20.0), (40.0, 60.0), (80.0, 100.0)]);
        let full_width = lines_of_text("项目    １．５０    ０");
        assert_eq!(
            with_values(&[(0.0, 20.0), (40.0, 80.0), (100.0, 110.0)], &full_width.iter().collect::<Vec<_>>()),
            2
        );
    }
}
