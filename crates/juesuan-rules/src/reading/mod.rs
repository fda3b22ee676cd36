//! `JS9xx`: text cut off and numbers that could not be read.

pub(crate) mod cut_lines;
pub(crate) mod cut_number;
pub(crate) mod doubtful_tables;
pub(crate) mod garbled_text;
pub(crate) mod uncertain_cells;
pub(crate) mod unknown_code;
pub(crate) mod unread_numbers;
pub(crate) mod unreadable;
