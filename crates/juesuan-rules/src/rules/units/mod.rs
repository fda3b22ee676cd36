//! `JS6xx`: units and magnitudes.

pub(crate) mod magnitude;
pub(crate) mod missing_unit;
