//! Display width.

use unicode_width::UnicodeWidthChar as _;

/// Number of columns of a fixed-width font that a character fills: 2 for Chinese characters and full-width forms,
/// 0 for marks without width, 1 for the rest, control characters and tabs included.
///
/// Follows Unicode's East Asian Width with characters of ambiguous width narrow, but for three kinds that count as wide
/// where Chinese pages are printed as text aligned by blanks, as the fonts of these pages draw them: quotation marks
/// (U+2018 to U+201D), the ellipsis of tables of contents (U+2026) and enclosed numbers (U+2460 to U+24FF).
///
/// ```
/// use juesuan_source::chars::width;
/// assert_eq!(['a', '决', '（', '“', '①', '—', '\u{200b}'].map(width), [1, 2, 2, 2, 2, 1, 0]);
/// ```
#[inline]
pub fn width(c: char) -> usize {
    match c {
        '\0'..='\u{2ff}' => 1,
        '\u{2018}'..='\u{201d}' | '…' | '\u{2460}'..='\u{24ff}' | '\u{4e00}'..='\u{9fff}' => 2,
        _ => c.width().unwrap_or(1),
    }
}

/// Number of columns that a text fills.
pub fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_a_fixed_width_font() {
        let narrow = ['\t', ' ', '0', '±', '×', '—', '≥', '→', '√', '·', 'ｱ'];
        let wide = ['决', '。', '，', '（', '％', '０', '\u{3000}', '…', '“', '’', '⑴', '㎡', '가', '𠮷'];
        let none = ['\u{200b}', '\u{feff}', '\u{2060}', '\u{301}'];
        for (chars, expected) in [(&narrow[..], 1), (&wide[..], 2), (&none[..], 0)] {
            for &c in chars {
                assert_eq!(width(c), expected, "{c:?} U+{:04X}", u32::from(c));
            }
        }
        assert_eq!(columns("单位：万元 12.5"), 15);
    }
}
