//! What is open and what was decided of the rows of a table.

use crate::sums::candidates::{Atom, Freedom, Reading};

/// A row in doubt: its pieces and how they may be read.
pub(crate) struct Doubt {
    pub(crate) row: usize,
    pub(crate) freedom: Freedom,
    pub(crate) atoms: Vec<Atom>,
}

/// The identity that decided.
#[derive(Copy, Clone)]
pub(crate) enum Proof {
    Across(usize),
    Down(usize, usize),
}

/// A row that was settled: its cells, the atoms they were made of, and how they were proven.
pub(crate) struct Settled {
    pub(crate) row: usize,
    pub(crate) atoms: Vec<Atom>,
    pub(crate) reading: Reading,
    /// Whether a cell changed its column.
    pub(crate) moved: bool,
    pub(crate) proof: Proof,
}
