//! The columns that each text of a row stands over, so that all of them together fit best.

use std::ops::Range;

/// Gives each of some texts, from left to right, columns of its own beside one another, at the least cost of all: `left_out` of the
/// columns above which nothing stands, `cost` of a text over columns. With the cost; `None` where the texts do not fit.
pub(super) fn assign(
    texts: usize,
    columns: usize,
    left_out: impl Fn(usize) -> f32,
    cost: impl Fn(usize, Range<usize>) -> f32,
) -> Option<(Vec<Range<usize>>, f32)> {
    // the least cost of the first texts over the first columns, and where the last of them begins
    let width = columns + 1;
    let mut best: Vec<(f32, Option<usize>)> = vec![(f32::INFINITY, None); (texts + 1) * width];
    let least_of =
        |best: &[(f32, Option<usize>)], at: usize| best.get(at).map_or(f32::INFINITY, |slot| slot.0);
    let mut sum = 0.0;
    for (column, slot) in best.iter_mut().take(width).enumerate() {
        *slot = (sum, None);
        sum += left_out(column);
    }
    for row in 1..=texts {
        for end in row..width {
            let mut least = (least_of(&best, row * width + end - 1) + left_out(end - 1), None);
            for from in (row - 1..end).rev() {
                let cost = least_of(&best, (row - 1) * width + from) + cost(row - 1, from..end);
                if cost < least.0 {
                    least = (cost, Some(from));
                }
            }
            if let Some(slot) = best.get_mut(row * width + end) {
                *slot = least;
            }
        }
    }
    let all = least_of(&best, texts * width + columns);
    let mut found = Vec::with_capacity(texts);
    let (mut row, mut end) = (texts, columns);
    while row > 0 {
        let (cost, from) = best.get(row * width + end).copied()?;
        match from {
            _ if !cost.is_finite() || end == 0 => return None,
            None => end -= 1,
            Some(from) => {
                found.push(from..end);
                (row, end) = (row - 1, from);
            }
        }
    }
    found.reverse();
    Some((found, all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_costs_least_together_is_taken() {
        // two texts that both fit the first column best
        let costs = [[0.0, 4.0, 9.0], [1.0, 2.0, 9.0]];
        let cost =
            |text: usize, over: Range<usize>| if over.len() == 1 { costs[text][over.start] } else { 9.0 };
        assert_eq!(assign(2, 3, |_| 0.5, cost), Some((vec![0..1, 1..2], 2.5)));
        // it costs so much to leave the last column out that the last text stands over two
        let left_out = |column: usize| if column == 2 { 10.0 } else { 0.5 };
        assert_eq!(assign(2, 3, left_out, cost), Some((vec![0..1, 1..3], 9.0)));
    }

    #[test]
    fn more_texts_than_columns_fit_none() {
        assert_eq!(assign(3, 2, |_| 0.0, |_, _| 0.0), None);
        assert_eq!(assign(1, 0, |_| 0.0, |_, _| 0.0), None);
        assert_eq!(assign(1, 2, |_| 0.0, |_, _| f32::INFINITY), None);
        assert_eq!(assign(0, 2, |_| 1.0, |_, _| 0.0), Some((Vec::new(), 2.0)));
    }
}
