//! One line of CSV: RFC 4180, `\n` at the end, text that no spreadsheet takes for a formula.

use std::borrow::Cow;

use juesuan_model::Decimal;

use crate::Value;

/// The mark in front of a text that a spreadsheet would otherwise run: a middle dot. No spreadsheet trims it, none
/// takes it for a formula, and no text of a document begins with one.
const GUARD: char = '·';

/// Writes the values of one row.
pub(crate) fn push_row(line: &mut Vec<u8>, values: &[Value<'_>]) {
    for value in values {
        push_value(line, value);
        line.push(b',');
    }
    // what stands behind the last value ends the line
    if let Some(last) = line.last_mut().filter(|_| !values.is_empty()) {
        *last = b'\n';
    }
}

/// Writes the names of the columns.
pub(crate) fn push_header<'n>(line: &mut Vec<u8>, names: impl Iterator<Item = &'n str>) {
    let names: Vec<_> = names.map(|name| Value::Text(Cow::Borrowed(name))).collect();
    push_row(line, &names);
}

fn push_value(line: &mut Vec<u8>, value: &Value<'_>) {
    match value {
        Value::Empty => {}
        Value::Integer(number) => {
            with_digits(u128::from(*number), 1, |digits| line.extend_from_slice(digits));
        }
        Value::Number(number) => push_number(line, *number),
        Value::Text(text) if is_ordinary(text) => line.extend_from_slice(text.as_bytes()),
        Value::Text(text) => push_marked(line, &without_nul(text)),
    }
}

/// Whether a text stands in a line as it is.
fn is_ordinary(text: &str) -> bool {
    let special = |byte| matches!(byte, b',' | b'"' | b'\n' | b'\r' | 0);
    (begins_plainly(text) || !needs_guard(text))
        && (!holds_mark(text.as_bytes()) || !text.bytes().any(special))
}

/// Whether one of the bytes is a comma or one below it, which most texts have none of: eight bytes are looked at at once.
fn holds_mark(bytes: &[u8]) -> bool {
    const ONES: u64 = u64::MAX / 0xff;
    let below = |word: &[u8; 8]| {
        let word = u64::from_le_bytes(*word);
        // of each byte the highest bit is set that was below what is taken off
        word.wrapping_sub(ONES * u64::from(b',' + 1)) & !word & (ONES << 7) != 0
    };
    match bytes.last_chunk() {
        // the last eight overlap with those before them
        Some(last) => below(last) || bytes.as_chunks().0.iter().any(below),
        None => bytes.iter().any(|byte| *byte <= b','),
    }
}

/// A text with marks around it or in front of it, as it needs them.
fn push_marked(line: &mut Vec<u8>, text: &str) {
    let quoted = text.contains([',', '"', '\n', '\r']);
    if quoted {
        line.push(b'"');
    }
    if needs_guard(text) {
        line.extend_from_slice(GUARD.encode_utf8(&mut [0; 4]).as_bytes());
    }
    if quoted {
        push_doubled(line, text);
        line.push(b'"');
    } else {
        line.extend_from_slice(text.as_bytes());
    }
}

