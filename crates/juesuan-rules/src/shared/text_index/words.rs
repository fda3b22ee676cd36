//! The words that rules look for in a text.

use juesuan_vocabulary::bodies::TABLE_LABEL;
use juesuan_vocabulary::changes::UNCHANGED;
use juesuan_vocabulary::classification::{CLOSED_CLASSES, CLOSED_SECTIONS, ITEM_MARK, ITEM_MARK_NARROW};
use juesuan_vocabulary::dates::{AFTER_DAY, YEAR};
use juesuan_vocabulary::headings::{FIGURE, OVERVIEW};
use juesuan_vocabulary::lists::LIST_LEADS;
use juesuan_vocabulary::performance::{EXECUTION_RATE, POINTS_ARE_BEST, POINTS_OR_LESS};
use juesuan_vocabulary::reading::GARBLED;

pub(super) use juesuan_vocabulary::performance::UNPAID;

/// Words of which the lines are asked for, and the sign for bytes that are no character.
pub(super) const LINES: [&str; 25] = [
    EXECUTION_RATE,
    POINTS_OR_LESS,
    POINTS_ARE_BEST,
    ITEM_MARK,
    ITEM_MARK_NARROW,
    LIST_LEADS[0],
    LIST_LEADS[1],
    LIST_LEADS[2],
    LIST_LEADS[3],
    FIGURE,
    GARBLED,
    YEAR,
    AFTER_DAY,
    OVERVIEW,
    TABLE_LABEL[0],
    TABLE_LABEL[1],
    CLOSED_SECTIONS[0],
    CLOSED_SECTIONS[1],
    CLOSED_CLASSES[0],
    CLOSED_CLASSES[1],
    UNCHANGED[0],
    UNCHANGED[1],
    UNCHANGED[2],
    UNCHANGED[3],
    UNCHANGED[4],
];
