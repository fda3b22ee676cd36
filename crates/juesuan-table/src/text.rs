//! A text with the words by which its tables are known.

use std::ops::Deref;

use crate::words::Words;

/// A text, and the words that tell what stands in it: they go together through all stages.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Text<'a> {
    source: &'a str,
    pub(crate) words: &'a Words,
}

impl<'a> Text<'a> {
    pub(crate) const fn new(source: &'a str, words: &'a Words) -> Self {
        Self { source, words }
    }
}

/// Places are places of the source.
impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.source
    }
}
