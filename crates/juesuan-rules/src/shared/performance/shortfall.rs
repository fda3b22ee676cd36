//! Results beside targets that set no bound: days, ranges, changes, words, numbers of things to be done. Which result is
//! the better one must be known; what costs, takes or goes wrong is better where it is less.

use juesuan_model::{Decimal, Indicator};
use juesuan_vocabulary::{WordList as _, changes, dates, performance, units};

use super::goal::{Bound, Goal};

/// Whether a result reached a target that sets no bound; `None` where that cannot be told.
pub(crate) fn reached(row: &Indicator) -> Option<bool> {
    let (target, actual) = (row.target.as_ref()?, row.actual.as_ref()?);
    let (target, actual) = (target.value.trim(), actual.value.trim().trim_end_matches('。'));
    if is_denied(actual) {
        return Some(false);
    }
    by_day(target, actual)
        .or_else(|| by_range(row, target, actual))
        .or_else(|| by_change(row, target, actual))
        .or_else(|| by_whole(target, actual))
        .or_else(|| by_number(row, &Goal::of(target)?, &Goal::of(actual)?))
        .or_else(|| by_numbers(row, target, actual))
}

/// Whether of this indicator more is better, whatever is told in the unit of a goal.
fn more_is_better(row: &Indicator, goal: &Goal<'_>) -> bool {
    let costs = [&row.level1, &row.level2].iter().any(|level| level.contains(performance::COST));
    let wanted = is_of_quantity(row) || performance::MORE_IS_BETTER.any_in(&row.level3);
    let shunned = costs || performance::LESS_IS_BETTER.any_in(&row.level3);
    wanted && !shunned && (goal.counts_things() || goal.is_rate())
}

