//! Cell text without markup and surrounding blanks.

use std::borrow::Cow;

/// The text of a cell without markup and surrounding blanks; borrowed where nothing inside had to go.
pub(crate) fn text(printed: &str) -> Cow<'_, str> {
    Cow::Borrowed(printed.trim())
}
