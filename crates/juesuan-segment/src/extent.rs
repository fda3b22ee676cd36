//! How long a text is: in characters, and in columns of a page.

use juesuan_source::chars::width;

use crate::Span;

/// Characters and columns (a Chinese character is two wide) of a text.
pub(crate) fn measure(text: &str) -> (u32, u32) {
    let (mut chars, mut columns) = (0, 0);
    let mut rest = text;
    loop {
        // nearly all characters are of ASCII or ideographs, of which the first byte tells the width
        let bytes = rest.as_bytes();
        let mut at = 0;
        loop {
            let (length, width) = match bytes.get(at) {
                Some(0..=0x7f) => (1, 1),
                Some(0xe5..=0xe9) => (3, 2),
                _ => break,
            };
            (at, chars, columns) = (at + length, chars + 1, columns + width);
        }
        let mut others = rest.get(at..).unwrap_or("").chars();
        let Some(c) = others.next() else { return (chars, columns) };
        (chars, columns) = (chars + 1, columns + Span::of(0..width(c)).end);
        rest = others.as_str();
    }
}

/// Columns of a text.
pub(crate) fn columns(text: &str) -> u32 {
    measure(text).1
}
