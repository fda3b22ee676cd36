//! Targets and results of indicators: what bound a target sets, and whether a result keeps to it.

use juesuan_model::{Decimal, MoneyUnit};
use juesuan_vocabulary::{WordList as _, comparisons, dates, units};

use crate::tuning::TUNING;

/// How a result must stand to its target.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    /// ≥, 不少于, …以上
    AtLeast,
    /// >
    MoreThan,
    /// ≤, 不超过, …以内
    AtMost,
    /// <
    LessThan,
    /// =
    Equal,
    /// No word says: mostly a level to be reached.
    Unsaid,
}

/// A number with its unit and what is said about its bound: `≥95%`, `不超过30元/人`, `40人`.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Goal<'t> {
    pub(crate) bound: Bound,
    pub(crate) value: Decimal,
    /// As printed, without blanks; empty where there is none.
    pub(crate) unit: &'t str,
}

impl Bound {
    /// The bound with this name in the vocabulary.
    fn named(bound: &str) -> Option<Self> {
        Some(match bound {
            "at_least" => Self::AtLeast,
            "at_most" => Self::AtMost,
            "more_than" => Self::MoreThan,
            "less_than" => Self::LessThan,
            "equal" => Self::Equal,
            _ => return None,
        })
    }
}

impl<'t> Goal<'t> {
    /// Reads a text that is a bound, a number and a unit, and nothing else.
    pub(crate) fn of(text: &'t str) -> Option<Self> {
        let text = text.trim().trim_start_matches('·');
        // most targets are words, and most others begin with their number
        let first = text.bytes().position(|byte| byte.is_ascii_digit())?;
        let said = comparisons::BOUNDS_BEFORE
            .iter()
            .chain(comparisons::BOUNDS_BEFORE_WIDE)
            .filter(|_| first > 0)
            .find_map(|(word, bound)| Some((text.strip_prefix(word)?, Bound::named(bound)?)));
        let (rest, before) = said.map_or((text, None), |(rest, bound)| (rest, Some(bound)));
        let (value, rest) = number(rest.trim_start())?;
        let behind = comparisons::BOUNDS_BEHIND
            .iter()
            .find_map(|(word, bound)| Some((rest.strip_suffix(word)?, Bound::named(bound)?)));
        let (unit, behind) = behind.map_or((rest, None), |(unit, bound)| (unit, Some(bound)));
        let within = || is_within(unit.trim()).then_some(Bound::AtMost);
        let unit = without_note(unit.trim());
        let mark = |c| matches!(c, '，' | '。' | '；' | '、' | ',' | ';' | '≥' | '≤');
        // 6月底前, 2022年12月: a day and no amount
        let date =
            [dates::MONTH, dates::END_OF_YEAR, dates::BEFORE_DAY].iter().any(|word| unit.starts_with(word));
        let odd = |c: char| !matches!(c, '\u{4e00}'..='\u{9fff}') && (mark(c) || c.is_numeric());
        let plain = unit.len() <= TUNING.performance_goal.unit.bytes() && !date && !unit.contains(odd);
        plain.then_some(Self {
            bound: before.or(behind).or_else(within).unwrap_or(Bound::Unsaid),
            value,
            unit,
        })
    }

    /// Reads a result that stands alone, or the one number of this kind of unit in a sentence.
    pub(crate) fn result(text: &'t str, like: &Goal<'_>) -> Option<Self> {
        if let Some(whole) = Self::of(text.trim_end_matches('。')) {
            return Some(whole);
        }
        let mut found: Option<Self> = None;
        for (value, rest) in numbers(text) {
            let (sort, _) = kind(like.unit)?;
            let Some(unit) =
                longest_unit(rest).filter(|unit| kind(unit).is_some_and(|(other, _)| other == sort))
            else {
                continue;
            };
            match found {
                Some(known) if known.value != value || known.unit != unit => return None,
                _ => found = Some(Self { bound: Bound::Unsaid, value, unit }),
            }
        }
        found
    }

    /// The value in the smallest unit of its kind, so that 1小时 and 30分钟 compare; as printed where it has none.
    pub(crate) fn base(&self) -> Option<Decimal> {
        // 万人次: ten thousand of what is counted
        let counted =
            || UNIT_SIZES.iter().find(|(word, _)| is_sized(self.unit, word)).map_or(1, |(_, size)| *size);
        let factor = kind(self.unit).map_or_else(counted, |(_, factor)| factor);
        self.value.checked_mul(Decimal::from(factor))
    }

