//! `JS7xx`: what must be disclosed.

pub(crate) mod announced_annex;
pub(crate) mod disclosures;
pub(crate) mod empty_section;
pub(crate) mod empty_table;
pub(crate) mod fund_by_item;
pub(crate) mod glossary;
pub(crate) mod nine_tables;
pub(crate) mod no_tables;
pub(crate) mod public_counts;
