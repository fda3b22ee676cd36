//! `JS8xx`: names, codes and duplicates.

pub(crate) mod body_in_titles;
pub(crate) mod caption;
pub(crate) mod code_label;
pub(crate) mod code_name;
pub(crate) mod double_code;
pub(crate) mod double_indicator;
pub(crate) mod double_row;
pub(crate) mod double_section;
pub(crate) mod double_table;
pub(crate) mod entity_name;
pub(crate) mod figure_number;
pub(crate) mod heading_numbers;
pub(crate) mod listed_indicator;
pub(crate) mod listed_name;
pub(crate) mod marks;
pub(crate) mod misspelt_term;
pub(crate) mod near_clause;
pub(crate) mod other_year;
pub(crate) mod personal_data;
pub(crate) mod programme_name;
pub(crate) mod reordered_name;
pub(crate) mod scored_item;
pub(crate) mod section_of_item;
pub(crate) mod sister_indicator;
pub(crate) mod subject_path;
pub(crate) mod wrong_word;
