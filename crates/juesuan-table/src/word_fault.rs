//! Why an entry of a list of words is refused.

/// Why an entry of a list of words cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WordFault {
    /// There is no list of this name.
    #[error("no list is called `{0}`")]
    List(String),
    /// The entry has not as many fields as the list wants.
    #[error("{0} field(s) are needed")]
    Fields(usize),
    /// A field that is none of what it may be.
    #[error("`{0}` cannot stand here")]
    Field(String),
    /// The word stands in the list with another meaning.
    #[error("the word is known as `{0}`")]
    Contradiction(String),
}
