//! A number at the head of a text, in digits of either width.

use std::borrow::Cow;

use juesuan_model::Decimal;
use juesuan_source::chars::{fold, is_digit, is_gap};
use juesuan_vocabulary::{sentences::COPULAS, units::POINTS};

/// What stands behind a label: its copula and blanks are passed over.
pub(super) fn behind_copula(text: &str) -> &str {
    text.trim_start_matches(|c| COPULAS.contains(&c) || is_gap(c))
}

/// Whether nothing but the word for points stands behind a number.
pub(super) fn is_points(rest: &str) -> bool {
    matches!(rest.trim(), "" | POINTS)
}

/// The number with which `text` begins and its length in bytes; thousands separators are passed over.
pub(super) fn leading(text: &str) -> Option<(Decimal, usize)> {
    let mut plain = String::new();
    let mut width = 0;
    for c in text.chars() {
        match c {
            '.' | '．' => plain.push('.'),
            _ if is_digit(c) => plain.push(fold(c)),
            ',' | '，' => {}
            _ => break,
        }
        width += c.len_utf8();
    }
    // a longer run of digits is no figure of public accounts: see `juesuan-table`
    if plain.len() > 15 {
        return None;
    }
    // a mark of the sentence may follow the number
    let end = text[..width].trim_end_matches(['.', '．', ',', '，']).len();
    Some((plain.trim_end_matches('.').parse().ok()?, end))
}

/// Text without the thousands separators inside its numbers: "≤11,400,000元" is "≤11400000元".
pub(super) fn without_separators(text: &str) -> Cow<'_, str> {
    if !text.contains([',', '，']) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if !(matches!(c, ',' | '，') && parts_thousands(&text[..at], &text[at + c.len_utf8()..])) {
            plain.push(c);
        }
    }
    Cow::Owned(plain)
}

/// Whether a comma between these parts a number: a digit before it, exactly three behind.
fn parts_thousands(before: &str, after: &str) -> bool {
    before.chars().next_back().is_some_and(is_digit)
        && after.chars().take_while(|&c| is_digit(c)).take(4).count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_commas_inside_numbers_go() {
        assert_eq!(without_separators("≤11,400,000.00元"), "≤11400000.00元");
        assert_eq!(without_separators("完成3项,120人"), "完成3项,120人");
        assert_eq!(without_separators("1,2000"), "1,2000");
    }

    #[test]
    fn digits_of_either_width_are_read() {
        let read = |text| leading(text).map(|(value, width)| (value.to_string(), width));
        assert_eq!(read("87.32分"), Some(("87.32".into(), 5)));
        assert_eq!(read("９５．５分"), Some(("95.5".into(), 12)));
        assert_eq!(read("5,438.27万元"), Some(("5438.27".into(), 8)));
        assert_eq!(read("95，属于"), Some(("95".into(), 2)));
        assert_eq!(read("分"), None);
    }
}
