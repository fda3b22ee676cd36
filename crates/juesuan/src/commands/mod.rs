//! One module a command.

pub(crate) mod catalogue;
pub(crate) mod check;
pub(crate) mod convert;
pub(crate) mod schema;
pub(crate) mod stage;

use anyhow::Result;
use juesuan::{Options, Reading};

use crate::inputs::Input;

/// What became of a run, for the exit code.
#[derive(Copy, Clone, Debug, Default)]
pub(crate) struct Done {
    /// Inputs that could not be read.
    pub(crate) unreadable: usize,
    /// Findings at or above the level that is denied.
    pub(crate) denied: usize,
}

/// Reads one input.
pub(crate) fn read(input: &Input, options: &Options) -> Result<Reading> {
    Ok(juesuan::read_text(&input.bytes()?, &input.document, options)?)
}
