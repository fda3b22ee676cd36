//! Numeric tokens: every run of digits of a source, the things that must not disappear.

use juesuan_segment::Span;

/// The numeric tokens of `source` in order.
///
/// A token is a run of digits, ASCII or full-width, with what belongs inside a printed number: a decimal point before a
/// digit, a separator before exactly three digits. Digits cut by blanks ("1 0") are two tokens; Chinese numerals are
/// none, since they number headings far more often than they count anything.
///
/// ```
/// # use juesuan_read::account::tokens;
/// let text = "收入1,684.73万元，占２５%";
/// let found: Vec<&str> = tokens(text).map(|span| span.text(text)).collect();
/// assert_eq!(found, ["1,684.73", "２５"]);
/// ```
pub fn tokens(source: &str) -> impl Iterator<Item = Span> + '_ {
    let bytes = source.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            if digit(bytes, at).is_some() {
                let start = at;
                at = token_end(bytes, at);
                return Some(Span::of(start..at));
            }
            at += 1;
        }
        None
    })
}

/// The width in bytes of the digit at `at`, if there is one: 1 for ASCII, 3 for full-width (U+FF10–U+FF19).
fn digit(bytes: &[u8], at: usize) -> Option<usize> {
    match *bytes.get(at)? {
        b'0'..=b'9' => Some(1),
        0xEF if bytes.get(at + 1) == Some(&0xBC) && matches!(bytes.get(at + 2), Some(0x90..=0x99)) => Some(3),
        _ => None,
    }
}

fn digits_end(bytes: &[u8], mut at: usize) -> (usize, usize) {
    let mut count = 0;
    while let Some(width) = digit(bytes, at) {
        at += width;
        count += 1;
    }
    (at, count)
}

/// Bytes of a decimal point: `.` or `．`.
fn point(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes.get(at) == Some(&b'.') {
        return Some(1);
    }
    bytes.get(at..at + 3).is_some_and(|three| three == "．".as_bytes()).then_some(3)
}

/// Bytes of a thousands separator: `,` or `，`.
fn separator(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes.get(at) == Some(&b',') {
        return Some(1);
    }
    bytes.get(at..at + 3).is_some_and(|three| three == "，".as_bytes()).then_some(3)
}

fn token_end(bytes: &[u8], start: usize) -> usize {
    let (mut end, first_group) = digits_end(bytes, start);
    if first_group <= 3 {
        while let Some(width) = separator(bytes, end) {
            let (group_end, count) = digits_end(bytes, end + width);
            if count != 3 {
                break;
            }
            end = group_end;
        }
    }
    if let Some(width) = point(bytes, end) {
        let (fraction_end, count) = digits_end(bytes, end + width);
        if count > 0 {
            end = fraction_end;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        tokens(text).map(|span| span.text(text)).collect()
    }

    #[test]
    fn separators_and_points_belong_to_a_number_only_between_digits() {
        assert_eq!(found("1,234,567.80 12，345 3."), ["1,234,567.80", "12，345", "3"]);
        assert_eq!(found("1,23 1234,567"), ["1", "23", "1234", "567"]);
        assert_eq!(found("1 0 . 2"), ["1", "0", "2"]);
        assert_eq!(found("２０２２年１２．５%"), ["２０２２", "１２．５"]);
        assert_eq!(found("2023-11-30"), ["2023", "11", "30"]);
    }

    #[test]
    fn text_without_digits_has_none() {
        assert!(found("二〇二三年九月").is_empty());
        assert!(found("").is_empty());
    }
}
