//! Words that are made of figures alone.

use std::ops::Range;

use super::{fold, is_digit};

/// Digits that a figure of public accounts can have: a trillion yuan to the fen, so that products of two figures still
/// fit a decimal number of 28 digits. A longer run of digits is no figure.
pub const MOST_DIGITS: usize = 14;

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
/// assert!(["1,234.50", "－3", "96.56%", "——", "≥90%", "(3.50)"].into_iter().all(is_figure));
/// assert!(!["", "≥", "3人", "12 5", "(3)"].into_iter().any(is_figure));
/// ```
pub fn is_figure(word: &str) -> bool {
    let bare = word.trim_start_matches(['≥', '≤', '=', '>', '<']);
    !bare.is_empty() && bare.chars().all(is_figure_char) || below_zero(word).is_some()
}

/// Whether a word can be nothing but the figure at the right of its cell, so that what stands behind it on the line is another
/// cell: two decimals, thousands parted, or below zero in brackets. 1. and 1.1 may be numbers of items.
///
/// ```
/// use juesuan_source::chars::ends_cell;
/// assert!(["12.50", "-0.30", "1,200", "(12.50)", "7，000.00"].into_iter().all(ends_cell));
/// assert!(!["1.", "1.1", "208", "12.345", "12.50元", "--"].into_iter().any(ends_cell));
/// ```
pub fn ends_cell(word: &str) -> bool {
    let exact = || places(word) == Some(2) || word.contains(is_digit) && word.contains([',', '，']);
    below_zero(word).is_some() || is_figure(word) && exact()
}

/// How many places behind its point an amount has as it is printed: of either width, with a sign or without, its thousands
/// parted all or not at all. `None` for what is no amount.
///
/// ```
/// use juesuan_source::chars::places;
/// assert_eq!(["1,234.50", "-12.5", "７，０００", "310"].map(places), [Some(2), Some(1), Some(0), Some(0)]);
/// assert_eq!(["", ".5", "12.", "1,23", "1234,567", "1.2.3", "3人", "--"].map(places), [None; 8]);
/// ```
pub fn places(word: &str) -> Option<usize> {
    let plain: String = word.strip_prefix(is_minus).unwrap_or(word).chars().map(fold).collect();
    let (whole, decimals) =
        plain.split_once('.').map_or((plain.as_str(), None), |(whole, decimals)| (whole, Some(decimals)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| digits(first))?;
    let parted = first.len() == whole.len()
        || first.len() <= 3 && groups.all(|group| group.len() == 3 && digits(group));
    (parted && decimals.is_none_or(digits)).then(|| decimals.map_or(0, str::len))
}

/// What stands in the brackets in which programs print an amount below zero: 3.50 of (3.50), 1,000 of （1,000）. A number of a
/// list, (1), a chapter, (2.1), and a month, (2023.12), are none.
///
/// ```
/// use juesuan_source::chars::below_zero;
/// assert_eq!(["(1,234.50)", "（７，０００）"].map(below_zero), [Some("1,234.50"), Some("７，０００")]);
/// assert_eq!(["(2023.50)", "(12,034.12)"].map(below_zero), [Some("2023.50"), Some("12,034.12")]);
/// assert_eq!(["(1)", "(2.1)", "(-3.50)", "（三）", "()", "3.50"].map(below_zero), [None; 6]);
/// assert_eq!(["(2023.12)", "（２０２４．０３）", "(1,2,3)", "(3，12)", "(2023,2024)"].map(below_zero), [None; 5]);
/// ```
pub fn below_zero(word: &str) -> Option<&str> {
    let inside = word.strip_prefix(['(', '（'])?.strip_suffix([')', '）'])?;
    let places = places(inside).filter(|_| !inside.starts_with(is_minus))?;
    let parted = inside.contains([',', '，']);
    (places > 1 && !is_month(inside) || places == 0 && parted).then_some(inside)
}

/// Whether digits are a year and a month: 2023.12.
fn is_month(text: &str) -> bool {
    let plain: String = text.chars().map(fold).collect();
    let Some((year, month)) = plain.split_once('.') else { return false };
    let is_year = year.len() == 4 && ["19", "20"].iter().any(|century| year.starts_with(century));
    is_year && month.len() == 2 && matches!(month.parse(), Ok(1_u8..=12))
}

/// The code, the name and the first figure of a row whose cells one blank parts, as byte ranges; the figures go on to the end.
///
/// ```
/// use juesuan_source::chars::spaced_row;
/// assert_eq!(spaced_row("2080505 养老 保险 1.00 2.00"), Some([0..7, 8..21, 22..26]));
/// assert_eq!(spaced_row("养老保险 1.00"), None);
/// assert_eq!(spaced_row("208 12.00"), None);
/// ```
pub fn spaced_row(text: &str) -> Option<[Range<usize>; 3]> {
    let words = || text.split(' ').filter(|word| !word.is_empty());
    let place = |word: &str| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        start..start + word.len()
    };
    let code = words().next().filter(|word| is_code(word))?;
    let first = words().skip(1).position(is_figure)? + 1;
    let figures = || words().skip(first);
    let exact = figures().any(|word| word.contains('.')) && figures().all(is_figure);
    let names: Vec<&str> = words().take(first).skip(1).collect();
    let (from, to) = (place(names.first()?), place(names.last()?));
    exact.then(|| [place(code), from.start..to.end, place(figures().next().unwrap_or(code))])
}

/// Whether a text is a row of a code, a name and figures that one blank parts.
pub fn is_spaced_row(text: &str) -> bool {
    text.len() < LONGEST_ROW && spaced_row(text).is_some()
}

/// Longest such row, in bytes.
const LONGEST_ROW: usize = 240;

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
