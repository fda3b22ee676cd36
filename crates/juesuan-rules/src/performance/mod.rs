//! `JS5xx`: performance self-evaluations.

use crate::{Basis, BasisKind};

pub(crate) mod average_score;
pub(crate) mod carry_over;
pub(crate) mod completed_lists;
pub(crate) mod concluded_name;
pub(crate) mod copied_result;
pub(crate) mod cost_actual;
pub(crate) mod cost_bound;
pub(crate) mod cost_target;
pub(crate) mod criteria_points;
pub(crate) mod department_accounts;
pub(crate) mod department_total;
pub(crate) mod deviation;
pub(crate) mod exceeded_target;
pub(crate) mod execution_rate;
pub(crate) mod fund_programmes;
pub(crate) mod fund_sources;
pub(crate) mod grade;
pub(crate) mod grade_counts;
pub(crate) mod group_heading;
pub(crate) mod lost_points;
pub(crate) mod met_target;
pub(crate) mod over_execution;
pub(crate) mod overall_table;
pub(crate) mod pro_rata;
pub(crate) mod programme_count;
pub(crate) mod project_accounts;
pub(crate) mod rate_bands;
pub(crate) mod rate_score;
pub(crate) mod reports_attached;
pub(crate) mod same_sentence;
pub(crate) mod satisfaction;
pub(crate) mod scheme_weights;
pub(crate) mod score_columns;
pub(crate) mod score_within_weight;
pub(crate) mod section_scores;
pub(crate) mod sister_copies;
pub(crate) mod sister_unit;
pub(crate) mod summary_figures;
pub(crate) mod summary_group_rates;
pub(crate) mod summary_row;
pub(crate) mod summary_score;
pub(crate) mod summary_totals;
pub(crate) mod target_unit;
pub(crate) mod text_scores;
pub(crate) mod told_programme;
pub(crate) mod told_results;
pub(crate) mod told_scores;
pub(crate) mod told_shortfalls;
pub(crate) mod told_total;
pub(crate) mod total_range;
pub(crate) mod total_score;
pub(crate) mod unmet_target;
pub(crate) mod unpaid_execution;
pub(crate) mod unproved_total;
pub(crate) mod unscored_result;
pub(crate) mod usual_weights;

/// The measure of the Ministry on which self-evaluations rest.
pub(crate) const MEASURE: Basis =
    Basis::new(BasisKind::Regulation, "财预〔2020〕10号《项目支出绩效评价管理办法》");
