//! The mark behind the name of an item of the classification: X（项）.

use juesuan_vocabulary::classification::{ITEM_MARK, ITEM_MARK_NARROW};

use crate::quick::find;

/// What stands before the mark, with the name of the item at its end.
pub(crate) fn before_item_mark(name: &str) -> Option<&str> {
    let at = find(name, ITEM_MARK).or_else(|| find(name, ITEM_MARK_NARROW))?;
    name.get(..at)
}
