//! Comparable meaning: what a row and a column are, the same for every province and year.

use std::fmt;
use std::str::FromStr;

use crate::record::written_as_text;
use crate::{Code, EconomicCode, FunctionCode, vocabulary};

/// What a row means: a code of the classification or a line of the vocabulary (`data/items.tsv`).
///
/// Written `fn:2101501`, `ec:30101`, `income:general_public_budget`, `expenditure:total`.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A function code.
    Function(FunctionCode),
    /// An economic code.
    Economic(EconomicCode),
    /// A line of the vocabulary, by its key.
    Named(Named),
}

/// The key of a line of the vocabulary; only [`Item::named`] makes one.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Named(&'static str);

impl Item {
    /// The item with this key.
    ///
    /// # Errors
    /// [`UnknownKey`] where the vocabulary has no such key and it is no code either.
    pub fn named(key: &str) -> Result<Self, UnknownKey> {
        let item = match key.split_once(':') {
            Some(("fn", code)) => FunctionCode::new(code).ok().map(Self::Function),
            Some(("ec", code)) => EconomicCode::new(code).ok().map(Self::Economic),
            _ => vocabulary::item_key(key).map(|key| Self::Named(Named(key))),
        };
        item.ok_or_else(|| UnknownKey { what: "item", key: key.into() })
    }

    /// The code, where the row is one of the classification.
    pub const fn code(self) -> Option<Code> {
        match self {
            Self::Function(code) => Some(Code::Function(code)),
            Self::Economic(code) => Some(Code::Economic(code)),
            Self::Named(_) => None,
        }
    }

    /// The key of a line of the vocabulary (`income:total`); `None` where the row is one of the classification.
    ///
    /// ```
    /// use juesuan_model::Item;
    ///
    /// assert_eq!(Item::named("income:total").unwrap().line_key(), Some("income:total"));
    /// assert_eq!(Item::named("fn:2101501").unwrap().line_key(), None);
    /// ```
    pub const fn line_key(self) -> Option<&'static str> {
        match self {
            Self::Named(Named(key)) => Some(key),
            Self::Function(_) | Self::Economic(_) => None,
        }
    }

    /// Whether the row is a total of its form: 合计, 本年收入合计, 支出总计 …
    pub fn is_total(self) -> bool {
        matches!(self, Self::Named(Named(key)) if vocabulary::is_total(key))
    }

    /// The Chinese name; for a code the newest known one, `None` where the code is not in the list.
    pub fn name_zh(self) -> Option<&'static str> {
        match self {
            Self::Function(code) => vocabulary::function_name(code, None),
            Self::Economic(code) => vocabulary::economic_name(code, None),
            Self::Named(Named(key)) => vocabulary::item_names(key).map(|names| names.zh),
        }
    }

    /// The English name, where the vocabulary has one.
    pub fn name_en(self) -> Option<&'static str> {
        match self {
            Self::Named(Named(key)) => vocabulary::item_names(key).map(|names| names.en),
            Self::Function(_) | Self::Economic(_) => None,
        }
    }
}

impl From<Code> for Item {
    fn from(code: Code) -> Self {
        match code {
            Code::Function(code) => Self::Function(code),
            Code::Economic(code) => Self::Economic(code),
        }
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Function(code) => write!(f, "fn:{code}"),
            Self::Economic(code) => write!(f, "ec:{code}"),
            Self::Named(Named(key)) => f.pad(key),
        }
    }
}

impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Item({self})")
    }
}

impl FromStr for Item {
    type Err = UnknownKey;

    fn from_str(key: &str) -> Result<Self, UnknownKey> {
        Self::named(key)
    }
}

written_as_text!(Item, "Item", "What a row means: fn:<code>, ec:<code> or a key of the vocabulary.");

/// What a column means: a key of the vocabulary (`data/measures.tsv`) such as `final`, `basic`, `opening`.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Measure(&'static str);

impl Measure {
    /// 决算数: the final amount.
    pub const FINAL: Self = Self("final");
    /// 预算数: the budget, as adjusted where the form says nothing else.
    pub const BUDGET: Self = Self("budget");
    /// 年初预算数: the budget as first approved.
    pub const BUDGET_INITIAL: Self = Self("budget_initial");
    /// 本年支出合计/小计: all expenditure of the year.
    pub const EXPENDITURE: Self = Self("expenditure");
    /// 基本支出: basic expenditure.
    pub const BASIC: Self = Self("basic");
    /// 项目支出: project expenditure.
    pub const PROJECT: Self = Self("project");
    /// 本年收入合计: all income of the year.
    pub const INCOME: Self = Self("income");
    /// 年初结转和结余: the balance brought forward.
    pub const OPENING: Self = Self("opening");
    /// 年末结转和结余: the balance carried forward.
    pub const CLOSING: Self = Self("closing");

    /// The constants above, which the vocabulary must contain.
    pub const COMMON: [Self; 9] = [
        Self::FINAL,
        Self::BUDGET,
        Self::BUDGET_INITIAL,
        Self::EXPENDITURE,
        Self::BASIC,
        Self::PROJECT,
        Self::INCOME,
        Self::OPENING,
        Self::CLOSING,
    ];

    /// The measure with this key.
    ///
    /// # Errors
    /// [`UnknownKey`] where the vocabulary has no such key.
    pub fn named(key: &str) -> Result<Self, UnknownKey> {
        vocabulary::measure_key(key).map(Self).ok_or_else(|| UnknownKey { what: "measure", key: key.into() })
    }

    /// The key.
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// Whether it is a rate or a share, of which no sums are made.
    pub fn is_ratio(self) -> bool {
        matches!(self.0, "change_rate" | "share" | "rate" | "score_rate")
    }

    /// The Chinese name.
    pub fn name_zh(self) -> Option<&'static str> {
        vocabulary::measure_names(self.0).map(|names| names.zh)
    }

    /// The English name.
    pub fn name_en(self) -> Option<&'static str> {
        vocabulary::measure_names(self.0).map(|names| names.en)
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl fmt::Debug for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Measure({self})")
    }
}

impl FromStr for Measure {
    type Err = UnknownKey;

    fn from_str(key: &str) -> Result<Self, UnknownKey> {
        Self::named(key)
    }
}

written_as_text!(
    Measure,
    "Measure",
    "What a column means: a key of the vocabulary such as final, basic or opening."
);

/// A key that the vocabulary does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the vocabulary has no {what} {key:?}")]
pub struct UnknownKey {
    /// Item or measure.
    what: &'static str,
    /// The key.
    key: Box<str>,
}
