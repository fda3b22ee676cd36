//! Full-width forms and digits.

/// The ASCII character of a full-width form (U+FF01 to U+FF5E); other characters as they are.
///
/// ```
/// use juesuan_source::chars::fold;
/// assert_eq!(['７', 'Ａ', '％', '（', '决'].map(fold), ['7', 'A', '%', '(', '决']);
/// ```
#[inline]
pub fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// The full-width form of a printable ASCII character other than the blank; other characters as they are.
pub fn widened(c: char) -> char {
    if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c) } else { c }
}

/// The value of a digit, ASCII or of full width.
#[inline]
pub fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

/// Whether a character is a digit, ASCII or of full width.
#[inline]
pub const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_forms_are_those_of_ascii() {
        for plain in '!'..='~' {
            let wide = widened(plain);
            assert_ne!(wide, plain);
            assert_eq!((fold(wide), fold(plain)), (plain, plain));
            assert_eq!((digit(wide), digit(plain)), (plain.to_digit(10), plain.to_digit(10)));
        }
        for c in ['\u{3000}', '￥', '。', '①', '٣', '²'] {
            assert_eq!((fold(c), digit(c), is_digit(c)), (c, None, false));
        }
    }
}
