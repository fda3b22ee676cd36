//! The mark behind the name of an item of the classification: X（项）.

use juesuan_vocabulary::classification::{ITEM_MARK, ITEM_MARK_NARROW};

/// What stands before the mark, with the name of the item at its end.
pub(crate) fn before_item_mark(name: &str) -> Option<&str> {
    let (before, _) = name.split_once(ITEM_MARK).or_else(|| name.split_once(ITEM_MARK_NARROW))?;
    Some(before)
}
