//! Tokens that their neighbours show to be dates, document numbers or names.

use std::sync::LazyLock;

use juesuan_segment::Span;
use juesuan_source::chars::is_digit;
use juesuan_vocabulary::{WordList as _, dates, reading};

use super::reason::Reason;
use crate::tuning::TUNING;

/// What stands right before and right after a token, without blanks.
struct Neighbours<'a> {
    before: &'a str,
    after: &'a str,
}

/// One lexical rule: a token whose left neighbourhood ends so and whose right neighbourhood begins so.
struct Pattern {
    before: Vec<&'static str>,
    after: Vec<&'static str>,
    digits: std::ops::RangeInclusive<usize>,
    reason: Reason,
}

impl Pattern {
    /// A rule as the vocabulary states it.
    fn of(&(reason, digits, before, after): &(&str, &str, &'static str, &'static str)) -> Option<Self> {
        let (fewest, most) = digits.split_once('-')?;
        Some(Self {
            before: neighbourhoods(before),
            after: neighbourhoods(after),
            digits: fewest.parse().ok()?..=most.parse().ok()?,
            reason: reason_named(reason)?,
        })
    }

    /// Whether a token of so many digits between such neighbours is what the rule describes.
    fn fits(&self, digits: usize, near: &Neighbours<'_>) -> bool {
        self.digits.contains(&digits)
            && self.before.any_ends(near.before)
            && self.after.any_begins(near.after)
    }
}

/// The neighbourhoods that a field of the vocabulary states.
fn neighbourhoods(field: &'static str) -> Vec<&'static str> {
    let one = |text: &'static str| match text {
        "*" => vec![""],
        "\\n" => vec!["\n"],
        "@contacts" => reading::CONTACTS.to_vec(),
        _ => vec![text],
    };
    field.split(' ').flat_map(one).collect()
}

fn reason_named(name: &str) -> Option<Reason> {
    Some(match name {
        "markup" => Reason::Markup,
        "document_number" => Reason::DocumentNumber,
        "date" => Reason::Date,
        "form_number" => Reason::FormNumber,
        "code" => Reason::Code,
        "identifier" => Reason::Identifier,
        "name" => Reason::Name,
        "list_number" => Reason::ListNumber,
        _ => return None,
    })
}

/// The first pattern that fits decides.
static PATTERNS: LazyLock<Vec<Pattern>> =
    LazyLock::new(|| reading::PATTERNS.iter().filter_map(Pattern::of).collect());

/// Why the token at `span` is no value, where its neighbours alone tell.
pub(super) fn explain(source: &str, span: Span) -> Option<Reason> {
    if is_iso_date_part(source, span) {
        return Some(Reason::Date);
    }
    let token = span.text(source);
    if is_numbered_year(token, source.get(span.end as usize..).unwrap_or("")) {
        return Some(Reason::ListNumber);
    }
    let digits = token.chars().filter(|&c| is_digit(c)).count();
    let fitting = |near: &Neighbours<'_>| {
        let mut patterns = PATTERNS.iter();
        patterns.find(|pattern| pattern.fits(digits, near)).map(|pattern| pattern.reason)
    };
    fitting(&neighbours(source, span)).or_else(|| {
        let is_date = fitting(&neighbours_over_line_ends(source, span)) == Some(Reason::Date);
        (is_date && (digits < 4 || is_year(token))).then_some(Reason::Date)
    })
}

/// A year of this century or the last one.
fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("20") || text.starts_with("19"))
}

/// `3.2022年`: the number of an item and a year, which look like one number.
fn is_numbered_year(token: &str, after: &str) -> bool {
    let item = |item: &str| matches!(item.len(), 1 | 2);
    after.starts_with(dates::YEAR)
        && token.split_once(['.', '．']).is_some_and(|(left, right)| item(left) && is_year(right))
}

fn neighbours(source: &str, span: Span) -> Neighbours<'_> {
    let Neighbours { before, after } = around(source, span);
    let (before, after) = (before.trim_end_matches(is_blank), after.trim_start_matches(is_blank));
    // a pattern says `\n` for any of the three line ends
    Neighbours {
        before: if before.ends_with('\r') { "\n" } else { before },
        after: if after.starts_with('\r') { "\n" } else { after },
    }
}

