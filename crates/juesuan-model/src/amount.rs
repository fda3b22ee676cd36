//! Figures with their units, exact to the digit.

use std::fmt;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record::DecimalText;
use crate::unit::power_of_ten;
use crate::{Interval, MoneyUnit, Unit};

/// A printed figure: its value with the decimals that were printed, and its unit.
///
/// Two amounts are equal when value, decimals and unit are: 0 and 0.00 differ, since they claim another precision.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Amount {
    /// The value as printed.
    #[schemars(with = "DecimalText")]
    pub value: Decimal,
    /// The unit as printed.
    pub unit: Unit,
}

/// Why two figures could not be computed with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArithmeticError {
    /// 人 do not add to 元.
    #[error("{left} and {right} do not add up")]
    UnitMismatch {
        /// Unit of the first figure.
        left: Unit,
        /// Unit of the second.
        right: Unit,
    },
    /// The result has more digits than a decimal of 96 bits holds.
    #[error("the result is out of range")]
    OutOfRange,
    /// A share of nothing.
    #[error("division by zero")]
    DivisionByZero,
}

impl Amount {
    /// A figure with its unit.
    pub const fn new(value: Decimal, unit: Unit) -> Self {
        Self { value, unit }
    }

    /// The same money in another unit, exactly.
    ///
    /// The decimals of the result follow from the value; the printed precision is kept by [`Amount::interval`].
    ///
    /// # Errors
    /// [`ArithmeticError::UnitMismatch`] where the figure is not money, [`ArithmeticError::OutOfRange`] where it
    /// does not fit.
    pub fn to(&self, unit: MoneyUnit) -> Result<Self, ArithmeticError> {
        Ok(Self { value: convert(self.value, &self.unit, unit)?, unit: unit.into() })
    }

    /// The money in yuan, exactly; `None` where the figure is not money or does not fit.
    pub fn yuan(&self) -> Option<Decimal> {
        convert(self.value, &self.unit, MoneyUnit::Yuan).ok()
    }

    /// Every value that prints as this figure: `[v − ½·10⁻ᵈ, v + ½·10⁻ᵈ]`, both ends included.
    pub fn interval(&self) -> Interval {
        Interval::of(self)
    }

    /// The sum, in the unit of the first; money of different units is converted exactly.
    ///
    /// # Errors
    /// [`ArithmeticError`] where the units do not add or the sum does not fit.
    pub fn checked_add(&self, other: &Self) -> Result<Self, ArithmeticError> {
        self.combine(other, Decimal::checked_add)
    }

    /// The difference, in the unit of the first.
    ///
    /// # Errors
    /// [`ArithmeticError`] where the units do not subtract or the difference does not fit.
    pub fn checked_sub(&self, other: &Self) -> Result<Self, ArithmeticError> {
        self.combine(other, Decimal::checked_sub)
    }

    /// The share of the whole in per cent, not rounded.
    ///
    /// # Errors
    /// [`ArithmeticError`] where the units differ or the whole is zero.
    pub fn share_of(&self, whole: &Self) -> Result<Self, ArithmeticError> {
        let whole = in_unit(whole, &self.unit)?;
        if whole.is_zero() {
            return Err(ArithmeticError::DivisionByZero);
        }
        let share = self.value.checked_mul(Decimal::ONE_HUNDRED).and_then(|v| v.checked_div(whole));
        Ok(Self { value: share.ok_or(ArithmeticError::OutOfRange)?, unit: Unit::Percent })
    }

    /// The change from an earlier figure in per cent of it, not rounded; growth from zero has none.
    ///
    /// # Errors
    /// [`ArithmeticError`] where the units differ or the earlier figure is zero.
    pub fn change_since(&self, earlier: &Self) -> Result<Self, ArithmeticError> {
        self.checked_sub(earlier)?.share_of(earlier)
    }

    fn combine(
        &self,
        other: &Self,
        operation: fn(Decimal, Decimal) -> Option<Decimal>,
    ) -> Result<Self, ArithmeticError> {
        let other = in_unit(other, &self.unit)?;
        let value = operation(self.value, other).ok_or(ArithmeticError::OutOfRange)?;
        Ok(Self { value, unit: self.unit.clone() })
    }
}

/// The value of a figure in a given unit.
fn in_unit(amount: &Amount, unit: &Unit) -> Result<Decimal, ArithmeticError> {
    match unit.money() {
        _ if *unit == amount.unit => Ok(amount.value),
        Some(money) => convert(amount.value, &amount.unit, money),
        None => Err(ArithmeticError::UnitMismatch { left: unit.clone(), right: amount.unit.clone() }),
    }
}

/// A value in a unit of money, from another unit of money: the decimal point moves, nothing is rounded.
pub(crate) fn convert(value: Decimal, from: &Unit, to: MoneyUnit) -> Result<Decimal, ArithmeticError> {
    let Some(money) = from.money() else {
        return Err(ArithmeticError::UnitMismatch { left: to.into(), right: from.clone() });
    };
    if money == to {
        return Ok(value);
    }
    let (up, down) = (money.exponent(), to.exponent());
    let moved = if up >= down { shift_up(value, up - down) } else { shift_down(value, down - up) };
    moved.ok_or(ArithmeticError::OutOfRange)
}

/// `value × 10^places`: first uses up decimals, then multiplies.
fn shift_up(value: Decimal, places: u32) -> Option<Decimal> {
    let used = places.min(value.scale());
    let mut moved = value;
    moved.set_scale(value.scale() - used).ok()?;
    moved.checked_mul(power_of_ten(places - used)?)
}

/// `value ÷ 10^places`: adds decimals. `None` where more than 28 would be needed.
fn shift_down(value: Decimal, places: u32) -> Option<Decimal> {
    let mut moved = value;
    moved.set_scale(value.scale().checked_add(places)?).ok()?;
    Some(moved)
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        same_print(self.value, other.value) && self.unit == other.unit
    }
}

impl Eq for Amount {}

/// Whether two numbers are printed alike: the same value with the same decimals.
pub(crate) fn same_print(left: Decimal, right: Decimal) -> bool {
    left.scale() == right.scale() && left == right
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.value, self.unit)
    }
}
