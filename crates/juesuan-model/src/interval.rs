//! What a printed figure can have been before it was rounded.

use std::fmt;

use rust_decimal::Decimal;

use crate::amount::convert;
use crate::{Amount, ArithmeticError, MoneyUnit, Unit};

/// A closed interval of values in one unit, as in XBRL Calculations 1.1: both ends belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    low: Decimal,
    high: Decimal,
    unit: Unit,
}

impl Interval {
    /// Every value that prints as this figure: 684.73 is `[684.725, 684.735]`.
    pub fn of(amount: &Amount) -> Self {
        let value = amount.value;
        // a number with 28 decimals is taken as exact: nothing finer can be said
        let half = Decimal::try_new(5, value.scale() + 1).unwrap_or_default();
        Self {
            low: value.checked_sub(half).unwrap_or(value),
            high: value.checked_add(half).unwrap_or(value),
            unit: amount.unit.clone(),
        }
    }

    /// The single value of a figure that is exact, such as a sum of counted things.
    pub fn exact(amount: &Amount) -> Self {
        Self { low: amount.value, high: amount.value, unit: amount.unit.clone() }
    }

    /// The least value.
    pub const fn low(&self) -> Decimal {
        self.low
    }

    /// The greatest value.
    pub const fn high(&self) -> Decimal {
        self.high
    }

    /// The unit of both ends.
    pub const fn unit(&self) -> &Unit {
        &self.unit
    }

    /// The distance between the ends: what rounding alone can explain.
    pub fn width(&self) -> Decimal {
        self.high.checked_sub(self.low).unwrap_or(Decimal::MAX)
    }

    /// The same interval in another unit of money, exactly.
    ///
    /// # Errors
    /// [`ArithmeticError`] where the figure is not money or does not fit.
    pub fn to(&self, unit: MoneyUnit) -> Result<Self, ArithmeticError> {
        let convert = |value| convert(value, &self.unit, unit);
        Ok(Self { low: convert(self.low)?, high: convert(self.high)?, unit: unit.into() })
    }

    /// The interval of the sum, in the unit of the first.
    ///
    /// # Errors
    /// [`ArithmeticError`] where the units do not add or the sum does not fit.
    pub fn checked_add(&self, other: &Self) -> Result<Self, ArithmeticError> {
        let other = other.in_unit(&self.unit)?;
        let add = |a: Decimal, b| a.checked_add(b).ok_or(ArithmeticError::OutOfRange);
        Ok(Self {
            low: add(self.low, other.low)?,
            high: add(self.high, other.high)?,
            unit: self.unit.clone(),
        })
    }

    /// The interval of the difference, in the unit of the first.
    ///
    /// # Errors
    /// [`ArithmeticError`] where the units do not subtract or the difference does not fit.
    pub fn checked_sub(&self, other: &Self) -> Result<Self, ArithmeticError> {
        let other = other.in_unit(&self.unit)?;
        let sub = |a: Decimal, b| a.checked_sub(b).ok_or(ArithmeticError::OutOfRange);
        Ok(Self {
            low: sub(self.low, other.high)?,
            high: sub(self.high, other.low)?,
            unit: self.unit.clone(),
        })
    }

    /// The interval multiplied by an exact number.
    ///
    /// # Errors
    /// [`ArithmeticError::OutOfRange`] where the product does not fit.
    pub fn checked_mul(&self, factor: Decimal) -> Result<Self, ArithmeticError> {
        let mul = |a: Decimal| a.checked_mul(factor).ok_or(ArithmeticError::OutOfRange);
        let (a, b) = (mul(self.low)?, mul(self.high)?);
        Ok(Self { low: a.min(b), high: a.max(b), unit: self.unit.clone() })
    }

    /// The interval of the share of a whole, in per cent. Both must be of one unit and the whole must not reach zero.
    ///
    /// # Errors
    /// [`ArithmeticError`] where the units differ or the whole can be zero.
    pub fn share_of(&self, whole: &Self) -> Result<Self, ArithmeticError> {
        let whole = whole.in_unit(&self.unit)?;
        if whole.low <= Decimal::ZERO && whole.high >= Decimal::ZERO {
            return Err(ArithmeticError::DivisionByZero);
        }
        let mut ends = [Decimal::ZERO; 4];
        let pairs =
            [(self.low, whole.low), (self.low, whole.high), (self.high, whole.low), (self.high, whole.high)];
        for (end, (part, whole)) in ends.iter_mut().zip(pairs) {
            *end = part
                .checked_mul(Decimal::ONE_HUNDRED)
                .and_then(|part| part.checked_div(whole))
                .ok_or(ArithmeticError::OutOfRange)?;
        }
        let low = ends.iter().min().copied().unwrap_or_default();
        let high = ends.iter().max().copied().unwrap_or_default();
        Ok(Self { low, high, unit: Unit::Percent })
    }

    /// Whether the two have a value in common: the figures agree up to rounding.
    ///
    /// # Errors
    /// [`ArithmeticError`] where the units cannot be compared.
    pub fn meets(&self, other: &Self) -> Result<bool, ArithmeticError> {
        let other = other.in_unit(&self.unit)?;
        Ok(self.low <= other.high && other.low <= self.high)
    }

    /// Whether a value lies between the ends or on one of them.
    pub fn contains(&self, value: Decimal) -> bool {
        self.low <= value && value <= self.high
    }

    fn in_unit(&self, unit: &Unit) -> Result<Self, ArithmeticError> {
        match unit.money() {
            _ if *unit == self.unit => Ok(self.clone()),
            Some(money) => self.to(money),
            None => Err(ArithmeticError::UnitMismatch { left: unit.clone(), right: self.unit.clone() }),
        }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}, {}]{}", self.low.normalize(), self.high.normalize(), self.unit)
    }
}
