//! `JS3xx`: the tables against the running text.

pub(crate) mod budget_told;
pub(crate) mod code_without_row;
pub(crate) mod composition;
pub(crate) mod every_item_told;
pub(crate) mod fact_against_cell;
pub(crate) mod nothing_to_report;
pub(crate) mod operating_costs;
pub(crate) mod told_against_empty;
