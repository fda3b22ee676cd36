//! A layout a module: the fragments of a table as rows of cells.

pub(crate) mod aligned;
pub(crate) mod exploded;
pub(crate) mod exploded_row;
pub(crate) mod flat;
pub(crate) mod html;
pub(crate) mod piped;
pub(crate) mod rhythm;
pub(crate) mod sparse;
pub(crate) mod tabbed;
