//! Times as XML writes them, `2024-03-01T08:30:00.000`, as the numbers by which workbooks count days.

use super::decimal::Decimal;
use super::number_format::TO_1970;

/// The number of a time: days since the last but one of 1899.
pub(super) fn serial(text: &str) -> Option<Decimal> {
    let (day, time) = text.trim().split_once('T').unwrap_or((text.trim(), ""));
    let mut numbers = day.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let is_day = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let mut parts = time.trim_end_matches('Z').splitn(3, ':').map(|part| part.parse::<f64>().unwrap_or(0.0));
    let mut next = || parts.next().unwrap_or(0.0);
    let seconds = next() * 3600.0 + next() * 60.0 + next();
    #[expect(clippy::cast_precision_loss, reason = "days of four-digit years are small")]
    let days = is_day.then(|| days(year, month, day) + TO_1970)? as f64;
    Some(days + seconds / 86_400.0).filter(|serial| serial.is_finite()).map(Decimal::of)
}

/// Days from 1970 to a day of the calendar.
const fn days(year: i64, month: i64, day: i64) -> i64 {
    // years begin in March here, so that the day that some have more comes last
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    365 * year + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + day - 719_469
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_workbooks() {
        let cases = [
            ("1900-03-01T00:00:00.000", Some("61")),
            ("1970-01-01T00:00:00.000", Some("25569")),
            ("2024-02-29T12:00:00.000", Some("45351.5")),
            ("2024-12-31", Some("45657")),
            ("2024-13-01T00:00:00.000", None),
            ("12:30", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(serial(text).map(|number| number.plain()).as_deref(), expected, "{text}");
        }
    }
}
