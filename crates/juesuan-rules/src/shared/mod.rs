//! What rules share: analyses of a report that several of them ask for, and how they compare names, shares and funds.

pub(crate) mod accounts_text;
pub(crate) mod bounds;
pub(crate) mod brackets;
pub(crate) mod changes;
pub(crate) mod completions;
pub(crate) mod confusions;
pub(crate) mod distance;
pub(crate) mod fact_index;
pub(crate) mod forms;
pub(crate) mod groups;
pub(crate) mod half_width;
pub(crate) mod heads;
pub(crate) mod item_mark;
pub(crate) mod part_lists;
pub(crate) mod part_sets;
pub(crate) mod percentages;
pub(crate) mod performance;
pub(crate) mod purchases;
pub(crate) mod row_labels;
pub(crate) mod source_text;
pub(crate) mod spelling;
pub(crate) mod text_index;
pub(crate) mod told_shares;
pub(crate) mod torn_names;
pub(crate) mod wrapped;
