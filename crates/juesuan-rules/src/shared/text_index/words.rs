//! The words that rules look for in a text.

/// Words of which the lines are asked for.
pub(super) const LINES: [&str; 11] =
    ["执行率", "分以下", "分为优", "（项）", "(项)", "分别为", "包括", "分别是", "组织对", "图", "\u{fffd}"];

/// What is said of a sum that was not paid.
pub(super) const UNPAID: [&str; 12] = [
    "未拨付到位",
    "尚未拨付",
    "没有拨付",
    "未到位",
    "尚未支付",
    "未支付完",
    "未使用完",
    "尚未支出",
    "未形成支出",
    "没有支出",
    "未执行完",
    "未拨付完",
];
