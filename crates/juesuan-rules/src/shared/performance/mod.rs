//! What rules on self-evaluations share.

pub(crate) mod accounts;
pub(crate) mod cost;
pub(crate) mod doubt;
pub(crate) mod evaluation;
pub(crate) mod goal;
pub(crate) mod grade_scale;
pub(crate) mod group_rates;
pub(crate) mod listed;
pub(crate) mod matching;
pub(crate) mod points;
pub(crate) mod scheme;
pub(crate) mod shortfall;
pub(crate) mod summary;
