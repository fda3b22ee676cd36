//! Figures with decimals in a text, in a form that can be compared.

use std::ops::Range;

/// Significant digits from which a figure says where it came from; rounder ones are everybody's.
pub(super) const SIGNIFICANT: usize = 4;

/// The figures with decimals and enough significant digits, with their bytes and their value as text: no separators of
/// thousands, no blanks, no zeros at the end.
pub(super) fn figures(text: &str) -> Vec<(Range<usize>, String)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = at + bytes[at..].iter().take_while(|byte| is_part(**byte)).count();
        if let Some(value) = comparable(&text[at..end]) {
            found.push((at..end, value));
        }
        at = end;
    }
    found
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'_')
}

/// The value of a printed figure as text; `None` where it has no decimals or is round.
fn comparable(printed: &str) -> Option<String> {
    let printed = printed.trim_end_matches(['.', ',', '_']);
    let plain: String =
        printed.chars().filter(|character| character.is_ascii_digit() || *character == '.').collect();
    let (whole, decimals) = plain.split_once('.')?;
    if decimals.contains('.') {
        return None;
    }
    let (whole, decimals) = (whole.trim_start_matches('0'), decimals.trim_end_matches('0'));
    let value = format!("{whole}.{decimals}");
    (significant(&value) >= SIGNIFICANT).then_some(value)
}

/// How many digits a value has between its zeros at both ends.
pub(super) fn significant(value: &str) -> usize {
    value.replace('.', "").trim_matches('0').len()
}

#[cfg(test)]
mod tests {
    use super::figures;

    fn values(text: &str) -> Vec<String> {
        figures(text).into_iter().map(|(_, value)| value).collect()
    }

    #[test]
    fn figures_are_compared_without_separators_and_zeros_at_the_end() {
        assert_eq!(values("收入1,234.560万元，支出 12.34%。"), ["1234.56", "12.34"]);
    }

    #[test]
    fn round_figures_dates_and_versions_are_no_figures() {
        assert_eq!(values("100.00, 0.50, 12.5, 1200, 2031.10.12 and 1.85.0"), Vec::<String>::new());
    }

    #[test]
    fn figures_end_before_what_ends_the_clause() {
        assert_eq!(values("[41.37, 52.68]."), ["41.37", "52.68"]);
    }
}