    /// Whether two units measure the same, if in other sizes; words that differ do not.
    pub(crate) fn comparable(&self, other: &Goal<'_>) -> bool {
        match (kind(self.unit), kind(other.unit)) {
            (Some((left, _)), Some((right, _))) => left == right,
            (None, None) => same_unit(without_size(self.unit), without_size(other.unit)),
            _ => false,
        }
    }

    /// Whether a result meets this target; `None` where that cannot be told.
    pub(crate) fn met_by(&self, result: &Goal<'_>) -> Option<bool> {
        // nothing is nothing in any unit
        let nothing = result.unit.is_empty() && result.value.is_zero();
        if !nothing && !self.comparable(result) {
            return None;
        }
        let (target, result) = (self.base()?, result.base()?);
        match self.bound {
            Bound::AtLeast => Some(result >= target),
            Bound::MoreThan => Some(result > target),
            Bound::AtMost => Some(result <= target),
            Bound::LessThan => Some(result < target),
            Bound::Equal => Some(result == target),
            Bound::Unsaid if result == target => Some(true),
            // a rate of 100 % cannot be exceeded, so that less is less
            Bound::Unsaid if self.unit == "%" && self.value == Decimal::ONE_HUNDRED => Some(result >= target),
            Bound::Unsaid => None,
        }
    }

    /// Whether it is a number of things: no time, no people, no money, no rate, and no price of each of something.
    pub(crate) fn counts_things(&self) -> bool {
        let is_price = [units::YUAN, units::WAN_YUAN, units::YI_YUAN].any_begins(self.unit);
        let people = units::PEOPLE.contains(&without_size(self.unit));
        !self.unit.is_empty() && kind(self.unit).is_none() && !is_price && !people
    }

    /// Whether it is a rate.
    pub(crate) fn is_rate(&self) -> bool {
        kind(self.unit).is_some_and(|(kind, _)| kind == Kind::Percent)
    }

    /// The amount in yuan, where it is money and not a price for each of something.
    pub(crate) fn yuan(&self) -> Option<Decimal> {
        MoneyUnit::named(self.unit).and_then(|unit| self.value.checked_mul(Decimal::from(unit.factor())))
    }
}

/// What a unit measures, and how many of the smallest unit it is; `None` for counted things.
fn kind(unit: &str) -> Option<(Kind, u32)> {
    if let Some(money) = MoneyUnit::named(unit) {
        return Some((Kind::Money, money.factor()));
    }
    if matches!(unit, "%" | "％") {
        return Some((Kind::Percent, 1));
    }
    let unit = unit.strip_prefix(units::PIECE).unwrap_or(unit);
    let unit = unit.strip_suffix(units::WITHIN).unwrap_or(unit);
    let (_, seconds) = units::TIMES.iter().find(|(word, _)| *word == unit)?;
    Some((Kind::Time, seconds.parse().ok()?))
}

