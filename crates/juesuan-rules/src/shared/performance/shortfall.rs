//! Results that fall short of targets that set no bound: days, ranges, changes, words, numbers of things to be done.

use juesuan_model::Decimal;
use juesuan_vocabulary::{WordList as _, changes, dates, performance};

use super::goal::{Bound, Goal};

/// Whether a result says for sure that its target was not reached.
pub(crate) fn falls_short(target: &str, actual: &str) -> bool {
    let (target, actual) = (target.trim(), actual.trim().trim_end_matches('。'));
    is_denied(actual)
        || below_range(target, actual) == Some(true)
        || is_less_changed(target, actual) == Some(true)
        || is_late(target, actual) == Some(true)
}

/// Whether less was done than the number that a target of quantity names, or something that was to be none.
pub(crate) fn is_less(target: &Goal<'_>, result: &Goal<'_>, of_quantity: bool) -> bool {
    let order = target.base().zip(result.base()).filter(|_| target.comparable(result) && is_plain(target));
    let Some((wanted, done)) = order else { return false };
    let counted = !target.unit.is_empty() && !target.is_time() && target.yuan().is_none();
    counted && if wanted.is_zero() { done > wanted } else { of_quantity && done < wanted }
}

fn is_plain(target: &Goal<'_>) -> bool {
    target.bound == Bound::Unsaid
}

/// 未完成, 部分达成预期指标: the result says it itself.
fn is_denied(actual: &str) -> bool {
    performance::SAYS_UNMET
        .strip_start(actual)
        .is_some_and(|rest| !performance::BEHIND_SAYS_UNMET.any_begins(rest))
}

/// Whether a result is below the lower end of a range: 90%-95%, 5000-6000亩.
fn below_range(target: &str, actual: &str) -> Option<bool> {
    let (low, high) = dates::RANGE_MARKS.iter().find_map(|mark| target.split_once(*mark))?;
    let (low, high, result) = (Goal::of(low)?, Goal::of(high)?, Goal::of(actual)?);
    let low = Goal { unit: if low.unit.is_empty() { high.unit } else { low.unit }, ..low };
    let range = [&low, &high].into_iter().all(is_plain) && low.value < high.value && low.comparable(&high);
    (range && low.comparable(&result)).then_some(())?;
    Some(result.base()? < low.base()?)
}

/// Whether something changed by less than was aimed at: 减少10%, and 减少5%.
fn is_less_changed(target: &str, actual: &str) -> Option<bool> {
    let by = |text| {
        let digit = |c: char| c.is_ascii_digit();
        let (words, figure) = str::split_at(text, str::find(text, digit)?);
        let word = changes::CHANGED.iter().find(|word| words.ends_with(**word))?;
        Some((*word, Goal::of(figure)?))
    };
    let ((word, target), (same, result)) = (by(target)?, by(actual)?);
    (word == same && is_plain(&target) && target.comparable(&result)).then_some(())?;
    Some(result.base()? < target.base()?)
}

/// Whether the day of a result is behind that of its target.
fn is_late(target: &str, actual: &str) -> Option<bool> {
    let (target, actual) = (Due::of(target)?, Due::of(actual)?);
    let years = match (target.year, actual.year) {
        (Some(target), Some(actual)) => Some((target, actual)),
        (None, None) => Some((Decimal::ZERO, Decimal::ZERO)),
        _ => None,
    };
    if actual.next_year && target.year.is_none() && !target.next_year {
        return Some(true);
    }
    let (wanted, done) = years.filter(|_| !actual.next_year && !target.next_year)?;
    let day = target.day.zip(actual.day).map_or((Decimal::ZERO, Decimal::ZERO), |days| days);
    Some((done, actual.month, day.1) > (wanted, target.month, day.0))
}

/// A day as targets tell it: 2022年12月底前, 12月31日, 次年1月.
struct Due {
    year: Option<Decimal>,
    /// The year behind the one that is meant.
    next_year: bool,
    month: Decimal,
    day: Option<Decimal>,
}

impl Due {
    /// The only day of a short text; none of a span of time.
    fn of(text: &str) -> Option<Self> {
        let (front, behind) = text.split_once(dates::MONTH)?;
        let spans =
            behind.contains(dates::MONTH) || dates::RANGE_MARKS.iter().any(|mark| text.contains(mark));
        let month = trailing(front)?;
        let before = front.get(..front.len() - month.len())?;
        let year = before.strip_suffix(dates::YEAR).and_then(trailing).filter(|year| year.len() == 4);
        let day = behind.split_once(dates::DAY).map(|(day, _)| day).filter(|day| is_number(day));
        let next_year = before.ends_with(dates::NEXT_YEAR);
        let plain = !spans && month.len() <= 2 && (before.is_empty() || year.is_some() || next_year);
        plain.then_some(())?;
        Some(Self {
            year: year.and_then(|year| year.parse().ok()),
            next_year,
            month: month.parse().ok()?,
            day: day.and_then(|day| day.parse().ok()),
        })
    }
}

/// The digits with which a text ends.
fn trailing(text: &str) -> Option<&str> {
    let digits = text.get(text.trim_end_matches(|c: char| c.is_ascii_digit()).len()..)?;
    (!digits.is_empty()).then_some(digits)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{falls_short, is_less};
    use crate::shared::performance::goal::Goal;

    #[test]
    fn days_ranges_changes_and_words() {
        assert!(falls_short("2022年11月底前", "2023年2月"));
        assert!(falls_short("11月30日前", "12月2日"));
        assert!(falls_short("11月30日", "次年1月20日"));
        assert!(falls_short("85%-90%", "80%") && falls_short("400-500户", "390户"));
        assert!(falls_short("下降8%", "下降3%") && falls_short("较上年增长5%", "增长3.2%"));
        assert!(falls_short("全部建成", "未完成") && falls_short("有效提升", "部分达成预期指标"));
    }

    #[test]
    fn what_was_reached_or_cannot_be_told() {
        assert!(!falls_short("2022年11月底前", "2022年10月") && !falls_short("11月30日前", "11月"));
        assert!(!falls_short("2022年1月-11月", "2023年2月") && !falls_short("11月30日前", "2022年12月"));
        assert!(!falls_short("85%-90%", "93%") && !falls_short("400-500户", "390亩"));
        assert!(!falls_short("下降8%", "增长3%") && !falls_short("下降8%", "下降9%"));
        assert!(!falls_short("0%", "未完成率0%") && !falls_short("全部建成", "已完成"));
    }

    #[test]
    fn less_than_was_to_be_done() {
        let less = |target, result, quantity| {
            Goal::of(target).zip(Goal::of(result)).is_some_and(|(t, r)| is_less(&t, &r, quantity))
        };
        assert!(less("400亩", "390亩", true) && less("0起", "2起", false));
        assert!(
            !less("400亩", "410亩", true) && !less("20天", "15天", true) && !less("9万元", "8万元", true)
        );
        assert!(!less("400亩", "390亩", false) && !less("≤400亩", "390亩", true));
    }
}
