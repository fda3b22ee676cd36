//! A run of pieces that belongs to one table.

use crate::tuning::TUNING;
use crate::{BlockKind, FragmentLayout, Marker};

/// A run of pieces that is a fragment, from the piece asked for up to but not including `end`.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) kind: BlockKind,
    pub(crate) end: usize,
}

impl Run {
    /// An aligned fragment without a piece.
    pub(crate) const ALIGNED: Self = Self { kind: BlockKind::Fragment(FragmentLayout::Aligned), end: 0 };
}

/// Whether two rows bear numbers of one style that follow each other (五、 and 六、).
pub(crate) fn numbers_on(row: &str, below: &str) -> bool {
    below.len() <= TUNING.run.name_limit.bytes()
        && Marker::at_start(below, 0).is_some_and(|next| {
            Marker::at_start(row, 0)
                .is_some_and(|last| last.style == next.style && last.value + 1 == next.value)
        })
}
