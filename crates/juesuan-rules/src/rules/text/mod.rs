//! `JS3xx`: the tables against the running text.

pub(crate) mod fact_against_cell;
