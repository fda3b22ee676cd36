//! Cells that a format itself states.

use std::ops::Range;

use crate::{Certainty, Span};

/// A table, or the part of one that a page holds, whose cells the format itself states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridFragment {
    /// From its first to its last character.
    pub span: Span,
    /// Number of rows.
    pub rows: u32,
    /// Number of columns.
    pub columns: u32,
    /// The cells, by row, then by column. A place that no cell covers is not printed.
    pub cells: Vec<GridCell>,
    /// How its cells are known.
    pub certainty: Certainty,
}

/// A cell of a [`GridFragment`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// Its characters; several spans where a page break or a wrapped line parts them.
    pub parts: Vec<Span>,
    /// The rows it covers, counted from 0.
    pub rows: Range<u32>,
    /// The columns it covers, counted from 0.
    pub columns: Range<u32>,
    /// Whether the format calls it a head; `None` where it does not say.
    pub header: Option<bool>,
}
