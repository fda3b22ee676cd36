//! `JS5xx`: performance self-evaluations.

pub(crate) mod score_within_weight;
