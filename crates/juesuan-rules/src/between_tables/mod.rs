//! `JS2xx`: what tables say of each other beyond the formulas.

pub(crate) mod code_balance;
pub(crate) mod missing_item;
pub(crate) mod moved_rows;
