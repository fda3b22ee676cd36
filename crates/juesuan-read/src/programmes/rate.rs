//! Execution rates that are printed as a fraction: 0.985 for 98.5 %.

use crate::tuning::TUNING;
use juesuan_model::{Decimal, Programme, Repair};

/// Turns the rate into per cent where execution and budget show that a fraction is printed.
pub(super) fn settle(programme: &mut Programme) -> Option<Repair> {
    let executed = programme.executed.as_ref()?.value;
    let budget = programme.budget_adjusted.as_ref().or(programme.budget_initial.as_ref())?.value;
    let rate = programme.rate.as_mut()?;
    let quotient = executed.checked_div(budget)?;
    let is_fraction = rate.value > Decimal::ZERO
        && rate.value <= Decimal::new(TUNING.rate.largest, 1)
        && (quotient - rate.value).abs() <= Decimal::new(TUNING.rate.tolerance, 3)
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
