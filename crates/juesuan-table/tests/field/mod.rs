//! Tables by the words of accounts, budgets and self-evaluations.

#![allow(dead_code, reason = "each test uses a part")]

use std::sync::LazyLock;

use juesuan_segment::{FragmentLayout, Segmentation, Span};
use juesuan_table::{Document, Tables, TooLong, Words};

pub(crate) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(juesuan_vocabulary::entries("table_words")).unwrap_or_else(|fault| panic!("{fault}"))
});

pub(crate) fn reconstruct(segmentation: &Segmentation<'_>) -> Tables {
    juesuan_table::reconstruct_with(segmentation, &*WORDS)
}

pub(crate) fn read_fragment(source: &str, span: Span, layout: FragmentLayout) -> Tables {
    juesuan_table::read_fragment_with(source, span, layout, &*WORDS)
}

pub(crate) fn read(source: &str) -> Result<Document<'_>, TooLong> {
    juesuan_table::read_with(source, &*WORDS)
}
