//! Units of printed figures: money with its exact factor, per cent, percentage points, and counted things.

use juesuan_vocabulary::{WordList as _, units};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::record::written_as_text;
use crate::vocabulary;

/// A unit of money, an exact power of ten of one yuan.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MoneyUnit {
    /// 元
    Yuan,
    /// 百元
    HundredYuan,
    /// 千元
    ThousandYuan,
    /// 万元
    WanYuan,
    /// 十万元
    HundredThousandYuan,
    /// 百万元
    MillionYuan,
    /// 千万元
    TenMillionYuan,
    /// 亿元
    YiYuan,
}

impl MoneyUnit {
    /// All units, smallest first.
    pub const ALL: [Self; 8] = [
        Self::Yuan,
        Self::HundredYuan,
        Self::ThousandYuan,
        Self::WanYuan,
        Self::HundredThousandYuan,
        Self::MillionYuan,
        Self::TenMillionYuan,
        Self::YiYuan,
    ];

    /// Decimal places by which one unit differs from one yuan: 4 for 万元.
    pub const fn exponent(self) -> u32 {
        match self {
            Self::Yuan => 0,
            Self::HundredYuan => 2,
            Self::ThousandYuan => 3,
            Self::WanYuan => 4,
            Self::HundredThousandYuan => 5,
            Self::MillionYuan => 6,
            Self::TenMillionYuan => 7,
            Self::YiYuan => 8,
        }
    }

    /// How many yuan one unit is: 10000 for 万元.
    pub const fn factor(self) -> u32 {
        10_u32.pow(self.exponent())
    }

    /// The unit as printed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yuan => units::YUAN,
            Self::HundredYuan => units::HUNDRED_YUAN,
            Self::ThousandYuan => units::THOUSAND_YUAN,
            Self::WanYuan => units::WAN_YUAN,
            Self::HundredThousandYuan => units::HUNDRED_THOUSAND_YUAN,
            Self::MillionYuan => units::MILLION_YUAN,
            Self::TenMillionYuan => units::TEN_MILLION_YUAN,
            Self::YiYuan => units::YI_YUAN,
        }
    }

    /// The unit of this printed name; 人民币 in front is allowed.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim();
        let word = word.strip_prefix(units::CURRENCY).unwrap_or(word);
        Self::ALL.into_iter().find(|unit| unit.as_str() == word)
    }
}

impl fmt::Display for MoneyUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A measure word as printed: 人, 个, 家, 次, 人次, 万人 … Never empty, never the name of money or per cent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeasureWord(Box<str>);

impl MeasureWord {
    /// The word; blanks around it are dropped.
    ///
    /// # Errors
    /// [`UnitError`] where nothing is left or the word names money or per cent, which have their own units.
    pub fn new(word: &str) -> Result<Self, UnitError> {
        let word = word.trim();
        let for_each =
            word.split_once(['/', '／']).is_some_and(|(money, _)| MoneyUnit::named(money).is_some());
        if word.is_empty() || for_each || MoneyUnit::named(word).is_some() || ratio(word).is_some() {
            return Err(UnitError(word.into()));
        }
        Ok(Self(word.into()))
    }

    /// The word as printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The word without a leading 万 or 亿, and how many of it one unit is: 万人 is 10000 of 人.
    pub fn base(&self) -> (&str, u32) {
        let multiples = [(units::WAN, 10_000), (units::YI, 100_000_000)];
        multiples
            .into_iter()
            .find_map(|(mark, factor)| {
                self.0.strip_prefix(mark).filter(|rest| !rest.is_empty()).map(|rest| (rest, factor))
            })
            .unwrap_or((&self.0, 1))
    }
}

/// What a figure counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Money.
    Money(MoneyUnit),
    /// Money for each of something: 元/人年.
    MoneyPer(MoneyUnit, MeasureWord),
    /// %
    Percent,
    /// 百分点
    PercentagePoint,
    /// Counted things, kept as printed: 人, 个, 家, 次, 分.
    Measure(MeasureWord),
}

impl Unit {
    /// 元
    pub const YUAN: Self = Self::Money(MoneyUnit::Yuan);
    /// 万元
    pub const WAN_YUAN: Self = Self::Money(MoneyUnit::WanYuan);

    /// The unit of a known name: money, per cent, percentage points, money for each of something, or a measure
    /// word of the list `data/units.tsv` (万 in front is allowed). `None` for any other word: [`Unit::from_str`]
    /// takes every word.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim();
        let plain = [units::WAN, units::YI].strip_start(word).unwrap_or(word);
        let known = MoneyUnit::named(word).is_some()
            || ratio(word).is_some()
            || vocabulary::is_measure_word(word)
            || vocabulary::is_measure_word(plain)
            || word.split_once(['/', '／']).is_some_and(|(left, _)| MoneyUnit::named(left).is_some());
        if known { word.parse().ok() } else { None }
    }

    /// The unit as printed, without a copy where it is one word.
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Self::Money(unit) => Cow::Borrowed(unit.as_str()),
            Self::MoneyPer(..) => Cow::Owned(self.to_string()),
            Self::Percent => Cow::Borrowed("%"),
            Self::PercentagePoint => Cow::Borrowed(units::PERCENTAGE_POINT),
            Self::Measure(word) => Cow::Borrowed(word.as_str()),
        }
    }

    /// The unit of money, where the figure is an amount of money (not one for each of something).
    pub const fn money(&self) -> Option<MoneyUnit> {
        match self {
            Self::Money(unit) => Some(*unit),
            _ => None,
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Money(unit) => unit.fmt(f),
            Self::MoneyPer(unit, word) => write!(f, "{unit}/{}", word.as_str()),
            Self::Percent => f.pad("%"),
            Self::PercentagePoint => f.pad(units::PERCENTAGE_POINT),
            Self::Measure(word) => f.pad(word.as_str()),
        }
    }
}

impl FromStr for Unit {
    type Err = UnitError;

    fn from_str(word: &str) -> Result<Self, UnitError> {
        let word = word.trim();
        if let Some(unit) = MoneyUnit::named(word) {
            return Ok(Self::Money(unit));
        }
        if let Some(unit) = ratio(word) {
            return Ok(unit);
        }
        if let Some((left, right)) = word.split_once(['/', '／'])
            && let (Some(money), Ok(per)) = (MoneyUnit::named(left), MeasureWord::new(right))
        {
            return Ok(Self::MoneyPer(money, per));
        }
        MeasureWord::new(word).map(Self::Measure)
    }
}

impl From<MoneyUnit> for Unit {
    fn from(unit: MoneyUnit) -> Self {
        Self::Money(unit)
    }
}

/// Per cent and percentage points in their printed forms.
fn ratio(word: &str) -> Option<Unit> {
    match word {
        "%" | "％" => Some(Unit::Percent),
        units::PERCENTAGE_POINT | units::COUNTED_PERCENTAGE_POINTS => Some(Unit::PercentagePoint),
        _ => None,
    }
}

/// The factor of a power of ten as an exact number.
pub(crate) fn power_of_ten(exponent: u32) -> Option<Decimal> {
    10_i128.checked_pow(exponent).and_then(|n| Decimal::try_from_i128_with_scale(n, 0).ok())
}

written_as_text!(Unit, "Unit", "A unit as printed: 万元, 元, %, 百分点, 元/人年, 人 …");

/// A word that cannot be a unit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no unit: a unit is a word such as 万元, % or 人")]
pub struct UnitError(Box<str>);
