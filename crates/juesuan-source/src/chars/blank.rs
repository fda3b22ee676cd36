//! Blanks and characters without width.

/// The blanks that stand between words and cells of one line: the space, the ideographic and the no-break space.
pub const GAPS: [char; 3] = [' ', '\u{3000}', '\u{a0}'];

/// Whether a character is one of [`GAPS`].
#[inline]
pub const fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}')
}

/// Whether a character shows nothing and takes no room: joiners, direction marks, the byte order mark.
pub const fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether a character shows nothing: white space of Unicode, separators among the control characters, NUL, and what
/// has no width.
///
/// ```
/// use juesuan_source::chars::is_blank;
/// assert!([' ', '\u{3000}', '\r', '\0', '\u{200b}'].into_iter().all(is_blank));
/// assert!(!is_blank('·'));
/// ```
#[inline]
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\0' | '\u{1c}'..='\u{1f}') || is_zero_width(c)
}

/// The number of bytes of the blank with which UTF-8 `bytes` begin; 0 where they begin with none.
#[inline]
pub fn blank_length(bytes: &[u8]) -> usize {
    match *bytes {
        [0 | b'\t'..=b'\r' | 0x1c..=0x1f | b' ', ..] => 1,
        [0xc2, 0x85 | 0xa0, ..] => 2,
        [0xe1, 0x9a, 0x80, ..]
        | [0xe2, 0x80, 0x80..=0x8f | 0xa8 | 0xa9 | 0xaf, ..]
        | [0xe2, 0x81, 0x9f | 0xa0, ..]
        | [0xe3, 0x80, 0x80, ..]
        | [0xef, 0xbb, 0xbf, ..] => 3,
        _ => 0,
    }
}

/// The number of bytes of all blanks with which UTF-8 `bytes` begin.
pub fn blanks_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let step @ 1.. = bytes.get(at..).map_or(0, blank_length) {
        at += step;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_characters_agree_on_blanks() {
        let mut buffer = [0; 4];
        for c in '\0'..=char::MAX {
            let length = if is_blank(c) { c.len_utf8() } else { 0 };
            assert_eq!(blank_length(c.encode_utf8(&mut buffer).as_bytes()), length, "U+{:04X}", u32::from(c));
            assert!(is_blank(c) || !(is_gap(c) || is_zero_width(c)));
            assert_eq!(is_gap(c), GAPS.contains(&c));
        }
    }
}
