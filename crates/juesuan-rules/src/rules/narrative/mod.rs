//! `JS4xx`: the running text against itself.

pub(crate) mod changes;
mod completions;
pub(crate) mod part_lists;

pub(crate) mod announced_total;
pub(crate) mod budget_claim;
pub(crate) mod budgets_add_up;
pub(crate) mod change_amount;
pub(crate) mod change_direction;
pub(crate) mod change_rate;
pub(crate) mod change_reasons;
pub(crate) mod completion_rate;
pub(crate) mod completions_agree;
pub(crate) mod counted_list;
pub(crate) mod counts_add_up;
pub(crate) mod counts_and_money;
pub(crate) mod date_order;
pub(crate) mod funds_add_up;
pub(crate) mod listed_amounts;
pub(crate) mod named_rates;
pub(crate) mod near_sum;
pub(crate) mod parallel_parts;
pub(crate) mod part_counts;
pub(crate) mod part_over_whole;
pub(crate) mod parts_add_up;
pub(crate) mod rate_on_zero;
pub(crate) mod same_as_prior;
pub(crate) mod scope_over_whole;
pub(crate) mod share;
pub(crate) mod template_leftover;
pub(crate) mod text_balance;
pub(crate) mod told_again;
pub(crate) mod two_amounts;
mod untold_whole;
