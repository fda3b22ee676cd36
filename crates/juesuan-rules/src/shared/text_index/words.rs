//! The words that rules look for in a text.

/// Words of which the lines are asked for.
pub(super) use juesuan_vocabulary::rules_shared_text_index::words::LINE_WORDS as LINES;
pub(super) use juesuan_vocabulary::rules_shared_text_index::words::UNPAID;