/// Whether a unit of time says that it is a bound: 20日内.
fn is_within(unit: &str) -> bool {
    unit.ends_with(units::WITHIN) && kind(unit).is_some_and(|(kind, _)| kind == Kind::Time)
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Kind {
    Money,
    Percent,
    Time,
}

/// The unit with which a text begins, of those whose kind is known.
fn longest_unit(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(4);
    let mut prefixes: Vec<&str> = ends.filter_map(|end| text.get(..end)).collect();
    prefixes.reverse();
    prefixes.into_iter().find(|unit| kind(unit).is_some())
}

/// Sizes in which things are counted.
const UNIT_SIZES: [(&str, u32); 2] = [(units::WAN, 10_000), (units::YI, 100_000_000)];

/// Whether a unit is a multiple of a measure word: 万人次.
fn is_sized(unit: &str, size: &str) -> bool {
    unit.strip_prefix(size).is_some_and(|rest| !rest.is_empty())
}

/// A unit without the size in which it is told: 人次 of 万人次.
fn without_size(unit: &str) -> &str {
    let unit = unit.trim();
    let size = UNIT_SIZES.iter().find(|(size, _)| is_sized(unit, size));
    size.and_then(|(size, _)| unit.strip_prefix(size)).unwrap_or(unit)
}

/// A unit without the note behind it: 亩（含补植）.
fn without_note(unit: &str) -> &str {
    let note = unit.strip_suffix(['）', ')']).and_then(|rest| rest.rfind(['（', '(']));
    note.and_then(|at| unit.get(..at)).filter(|unit| !unit.is_empty()).unwrap_or(unit)
}

/// Whether two words for counted things are one: 个 is left out, 批 and 批次, 名 and 人 are one, what is done each year is
/// counted in that year, and blanks do not count. Ten thousand of something are another unit than one.
pub(crate) fn same_unit(left: &str, right: &str) -> bool {
    let plain = |unit: &str| -> String {
        let unit: String = unit.chars().filter(|c| !c.is_whitespace()).collect();
        let unit = units::EACH_YEAR.strip_end(&unit).filter(|rest| !rest.is_empty()).unwrap_or(&unit);
        let unit = unit.strip_prefix(units::PIECE).filter(|rest| !rest.is_empty()).unwrap_or(unit);
        let word = units::SAME_COUNTS.iter().find(|(word, _)| *word == unit);
        word.map_or(unit, |(_, same)| same).to_owned()
    };
    plain(left) == plain(right)
}

/// The number with which a text begins, and what follows it.
fn number(text: &str) -> Option<(Decimal, &str)> {
    let digit = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let end = text.find(|c: char| !digit(c)).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let value = if digits.contains(',') { digits.replace(',', "").parse() } else { digits.parse() };
    Some((value.ok()?, rest))
}

/// All numbers of a text, each with what follows it.
fn numbers(text: &str) -> impl Iterator<Item = (Decimal, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(|c: char| c.is_ascii_digit())?;
        let from = rest.get(start..)?;
        let Some((value, behind)) = number(from) else {
            rest = from.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
            return Some((Decimal::ZERO, ""));
        };
        rest = behind;
        Some((value, behind))
    })
}

#[cfg(test)]
mod tests {
    use juesuan_model::Decimal;
    use proptest::prelude::*;

    use super::{Bound, Goal, same_unit};

    fn met(target: &str, result: &str) -> Option<bool> {
        let target = Goal::of(target)?;
        target.met_by(&Goal::result(result, &target)?)
    }

    #[test]
    fn dates_are_no_amounts() {
        assert_eq!(Goal::of("6月底前"), None);
        assert_eq!(Goal::of("2022年底前"), None);
        assert!(Goal::of("6个月").is_some());
    }

    #[test]
    fn targets() {
        let goal = Goal::of("≥1,200.50 元/人").expect("a target");
        assert_eq!((goal.bound, goal.value, goal.unit), (Bound::AtLeast, Decimal::new(120_050, 2), "元/人"));
        assert_eq!(Goal::of("90%以上").map(|goal| goal.bound), Some(Bound::AtLeast));
        assert_eq!(Goal::of("30天").map(|goal| goal.bound), Some(Bound::Unsaid));
        assert_eq!(Goal::of("进一步提高"), None);
        assert_eq!(Goal::of("2022-12-31"), None);
    }

    #[test]
    fn results() {
        assert_eq!(met("≤80万元", "742000元"), Some(true));
        assert_eq!(met("≤30分钟", "平均在1小时内响应"), Some(false));
        assert_eq!(met("≥95%", "抽查合格率96%，满意度94%"), None); // two rates: which is meant?
        assert_eq!(met("≥100次", "98人次"), None);
        assert_eq!(met("100%", "95%"), Some(false));
        assert_eq!(met("12座", "13座"), None);
        assert_eq!((met("20日内", "25日"), met("20日内", "18日")), (Some(false), Some(true)));
        assert_eq!((met("≥300亩", "0"), met("≤3起", "0")), (Some(false), Some(true)));
        assert_eq!((met("≥1.2万人次", "13000人次"), met("≥1.2万人次", "2人次")), (Some(true), Some(false)));
    }

    #[test]
    fn ten_thousand_of_something_are_another_unit() {
        assert!(same_unit("人", "名") && same_unit("批", "批次") && !same_unit("万人次", "人次"));
    }

    proptest! {
        #[test]
        fn any_text(target in "\\PC{0,30}", result in "\\PC{0,60}") {
            if let Some(goal) = Goal::of(&target) {
                let _ = Goal::result(&result, &goal).and_then(|result| goal.met_by(&result));
            }
        }
    }
}