/// Readers stop at a NUL or drop it, and what stands behind it would be seen first: its picture takes its place.
fn without_nul(text: &str) -> Cow<'_, str> {
    if text.as_bytes().contains(&0) {
        Cow::Owned(text.replace('\0', "\u{2400}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Text inside quotation marks: each of its own is written twice.
fn push_doubled(line: &mut Vec<u8>, text: &str) {
    for (at, piece) in text.split('"').enumerate() {
        if at > 0 {
            line.extend_from_slice(b"\"\"");
        }
        line.extend_from_slice(piece.as_bytes());
    }
}

/// Decimals of every number in a column of decimal numbers, at least: readers that look at the first rows alone to tell the
/// type of a column (polars looks at a hundred) never take it for whole numbers. Columns of whole numbers have none.
const LEAST_DECIMALS: usize = 2;

/// A number with its printed decimals, as [`Decimal`] displays it but without the detour, filled with zeros to
/// [`LEAST_DECIMALS`].
fn push_number(line: &mut Vec<u8>, number: Decimal) {
    if number.is_sign_negative() {
        line.push(b'-');
    }
    let scale = number.scale() as usize;
    with_digits(number.mantissa().unsigned_abs(), scale + 1, |digits| {
        let (whole, decimals) = digits.split_at(digits.len() - scale);
        line.extend_from_slice(whole);
        line.push(b'.');
        line.extend_from_slice(decimals);
    });
    line.extend(std::iter::repeat_n(b'0', LEAST_DECIMALS.saturating_sub(scale)));
}

/// The digits of a whole number, filled with zeros to at least `width`.
fn with_digits(number: u128, width: usize, write: impl FnOnce(&[u8])) {
    match u64::try_from(number) {
        Ok(number) if width <= MOST_DIGITS => small_digits(number, width, write),
        _ => write(format!("{number:0width$}").as_bytes()),
    }
}

/// Digits of the greatest number of 64 bits.
const MOST_DIGITS: usize = 20;

/// Nearly every number fits 64 bits, where division is cheap.
fn small_digits(number: u64, width: usize, write: impl FnOnce(&[u8])) {
    let mut digits = [b'0'; MOST_DIGITS];
    let mut rest = number;
    let mut first = MOST_DIGITS;
    for pair in digits.as_chunks_mut().0.iter_mut().rev() {
        if rest == 0 {
            break;
        }
        *pair = PAIRS[(rest % 100) as usize];
        rest /= 100;
        first -= 2;
    }
    // the first pair may begin with a zero
    first += usize::from(digits.get(first) == Some(&b'0'));
    let first = first.min(MOST_DIGITS - width);
    write(digits.get(first..).unwrap_or_default());
}

/// 00 to 99: of two digits at once a division is half as dear.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[b'0'; 2]; 100];
    let mut number = 0_u8;
    while number < 100 {
        pairs[number as usize] = [b'0' + number / 10, b'0' + number % 10];
        number += 1;
    }
    pairs
};

/// Whether a text begins as most do: with a Chinese character, a letter or a digit.
const fn begins_plainly(text: &str) -> bool {
    matches!(text.as_bytes(), [] | [b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0xE4..=0xE9, ..])
}

/// Whether a spreadsheet could take the text for a formula, or a reader could take it for a guarded one.
fn needs_guard(text: &str) -> bool {
    if begins_plainly(text) {
        return false;
    }
    let first = text.trim_start();
    match first.as_bytes() {
        [b'=' | b'@', ..] => true,
        [b'+' | b'-', rest @ ..] => !is_plain(rest),
        _ => text.starts_with(['\t', '\r', '\n', GUARD]) || first.starts_with(['＝', '＋', '－', '＠']),
    }
}

/// What may follow a sign without being run: dashes alone (the mark of a cell without a value), or a number.
fn is_plain(rest: &[u8]) -> bool {
    let number = rest.strip_suffix(b"%").unwrap_or(rest);
    rest.iter().all(|&byte| byte == b'-')
        || (number.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
            && number.first().is_some_and(u8::is_ascii_digit))
}

/// A text as it is written into a CSV file, before quotation: with a middle dot in front where a spreadsheet would
/// take it for a formula (it begins with `=`, `+`, `-`, `@` or their full-width forms, perhaps after blanks, or with a
/// tab or line end), or where it begins with a middle dot itself.
///
/// Dashes alone (`-`, `--`) and signed numbers (`-5`, `+3.2%`) stay as they are: nothing in them can be run.
pub fn escape_text(text: &str) -> Cow<'_, str> {
    if needs_guard(text) { Cow::Owned(format!("{GUARD}{text}")) } else { Cow::Borrowed(text) }
}

/// The text that was written: the inverse of [`escape_text`].
pub fn unescape_text(written: &str) -> &str {
    written.strip_prefix(GUARD).unwrap_or(written)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_guarded_and_nothing_else() {
        for formula in
            ["=100%", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "\tx", "\rx", " =1", "·x", "＝1", "-收入"]
        {
            assert!(escape_text(formula).starts_with('·'), "{formula:?}");
        }
        for plain in ["≤800000元", "-", "---", "-5", "+3.2%", "-1,234.50", "'quoted", "收入", "", "1=1"]
        {
            assert_eq!(escape_text(plain), plain);
        }
    }

    #[test]
    fn no_row_has_a_nul_or_a_formula_behind_one() {
        let mut line = Vec::new();
        push_row(&mut line, &[Value::Text(Cow::Borrowed("\0=1+1")), Value::Text(Cow::Borrowed("a\0"))]);
        assert_eq!(String::from_utf8(line).unwrap(), "\u{2400}=1+1,a\u{2400}\n");
    }

    #[test]
    fn numbers_have_two_decimals_at_least() {
        for (written, shown) in
            [("30", "30.00"), ("-0.5", "-0.50"), ("0", "0.00"), ("1.125", "1.125"), ("7.25", "7.25")]
        {
            let mut line = Vec::new();
            push_number(&mut line, written.parse().unwrap());
            assert_eq!(String::from_utf8(line).unwrap(), shown);
        }
    }

    proptest! {
        #[test]
        fn marks_are_seen_wherever_they_stand(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(holds_mark(&bytes), bytes.iter().any(|byte| *byte <= b','));
        }

        #[test]
        fn text_is_read_back(text in "\\PC*|[=+\\-@\t\r\n·' \"a,]{0,6}") {
            let written = escape_text(&text);
            prop_assert_eq!(unescape_text(&written), &text);
        }

        #[test]
        fn numbers_are_written_as_displayed(mantissa in any::<i64>(), high in any::<u16>(), scale in 0_u32..=28) {
            let mantissa = i128::from(mantissa) * (i128::from(high) + 1);
            let number = Decimal::from_i128_with_scale(mantissa, scale);
            let mut line = Vec::new();
            push_number(&mut line, number);
            let least = usize::from(scale == 0) + LEAST_DECIMALS.saturating_sub(scale as usize);
            let filled = number.to_string() + ".00".get(3 - least..).unwrap_or_default();
            prop_assert_eq!(String::from_utf8(line).unwrap(), filled);
        }

        #[test]
        fn rows_are_read_back(texts in prop::collection::vec("\\PC*|[=+\\-@\t\r\n·' \"a,]{0,6}", 2..5)) {
            let values: Vec<_> = texts.iter().map(|text| Value::Text(Cow::Borrowed(text.as_str()))).collect();
            let mut line = Vec::new();
            push_row(&mut line, &values);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_slice());
            let record = reader.records().next().unwrap().unwrap();
            let read: Vec<_> = record.iter().map(unescape_text).collect();
            prop_assert_eq!(read, texts);
        }
    }
}