fn is_of_quantity(row: &Indicator) -> bool {
    row.level2.contains(performance::QUANTITY)
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

/// A range: 90%-95%, 5000-6000亩. Below it less was reached; above it, that is for others to say.
fn by_range(row: &Indicator, target: &str, actual: &str) -> Option<bool> {
    let (low, high) = dates::RANGE_MARKS.iter().find_map(|mark| target.split_once(*mark))?;
    let (low, high, result) = (Goal::of(low)?, Goal::of(high)?, Goal::of(actual)?);
    let low = Goal { unit: if low.unit.is_empty() { high.unit } else { low.unit }, ..low };
    let range = [&low, &high].into_iter().all(is_plain) && low.value < high.value && low.comparable(&high);
    (range && low.comparable(&result)).then_some(())?;
    let (low_end, high_end, value) = (low.base()?, high.base()?, result.base()?);
    let within = low_end <= value && value <= high_end;
    let below = value < low_end && more_is_better(row, &low);
    (within || below).then_some(within)
}

/// A change by so much: 减少10%, and 减少5%. Where something was to fall, a greater fall is better.
fn by_change(row: &Indicator, target: &str, actual: &str) -> Option<bool> {
    let by = |text| {
        let (words, figure) = str::split_at(text, str::find(text, |c: char| c.is_ascii_digit())?);
        Some((
            changes::CHANGED.iter().find(|word| words.ends_with(**word)),
            words.is_empty(),
            Goal::of(figure)?,
        ))
    };
    let ((Some(word), _, target), (same, bare, result)) = (by(target)?, by(actual)?) else { return None };
    // 提高5个百分点, and 3.5个百分点: a difference of rates is a change without saying so
    let is_change = same == Some(word) || bare && target.unit.contains(units::PERCENTAGE_POINT);
    (is_change && is_plain(&target) && target.comparable(&result)).then_some(())?;
    let shunned = performance::LESS_IS_BETTER.any_in(&row.level3) || row.level2.contains(performance::COST);
    (changes::FALLS.contains(word) || !shunned).then_some(())?;
    Some(result.base()? >= target.base()?)
}

/// All of it, and none: 全覆盖, and 覆盖90%; 零事故, and 1起.
fn by_whole(target: &str, actual: &str) -> Option<bool> {
    if performance::WHOLE_TARGETS.contains(&target) {
        let all = Goal::of("100%")?;
        return Some(Goal::result(actual, &all)?.base()? >= all.base()?);
    }
    let none = target.strip_prefix(units::ZERO).is_some_and(|rest| performance::GOES_WRONG.any_begins(rest));
    let result = Goal::of(actual).filter(|result| none && result.yuan().is_none())?;
    Some(result.value.is_zero())
}

/// The number of things that were to be done, or to be none.
fn by_number(row: &Indicator, target: &Goal<'_>, result: &Goal<'_>) -> Option<bool> {
    (target.comparable(result) && is_plain(target)).then_some(())?;
    let (wanted, done) = (target.base()?, result.base()?);
    if wanted.is_zero() {
        return target.counts_things().then_some(done <= wanted);
    }
    let of_quantity = is_of_quantity(row) && row.note.is_none() && target.counts_things();
    (of_quantity && more_is_better(row, target) && done < wanted).then_some(false)
}

/// Several numbers of things, told in the same words: 抚育3000亩、新造2000亩.
fn by_numbers(row: &Indicator, target: &str, actual: &str) -> Option<bool> {
    let (wanted, done) = (target.split('、'), actual.split('、'));
    let parts: Vec<(&str, &str)> = wanted.zip(done).collect();
    let all = parts.len() > 1
        && target.matches('、').count() + 1 == parts.len()
        && actual.matches('、').count() + 1 == parts.len();
    let less = |(wanted, done): &(&str, &str)| {
        let digit = |c: char| c.is_ascii_digit();
        let (name, wanted) = wanted.split_at(wanted.find(digit)?);
        let (same, done) = done.split_at(done.find(digit)?);
        let (wanted, done) = (Goal::of(wanted)?, Goal::of(done)?);
        let told = name == same && !performance::LESS_IS_BETTER.any_in(name) && !name.is_empty();
        let alike = told && is_plain(&wanted) && wanted.counts_things() && wanted.comparable(&done);
        (alike && more_is_better(row, &wanted)).then_some(())?;
        Some(done.base()? < wanted.base()?)
    };
    let less: Option<Vec<bool>> = parts.iter().map(less).collect();
    less.filter(|less| all && less.contains(&true)).map(|_| false)
}

/// The day of a result beside that of its target.
fn by_day(target: &str, actual: &str) -> Option<bool> {
    let (target, actual) = (Due::of(target).or_else(|| Due::of_quarter(target))?, Due::of(actual)?);
    let years = match (target.year, actual.year) {
        (Some(target), Some(actual)) => Some((target, actual)),
        (None, None) => Some((Decimal::ZERO, Decimal::ZERO)),
        _ => None,
    };
    if actual.next_year && target.year.is_none() && !target.next_year {
        return Some(false);
    }
    let (wanted, done) = years.filter(|_| !actual.next_year && !target.next_year)?;
    if (done, actual.month) != (wanted, target.month) {
        return Some((done, actual.month) < (wanted, target.month));
    }
    let (wanted, done) = target.day.zip(actual.day)?;
    Some(done <= wanted)
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

    /// The last month of a quarter: 第三季度.
    fn of_quarter(text: &str) -> Option<Self> {
        let at = dates::QUARTERS.iter().position(|quarter| *quarter == text)?;
        let month = Decimal::from(at + 1).checked_mul(Decimal::from(3))?;
        Some(Self { year: None, next_year: false, month, day: None })
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
    use juesuan_model::{Indicator, Place, PlacedText};

    use super::reached;

    /// An indicator of quantity with this name.
    fn row(name: &str, target: &str, actual: &str) -> Indicator {
        Indicator {
            level2: "数量指标".to_owned(),
            level3: name.to_owned(),
            target: Some(PlacedText::new(target, Place::default())),
            actual: Some(PlacedText::new(actual, Place::default())),
            ..Indicator::new("水渠清淤", Place::default())
        }
    }

    fn verdict(target: &str, actual: &str) -> Option<bool> {
        reached(&row("清淤长度", target, actual))
    }

    #[test]
    fn days_ranges_changes_and_words() {
        for (target, actual) in [
            ("2022年11月底前", "2023年2月"),
            ("11月30日前", "12月2日"),
            ("11月30日", "次年1月20日"),
            ("第二季度", "9月"),
            ("85%-90%", "80%"),
            ("400-500户", "390户"),
            ("下降8%", "下降3%"),
            ("较上年增长5%", "增长3.2%"),
            ("提高4个百分点", "2.5个百分点"),
            ("全覆盖", "覆盖85%"),
            ("零事故", "2起"),
            ("全部建成", "未完成"),
            ("有效提升", "部分达成预期指标"),
            ("清淤300米、修补200米", "清淤300米、修补120米"),
        ] {
            assert_eq!(verdict(target, actual), Some(false), "{target} {actual}");
        }
    }

    #[test]
    fn what_was_reached() {
        for (target, actual) in [
            ("2022年11月底前", "2022年10月"),
            ("第二季度", "5月"),
            ("85%-90%", "88%"),
            ("下降8%", "下降9%"),
            ("零事故", "0起"),
            ("全覆盖", "覆盖100%"),
        ] {
            assert_eq!(verdict(target, actual), Some(true), "{target} {actual}");
        }
    }

    #[test]
    fn what_cannot_be_told() {
        for (target, actual) in [
            ("11月30日前", "11月"),
            ("2022年1月-11月", "2023年2月"),
            ("11月30日前", "2022年12月"),
            ("85%-90%", "93%"),
            ("400-500户", "390亩"),
            ("下降8%", "增长3%"),
            ("0%", "未完成率0%"),
            ("全部建成", "已完成"),
            ("清淤300米、修补200米", "清淤200米"),
        ] {
            assert_eq!(verdict(target, actual), None, "{target} {actual}");
        }
    }

    #[test]
    fn less_than_was_to_be_done() {
        assert_eq!(verdict("400亩", "390亩"), Some(false));
        assert_eq!(verdict("0起", "2起"), Some(false));
        assert_eq!(verdict("400亩", "410亩"), None);
        assert_eq!(verdict("≤400亩", "390亩"), None);
    }

    #[test]
    fn less_of_what_takes_time_money_or_people_is_no_shortfall() {
        for (target, actual) in [
            ("20天", "15天"),
            ("5-7天", "3天"),
            ("9万元", "8万元"),
            ("8-9万元", "7万元"),
            ("300元/人", "280元/人"),
            ("12人", "10人"),
        ] {
            assert_eq!(verdict(target, actual), None, "{target} {actual}");
        }
        assert_eq!(reached(&row("投诉件数", "30件", "20件")), None);
        assert_eq!(reached(&row("差错率", "3%-5%", "1%")), None);
        assert_eq!(reached(&row("费用", "增长5%", "增长3%")), None);
        assert_eq!(
            reached(&Indicator {
                level2: "经济效益指标".to_owned(), ..row("清淤长度", "30米", "20米")
            }),
            None
        );
    }
}
