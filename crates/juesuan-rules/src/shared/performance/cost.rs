//! Cost indicators that state the whole cost of a programme, and how their amounts compare with its budget.

use juesuan_model::{Decimal, Indicator, PlacedNumber, PlacedText, Programme, vocabulary};
use juesuan_vocabulary::{comparisons, performance};

use super::evaluation::Evaluation;
use super::goal::Goal;

/// An amount of a cost indicator beside the amount of the programme.
#[derive(Debug)]
pub(crate) struct CostAmount<'r> {
    pub(crate) row: &'r Indicator,
    pub(crate) text: &'r PlacedText,
    /// In yuan.
    pub(crate) stated: Decimal,
    /// The amount of the programme, in yuan.
    pub(crate) of_programme: Decimal,
    pub(crate) number: &'r PlacedNumber,
    /// Whether the indicator is about the cost of the whole programme: its name or its result says so.
    pub(crate) whole: bool,
}

/// How two amounts that should be one differ.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// They agree, if only by rounding.
    None,
    /// One is the other with the decimal point moved: ten times, ten thousand times …
    Shifted(i32),
    /// They are two amounts.
    Other,
}

/// The money that cost indicators state, beside an amount of their programme.
pub(crate) fn amounts<'r>(
    evaluation: &Evaluation<'r>,
    text: impl Fn(&'r Indicator) -> Option<&'r PlacedText>,
    number: Option<&'r PlacedNumber>,
) -> Vec<CostAmount<'r>> {
    let programme = evaluation.programme;
    let yuan = |number: &PlacedNumber| programme.amount(Some(number))?.yuan();
    let Some((number, of_programme)) = number.and_then(|number| Some((number, yuan(number)?))) else {
        return Vec::new();
    };
    let executed = programme.executed.as_ref().and_then(yuan);
    let is_cost =
        |row: &&Indicator| row.level1.contains(performance::COST) || row.level2.contains(performance::COST);
    let rows = evaluation.indicators.iter().copied().filter(|row| is_cost(row));
    rows.filter_map(|row| {
        let text = text(row)?;
        let goal = Goal::of(&text.value)?;
        let stated = goal.yuan()?;
        let result = row.actual.as_ref().and_then(|actual| Goal::of(&actual.value)?.yuan());
        let whole = names_whole(row, programme) || (result.is_some() && result == executed);
        Some(CostAmount { row, text, stated, of_programme, number, whole })
    })
    .collect()
}

/// Whether an indicator is called the cost of the whole programme.
fn names_whole(row: &Indicator, programme: &Programme) -> bool {
    let (name, own) = (vocabulary::label_key(&row.level3), vocabulary::label_key(&programme.name));
    !name.contains(comparisons::EACH)
        && (performance::WHOLE_COSTS.iter().any(|word| name.contains(word))
            || (!own.is_empty() && name.starts_with(&*own)))
}

/// Compares two amounts in yuan, of which the second is rounded to so much.
pub(crate) fn gap(stated: Decimal, of_programme: Decimal, half: Decimal) -> Gap {
    if (stated - of_programme).abs() <= half {
        return Gap::None;
    }
    let (Some(left), Some(right)) = (leading(stated), leading(of_programme)) else { return Gap::Other };
    // one or two digits agree by chance
    let telling = |(digits, _): (Decimal, i32)| digits.normalize().mantissa().unsigned_abs() >= 100;
    if telling(left) && left.0 == right.0 { Gap::Shifted(left.1 - right.1) } else { Gap::Other }
}

/// A number as d.ddd × 10ⁿ.
fn leading(value: Decimal) -> Option<(Decimal, i32)> {
    if value.is_zero() {
        return None;
    }
    let (mut value, mut exponent) = (value.normalize(), 0);
    let ten = Decimal::TEN;
    while value.abs() >= ten {
        (value, exponent) = (value.checked_div(ten)?, exponent + 1);
    }
    while value.abs() < Decimal::ONE {
        (value, exponent) = (value.checked_mul(ten)?, exponent - 1);
    }
    Some((value.normalize(), exponent))
}

/// How far the rounding of an amount of the programme reaches, in yuan.
pub(crate) fn half(programme: &Programme, number: &PlacedNumber) -> Decimal {
    let unit = programme.unit.as_ref().and_then(juesuan_model::Unit::money);
    let factor = unit.map_or(Decimal::ONE, |unit| Decimal::from(unit.factor()));
    factor * crate::shared::performance::points::half_of_last(number.value.scale())
}

#[cfg(test)]
mod tests {
    use juesuan_model::Decimal;

    use super::{Gap, gap};

    #[test]
    fn gaps() {
        let yuan = |n: i64| Decimal::from(n);
        assert_eq!(gap(yuan(55_074), yuan(55_100), yuan(50)), Gap::None);
        assert_eq!(gap(yuan(231_000), yuan(2_310_000), yuan(50)), Gap::Shifted(-1));
        assert_eq!(gap(Decimal::new(74_281, 2), yuan(7_428_100), yuan(50)), Gap::Shifted(-4));
        assert_eq!(gap(yuan(80_000), yuan(800_000), yuan(50)), Gap::Other);
        assert_eq!(gap(yuan(0), yuan(800_000), yuan(50)), Gap::Other);
    }
}
