//! One fragment, read by the words of the field and drawn.

use expect_test::Expect;
use juesuan_segment::{FragmentLayout, Span};

use crate::field::read_fragment;
use crate::render::render;

/// Compares the picture of a fragment; `→` stands for a tab.
pub(crate) fn check(rows: &str, layout: FragmentLayout, expected: &Expect) {
    let source = rows.replace('→', "\t");
    let read = read_fragment(&source, Span::of(0..source.len()), layout);
    expected.assert_eq(&render(&source, &read));
}
