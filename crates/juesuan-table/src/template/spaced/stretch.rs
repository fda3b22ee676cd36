//! Stretches of characters of a line.

/// A stretch of characters.
#[derive(Copy, Clone, Debug)]
pub(super) struct Stretch {
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Stretch {
    pub(super) fn middle(self) -> usize {
        usize::midpoint(self.from, self.to)
    }

    pub(super) fn apart(self, other: Self) -> usize {
        self.from.saturating_sub(other.to) + other.from.saturating_sub(self.to)
    }
}
