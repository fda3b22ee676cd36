//! Numbers as they are printed in cells: separators of both widths, blanks between digits, signs of all kinds.

use std::borrow::Cow;

use juesuan_source::chars::{MOST_DIGITS, below_zero, fold, is_digit, is_minus};
use rust_decimal::Decimal;

/// What is known of a printed number after checking its grammar.
#[allow(clippy::struct_excessive_bools)] // four independent observations, no state
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    /// It ends in a per-cent sign.
    pub(crate) percent: bool,
    /// It stands as it is read: ASCII, without separators and blanks.
    pub(crate) plain: bool,
    /// Blanks stand between its digits.
    pub(crate) gaps: bool,
    /// It has full-width characters, or a sign other than `-`: brackets too.
    pub(crate) wide: bool,
}

/// Whether a run of ASCII digits is short enough to be a number.
pub(crate) fn fits(digits: &str) -> bool {
    digits.len() <= MOST_DIGITS
}

impl Shape {
    /// Checks a trimmed cell against the grammar `sign? digits (, ddd)* (. digits)? %?`, blanks anywhere; a number
    /// may begin with its point, and one below zero may stand in brackets.
    pub(crate) fn of(text: &str) -> Option<Self> {
        match below_zero(text) {
            Some(inside) => Some(Self { plain: false, wide: true, ..Self::signed(inside)? }),
            None => Self::signed(text),
        }
    }

    fn signed(text: &str) -> Option<Self> {
        let mut shape = Self { percent: false, plain: true, gaps: false, wide: false };
        let (mut digits, mut since_separator, mut separators) = (0, 0, 0);
        let (mut point, mut after_point, mut sign) = (false, 0, false);
        for c in text.chars() {
            shape.wide |= !c.is_ascii();
            if c.is_whitespace() {
                shape.gaps = true;
            } else if shape.percent {
                return None;
            } else if is_digit(c) {
                digits += 1;
                if point { after_point += 1 } else { since_separator += 1 }
            } else if matches!(c, '.' | '．') && !point && (separators == 0 || since_separator == 3) {
                point = true;
            } else if matches!(c, ',' | '，') && !point && separator_may_follow(separators, since_separator)
            {
                separators += 1;
                since_separator = 0;
            } else if matches!(c, '%' | '％') && digits > 0 {
                shape.percent = true;
            } else if (is_minus(c) || matches!(c, '+' | '＋')) && digits == 0 && !point && !sign {
                sign = true;
                shape.plain &= c == '-';
            } else {
                return None;
            }
        }
        let groups_whole = separators == 0 || point || since_separator == 3;
        shape.plain &= !shape.gaps && !shape.wide && separators == 0;
        let whole = digits > 0 && digits <= MOST_DIGITS && groups_whole && (!point || after_point > 0);
        whole.then_some(shape)
    }
}

fn separator_may_follow(separators: usize, since: usize) -> bool {
    if separators == 0 { (1..=3).contains(&since) } else { since == 3 }
}

/// A printed number without separators and blanks, in ASCII; what is no number comes back as it is.
pub(crate) fn normal(text: &str) -> Cow<'_, str> {
    match Shape::of(text) {
        None | Some(Shape { plain: true, .. }) => Cow::Borrowed(text),
        Some(_) => Cow::Owned(text.chars().filter_map(ascii).collect()),
    }
}

fn ascii(c: char) -> Option<char> {
    match c {
        '.' | '．' | '%' | '％' => Some(fold(c)),
        // what stands in brackets is below zero
        '(' | '（' => Some('-'),
        _ if is_minus(c) => Some('-'),
        _ => is_digit(c).then(|| fold(c)),
    }
}

/// The number that a cell states, with the decimals that are printed.
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    if let Some(number) = short(text.as_bytes()) {
        return Some(number);
    }
    let shape = Shape::of(text)?;
    if shape.plain && !shape.percent {
        return Decimal::from_str_exact(text).ok();
    }
    Decimal::from_str_exact(normal(text).trim_end_matches('%')).ok()
}

/// A number as nearly all are printed: digits, perhaps a point and digits behind it, no more of them than fit 64 bits.
fn short(text: &[u8]) -> Option<Decimal> {
    let (mut number, mut point) = (0_i64, None);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'0'..=b'9' => number = number.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?,
            b'.' if point.is_none() && at > 0 => point = Some(at),
            _ => return None,
        }
    }
    let decimals = point.map_or(0, |point| text.len() - point - 1);
    let digits = text.len() - usize::from(point.is_some());
    let is_whole = (1..=MOST_DIGITS).contains(&digits) && (point.is_none() || decimals > 0);
    is_whole.then(|| Decimal::new(number, u32::try_from(decimals).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn short_numbers_are_those_of_the_grammar(text in "[0-9]{0,12}[.]?[0-9]{0,12}") {
            let is_plain = Shape::of(&text).is_some_and(|shape| shape.plain);
            let known = is_plain.then(|| Decimal::from_str_exact(&text).unwrap().to_string());
            let number = short(text.as_bytes()).map(|number| number.to_string());
            // those without a digit before the point are left to the grammar
            if text.starts_with('.') {
                prop_assert_eq!(number, None);
            } else {
                prop_assert_eq!(number, known);
            }
        }
    }

    #[track_caller]
    fn check(text: &str, read: &str, number: &str) {
        assert_eq!(normal(text), read);
        assert_eq!(decimal(text).map(|number| number.to_string()).unwrap_or_default(), number);
    }

    #[test]
    fn forms() {
        check("684.73", "684.73", "684.73");
        check("1.20", "1.20", "1.20");
        check("2 3.85", "23.85", "23.85");
        check("1 .7", "1.7", "1.7");
        check(". 2", ".2", "0.2");
        check("3,841.65", "3841.65", "3841.65");
        check("３，８４１．６５％", "3841.65%", "3841.65");
        check("—1.5", "-1.5", "-1.5");
        check("(1,875.50)", "-1875.50", "-1875.50");
        check("（２．５０）", "-2.50", "-2.50");
        check("(2.5)", "(2.5)", "");
        check("＋7", "7", "7");
        check("12,34", "12,34", "");
        check("1.2.3", "1.2.3", "");
        check("12.", "12.", "");
        check(&"7".repeat(40), &"7".repeat(40), "");
    }
}
