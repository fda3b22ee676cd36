//! Which row and which column: two numbers that are never taken for one another.

use std::fmt;

/// An index type over an unsigned number; what lies beyond the number is its last one.
macro_rules! index {
    ($(#[$about:meta])* $name:ident($number:ty)) => {
        $(#[$about])*
        #[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
        pub struct $name($number);

        impl $name {
            /// The index of this place, counted from 0; of places beyond the type's range that of its last.
            pub fn new(at: usize) -> Self {
                Self(<$number>::try_from(at).unwrap_or(<$number>::MAX))
            }

            /// The place, counted from 0.
            pub const fn get(self) -> usize {
                self.0 as usize
            }
        }

        impl From<$number> for $name {
            fn from(at: $number) -> Self {
                Self(at)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

index! {
    /// A row of a table, counted from 0 from top to bottom, header rows left out.
    RowIndex(u32)
}

index! {
    /// A column of a table, counted from 0 from left to right.
    ColumnIndex(u16)
}
