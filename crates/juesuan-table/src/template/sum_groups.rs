//! Rows of forms with so many columns that not all ways to put a few figures to them can be tried: a total, and groups of
//! columns of which the first is the sum of the others.

use std::ops::Range;

use rust_decimal::Decimal;

use super::fitted::Fitted;
use super::ways::{Row, Way, near};
use crate::cell::clean;
use crate::words::Words;

/// The places of the figures of a row where the total is that of the sums of its groups, and each sum has its parts behind
/// it. Which parts these are is not told: they stand at the left end of their group.
pub(super) fn places(words: &Words, row: &Row, fitted: &Fitted) -> Option<Way> {
    let groups = groups(words, row, fitted)?;
    let figures: Vec<Decimal> = row.figures.iter().copied().collect::<Option<_>>()?;
    let sums = sums(&figures)?;
    if sums.len() > groups.len() {
        return None;
    }
    let mut way = vec![0];
    for (sum, group) in sums.into_iter().zip(groups) {
        if sum.len() > group.len() {
            return None;
        }
        way.extend(group.take(sum.len()));
    }
    Some(way)
}

/// The groups of columns behind a total: a common head, and first the sum of the others.
fn groups(words: &Words, row: &Row, fitted: &Fitted) -> Option<Vec<Range<usize>>> {
    let path = |place: usize| {
        let column = row.columns.get(place).and_then(|column| fitted.columns.get(*column));
        column.map_or(&[][..], |column| column.path.as_slice())
    };
    let totals = |place: usize| path(place).last().is_some_and(|leaf| words.totals(&clean::key(leaf)));
    if path(0).len() != 1 || !totals(0) {
        return None;
    }
    let mut groups: Vec<Range<usize>> = Vec::new();
    for place in 1..row.columns.len() {
        match groups.last_mut() {
            _ if path(place).len() < 2 => return None,
            Some(group) if path(group.start).first() == path(place).first() => group.end = place + 1,
            _ if totals(place) => groups.push(place..place + 1),
            _ => return None,
        }
    }
    (groups.len() > 1).then_some(groups)
}

/// The figures behind the first one, cut into sums with their parts; `None` where they do not add up.
fn sums(figures: &[Decimal]) -> Option<Vec<Range<usize>>> {
    let total = *figures.first()?;
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut whole = Decimal::ZERO;
    let mut at = 1;
    while let Some(&sum) = figures.get(at) {
        let mut end = at + 1;
        let mut rest = sum;
        while rest > Decimal::ZERO && !near(rest, Decimal::ZERO, 0) {
            rest = rest.checked_sub(*figures.get(end)?)?;
            end += 1;
        }
        if end == at + 1 || !near(rest, Decimal::ZERO, end - at) {
            return None;
        }
        whole = whole.checked_add(sum)?;
        found.push(at..end);
        at = end;
    }
    near(total, whole, found.len()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sum_has_its_parts_behind_it() {
        let cut = |figures: &[i64]| {
            sums(&figures.iter().map(|&figure| Decimal::new(figure, 2)).collect::<Vec<_>>())
        };
        assert_eq!(cut(&[930, 880, 700, 180, 50, 50]), Some(vec![1..4, 4..6]));
        assert_eq!(cut(&[930, 880, 880, 50, 50]), Some(vec![1..3, 3..5]));
        assert_eq!(cut(&[930, 880, 700, 50, 50]), None);
        assert_eq!(cut(&[930, 880, 880]), None);
        assert_eq!(cut(&[930, 880, 880, 50]), None);
        assert_eq!(cut(&[]), None);
    }
}