/// The same where a wrapped line ends beside the token; a blank line parts.
fn neighbours_over_line_ends(source: &str, span: Span) -> Neighbours<'_> {
    let Neighbours { before, after } = around(source, span);
    let (before, after) = (before.trim_end_matches(is_blank), after.trim_start_matches(is_blank));
    let above = before.strip_suffix("\r\n").or_else(|| before.strip_suffix(['\n', '\r'])).unwrap_or(before);
    let below = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r'])).unwrap_or(after);
    Neighbours { before: above.trim_end_matches(is_blank), after: below.trim_start_matches(is_blank) }
}

/// A blank within a line.
fn is_blank(c: char) -> bool {
    !matches!(c, '\n' | '\r') && c.is_whitespace()
}

fn around(source: &str, span: Span) -> Neighbours<'_> {
    let start = floor(source, (span.start as usize).saturating_sub(TUNING.lexical.reach));
    let end = floor(source, (span.end as usize + TUNING.lexical.reach).min(source.len()));
    Neighbours {
        before: source.get(start..span.start as usize).unwrap_or(""),
        after: source.get(span.end as usize..end).unwrap_or(""),
    }
}

/// The nearest character boundary at or before `at`.
fn floor(source: &str, mut at: usize) -> usize {
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// `2022-12-31`, `2022/12/31`, `2022.12.31`: each of its parts.
fn is_iso_date_part(source: &str, span: Span) -> bool {
    let bytes = source.as_bytes();
    let part = |b: &u8| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.');
    let reach = 10;
    let from = (span.start as usize).saturating_sub(reach);
    let to = (span.end as usize + reach).min(bytes.len());
    let left = bytes[from..span.start as usize].iter().rev().take_while(|b| part(b)).count();
    let right = bytes[span.end as usize..to].iter().take_while(|b| part(b)).count();
    let whole = &bytes[span.start as usize - left..span.end as usize + right];
    let mut fields = whole.split(|b| matches!(b, b'-' | b'/' | b'.'));
    let lengths: [Option<usize>; 4] = std::array::from_fn(|_| fields.next().map(<[u8]>::len));
    matches!(lengths, [Some(4), Some(1..=2), Some(1..=2), None])
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn explained(text: &str) -> Vec<Option<Reason>> {
        tokens(text).map(|span| explain(text, span)).collect()
    }

    #[test]
    fn every_pattern_is_understood() {
        assert_eq!(PATTERNS.len(), reading::PATTERNS.len());
    }

    #[test]
    fn codes_and_numbers_that_only_identify() {
        use Reason::{Code, Date, FormNumber, Identifier, ListNumber};
        assert_eq!(explained("水利支出（213类）水利行业（03款）"), [Some(Code); 2]);
        assert_eq!(explained("行政运行（2130301）"), [Some(Code)]);
        assert_eq!(explained("联系电话：0371-67180000，邮编450000"), [Some(Identifier); 3]);
        assert_eq!(explained("3.2022年收入"), [Some(ListNumber)]);
        assert_eq!(explained("4．2022年收入"), [Some(ListNumber)]);
        assert_eq!(explained("发布时间：2022-09-24 16:08:34"), [Some(Date); 6]);
        assert_eq!(explained("2022年1-10月"), [Some(Date); 3]);
        assert_eq!(explained("表1-2-2"), [Some(FormNumber), None, None]);
    }

    #[test]
    fn dates_and_document_numbers_are_told_from_values() {
        use Reason::{Date, DocumentNumber};
        assert_eq!(explained("2022年12月31日"), [Some(Date); 3]);
        assert_eq!(explained("完成于2022-12-31"), [Some(Date); 3]);
        assert_eq!(explained("财社〔2021〕 15 号"), [Some(DocumentNumber); 2]);
        assert_eq!(explained("收入5.20万元，3人"), [None; 2]);
        assert_eq!(explained("1-10月"), [None, Some(Date)]);
    }

    #[test]
    fn a_date_may_be_wrapped() {
        assert_eq!(explained("与2021\n年相比"), [Some(Reason::Date)]);
        assert_eq!(explained("与2021 \r\n 年相比"), [Some(Reason::Date)]);
        assert_eq!(explained("截至2022年\n  12月31\n  日"), [Some(Reason::Date); 3]);
        // an amount that ends a row above a name that begins so
        assert_eq!(explained("合计 3021\n年初结转 5"), [None; 2]);
        assert_eq!(explained("2021\n\n年相比"), [None]);
    }
}
