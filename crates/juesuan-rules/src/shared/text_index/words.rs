//! The words that rules look for in a text.

use std::sync::LazyLock;

use juesuan_vocabulary::bodies::TABLE_LABEL;
use juesuan_vocabulary::changes::UNCHANGED;
use juesuan_vocabulary::classification::{CLOSED_CLASSES, CLOSED_SECTIONS, ITEM_MARK, ITEM_MARK_NARROW};
use juesuan_vocabulary::dates::{AFTER_DAY, YEAR};
use juesuan_vocabulary::headings::{
    ASSETS, FIGURE, OPERATING_COSTS, OVERVIEW, PERFORMANCE_TOLD, PROCUREMENT,
};
use juesuan_vocabulary::lists::LIST_LEADS;
use juesuan_vocabulary::performance::{EXECUTION_RATE, POINTS_ARE_BEST, POINTS_OR_LESS};
use juesuan_vocabulary::public_expenses::NONE_SPENT;
use juesuan_vocabulary::reading::GARBLED;

pub(super) use juesuan_vocabulary::performance::UNPAID;

/// Words of which the lines are asked for, and the sign for bytes that are no character.
pub(super) static LINES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let alone = [
        EXECUTION_RATE,
        POINTS_OR_LESS,
        POINTS_ARE_BEST,
        ITEM_MARK,
        ITEM_MARK_NARROW,
        FIGURE,
        GARBLED,
        YEAR,
        AFTER_DAY,
        OVERVIEW,
    ];
    let lists = [
        LIST_LEADS,
        TABLE_LABEL,
        CLOSED_SECTIONS,
        CLOSED_CLASSES,
        UNCHANGED,
        NONE_SPENT,
        OPERATING_COSTS,
        PROCUREMENT,
        ASSETS,
        PERFORMANCE_TOLD,
    ];
    [&alone[..]].into_iter().chain(lists).flatten().copied().collect()
});
