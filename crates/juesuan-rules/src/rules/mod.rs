//! The rules in code, one file a rule: what it checks, why it matters, on what it rests, an example, tests.

pub(crate) mod completeness;
pub(crate) mod names;
pub(crate) mod narrative;
pub(crate) mod performance;
pub(crate) mod rates;
pub(crate) mod reading;
pub(crate) mod statements;
pub(crate) mod text;
pub(crate) mod units;
