//! `JS1xx`: inside one table; what formulas cannot say stands here in code.

pub(crate) mod blank_total;
pub(crate) mod stale_sum;
