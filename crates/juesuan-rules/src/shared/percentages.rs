//! Amounts with their rounding, rates that are computed again from them, and figures that are printed twice.

use juesuan_model::{Decimal, Fact, FindingKind, Severity, Unit};
use rust_decimal::RoundingStrategy;

use crate::shared::bounds::Bounds;
use crate::shared::fact_index::shown;
use crate::{Draft, Quantity, Text};

/// A share or rate that was computed again.
#[derive(Clone, Debug)]
pub(crate) enum Recomputed {
    /// It follows from the amounts.
    Holds,
    /// Its last digit was cut off and not rounded, or set so that shares make 100 %.
    LastDigit { expected: Decimal },
    /// It does not follow from them.
    Wrong { expected: Decimal },
}

/// Whether a printed percentage is the share of `part` in `whole`; `None` where the whole can be zero or a number does
/// not fit.
pub(crate) fn recompute(printed: Decimal, part: Bounds, whole: Bounds) -> Option<Recomputed> {
    let share = part.share_of(whole)?;
    let decimals = printed.scale();
    let unit = Decimal::try_new(1, decimals).ok()?;
    let half = Decimal::try_new(5, decimals + 1).ok()?;
    let (low, high) = (printed.checked_sub(half)?, printed.checked_add(half)?);
    let expected = share.middle()?.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    if share.low <= high && low <= share.high {
        return Some(Recomputed::Holds);
    }
    let off = printed.checked_sub(expected)?.abs();
    Some(if off <= unit && decimals > 0 {
        Recomputed::LastDigit { expected }
    } else {
        Recomputed::Wrong { expected }
    })
}

/// As [`recompute`], for amounts that may be taken from several places. The rate holds where it follows from one of the
/// pairs: then an amount is wrong and not the rate, which other rules say. Else it is judged by the first pair.
pub(crate) fn recompute_any(
    printed: Decimal,
    pairs: impl IntoIterator<Item = (Bounds, Bounds)>,
) -> Option<Recomputed> {
    let mut first = None;
    for (part, whole) in pairs {
        match recompute(printed, part, whole) {
            Some(Recomputed::Holds) => return Some(Recomputed::Holds),
            other => first = first.or(other),
        }
    }
    first
}

/// The finding of a rate that does not follow from its amounts.
pub(crate) fn wrong_rate(fact: &Fact, outcome: &Recomputed, from: &[&Fact]) -> Option<Draft> {
    let (expected, rounded) = match outcome {
        Recomputed::Holds => return None,
        Recomputed::LastDigit { expected } => (*expected, true),
        Recomputed::Wrong { expected } => (*expected, false),
    };
    let mut draft = Draft::at(fact.place)
        .with("name", &fact.subject)
        .printed(format!("{}%", fact.value))
        .expected(format!("{expected}%"))
        .difference(fact.value.checked_sub(expected)?, Some(Unit::Percent))
        .evidence(&fact.subject, format!("{}%", fact.value), fact.place);
    for other in from {
        draft = draft.evidence(&other.subject, shown(other), other.place);
    }
    Some(if rounded { draft.severity(Severity::Info).kind(FindingKind::Rounding) } else { draft })
}

/// Whether a fact prints another figure wrong by so little that rounding could explain it, and does not: both have the
/// same decimals and the same unit, so that the digits must be the same.
pub(crate) fn is_misquoted(fact: &Fact, stated: &Quantity, other: &Quantity) -> bool {
    let as_fine = fact.value.scale() >= other.decimals && stated.unit() == other.unit();
    let off = stated.value.checked_sub(other.value).map(|off| off.abs());
    let near = off.zip(stated.half.checked_add(other.half)).is_some_and(|(off, envelope)| off <= envelope);
    as_fine && fact.approximation.is_none() && stated.value != other.value && near
}

/// The finding of a figure that is printed twice and differs by its last digits.
pub(crate) fn misquoted(fact: &Fact, stated: &Quantity, other: &Quantity, right: Text) -> Draft {
    let left = Text::owned(format!("正文“{}”", fact.subject), format!("the text on “{}”", fact.subject));
    let off = stated.printed().checked_sub(other.printed()).unwrap_or_default();
    Draft::at(fact.place)
        .printed(stated.printed().to_string())
        .expected(other.printed().to_string())
        .difference(off, stated.unit())
        .evidence(left.zh.to_string(), shown(fact), fact.place)
        .evidence(right.zh.to_string(), other.printed().to_string(), other.place())
        .with_text("left", left)
        .with_text("right", right)
}

/// Whether one of two figures of money is ten thousand times the other: 元 was taken for 万元.
pub(crate) fn ten_thousand_times(left: &Quantity, right: &Quantity) -> bool {
    let factor = Decimal::from(10_000);
    let times = |small: &Quantity, large: &Quantity| {
        let (value, half) = (small.value.checked_mul(factor), small.half.checked_mul(factor));
        value.zip(half).is_some_and(|(value, half)| {
            let off = value.checked_sub(large.value).map(|off| off.abs());
            off.zip(half.checked_add(large.half)).is_some_and(|(off, envelope)| off <= envelope)
        })
    };
    let money = |figure: &Quantity| figure.unit().is_some_and(|unit| unit.money().is_some());
    let something = !left.printed().is_zero() && !right.printed().is_zero();
    something && money(left) && money(right) && (times(left, right) || times(right, left))
}
