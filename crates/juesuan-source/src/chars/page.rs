//! Numbers of pages that stand on a line of their own.

use super::{is_digit, is_gap, is_minus};

/// Longest line that is nothing but the number of a page, in bytes.
const LONGEST: usize = 48;

/// Most digits of the number of a page.
const MOST_DIGITS: usize = 4;

/// A line that is, or may be, the number of a page.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum PageNumber {
    /// A number by itself, with so many digits: it may be anything.
    Bare(usize),
    /// A number that its marks tell: `- 12 -`, `第 3 页`, `第3页，共9页`, `3/9`.
    Marked,
}

/// Reads a line as the number of a page; `None` where it says anything else.
///
/// ```
/// use juesuan_source::chars::{PageNumber, page_number};
/// for line in ["- 12 -", "—12—", "第 3 页", "第 8 页，共 31 页", "8 / 31", "第3页/共9页", "3页"] {
///     assert_eq!(page_number(line), Some(PageNumber::Marked), "{line}");
/// }
/// assert_eq!(page_number(" 12 "), Some(PageNumber::Bare(2)));
/// for line in ["-12", "31 / 8", "1.50", "12 34", "共 31 页次", "", "第页", "12345"] {
///     assert_eq!(page_number(line), None, "{line}");
/// }
/// ```
pub fn page_number(line: &str) -> Option<PageNumber> {
    if line.len() > LONGEST {
        return None;
    }
    let line = line.trim_matches(|c: char| is_gap(c) || c.is_whitespace());
    if line.contains('页') {
        return is_told(line).then_some(PageNumber::Marked);
    }
    let dressed = |c: char| is_minus(c) || c == '·';
    if line.starts_with(dressed) && line.ends_with(dressed) {
        let inner = line.trim_matches(|c: char| dressed(c) || is_gap(c));
        return digits(inner).map(|_| PageNumber::Marked);
    }
    if let Some((page, of)) = line.split_once(['/', '／']) {
        let (page, of) = (page.trim_matches(is_gap), of.trim_matches(is_gap));
        let order = digits(page)? < digits(of)? || page.len() == of.len() && page <= of;
        return order.then_some(PageNumber::Marked);
    }
    digits(line).map(PageNumber::Bare)
}

/// Whether a line is the number of a page and cannot be anything else.
pub fn is_page_line(line: &str) -> bool {
    page_number(line) == Some(PageNumber::Marked)
}

/// Whether a line names its page with 页, and says nothing else: one number, or two with 共.
fn is_told(line: &str) -> bool {
    let said = |c: char| matches!(c, '第' | '页' | '共' | ',' | '，' | '、' | '/' | '／' | '|' | '·');
    let other = |c: char| !said(c) && !is_digit(c) && !is_gap(c) && !is_minus(c);
    let mut numbers = line.split(|c: char| !is_digit(c)).filter(|number| !number.is_empty());
    let first = numbers.next().and_then(digits).is_some();
    let second = numbers.next();
    let total = second.is_none_or(|total| digits(total).is_some() && line.contains('共'));
    !line.contains(other) && first && total && numbers.next().is_none()
}

/// How many digits a number of a page has.
fn digits(text: &str) -> Option<usize> {
    let count = text.chars().count();
    ((1..=MOST_DIGITS).contains(&count) && text.chars().all(is_digit)).then_some(count)
}
