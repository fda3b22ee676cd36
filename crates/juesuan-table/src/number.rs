//! Numbers as they are printed in cells.

use rust_decimal::Decimal;

/// The number that a cleaned cell states.
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    text.trim_end_matches('%').parse().ok()
}
