use juesuan_model::{FindingKind, Severity};
use juesuan_vocabulary::dates;

use crate::quick::find_all;
use crate::shared::half_width::HalfWidth;
use crate::shared::source_text;
use crate::shared::text_index::lines_with_any;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS439"),
    status: crate::RuleStatus::Preview,
    family: Family::Narrative,
    title: Text::new("日期是有的日子（试行）", "A date is a day of the calendar (preview)"),
    message: Text::new("没有“{printed}”这一天。", "There is no such day as {printed}."),
    kind: FindingKind::Range,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "日期印错，截止日或期间就不清楚。",
        "With a misprinted date nobody knows which day was meant.",
    ),
    example: Text::new("截至2022年21月31日。", "The 31st day of month 21."),
};

/// JS439: a day that the text names by year, month and day is one of the calendar.
pub(crate) struct NoSuchDay;

impl Rule for NoSuchDay {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        if !source_text::is_there(context, log) {
            return;
        }
        for line in lines_with_any(context, &[dates::YEAR]) {
            let half = HalfWidth::of(line.text);
            for at in find_all(half.text(), dates::YEAR) {
                let Some(date) = Date::around(half.text(), at) else { continue };
                if date.is_day() {
                    log.held();
                    continue;
                }
                let place = line.place(half.original(date.start), half.original(date.end));
                log.found(Draft::at(place).printed(half.text().get(date.start..date.end).unwrap_or("")));
            }
        }
    }
}

/// A date in digits, and where it stands.
struct Date {
    year: u32,
    month: u32,
    day: u32,
    start: usize,
    end: usize,
}

impl Date {
    /// The date of which the word for the year stands at `at`: 2022年12月31日. Digits that are parted by blanks are none.
    fn around(text: &str, at: usize) -> Option<Self> {
        let before = text.get(..at)?;
        let words = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let year = before.get(words.len()..).filter(|year| year.len() == 4 && year.starts_with("20"))?;
        let behind = text.get(at + dates::YEAR.len()..)?;
        let (month, behind) = number(behind)?;
        let (day, behind) = number(behind.strip_prefix(dates::MONTH)?)?;
        let behind = behind.strip_prefix(dates::DAY)?;
        let (start, end) = (words.len(), text.len() - behind.len());
        Some(Self { year: year.parse().ok()?, month, day, start, end })
    }

    fn is_day(&self) -> bool {
        let leap =
            self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match self.month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        (1..=days).contains(&self.day)
    }
}

/// One or two digits with which a text begins, and what is behind them.
fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (digits, behind) = text.split_at(end);
    (digits.len() <= 2).then_some(())?;
    Some((digits.parse().ok()?, behind))
}
