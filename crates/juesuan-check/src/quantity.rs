//! A printed figure as rules compare it: its value in one unit, and how far rounding may have moved it.

use juesuan_model::{Decimal, Interval, MoneyUnit, Place, Report, Unit};

use crate::Text;

/// Which of the figures known to a check is meant: a cell of a statutory table, or a figure that a rule added.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureId(pub(crate) u32);

impl FigureId {
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// In what figures can be compared with one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Dimension {
    /// Money; values are in yuan.
    Money(MoneyUnit),
    /// Anything else with a unit; values are as printed.
    Other(Box<Unit>),
    /// No unit is known; values are as printed.
    Unknown,
}

impl Dimension {
    pub(crate) fn of(unit: Option<&Unit>) -> Self {
        match unit {
            Some(Unit::Money(money)) => Self::Money(*money),
            Some(other) => Self::Other(Box::new(other.clone())),
            None => Self::Unknown,
        }
    }

    /// Whether figures of the two can be added and compared.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Money(_), Self::Money(_)) => true,
            _ => self == other,
        }
    }

    /// How many of the comparable values one printed unit is.
    pub(crate) fn factor(&self) -> Decimal {
        match self {
            Self::Money(money) => Decimal::from(money.factor()),
            Self::Other(_) | Self::Unknown => Decimal::ONE,
        }
    }

    /// The factor as a power of ten.
    const fn places(&self) -> u32 {
        match self {
            Self::Money(money) => money.exponent(),
            Self::Other(_) | Self::Unknown => 0,
        }
    }

    pub(crate) fn unit(&self) -> Option<Unit> {
        match self {
            Self::Money(money) => Some(Unit::Money(*money)),
            Self::Other(unit) => Some((**unit).clone()),
            Self::Unknown => None,
        }
    }
}

/// How a figure is called.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// A cell of the sheet with this index.
    Cell { sheet: u8, cell: u32 },
    /// A figure that a rule took from elsewhere.
    Named(Box<Text>),
    /// A figure of the report that is called something only when a message needs it: most figures are in order.
    Later(Later),
}

/// How to call a figure of the report, by two indexes that mean something to the one who calls it: names are put together
/// for findings alone.
#[derive(Copy, Clone, Debug)]
pub struct Later {
    /// The indexes.
    pub at: (u32, u32),
    /// Puts the name together.
    pub name: fn(&Report, (u32, u32)) -> Text,
}

/// A printed figure: value, rounding, unit and place.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// The value in yuan where it is money, else as printed.
    pub value: Decimal,
    /// Half of the last printed decimal, in the unit of `value`: zero where the figure is exact.
    pub half: Decimal,
    /// The value as printed.
    pub(crate) printed: Decimal,
    /// How many decimals the figure is taken to have.
    pub decimals: u32,
    pub(crate) dimension: Dimension,
    pub(crate) place: Place,
    pub(crate) source: Source,
    /// Whether it holds a value at all: a dash says "nothing", a blank or a text says no number.
    pub(crate) readable: bool,
}

impl Quantity {
    /// A figure that rounding may have moved by half its last decimal. `name` says what it is.
    pub fn new(value: Decimal, unit: Option<&Unit>, place: Place, name: Text) -> Self {
        Self::rounded(value, value.scale(), unit, place, Source::Named(Box::new(name)))
    }

    /// As [`Quantity::new`], with a name that is made when it is needed.
    /// A figure of which the name is put together when it is needed.
    pub fn later(value: Decimal, unit: Option<&Unit>, place: Place, name: Later) -> Self {
        Self::rounded(value, value.scale(), unit, place, Source::Later(name))
    }

    /// A figure that is exact: a count of things, a number of points.
    pub fn exact(value: Decimal, unit: Option<&Unit>, place: Place, name: Text) -> Self {
        Self::new(value, unit, place, name).exactly()
    }

    /// The same figure, which rounding has not moved.
    #[must_use]
    pub const fn exactly(mut self) -> Self {
        self.half = Decimal::ZERO;
        self
    }

