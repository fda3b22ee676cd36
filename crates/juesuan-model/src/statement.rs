//! Which table a table is.

use juesuan_vocabulary::statements;
use std::fmt;
use std::str::FromStr;

use crate::record::{word_list, written_as_text};

/// The name of a table as text, and back.
macro_rules! named_table {
    ($id:ident) => {
        impl fmt::Display for $id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $id {
            type Err = TableIdError;

            fn from_str(text: &str) -> Result<Self, TableIdError> {
                Self::ALL.into_iter().find(|id| id.as_str() == text).ok_or_else(|| TableIdError(text.into()))
            }
        }
    };
}

/// One of the nine statutory tables, numbered as in Henan's forms; other provinces number and order them differently.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatementId {
    /// 收入支出决算总表
    Z01,
    /// 收入决算表
    Z02,
    /// 支出决算表
    Z03,
    /// 财政拨款收入支出决算总表
    Z04,
    /// 一般公共预算财政拨款支出决算表
    Z05,
    /// 一般公共预算财政拨款基本支出决算明细表
    Z06,
    /// 政府性基金预算财政拨款收入支出决算表
    Z07,
    /// 国有资本经营预算财政拨款支出决算表
    Z08,
    /// 财政拨款“三公”经费支出决算表
    Z09,
}

impl StatementId {
    /// All nine, in order.
    pub const ALL: [Self; 9] =
        [Self::Z01, Self::Z02, Self::Z03, Self::Z04, Self::Z05, Self::Z06, Self::Z07, Self::Z08, Self::Z09];

    /// `Z01` … `Z09`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Z01 => "Z01",
            Self::Z02 => "Z02",
            Self::Z03 => "Z03",
            Self::Z04 => "Z04",
            Self::Z05 => "Z05",
            Self::Z06 => "Z06",
            Self::Z07 => "Z07",
            Self::Z08 => "Z08",
            Self::Z09 => "Z09",
        }
    }

    /// The title of the form.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Z01 => statements::Z01,
            Self::Z02 => statements::Z02,
            Self::Z03 => statements::Z03,
            Self::Z04 => statements::Z04,
            Self::Z05 => statements::Z05,
            Self::Z06 => statements::Z06,
            Self::Z07 => statements::Z07,
            Self::Z08 => statements::Z08,
            Self::Z09 => statements::Z09,
        }
    }

    /// An English key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Z01 => "income_and_expenditure",
            Self::Z02 => "income",
            Self::Z03 => "expenditure",
            Self::Z04 => "fiscal_appropriation",
            Self::Z05 => "general_public_budget_expenditure",
            Self::Z06 => "general_public_budget_basic_expenditure",
            Self::Z07 => "government_fund",
            Self::Z08 => "state_capital",
            Self::Z09 => "three_public_expenses",
        }
    }
}

named_table!(StatementId);
written_as_text!(StatementId, "StatementId", "A statutory table: Z01 … Z09.");

/// A table of a budget (部门预算). Provinces print nine to twelve of these fourteen, under their own numbers.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BudgetId {
    /// 收支预算总表
    B01,
    /// 收入预算总表
    B02,
    /// 支出预算总表
    B03,
    /// 财政拨款收支预算总表
    B04,
    /// 财政拨款支出预算表
    B05,
    /// 财政拨款基本支出预算表
    B06,
    /// 一般公共预算支出预算表
    B07,
    /// 一般公共预算基本支出预算表
    B08,
    /// “三公”经费、会议费、培训费支出预算表
    B09,
    /// 政府性基金预算支出预算表
    B10,
    /// 国有资本经营预算支出预算表
    B11,
    /// 一般公共预算机关运行经费支出预算表
    B12,
    /// 政府采购支出预算表
    B13,
    /// 项目支出预算表
    B14,
}

impl BudgetId {
    /// All of them, in order.
    pub const ALL: [Self; 14] = [
        Self::B01,
        Self::B02,
        Self::B03,
        Self::B04,
        Self::B05,
        Self::B06,
        Self::B07,
        Self::B08,
        Self::B09,
        Self::B10,
        Self::B11,
        Self::B12,
        Self::B13,
        Self::B14,
    ];

