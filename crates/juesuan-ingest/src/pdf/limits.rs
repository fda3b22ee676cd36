//! How reading stops when there is more than is read of a file.

use std::any::Any;

/// There is more than a limit allows.
#[derive(Copy, Clone, Debug)]
pub(crate) enum Halt {
    /// More of something than is read of a file.
    TooMuch {
        /// What there is too much of.
        what: &'static str,
        /// The limit.
        limit: u64,
    },
    /// It takes longer than a file may take.
    TooSlow,
}

impl Halt {
    /// Leaves the interpreter, which has no way to be told to stop: unwinds to [`halted`] without the message of a
    /// panic.
    pub(crate) fn raise(self) -> ! {
        std::panic::resume_unwind(Box::new(self))
    }

    /// The limit that ended `work`, or `None` where it was a fault of the library.
    pub(crate) fn of(payload: &(dyn Any + Send)) -> Option<Self> {
        payload.downcast_ref::<Self>().copied()
    }
}
