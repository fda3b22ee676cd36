//! The words that rules look for in a text.

/// Words of which the lines are asked for.
pub(super) const LINES: [&str; 11] =
    ["执行率", "分以下", "分为优", "（项）", "(项)", "分别为", "包括", "分别是", "组织对", "图", "\u{fffd}"];

pub(super) use juesuan_vocabulary::rules_shared_text_index::words::UNPAID;
