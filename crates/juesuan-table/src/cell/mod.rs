//! Single cells: what their bytes look like, their text without markup, the numbers printed in them.

pub(crate) mod clean;
pub(crate) mod code;
pub(crate) mod look;
pub(crate) mod number;
