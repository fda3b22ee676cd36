//! Money of the invented bodies: whole 分, so that every sum is exact.

use std::iter::Sum;
use std::ops::{Add, Sub};

/// An amount in 分 (1/100 元).
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(pub i64);

/// The unit in which a form prints its amounts.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum MoneyUnit {
    /// 元, two decimals.
    Yuan,
    /// 万元, two decimals: the usual unit of published accounts.
    WanYuan,
}

impl MoneyUnit {
    /// The unit as it is printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::WanYuan => "万元",
        }
    }

    /// How many 分 make the last printed decimal.
    const fn step(self) -> i64 {
        match self {
            Self::Yuan => 1,
            Self::WanYuan => 10_000,
        }
    }
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount of whole 元.
    pub const fn yuan(yuan: i64) -> Self {
        Self(yuan * 100)
    }

    /// The amount with two decimals, rounded half up, as the forms print it: `684.73`.
    pub fn print(self, unit: MoneyUnit) -> String {
        let step = unit.step();
        let hundredths = (self.0.abs() + step / 2) / step;
        let sign = if self.0 < 0 && hundredths > 0 { "-" } else { "" };
        format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
    }

    /// The distance from zero.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// `100 * self / whole` with two decimals, rounded half up; `None` where the whole is zero.
    pub fn percent_of(self, whole: Self) -> Option<String> {
        let (part, whole) = (i128::from(self.0).abs(), i128::from(whole.0).abs());
        (whole != 0).then(|| {
            let hundredths = (part * 10_000 + whole / 2) / whole;
            format!("{}.{:02}", hundredths / 100, hundredths % 100)
        })
    }
}

impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// `1234567.89` → `1,234,567.89`; the sign and the decimals stay.
pub fn group_thousands(number: &str) -> String {
    let (sign, rest) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, decimals) = rest.split_once('.').map_or((rest, None), |(whole, d)| (whole, Some(d)));
    let mut grouped = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(decimals) = decimals {
        grouped.push('.');
        grouped.push_str(decimals);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_both_units() {
        let amount = Money::yuan(6_847_250);
        assert_eq!(amount.print(MoneyUnit::WanYuan), "684.73");
        assert_eq!(amount.print(MoneyUnit::Yuan), "6847250.00");
        assert_eq!(Money(-12).print(MoneyUnit::Yuan), "-0.12");
        assert_eq!(Money(-12).print(MoneyUnit::WanYuan), "0.00");
    }

    #[test]
    fn groups_thousands() {
        assert_eq!(group_thousands("6847250.00"), "6,847,250.00");
        assert_eq!(group_thousands("-999"), "-999");
        assert_eq!(group_thousands("1000"), "1,000");
    }

    #[test]
    fn percents() {
        assert_eq!(Money(1).percent_of(Money(3)).as_deref(), Some("33.33"));
        assert_eq!(Money(1).percent_of(Money(0)), None);
    }
}