    /// `B01` … `B14`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::B01 => "B01",
            Self::B02 => "B02",
            Self::B03 => "B03",
            Self::B04 => "B04",
            Self::B05 => "B05",
            Self::B06 => "B06",
            Self::B07 => "B07",
            Self::B08 => "B08",
            Self::B09 => "B09",
            Self::B10 => "B10",
            Self::B11 => "B11",
            Self::B12 => "B12",
            Self::B13 => "B13",
            Self::B14 => "B14",
        }
    }

    /// The title of the table; those of provinces and years differ.
    pub const fn title(self) -> &'static str {
        match self {
            Self::B01 => statements::B01,
            Self::B02 => statements::B02,
            Self::B03 => statements::B03,
            Self::B04 => statements::B04,
            Self::B05 => statements::B05,
            Self::B06 => statements::B06,
            Self::B07 => statements::B07,
            Self::B08 => statements::B08,
            Self::B09 => statements::B09,
            Self::B10 => statements::B10,
            Self::B11 => statements::B11,
            Self::B12 => statements::B12,
            Self::B13 => statements::B13,
            Self::B14 => statements::B14,
        }
    }

    /// The table of the final accounts that has the same rows, if one has.
    pub const fn accounts(self) -> Option<StatementId> {
        Some(match self {
            Self::B01 => StatementId::Z01,
            Self::B02 => StatementId::Z02,
            Self::B03 => StatementId::Z03,
            Self::B04 => StatementId::Z04,
            Self::B05 | Self::B07 => StatementId::Z05,
            Self::B06 | Self::B08 => StatementId::Z06,
            Self::B09 => StatementId::Z09,
            Self::B10 => StatementId::Z07,
            Self::B11 => StatementId::Z08,
            Self::B12 | Self::B13 | Self::B14 => return None,
        })
    }

    /// The table of a budget that has the rows of this one of the final accounts.
    pub const fn of_accounts(statement: StatementId) -> Self {
        match statement {
            StatementId::Z01 => Self::B01,
            StatementId::Z02 => Self::B02,
            StatementId::Z03 => Self::B03,
            StatementId::Z04 => Self::B04,
            StatementId::Z05 => Self::B07,
            StatementId::Z06 => Self::B08,
            StatementId::Z07 => Self::B10,
            StatementId::Z08 => Self::B11,
            StatementId::Z09 => Self::B09,
        }
    }
}

named_table!(BudgetId);
written_as_text!(BudgetId, "BudgetId", "A table of a budget: B01 … B14.");

/// The name of a table within its document: a statutory table, one of a budget, or the line on which another table begins.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableId {
    /// A statutory table: `Z05`.
    Statement(StatementId),
    /// A table of a budget: `B05`.
    Budget(BudgetId),
    /// Any other table: `T574` begins on line 574.
    Other {
        /// The first line of the table, counted from 1.
        line: u32,
    },
}

impl TableId {
    /// The statutory table, if it is one.
    pub const fn statement(self) -> Option<StatementId> {
        match self {
            Self::Statement(id) => Some(id),
            Self::Budget(_) | Self::Other { .. } => None,
        }
    }

    /// The statutory table that has the same rows: itself, or that of the accounts to one of a budget.
    pub const fn accounts(self) -> Option<StatementId> {
        match self {
            Self::Statement(id) => Some(id),
            Self::Budget(id) => id.accounts(),
            Self::Other { .. } => None,
        }
    }

    /// Whether it is a table of a budget.
    pub const fn is_budget(self) -> bool {
        matches!(self, Self::Budget(_))
    }

    /// The title of the form; `None` of a table that is none.
    pub const fn form_title(self) -> Option<&'static str> {
        match self {
            Self::Statement(id) => Some(id.title()),
            Self::Budget(id) => Some(id.title()),
            Self::Other { .. } => None,
        }
    }
}

impl From<BudgetId> for TableId {
    fn from(id: BudgetId) -> Self {
        Self::Budget(id)
    }
}

impl From<StatementId> for TableId {
    fn from(id: StatementId) -> Self {
        Self::Statement(id)
    }
}

impl fmt::Display for TableId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Statement(id) => id.fmt(f),
            Self::Budget(id) => id.fmt(f),
            Self::Other { line } => write!(f, "T{line}"),
        }
    }
}

impl FromStr for TableId {
    type Err = TableIdError;

    fn from_str(text: &str) -> Result<Self, TableIdError> {
        let line = text.strip_prefix('T').filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
        match line.and_then(|digits| digits.parse().ok()) {
            Some(line) => Ok(Self::Other { line }),
            None => text.parse().map(Self::Budget).or_else(|_| text.parse().map(Self::Statement)),
        }
    }
}

written_as_text!(
    TableId,
    "TableId",
    "The name of a table within its document: Z01 … Z09, B01 … B14 in a budget, or T and its first line."
);

/// A text that names no table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} names no table: Z01 … Z09, B01 … B14, or T and a line number")]
pub struct TableIdError(Box<str>);

word_list! {
    /// What a table is about.
    TableKind {
        /// One of the nine statutory tables.
        Statement = "statement",
        /// A table of a budget.
        Budget = "budget",
        /// 年度预算安排及使用情况: budget and execution of one programme.
        BudgetUse = "budget_use",
        /// 资金管理情况: how the money was managed, in words.
        Management = "management",
        /// 自评评分表: indicators with weights and scores.
        Score = "score",
        /// Indicators with targets but without scores.
        Target = "target",
        /// 项目自评汇总表: one row a programme.
        Summary = "summary",
        /// 总体得分情况表: the department's score by part.
        Overall = "overall",
        /// 政府采购情况表, 国有资产占用情况表 and the like: what is disclosed beside the nine tables.
        Disclosure = "disclosure",
        /// Anything else.
        Other = "other",
    }
}
