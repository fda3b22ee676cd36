//! `JS6xx`: units and magnitudes.

pub(crate) mod count_magnitude;
pub(crate) mod fractions;
pub(crate) mod impossible_rate;
pub(crate) mod magnitude;
pub(crate) mod missing_unit;
pub(crate) mod per_head;
pub(crate) mod unit_left_out;
pub(crate) mod yuan_or_wan;
