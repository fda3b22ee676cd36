//! How reading stops when there is more than is read of a file.

use std::any::Any;

/// There is more than a limit allows.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Halt {
    pub(crate) what: &'static str,
    pub(crate) limit: u64,
}

impl Halt {
    /// Leaves the interpreter, which has no way to be told to stop: unwinds to [`halted`] without the message of a
    /// panic.
    pub(crate) fn raise(what: &'static str, limit: u64) -> ! {
        std::panic::resume_unwind(Box::new(Self { what, limit }))
    }

    /// The limit that ended `work`, or `None` where it was a fault of the library.
    pub(crate) fn of(payload: &(dyn Any + Send)) -> Option<Self> {
        payload.downcast_ref::<Self>().copied()
    }
}