    /// The same figure, of which all is known that it lies in this interval (a hedged "约30", "近5万元"). The interval
    /// is in the unit of the figure; the larger distance to one of its ends counts for both.
    #[must_use]
    pub fn within(mut self, interval: &Interval) -> Self {
        let (low, high) = (self.printed - interval.low(), interval.high() - self.printed);
        if let Some(half) = low.max(high).max(Decimal::ZERO).checked_mul(self.dimension.factor()) {
            self.half = half;
        }
        self
    }

    pub(crate) fn rounded(
        value: Decimal,
        decimals: u32,
        unit: Option<&Unit>,
        place: Place,
        source: Source,
    ) -> Self {
        let dimension = Dimension::of(unit);
        let places = dimension.places();
        let half = half_of_last(decimals, places).unwrap_or_default();
        let scaled = shifted(value, places).filter(|scaled| can_be_summed(*scaled));
        let (scaled, readable) = scaled.map_or((Decimal::ZERO, false), |scaled| (scaled, true));
        Self { value: scaled, half, printed: value, decimals, dimension, place, source, readable }
    }

    /// The value as printed.
    pub const fn printed(&self) -> Decimal {
        self.printed
    }

    /// The unit, where one is known.
    pub fn unit(&self) -> Option<Unit> {
        self.dimension.unit()
    }

    /// Where it stands.
    pub const fn place(&self) -> Place {
        self.place
    }
}

/// Half of the last of so many decimals, times `10^places`.
fn half_of_last(decimals: u32, places: u32) -> Option<Decimal> {
    match (decimals + 1).checked_sub(places) {
        Some(left) => Decimal::try_new(5, left).ok(),
        None => shifted(Decimal::try_new(5, decimals + 1).ok()?, places),
    }
}

/// `value × 10^places`, exactly: the point moves over the printed decimals, and only what is left is multiplied.
fn shifted(mut value: Decimal, places: u32) -> Option<Decimal> {
    let moved = places.min(value.scale());
    value.set_scale(value.scale() - moved).ok()?;
    match places - moved {
        0 => Some(value),
        rest => value.checked_mul(Decimal::from(10_u32.checked_pow(rest)?)),
    }
}

/// Whether sums of such values are exact: a quintillion and twelve decimals leave room for any table.
fn can_be_summed(value: Decimal) -> bool {
    const QUINTILLION: u64 = 1_000_000_000_000_000_000;
    // nearly all are small enough though their point were at their end
    let is_small = value.mantissa().unsigned_abs() <= u128::from(QUINTILLION);
    value.scale() <= 12 && (is_small || value.abs() <= Decimal::from(QUINTILLION))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_money_agrees_and_nothing_else_does_with_it() {
        let of = |unit: Option<&Unit>| Dimension::of(unit);
        assert!(of(Some(&Unit::YUAN)).agrees(&of(Some(&Unit::WAN_YUAN))));
        assert!(of(None).agrees(&of(None)));
        assert!(!of(Some(&Unit::YUAN)).agrees(&of(None)));
        assert_eq!(of(Some(&Unit::WAN_YUAN)).factor(), Decimal::from(10_000));
        assert_eq!(of(None).factor(), Decimal::ONE);
    }

    #[test]
    fn the_point_moves_over_printed_decimals_before_anything_is_multiplied() {
        let value = Decimal::new(1250, 3);
        for (places, moved) in
            [(0, Decimal::new(1250, 3)), (2, Decimal::new(1250, 1)), (4, Decimal::from(12_500))]
        {
            assert_eq!(shifted(value, places), Some(moved));
        }
        assert_eq!(shifted(Decimal::MAX, 4), None);
        assert!(can_be_summed(Decimal::new(-1, 12)) && !can_be_summed(Decimal::new(1, 13)));
        assert!(!can_be_summed(Decimal::from(1_000_000_000_000_000_001_u64)));
    }
}
