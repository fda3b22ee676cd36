//! How far two names are apart, in characters inserted, left out or replaced.

use crate::tuning::TUNING;

/// The edit distance of two names in characters, if it is no more than `limit`.
pub(crate) fn within(left: &str, right: &str, limit: usize) -> Option<usize> {
    // an edit changes four bytes at most
    if left.len().abs_diff(right.len()) > limit.saturating_mul(4) {
        return None;
    }
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if left.len().abs_diff(right.len()) > limit {
        return None;
    }
    // what both begin and end with cannot differ
    let start = left.iter().zip(&right).take_while(|(a, b)| a == b).count();
    let (left, right) = (left.get(start..)?, right.get(start..)?);
    let end = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    let (left, right) = (left.get(..left.len() - end)?, right.get(..right.len() - end)?);
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut diagonal = i;
        let mut before = i + 1;
        let mut least = before;
        if let Some(first) = row.first_mut() {
            *first = before;
        }
        for (slot, b) in row.iter_mut().skip(1).zip(right) {
            let cost = (diagonal + usize::from(a != b)).min(before + 1).min(*slot + 1);
            diagonal = std::mem::replace(slot, cost);
            before = cost;
            least = least.min(cost);
        }
        if least > limit {
            return None;
        }
    }
    row.last().copied().filter(|distance| *distance <= limit)
}

/// Whether two different names are probably one: few characters of many differ.
pub(crate) fn is_near(left: &str, right: &str) -> bool {
    // most names differ in length by more than that
    if left.len().abs_diff(right.len()) > TUNING.distance.near * 4 {
        return false;
    }
    let longest = left.chars().count().max(right.chars().count());
    left != right && within(left, right, TUNING.distance.near.min(longest / 4)).is_some()
}

/// Where two names differ: what stands between their common beginning and their common end.
pub(crate) fn difference<'a>(left: &'a str, right: &'a str) -> (&'a str, &'a str) {
    let start: usize =
        left.chars().zip(right.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (left, right) = (left.get(start..).unwrap_or(""), right.get(start..).unwrap_or(""));
    let pairs = left.chars().rev().zip(right.chars().rev());
    let end: usize = pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    (left.get(..left.len() - end).unwrap_or(""), right.get(..right.len() - end).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{difference, is_near, within};

    #[test]
    fn names() {
        assert_eq!(within("救助服务", "辅助服务", 3), Some(1));
        assert_eq!(within("补助的资金", "补助资金", 3), Some(1));
        assert_eq!(within("行政单位医疗", "住房公积金", 3), None);
        assert!(is_near("大厅档案扫描服务项目", "大厅档案打描服务项目"));
        assert!(!is_near("人大事务", "政协事务"));
        assert_eq!(difference("补助的资金", "补助资金"), ("的", ""));
    }

    proptest! {
        #[test]
        fn distances(left in "\\PC{0,12}", right in "\\PC{0,12}") {
            prop_assert_eq!(within(&left, &right, 12), within(&right, &left, 12));
            prop_assert_eq!(within(&left, &left, 0), Some(0));
            let (a, b) = difference(&left, &right);
            prop_assert!(left.contains(a) && right.contains(b));
        }
    }
}
