//! Numeric tokens: every run of digits of a source, the things that must not disappear.

use juesuan_segment::Span;

/// The numeric tokens of `source` in order.
///
/// A token is a run of digits, ASCII or full-width, with what belongs inside a printed number: a decimal point before a
/// digit, a separator before exactly three digits. Digits cut by blanks ("1 0") are two tokens; Chinese numerals are
/// none, since they number headings far more often than they count anything.
///
/// ```
/// # use juesuan_read::coverage::tokens;
/// let text = "收入1,684.73万元，占２５%";
/// let found: Vec<&str> = tokens(text).map(|span| span.text(text)).collect();
/// assert_eq!(found, ["1,684.73", "２５"]);
/// ```
pub fn tokens(source: &str) -> impl Iterator<Item = Span> + '_ {
    let bytes = source.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += next_suspect(bytes.get(at..)?)?;
            if digit(bytes, at).is_some() {
                let start = at;
                at = token_end(bytes, at);
                return Some(Span::of(start..at));
            }
            at += 1;
        }
    })
}

/// Where the next byte stands with which a digit may begin. Most characters have three bytes and are passed as a whole.
fn next_suspect(bytes: &[u8]) -> Option<usize> {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [b'0'..=b'9' | 0xEF, ..] => return Some(bytes.len() - rest.len()),
            [0xE1..=0xEE, _, _, behind @ ..] | [_, behind @ ..] => behind,
            [] => return None,
        };
    }
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
            let cut = end + width + CENTS;
            end = if count > CENTS && begins_amount(bytes, cut) { cut } else { fraction_end };
        }
    }
    end
}

/// Decimals of an amount.
const CENTS: usize = 2;

/// Whether an amount with two decimals begins here, right behind another one: two cells run together.
fn begins_amount(bytes: &[u8], start: usize) -> bool {
    let (mut end, mut count) = digits_end(bytes, start);
    while let Some(width) = separator(bytes, end).filter(|_| (1..=3).contains(&count)) {
        let (group_end, group) = digits_end(bytes, end + width);
        (end, count) = (group_end, if group == 3 { group } else { 0 });
    }
    let whole = count > 0;
    let decimals = point(bytes, end).map_or(0, |width| digits_end(bytes, end + width).1);
    whole && decimals >= CENTS
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
    fn amounts_that_run_together_are_two() {
        assert_eq!(found("3,200.001,150.00"), ["3,200.00", "1,150.00"]);
        assert_eq!(found("540.00210.50"), ["540.00", "210.50"]);
        assert_eq!(found("1.002.003.00"), ["1.00", "2.00", "3.00"]);
        assert_eq!(found("3.1415 2.50"), ["3.1415", "2.50"]);
        assert_eq!(found("2023.11.30"), ["2023.11", "30"]);
    }

    #[test]
    fn text_without_digits_has_none() {
        assert!(found("二〇二三年九月").is_empty());
        assert!(found("").is_empty());
    }
}
