//! Codes of the government budget classification (政府收支分类科目).

use std::fmt;
use std::str::FromStr;

use crate::record::written_as_text;

/// The depth of a code.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodeLevel {
    /// 类: three digits.
    Class,
    /// 款: five digits.
    Section,
    /// 项: seven digits, function codes only.
    Item,
}

impl CodeLevel {
    /// Number of digits: 3, 5 or 7.
    pub const fn digits(self) -> usize {
        match self {
            Self::Class => 3,
            Self::Section => 5,
            Self::Item => 7,
        }
    }

    const fn of(digits: usize) -> Option<Self> {
        match digits {
            3 => Some(Self::Class),
            5 => Some(Self::Section),
            7 => Some(Self::Item),
            _ => None,
        }
    }
}

/// A code of the classification of expenditure by function (支出功能分类科目): 208, 20805, 2080505.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FunctionCode(Digits);

/// A code of the economic classification of departments (3…) or of government (5…): 301, 30101.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EconomicCode(Digits);

/// A code of either classification; its first digit tells which.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// By function: begins with 2.
    Function(FunctionCode),
    /// Economic: begins with 3 or 5.
    Economic(EconomicCode),
}

/// Three, five or seven digits. No code begins with 0, so the number alone tells the level. Ordered as text is, so
/// that a class comes before its sections: 208 < 20805 < 210.
#[derive(Copy, Clone, PartialEq, Eq, Hash)]
struct Digits(u32);

impl Digits {
    fn parse(text: &str, first: &[char]) -> Option<Self> {
        let level = CodeLevel::of(text.len())?;
        let digits = text.starts_with(first) && text.bytes().all(|b| b.is_ascii_digit());
        let number = Self(text.parse().ok()?);
        (digits && number.level() == level).then_some(number)
    }

    const fn level(self) -> CodeLevel {
        match self.0 {
            0..1_000 => CodeLevel::Class,
            1_000..100_000 => CodeLevel::Section,
            _ => CodeLevel::Item,
        }
    }

    const fn parent(self) -> Option<Self> {
        match self.level() {
            CodeLevel::Class => None,
            CodeLevel::Section | CodeLevel::Item => Some(Self(self.0 / 100)),
        }
    }

    /// The number filled up to seven digits, and the level: sorts like the text.
    const fn rank(self) -> (u32, CodeLevel) {
        match self.level() {
            CodeLevel::Class => (self.0 * 10_000, CodeLevel::Class),
            CodeLevel::Section => (self.0 * 100, CodeLevel::Section),
            CodeLevel::Item => (self.0, CodeLevel::Item),
        }
    }
}

impl Ord for Digits {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl PartialOrd for Digits {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

macro_rules! code {
    ($name:ident, $first:expr, $levels:pat, $what:literal) => {
        impl $name {
            /// The code of these digits.
            ///
            /// # Errors
            /// [`CodeError`] where the text has another length, other characters or another first digit.
            pub fn new(text: &str) -> Result<Self, CodeError> {
                let error = || CodeError { text: text.into(), expected: $what };
                let digits = Digits::parse(text.trim(), &$first).ok_or_else(error)?;
                matches!(digits.level(), $levels).then_some(Self(digits)).ok_or_else(error)
            }

            /// Whether it is a class, a section or an item.
            pub const fn level(self) -> CodeLevel {
                self.0.level()
            }

            /// The code one level up; `None` above a class.
            pub fn parent(self) -> Option<Self> {
                self.0.parent().map(Self)
            }

            /// Its class: the first three digits.
            #[must_use]
            pub fn class(self) -> Self {
                let mut code = self;
                while let Some(parent) = code.parent() {
                    code = parent;
                }
                code
            }

            /// The digits as a number.
            pub const fn number(self) -> u32 {
                self.0.0
            }
        }

        impl FromStr for $name {
            type Err = CodeError;

            fn from_str(text: &str) -> Result<Self, CodeError> {
                Self::new(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.number().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.number())
            }
        }

        written_as_text!($name, stringify!($name), $what);
    };
}

code!(FunctionCode, ['2'], _, "a function code of 3, 5 or 7 digits that begins with 2");
code!(
    EconomicCode,
    ['3', '5'],
    CodeLevel::Class | CodeLevel::Section,
    "an economic code of 3 or 5 digits that begins with 3 or 5"
);

impl Code {
    /// The code of these digits, in the classification that the first digit tells.
    ///
    /// # Errors
    /// [`CodeError`] where it is a code of neither.
    pub fn new(text: &str) -> Result<Self, CodeError> {
        FunctionCode::new(text)
            .map(Self::Function)
            .or_else(|_| EconomicCode::new(text).map(Self::Economic))
            .map_err(|_| CodeError {
                text: text.into(),
                expected: "a function code (2…) or an economic code (3…, 5…)",
            })
    }

    /// Whether it is a class, a section or an item.
    pub const fn level(self) -> CodeLevel {
        match self {
            Self::Function(code) => code.level(),
            Self::Economic(code) => code.level(),
        }
    }

    /// The code one level up; `None` above a class.
    pub fn parent(self) -> Option<Self> {
        match self {
            Self::Function(code) => code.parent().map(Self::Function),
            Self::Economic(code) => code.parent().map(Self::Economic),
        }
    }
}

impl FromStr for Code {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        Self::new(text)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Function(code) => code.fmt(f),
            Self::Economic(code) => code.fmt(f),
        }
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({self})")
    }
}

written_as_text!(Code, "Code", "A code of the budget classification: digits only.");

impl From<FunctionCode> for Code {
    fn from(code: FunctionCode) -> Self {
        Self::Function(code)
    }
}

impl From<EconomicCode> for Code {
    fn from(code: EconomicCode) -> Self {
        Self::Economic(code)
    }
}

/// A text that is no code of the classification.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not {expected}")]
pub struct CodeError {
    /// The text.
    text: Box<str>,
    /// What was asked for.
    expected: &'static str,
}
