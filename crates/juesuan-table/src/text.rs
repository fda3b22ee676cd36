//! A text with the words by which its tables are known.

use std::cell::RefCell;
use std::ops::Deref;

use juesuan_source::TextMap;

use crate::table::Role;
use crate::tuning::grid::TUNING;
use crate::words::Words;

/// A text, and the words that tell what stands in it: they go together through all stages.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Text<'a> {
    source: &'a str,
    pub(crate) words: &'a Words,
    known: &'a KnownHeads,
}

/// What heads announce that were looked up before: the same ones stand above many tables, and each step asks for them.
#[derive(Debug, Default)]
pub(crate) struct KnownHeads(RefCell<TextMap<Box<str>, Option<Role>>>);

impl<'a> Text<'a> {
    pub(crate) const fn new(source: &'a str, words: &'a Words, known: &'a KnownHeads) -> Self {
        Self { source, words, known }
    }

    /// What a head of this key announces, as [`Words::header`] tells it.
    pub(crate) fn header(&self, key: &str) -> Option<Role> {
        if let Some(role) = self.known.0.borrow().get(key) {
            return *role;
        }
        let role = self.words.header(key);
        let mut known = self.known.0.borrow_mut();
        if known.len() < TUNING.heads.most_known {
            known.insert(key.into(), role);
        }
        role
    }
}

/// Places are places of the source.
impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.source
    }
}
