//! Why an entry of a list of words is refused.

use std::fmt;

/// Why an entry of a list of words cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WordFault {
    /// There is no list of this name.
    List(String),
    /// The entry has not as many fields as the list wants.
    Fields(usize),
    /// A field that is none of what it may be.
    Field(String),
    /// The word stands in the list with another meaning.
    Contradiction(String),
}

impl fmt::Display for WordFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List(name) => write!(f, "no list is called `{name}`"),
            Self::Fields(count) => write!(f, "{count} field(s) are needed"),
            Self::Field(field) => write!(f, "`{field}` cannot stand here"),
            Self::Contradiction(known) => write!(f, "the word is known as `{known}`"),
        }
    }
}

impl std::error::Error for WordFault {}
