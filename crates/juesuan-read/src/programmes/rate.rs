//! Execution rates that are printed as a fraction: 0.985 for 98.5 %.

use juesuan_model::{Decimal, Programme, Repair};

/// Largest number that may be such a fraction.
const LARGEST: Decimal = Decimal::from_parts(12, 0, 0, false, 1);

/// How far a rounded fraction may be from the quotient.
const TOLERANCE: Decimal = Decimal::from_parts(6, 0, 0, false, 3);

/// Turns the rate into per cent where execution and budget show that a fraction is printed.
pub(super) fn settle(programme: &mut Programme) -> Option<Repair> {
    let executed = programme.executed.as_ref()?.value;
    let budget = programme.budget_adjusted.as_ref().or(programme.budget_initial.as_ref())?.value;
    let rate = programme.rate.as_mut()?;
    let quotient = executed.checked_div(budget)?;
    let is_fraction = rate.value > Decimal::ZERO
        && rate.value <= LARGEST
        && (quotient - rate.value).abs() <= TOLERANCE
        && (quotient * Decimal::ONE_HUNDRED - rate.value).abs() > Decimal::ONE;
    if !is_fraction {
        return None;
    }
    let printed = rate.value;
    rate.value = (printed * Decimal::ONE_HUNDRED).normalize();
    Some(Repair {
        kind: "rate_in_percent".into(),
        line: rate.place.line,
        printed: printed.to_string(),
        read_as: format!("{}%", rate.value),
        reason: "执行率印作小数，与执行数除以预算数的商相符".into(),
        places: vec![rate.place],
    })
}
