//! How much of a file is read, and how reading stops when there is more.

use std::any::Any;

/// The most that is read of one document.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    /// Bytes of the file.
    pub(crate) bytes: u64,
    /// Pages.
    pub(crate) pages: u64,
    /// Things that one page draws: characters, points of lines, pictures, groups.
    pub(crate) operations: u64,
    /// Things that all pages draw.
    pub(crate) all_operations: u64,
    /// Sides of cells on one page.
    pub(crate) edges: usize,
    /// Places of a grid: rows times columns.
    pub(crate) places: usize,
}

/// Far above what accounts have: a large budget book has 600 pages and 40,000 characters on none of them.
pub(crate) const LIMITS: Limits = Limits {
    bytes: 512 << 20,
    pages: 20_000,
    operations: 4_000_000,
    all_operations: 100_000_000,
    edges: 20_000,
    places: 1_000_000,
};

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
