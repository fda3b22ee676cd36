//! A layout a module: the fragments of a table as rows of cells.

pub(crate) mod aligned;
pub(crate) mod cell_lines;
pub(crate) mod column_period;
pub(crate) mod evaluation;
pub(crate) mod exploded;
pub(crate) mod exploded_row;
pub(crate) mod flat;
pub(crate) mod html;
pub(crate) mod missing_cells;
pub(crate) mod piped;
pub(crate) mod tabbed;
