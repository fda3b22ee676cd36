//! Words that are made of figures alone.

use super::is_digit;

/// Whether a character is a minus sign or one of the dashes that are printed for it.
pub const fn is_minus(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' | '－' | '﹣')
}

/// Whether a character may stand in a printed number: a digit of either width, a sign, a point, a separator, a per-cent
/// sign.
#[inline]
pub const fn is_figure_char(c: char) -> bool {
    is_digit(c) || is_minus(c) || matches!(c, '.' | '．' | ',' | '，' | '%' | '％' | '+' | '＋')
}

/// Whether a word looks like a figure or a bound, or like the dash printed for none: 1,234.50, -3, 96.56%, --, ≥90%.
/// Whether it is a number is a question for a grammar.
///
/// ```
/// use juesuan_source::chars::is_figure;
/// assert!(["1,234.50", "－3", "96.56%", "——", "≥90%"].into_iter().all(is_figure));
/// assert!(!["", "≥", "3人", "12 5"].into_iter().any(is_figure));
/// ```
pub fn is_figure(word: &str) -> bool {
    let word = word.trim_start_matches(['≥', '≤', '=', '>', '<']);
    !word.is_empty() && word.chars().all(is_figure_char)
}

/// Whether a text may be a function or economic code: 3, 5 or 7 digits of either width, with blanks or without.
///
/// ```
/// use juesuan_source::chars::is_code;
/// assert!(["208", "20805", "208 05 05", "３０１０１"].into_iter().all(is_code));
/// assert!(!["", "2080", "208.5"].into_iter().any(is_code));
/// ```
pub fn is_code(text: &str) -> bool {
    let mut digits = 0;
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if !is_digit(c) {
            return false;
        }
        digits += 1;
    }
    matches!(digits, 3 | 5 | 7)
}
