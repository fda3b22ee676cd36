//! The least and the greatest value that a figure can mean.

use juesuan_model::Decimal;

/// The least and the greatest value that a figure can mean.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) low: Decimal,
    pub(crate) high: Decimal,
}

impl Bounds {
    /// The same in other units.
    pub(crate) fn times(self, factor: Decimal) -> Option<Self> {
        Some(Self { low: self.low.checked_mul(factor)?, high: self.high.checked_mul(factor)? })
    }

    /// The difference of two figures.
    pub(crate) fn minus(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.checked_sub(other.high)?, high: self.high.checked_sub(other.low)? })
    }

    /// The sum of two figures.
    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.checked_add(other.low)?, high: self.high.checked_add(other.high)? })
    }

    /// With the other sign.
    pub(crate) fn negated(self) -> Self {
        Self { low: -self.high, high: -self.low }
    }

    /// Without its sign.
    pub(crate) fn abs(self) -> Self {
        if self.low >= Decimal::ZERO {
            self
        } else if self.high <= Decimal::ZERO {
            self.negated()
        } else {
            Self { low: Decimal::ZERO, high: self.high.max(-self.low) }
        }
    }

    /// Whether the two have a value in common.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Whether the interval contains zero.
    pub(crate) fn can_be_zero(self) -> bool {
        self.low <= Decimal::ZERO && self.high >= Decimal::ZERO
    }

    /// Halfway between the two ends.
    pub(crate) fn middle(self) -> Option<Decimal> {
        self.low.checked_add(self.high)?.checked_div(Decimal::TWO)
    }

    /// The share in a whole, in per cent; `None` where the whole can be zero.
    pub(crate) fn share_of(self, whole: Self) -> Option<Self> {
        if whole.can_be_zero() {
            return None;
        }
        let mut ends = [Decimal::ZERO; 4];
        let pairs =
            [(self.low, whole.low), (self.low, whole.high), (self.high, whole.low), (self.high, whole.high)];
        for (end, (part, whole)) in ends.iter_mut().zip(pairs) {
            *end = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
        }
        Some(Self { low: ends.into_iter().min()?, high: ends.into_iter().max()? })
    }
}
