//! A form as it is printed, and its rows put to the columns of a template.

use super::fitted::Fitted;
use super::printed_head::Head;
use super::tokens::{Line, Mode};
use super::{Knowledge, coded, sided, spaced, write};
use crate::text::Text;

/// A form as it is printed: the lines of its head and those below.
#[derive(Copy, Clone)]
pub(super) struct Form<'f> {
    pub(super) source: &'f Text<'f>,
    pub(super) heads: &'f [Line],
    pub(super) rows: &'f [Line],
    pub(super) mode: Mode,
    pub(super) head: &'f Head,
    pub(super) knowledge: &'f Knowledge<'f>,
}

impl Form<'_> {
    /// Puts the rows to the columns of a template.
    pub(super) fn put(&self, fitted: &Fitted) -> Option<Vec<write::Row>> {
        let Self { source, heads, rows, mode, head, knowledge } = *self;
        if let Mode::Spaced(_) = mode {
            return spaced::rows(source, (heads, rows), fitted, head, knowledge);
        }
        let sides = fitted.sides();
        if sides.len() > 1 {
            return sided::rows(source, rows, mode, &sides, knowledge);
        }
        Some(coded::rows(source, rows, mode, sides.first()?, knowledge))
    }
}
