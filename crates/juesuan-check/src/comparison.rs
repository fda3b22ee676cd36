//! What it is to compare figures: the two sides, how they must stand, and how it came out.

use juesuan_model::Decimal;

use crate::FigureId;
use crate::doubt::Doubt;

/// How the two sides of a comparison must stand to each other.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `==`
    Equal,
    /// `<=`
    AtMost,
    /// `>=`
    AtLeast,
}

impl Operator {
    /// As written in a formula.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::AtMost => "<=",
            Self::AtLeast => ">=",
        }
    }
}

/// A figure in a sum, times a factor.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The figure.
    pub figure: FigureId,
    /// What it is multiplied by: 1 where it is added, −1 where it is subtracted.
    pub factor: Decimal,
}

impl Term {
    /// A figure that is added.
    pub const fn plus(figure: FigureId) -> Self {
        Self { figure, factor: Decimal::ONE }
    }

    /// A figure that is subtracted.
    pub const fn minus(figure: FigureId) -> Self {
        Self { figure, factor: Decimal::NEGATIVE_ONE }
    }
}

/// How a comparison came out.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds as printed.
    Held,
    /// It holds only because the printed figures are rounded.
    Rounding,
    /// It does not hold.
    Failed,
    /// It does not hold, and not all of it was read with certainty: nobody is accused.
    Doubtful,
    /// The figures cannot be compared: a unit is not known, or a number is too large.
    Incomparable,
}

/// What a comparison allows for beside the figures.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowance {
    /// What the left side has more than the right one.
    pub constant: Decimal,
    /// A difference that is allowed beyond rounding.
    pub tolerance: Decimal,
    /// A doubt about the sides themselves: where they are all rows of a table, there may be more than were read.
    pub doubt: Option<Doubt>,
}

/// How often a figure counts in a sum.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Times {
    /// It is added as it is, as nearly all are.
    Once,
    /// It is subtracted as it is.
    Off,
    By(Decimal),
}

impl Times {
    pub(crate) const fn of(factor: Decimal) -> Self {
        match (factor.scale(), factor.mantissa()) {
            (0, 1) => Self::Once,
            (0, -1) => Self::Off,
            _ => Self::By(factor),
        }
    }
}

/// A value so many times.
pub(crate) fn times(value: Decimal, factor: Decimal) -> Option<Decimal> {
    match Times::of(factor) {
        Times::Once => Some(value),
        Times::Off => Some(-value),
        Times::By(factor) => value.checked_mul(factor),
    }
}

/// How two sides stand that differ by a residual, where rounding explains so much and print shows so little.
pub(crate) fn verdict(operator: Operator, residual: Decimal, envelope: Decimal, finest: Decimal) -> Verdict {
    let (gap, rounded) = match operator {
        Operator::Equal => (residual.abs(), Verdict::Rounding),
        Operator::AtMost => (residual, Verdict::Held),
        Operator::AtLeast => (-residual, Verdict::Held),
    };
    match () {
        () if gap.is_zero() || gap.is_sign_negative() => Verdict::Held,
        // 5.51万元 is how 55074.12元 is printed: nothing is off
        () if gap < finest && gap <= envelope => Verdict::Held,
        () if gap <= envelope => rounded,
        () => Verdict::Failed,
    }
}
