//! Which lines of a name that stand between two rows belong to the row above and which to the one below.

use crate::tuning::template::TUNING;

/// What a row takes of the lines around it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Share {
    /// How many lines above it belong to the row before.
    pub(super) upper: usize,
    /// How many lines below it are its own.
    pub(super) below: usize,
}

/// Decides for all rows at once, at the least cost.
///
/// `gaps` counts the lines above each row and those behind the last, one number more than there are rows. `cost` says
/// how badly a row goes with a share, `idle` what each line behind the last row costs that it does not take.
pub(super) fn shares(gaps: &[usize], idle: u32, cost: impl Fn(usize, Share) -> u32) -> Vec<Share> {
    // best[n]: the cost where the first n lines of the gap above a row belong to the row before
    let mut best: Vec<u32> = (0..=gaps.first().copied().unwrap_or(0))
        .map(|upper| if upper == 0 { 0 } else { TUNING.template_shares.orphan })
        .collect();
    let mut chosen: Vec<Vec<usize>> = Vec::with_capacity(gaps.len());
    for (row, &lines) in gaps.iter().skip(1).enumerate() {
        let mut next = vec![u32::MAX; lines + 1];
        let mut from = vec![0; lines + 1];
        for (upper, before) in best.iter().enumerate() {
            for (below, (next, from)) in next.iter_mut().zip(&mut from).enumerate() {
                let whole = before.saturating_add(cost(row, Share { upper, below }));
                if whole < *next {
                    (*next, *from) = (whole, upper);
                }
            }
        }
        chosen.push(from);
        best = next;
    }
    let last = best.len().saturating_sub(1);
    let left = |below: usize| u32::try_from(last - below).unwrap_or(u32::MAX).saturating_mul(idle);
    let ended = best.iter().enumerate().min_by_key(|(below, cost)| cost.saturating_add(left(*below)));
    let mut below = ended.map_or(0, |(below, _)| below);
    let mut shares: Vec<Share> = chosen
        .iter()
        .rev()
        .map(|from| {
            let upper = from.get(below).copied().unwrap_or(0);
            Share { upper, below: std::mem::replace(&mut below, upper) }
        })
        .collect();
    shares.reverse();
    shares
}

/// How badly so many lines above and below a row go with it, for whether it has a name of its own and a code.
pub(super) fn unevenness(has_name: bool, has_code: bool, above: usize, below: usize) -> u32 {
    let apart = u32::try_from(above.abs_diff(below)).unwrap_or(u32::MAX);
    let costs = &TUNING.template_shares;
    match (has_name, above + below == 0) {
        (true, true) => 0,
        // a name that begins beside its code goes on below it rather than above
        (true, false) => apart.saturating_mul(costs.uneven).saturating_add(if above > below {
            costs.begins_above
        } else {
            costs.begins_beside
        }),
        (false, true) if has_code => costs.lone_code,
        (false, true) => costs.lone_row,
        (false, false) if apart <= 1 => apart,
        (false, false) => apart.saturating_mul(costs.uneven),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shares where each row has no name of its own, as `above+below` of each row.
    fn of(gaps: &[usize]) -> String {
        let rows =
            shares(gaps, 10, |row, share| unevenness(false, true, gaps[row] - share.upper, share.below));
        let shown =
            rows.iter().zip(gaps).map(|(share, gap)| format!("{}+{}", gap - share.upper, share.below));
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn as_many_lines_stand_above_a_row_as_below() {
        assert_eq!(of(&[1, 2, 1]), "1+1 1+1");
        assert_eq!(of(&[2, 3, 1]), "2+2 1+1");
        assert_eq!(of(&[1, 0, 1]), "1+0 0+1");
        assert_eq!(of(&[0]), "");
    }

    #[test]
    fn a_row_with_a_name_needs_no_lines() {
        assert_eq!(unevenness(true, true, 0, 0), 0);
        assert!(unevenness(true, true, 1, 1) < unevenness(true, true, 1, 0));
        assert!(unevenness(false, true, 0, 0) > unevenness(false, false, 0, 0));
    }
}
