//! How much work is done for a picture.

use std::cell::Cell;

use crate::limits::Clock;

/// How much work one picture may take, whatever the machine.
pub(super) struct Effort<'c> {
    left: Cell<usize>,
    is_over: Cell<bool>,
    clock: &'c Clock,
}

impl<'c> Effort<'c> {
    pub(super) fn new(steps: usize, clock: &'c Clock) -> Self {
        Self { left: Cell::new(steps), is_over: Cell::new(false), clock }
    }

    /// Takes account of so many steps, and says whether they may be taken. Where they may not, nothing more is drawn; the
    /// interpreter has no way to be told, and not every program can unwind.
    pub(super) fn allows(&self, steps: usize) -> bool {
        let left = self.left.get().checked_sub(steps.saturating_add(1));
        if left.is_none() || self.clock.is_late() {
            self.is_over.set(true);
        }
        self.left.set(left.unwrap_or(0));
        !self.is_over.get()
    }

    /// Whether there was more to draw than was drawn.
    pub(super) fn is_over(&self) -> bool {
        self.is_over.get()
    }
}
