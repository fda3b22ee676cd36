//! What stands behind a figure: its magnitude, its unit, and the words that hedge it.

use std::sync::LazyLock;

use juesuan_model::Approximation;
use juesuan_vocabulary::{budget, units};
use winnow::combinator::{alt, opt, preceded};
use winnow::error::{ContextError, ParserError};
use winnow::prelude::*;
use winnow::token::{one_of, take_while};

use super::lexicon::Lexicon;
use super::measures::{self, UnitKind};
use super::words;

/// The unit behind a figure.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct UnitMatch<'a> {
    pub(super) kind: UnitKind,
    /// 万, 亿, 千 …, empty for none.
    pub(super) magnitude: &'a str,
    /// The word itself: 元, 人次, %.
    pub(super) base: &'a str,
    /// What the money is for each of, with its stroke: `/人年`; else empty.
    pub(super) per: &'a str,
    /// 余, 多 in front of the unit.
    pub(super) hedge: Option<Approximation>,
    /// Bytes from the end of the digits to the end of the unit.
    pub(super) length: usize,
}

/// The first word of a list with which the input begins.
pub(super) fn word_of<'a>(words: &'static [&'static str]) -> impl Parser<&'a str, &'a str, ContextError> {
    move |input: &mut &'a str| {
        let word = words.iter().find(|word| input.starts_with(**word));
        let length = word.map(|word| word.len()).ok_or_else(|| ContextError::from_input(input))?;
        let (word, rest) = input.split_at(length);
        *input = rest;
        Ok(word)
    }
}

type In<'a, 'i> = &'i mut &'a str;

/// Reads the unit that stands at the very start of `text`.
pub(super) fn unit(text: &str) -> Option<UnitMatch<'_>> {
    let mut rest = text;
    let mut found = any_unit.parse_next(&mut rest).ok()?;
    found.length = text.len() - rest.len();
    Some(found)
}

fn any_unit<'a>(input: In<'a, '_>) -> Result<UnitMatch<'a>, ContextError> {
    alt((ratio, money, counted, bare)).parse_next(input)
}

fn plain(kind: UnitKind, base: &str) -> UnitMatch<'_> {
    UnitMatch { kind, magnitude: "", base, per: "", hedge: None, length: 0 }
}

/// %, 个百分点
fn ratio<'a>(input: In<'a, '_>) -> Result<UnitMatch<'a>, ContextError> {
    let hedge = opt(hedge).parse_next(input)?;
    let points =
        preceded(opt(units::PIECE), units::PERCENTAGE_POINT).map(|word| plain(UnitKind::Points, word));
    let found = alt(("%".map(|word| plain(UnitKind::Percent, word)), points)).parse_next(input)?;
    Ok(UnitMatch { hedge, ..found })
}

/// 元, 万余元, 余万元, 人民币元, 元/人年
fn money<'a>(input: In<'a, '_>) -> Result<UnitMatch<'a>, ContextError> {
    let (before, magnitude, after) = (opt(hedge), opt(money_magnitude), opt(hedge)).parse_next(input)?;
    (opt(units::CURRENCY), units::YUAN).parse_next(input)?;
    if input.starts_with(units::NOT_YUAN) {
        return Err(ContextError::from_input(input));
    }
    let per = opt(per).parse_next(input)?.unwrap_or("");
    let kind = if per.is_empty() { UnitKind::Money } else { UnitKind::MoneyPer };
    Ok(UnitMatch {
        magnitude: magnitude.unwrap_or(""),
        per,
        hedge: before.or(after),
        ..plain(kind, units::YUAN)
    })
}

fn money_magnitude<'a>(input: In<'a, '_>) -> Result<&'a str, ContextError> {
    word_of(units::MONEY_MAGNITUDES).parse_next(input)
}

/// `/人年`, `/人·月`, `/平方米`
fn per<'a>(input: In<'a, '_>) -> Result<&'a str, ContextError> {
    (
        one_of(['/', '／']),
        alt((word_of(units::PER), per_one)),
        opt((opt(one_of(['/', '／', '·', '.', '*', '•'])), per_one)),
    )
        .take()
        .parse_next(input)
}

fn per_one<'a>(input: In<'a, '_>) -> Result<&'a str, ContextError> {
    one_of(measures::PER).take().parse_next(input)
}

/// A measure word with or without 万: 人次, 万人
fn counted<'a>(input: In<'a, '_>) -> Result<UnitMatch<'a>, ContextError> {
    let (before, magnitude, after) =
        (opt(hedge), opt(word_of(units::COUNT_MAGNITUDES)), opt(hedge)).parse_next(input)?;
    let (base, measure) = measure(input).ok_or_else(|| ContextError::from_input(input))?;
    *input = input.get(base.len()..).unwrap_or("");
    Ok(UnitMatch { magnitude: magnitude.unwrap_or(""), hedge: before.or(after), ..plain(measure.kind, base) })
}

