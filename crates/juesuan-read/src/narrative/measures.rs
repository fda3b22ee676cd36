//! Measure words, as data.

use juesuan_vocabulary::units;

/// The kind of a unit.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    Money,
    /// Money for each of something: 元/人年.
    MoneyPer,
    Percent,
    /// Percentage points.
    Points,
    /// Counted things.
    Count,
    /// 分: points of a score.
    Score,
    /// Spans of time.
    Time,
    /// A bare 万 or 亿: what is counted stands further on.
    Bare,
}

pub(super) use juesuan_vocabulary::units::COUNTS;

pub(super) use juesuan_vocabulary::units::SPANS as TIMES;

/// Measure words that are also the first character of other words, with the characters that show that.
pub(super) fn bound() -> impl Iterator<Item = (&'static str, UnitKind, &'static str)> {
    let kind = |kind: &str| match kind {
        "score" => UnitKind::Score,
        "time" => UnitKind::Time,
        _ => UnitKind::Count,
    };
    let words = units::BOUND.iter().map(move |&(word, of, not_before)| (word, kind(of), not_before));
    words.chain(units::LATIN.iter().map(|word| (*word, UnitKind::Count, units::NO_LATIN)))
}

pub(super) use juesuan_vocabulary::units::EACH as PER;
