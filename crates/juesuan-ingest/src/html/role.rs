//! Tables that are made of other elements: what their roles and styles say of them.

use super::furniture::{Attributes, value};

/// The part of a table that an element is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Table,
    Row,
    Cell {
        /// Whether it is a head.
        header: bool,
    },
}

impl Role {
    /// What an element says it is; the elements of tables say so by their names.
    pub(super) fn of(name: &[u8], attributes: &Attributes) -> Option<Self> {
        let is_table =
            [b"table".as_slice(), b"tr", b"td", b"th", b"thead", b"tbody", b"tfoot"].contains(&name);
        if is_table || attributes.is_empty() {
            return None;
        }
        let style = value(attributes, b"style");
        // the last one holds
        let mut rules = style.rsplit(';').filter_map(|rule| rule.split_once(':'));
        let display = rules.find(|(name, _)| name.trim() == "display").map(|(_, value)| value.trim());
        match (value(attributes, b"role").trim(), display.unwrap_or_default()) {
            ("table" | "grid" | "treegrid", _) | ("", "table") => Some(Self::Table),
            ("row", _) | ("", "table-row") => Some(Self::Row),
            ("columnheader" | "rowheader", _) => Some(Self::Cell { header: true }),
            ("cell" | "gridcell", _) | ("", "table-cell") => Some(Self::Cell { header: false }),
            _ => None,
        }
    }
}
