//! Which row and which column: two numbers that are never taken for one another.

use std::fmt;

/// A row of a table, counted from 0 in the order of [`Table::rows`](super::Table::rows).
#[derive(
    Copy,
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(transparent)]
pub struct RowIndex(u32);

/// A column of a table, counted from 0 in the order of [`Table::columns`](super::Table::columns).
#[derive(
    Copy,
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(transparent)]
pub struct ColumnIndex(u16);

impl RowIndex {
    /// The row at this place; rows beyond four thousand million are the last of them.
    pub fn new(at: usize) -> Self {
        Self(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// The place among the rows.
    pub const fn get(self) -> usize {
        self.0 as usize
    }

    /// The row before it; `None` for the first.
    pub fn before(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }

    /// The row behind it.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl ColumnIndex {
    /// The column at this place; columns beyond 65,535 are the last of them.
    pub fn new(at: usize) -> Self {
        Self(u16::try_from(at).unwrap_or(u16::MAX))
    }

    /// The place among the columns.
    pub const fn get(self) -> usize {
        self.0 as usize
    }
}

impl From<u32> for RowIndex {
    fn from(at: u32) -> Self {
        Self(at)
    }
}

impl From<u16> for ColumnIndex {
    fn from(at: u16) -> Self {
        Self(at)
    }
}

impl fmt::Display for RowIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for ColumnIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