/// 50多万 in front of the noun that is counted.
fn bare<'a>(input: In<'a, '_>) -> Result<UnitMatch<'a>, ContextError> {
    let (before, magnitude, after) =
        (opt(hedge), word_of(units::BARE_MAGNITUDES), opt(hedge)).parse_next(input)?;
    Ok(UnitMatch { magnitude, hedge: before.or(after), ..plain(UnitKind::Bare, "") })
}

fn hedge(input: In<'_, '_>) -> Result<Approximation, ContextError> {
    one_of(units::ROUGH).value(Approximation::MoreThan).parse_next(input)
}

/// The hedge that stands right around a figure: the longest word in front, else the word behind.
pub(super) fn hedge_around(before: &str, after: &str) -> Option<Approximation> {
    use Approximation::{About, LessThan, MoreThan};
    let front =
        [(&words::ABOUT_BEFORE, About), (&words::MORE_BEFORE, MoreThan), (&words::LESS_BEFORE, LessThan)];
    // 节约5万元: a word of its own
    let before = before.strip_suffix(budget::SAVED).unwrap_or(before);
    let front = front.into_iter().filter_map(|(set, hedge)| set.ends(before).map(|word| (word.len(), hedge)));
    let behind =
        [(&words::ABOUT_AFTER, About), (&words::MORE_AFTER, MoreThan), (&words::LESS_AFTER, LessThan)];
    let behind = || behind.into_iter().find(|(set, _)| set.starts(after).is_some()).map(|(_, hedge)| hedge);
    front.max_by_key(|(length, _)| *length).map(|(_, hedge)| hedge).or_else(behind)
}

/// By how many places a magnitude moves the decimal point.
pub(super) fn exponent(magnitude: &str) -> u32 {
    let places = units::EXPONENTS
        .iter()
        .find(|(word, _)| *word == magnitude)
        .and_then(|(_, places)| places.parse().ok());
    places.unwrap_or(0)
}

/// A run of ASCII digits.
pub(super) fn digits<'a>(input: In<'a, '_>) -> Result<&'a str, ContextError> {
    take_while(1.., |c: char| c.is_ascii_digit()).parse_next(input)
}

/// A measure word.
#[derive(Copy, Clone, Debug)]
struct Measure {
    kind: UnitKind,
    /// Where the text goes on with one of these, the character belongs to another word: 人员, 支出.
    not_before: &'static str,
}

/// Whether `text` begins with a measure word of letters: km, kg.
pub(super) fn is_lettered(text: &str) -> bool {
    measure(text).is_some_and(|(word, _)| word.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// The measure word with which `text` begins.
fn measure(text: &str) -> Option<(&'static str, Measure)> {
    let (word, measure) = MEASURES.find(text)?;
    let next = text.get(word.len()..)?.chars().next();
    next.is_none_or(|next| !measure.not_before.contains(next)).then_some((word, measure))
}

static MEASURES: LazyLock<Lexicon<Measure>> = LazyLock::new(|| {
    let free = |kind| move |word: &&'static str| (*word, Measure { kind, not_before: "" });
    let counts = measures::COUNTS.iter().map(free(UnitKind::Count));
    let times = measures::TIMES.iter().map(free(UnitKind::Time));
    let bound = measures::bound().map(|(word, kind, not_before)| (word, Measure { kind, not_before }));
    Lexicon::new(counts.chain(times).chain(bound))
});

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        unit(text).map_or_else(
            || "-".to_owned(),
            |u| {
                format!("{:?} {}{}{} {:?} {}", u.kind, u.magnitude, u.base, u.per, u.hedge, &text[u.length..])
            },
        )
    }

    #[test]
    fn units_end_where_the_next_word_begins() {
        let texts = [
            "万元，占",
            "余万元",
            "万余元。",
            "元/人年（其中",
            "元/人·月",
            "个百分点。",
            "%以上",
            "人次、",
            "万人，",
            "人员",
            "多万居民",
            "台（套）。",
            "支出",
            "支队伍",
            "分为优",
            "分别",
            "个月，",
            "余家，",
            "百分点",
            "项目标",
            "月",
        ];
        let got: Vec<_> = texts.into_iter().map(shown).collect();
        expect_test::expect![[r#"
            Money 万元 None ，占
            Money 万元 Some(MoreThan) 
            Money 万元 Some(MoreThan) 。
            MoneyPer 元/人年 None （其中
            MoneyPer 元/人·月 None 
            Points 百分点 None 。
            Percent % None 以上
            Count 人次 None 、
            Count 万人 None ，
            -
            Bare 万 Some(MoreThan) 居民
            Count 台（套） None 。
            -
            Count 支 None 队伍
            Score 分 None 为优
            -
            Time 个月 None ，
            Count 家 Some(MoreThan) ，
            Points 百分点 None 
            Count 项 None 目标
            Time 月 None "#]]
        .assert_eq(&got.join("\n"));
    }
}
