//! One row of a table with a cell a line.

use juesuan_segment::Span;

/// One row as it stands in the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Span>,
    /// More than one blank line stands above it.
    pub(crate) after_gap: bool,
}
