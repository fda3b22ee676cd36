//! Small raised figures behind a number: marks of notes, which read as part of it would make another number.

/// Whether raised text behind `before` is the mark of a note. Behind a letter or a character it is part of the word, such as the
/// two of a square metre.
pub(crate) fn is_mark(before: &str) -> bool {
    before.ends_with(|c: char| c.is_ascii_digit())
}
