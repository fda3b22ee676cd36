//! Lines that are a date and no more: covers and signatures.

use juesuan_model::{Remark, RemarkKind};
use juesuan_segment::{BlockKind, Span, plain};
use juesuan_source::{chars, find, lines};
use juesuan_vocabulary::dates;

use crate::Document;
use crate::tuning::TUNING;

/// All dates that have a line of their own.
pub(super) fn dates(document: &Document<'_>) -> Vec<Remark> {
    let source = document.source();
    let texts = document.segmentation.blocks.iter().filter(|block| {
        matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading | BlockKind::ListItem)
    });
    let mut dates = Vec::new();
    for block in texts {
        for span in lines(source, block.span) {
            let line = span.text(source);
            if line.len() <= TUNING.dates.longest.bytes()
                && find(line, dates::YEAR).is_some()
                && let Some(date) = date(&plain(line))
            {
                let inner = line.trim();
                let at = span.start as usize + (line.len() - line.trim_start().len());
                let place = document.place(Span::of(at..at + inner.len()));
                dates.push(Remark::new(RemarkKind::Date, date, place, place));
            }
        }
    }
    dates
}

/// Year, month and day of a text that is a date: 2023年11月, 二〇二三年九月三日.
fn date(text: &str) -> Option<String> {
    let text: String = text.trim().chars().map(chars::fold).collect();
    let (year, rest) = text.split_once(dates::YEAR)?;
    let (month, rest) = rest.split_once(dates::MONTH)?;
    let year = digits(year).filter(|year| (1990..2100).contains(year))?;
    let month = number(month).filter(|month| (1..=12).contains(month))?;
    let day = rest.strip_suffix(dates::DAY_MARKS);
    match (rest, day) {
        ("", _) => Some(format!("{year}-{month:02}")),
        (_, Some(day)) => {
            let day = number(day).filter(|day| (1..=31).contains(day))?;
            Some(format!("{year}-{month:02}-{day:02}"))
        }
        _ => None,
    }
}

/// Four digits, Arabic or Chinese.
fn digits(text: &str) -> Option<u32> {
    let mut value = 0_u32;
    let mut count = 0;
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        value = value.checked_mul(10)?.checked_add(digit(c)?)?;
        count += 1;
    }
    (count == 4).then_some(value)
}

/// The value of a digit of a year; covers print the letter O for 〇.
fn digit(c: char) -> Option<u32> {
    if c == 'O' { Some(0) } else { chars::year_digit(c) }
}

/// A number up to 39, Arabic or Chinese.
fn number(text: &str) -> Option<u32> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    text.parse().ok().or_else(|| chars::numeral(&text)).filter(|value| *value > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_covers_and_signatures_are_read() {
        assert_eq!(date("二〇二三年九月").as_deref(), Some("2023-09"));
        assert_eq!(date("2023 年 11 月").as_deref(), Some("2023-11"));
        assert_eq!(date("２０２３ 年 １１ 月").as_deref(), Some("2023-11"));
        assert_eq!(date("二○二三年十二月二十一日").as_deref(), Some("2023-12-21"));
        assert_eq!(date("2022年度"), None);
        assert_eq!(date("2022年9月起"), None);
    }
}
