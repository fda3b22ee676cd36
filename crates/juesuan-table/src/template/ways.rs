//! Rows with fewer figures than columns, the ways to put them, and the sums that tell between these.

use rust_decimal::Decimal;

/// A row: its figures and the columns of its side.
pub(super) struct Row {
    /// The code; empty where it has none.
    pub(super) code: String,
    /// The name.
    pub(super) name: String,
    pub(super) columns: Vec<usize>,
    pub(super) figures: Vec<Option<Decimal>>,
}

/// The places of the figures of a row among its columns.
pub(super) type Way = Vec<usize>;
pub(super) type Ways = Vec<Way>;

/// A sum down a column: the row of the total and those of its parts.
pub(super) struct Group {
    pub(super) total: usize,
    pub(super) parts: Vec<usize>,
    /// How many ways its rows had when the sum left none of them out: it leaves none out as long as they are as many.
    pub(super) settled_at: Option<usize>,
}

/// Whether two sums agree up to the rounding of so many parts.
pub(super) fn near(one: Decimal, other: Decimal, parts: usize) -> bool {
    let cents = i64::try_from(parts.max(1)).unwrap_or(i64::MAX);
    (one - other).abs() <= Decimal::new(cents, 2)
}
