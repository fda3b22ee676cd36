//! `JS5xx`: performance self-evaluations.

use crate::{Basis, BasisKind};

pub(crate) mod cost_actual;
pub(crate) mod cost_bound;
pub(crate) mod cost_target;
pub(crate) mod exceeded_target;
pub(crate) mod execution_rate;
pub(crate) mod grade;
pub(crate) mod group_heading;
pub(crate) mod lost_points;
pub(crate) mod met_target;
pub(crate) mod over_execution;
pub(crate) mod pro_rata;
pub(crate) mod rate_score;
pub(crate) mod scheme_weights;
pub(crate) mod score_within_weight;
pub(crate) mod section_scores;
pub(crate) mod sister_unit;
pub(crate) mod target_unit;
pub(crate) mod text_scores;
pub(crate) mod total_score;
pub(crate) mod unmet_target;

mod cost;
mod evaluation;
mod goal;
mod grade_scale;
mod matching;
mod points;
#[cfg(test)]
pub(crate) mod sample;
mod scheme;

/// The measure of the Ministry on which self-evaluations rest.
pub(crate) const MEASURE: Basis =
    Basis::new(BasisKind::Regulation, "财预〔2020〕10号《项目支出绩效评价管理办法》");
