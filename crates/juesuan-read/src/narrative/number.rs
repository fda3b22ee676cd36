//! What begins with a digit: figures, dates, and numbers that are part of names.

use juesuan_source::chars::MOST_DIGITS;
use juesuan_vocabulary::classification::{CLASS, ITEM, SECTION};
use juesuan_vocabulary::{dates, sentences};
use rust_decimal::Decimal;
use winnow::combinator::{alt, not, opt, peek, repeat};
use winnow::error::ContextError;
use winnow::prelude::*;
use winnow::token::{one_of, take_while};

use super::unit::{self, digits, word_of};

type In<'a, 'i> = &'i mut &'a str;

/// What a run of digits is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Digits {
    /// A year: 2022年度.
    Year(u16),
    /// Another date, a time, a document number, or a number that is part of a name.
    Name,
    /// The number of a list item, with its mark: `1、`
    ListNumber,
    /// A figure.
    Figure(Figure),
}

/// A number as printed.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    pub(super) value: Decimal,
    /// Printed with separators.
    pub(super) grouped: bool,
    /// Joined over a blank, or written in Chinese numerals.
    pub(super) rewritten: bool,
}

/// Reads what begins with the digit at the start of `text` after `before`; also its length in bytes.
pub(super) fn read(before: &str, text: &str) -> Option<(Digits, usize)> {
    let mut rest = text;
    let opens = before.chars().next_back().is_none_or(opens_item);
    let found =
        if opens { alt((list_number, other)).parse_next(&mut rest) } else { other.parse_next(&mut rest) };
    let found = found.ok()?;
    let printed = text.get(..text.len() - rest.len()).unwrap_or("");
    let found = if is_name(before, rest) || is_code(before, printed, rest) { Digits::Name } else { found };
    Some((found, printed.len()))
}

/// Characters after which a list item may begin.
fn opens_item(char: char) -> bool {
    matches!(char, '。' | '；' | ';' | '：' | ':' | '！' | '”' | '，' | '）' | ')' | '.')
}

/// `1、`, `2.`, `3．`, `4）`: the mark belongs to it. `2.2022年` is the second item, not two and a fraction.
fn list_number(input: In<'_, '_>) -> Result<Digits, ContextError> {
    // 2.2080505: the second item, and its code
    let code = || (take_while(7..=7, '0'..='9'), not(one_of(('0'..='9', '.')))).void();
    let full_stop = ('.', peek(alt((year.void(), code(), not(one_of('0'..='9')).void())))).void();
    (small_number, alt((one_of(['、', ')', '）']).void(), full_stop)))
        .value(Digits::ListNumber)
        .parse_next(input)
}

fn other(input: In<'_, '_>) -> Result<Digits, ContextError> {
    // most digits are plain figures: what follows them tells whether they may be anything else
    let digits_end = input.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(input.len());
    let next = input.get(digits_end..).and_then(|rest| rest.chars().next());
    let dated =
        next.is_some_and(|next| dates::BEHIND_NUMBER.contains(next) || next == '.' && digits_end == 4);
    if dated && let Some(found) = opt(alt((year, date, clock, code))).parse_next(input)? {
        return Ok(found);
    }
    alt((figure.map(Digits::Figure), digits.value(Digits::Name))).parse_next(input)
}

fn small_number<'a>(input: In<'a, '_>) -> Result<&'a str, ContextError> {
    take_while(1..=2, '0'..='9').parse_next(input)
}

fn four_digits(input: In<'_, '_>) -> Result<u16, ContextError> {
    (alt(("19", "20")), take_while(2..=2, '0'..='9'), not(one_of('0'..='9')))
        .take()
        .try_map(str::parse)
        .parse_next(input)
}

/// 2022年, 2022年度
fn year(input: In<'_, '_>) -> Result<Digits, ContextError> {
    let (year, _, _) = (four_digits, dates::YEAR, opt(dates::OF_YEAR)).parse_next(input)?;
    Ok(Digits::Year(year))
}

/// 12月7日, 1-10月, 2022-12-31, 2021-2023年; 2022年12月31日 is a year and one of these.
fn date(input: In<'_, '_>) -> Result<Digits, ContextError> {
    use dates::{DAY, MONTH, OF_YEAR, YEAR};
    let to = || word_of(dates::RANGE_MARKS).void();
    let day = || (small_number, one_of(dates::DAY_MARKS)).void();
    let part = || opt(word_of(dates::MONTH_PARTS));
    let months = (small_number, opt(MONTH), opt((to(), small_number)), MONTH, part(), opt(day()));
    let month = (small_number, MONTH, part(), opt(day()));
    let days = (small_number, opt(DAY), to(), day()).void();
    let iso = |mark| (four_digits, mark, small_number, mark, small_number).void();
    let years = (four_digits, opt(YEAR), to(), four_digits, YEAR, opt(OF_YEAR)).void();
    let year_month = (four_digits, '-', take_while(2..=2, '0'..='9'), not(one_of('0'..='9'))).void();
    let decade = (small_number, word_of(dates::DECADES)).void();
    alt((iso('-'), iso('.'), iso('/'), year_month, years, months.void(), month.void(), days, decade))
        .value(Digits::Name)
        .parse_next(input)
}

/// 9:00, 1：1
fn clock(input: In<'_, '_>) -> Result<Digits, ContextError> {
    (small_number, one_of([':', '：', '∶']), digits).value(Digits::Name).parse_next(input)
}

/// 1-2-1: the number of a form or building.
fn code(input: In<'_, '_>) -> Result<Digits, ContextError> {
    (digits, repeat::<_, _, (), _, _>(2.., ('-', digits))).value(Digits::Name).parse_next(input)
}

/// 1,234.50 with separators of either width, 1 0 and 2 3.85 with one blank inside.
fn figure(input: In<'_, '_>) -> Result<Figure, ContextError> {
    let (printed, grouped) =
        alt((grouped.take().map(|text| (text, true)), loose.take().map(|text| (text, false))))
            .parse_next(input)?;
    let value = value(printed).ok_or_else(ContextError::new)?;
    Ok(Figure { value, grouped, rewritten: printed.contains([' ', '，']) })
}

fn decimals(input: In<'_, '_>) -> Result<(), ContextError> {
    ('.', opt(' '), digits).void().parse_next(input)
}

/// Groups of three digits.
fn grouped(input: In<'_, '_>) -> Result<(), ContextError> {
    let group = (one_of([',', '，']), opt(' '), take_while(3..=3, '0'..='9'), not(one_of('0'..='9'))).void();
    (take_while(1..=3, '0'..='9'), repeat::<_, _, (), _, _>(1.., group), opt(decimals))
        .void()
        .parse_next(input)
}

/// Digits, cut once at most by a blank: more than that is a row of numbers.
fn loose(input: In<'_, '_>) -> Result<(), ContextError> {
    let whole = digits.parse_next(input)?;
    if input.starts_with(' ') && !looks_like_year(whole) && has_one_blank(input) {
        return (' ', digits, opt(decimals)).void().parse_next(input);
    }
    opt(decimals).void().parse_next(input)
}

/// Whether no second blank follows in a row of digits.
fn has_one_blank(rest: &str) -> bool {
    let row = rest.bytes().take(64).take_while(|byte| matches!(byte, b'0'..=b'9' | b' ' | b'.'));
    row.filter(|byte| *byte == b' ').count() == 1
}

fn looks_like_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// The exact value of digits with separators and blanks; `None` past the digits that a figure can have.
fn value(printed: &str) -> Option<Decimal> {
    let (mut mantissa, mut scale, mut point) = (0_i128, 0_u32, false);
    for byte in printed.bytes() {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?;
                scale += u32::from(point);
            }
            b'.' => point = true,
            _ => {}
        }
    }
    let figure = mantissa.checked_ilog10().is_none_or(|last| (last as usize) < MOST_DIGITS);
    figure.then(|| Decimal::try_from_i128_with_scale(mantissa, scale).ok()).flatten()
}

/// A value times a power of ten.
pub(super) fn shifted(value: Decimal, places: u32) -> Option<Decimal> {
    value.checked_mul(Decimal::try_from_i128_with_scale(10_i128.checked_pow(places)?, 0).ok()?)
}

/// Whether the neighbours of a number show that it is part of a name: `COVID-19`, `“1+3”`, 5A, 第3, 21号, 1-2-1.
fn is_name(before: &str, after: &str) -> bool {
    let mut back = before.chars().rev();
    let in_front = match back.next() {
        Some(char) if sentences::BEFORE_NAMED_NUMBER.contains(&char) => true,
        Some('-') => back.next().is_some_and(|c| c.is_ascii_alphabetic()),
        Some('/' | '.') => back.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        Some(char) => char.is_ascii_alphabetic(),
        None => false,
    };
    let mut ahead = after.chars();
    let behind = match ahead.next() {
        Some(char) if sentences::BEHIND_NAMED_NUMBER.contains(&char) => true,
        Some('/') => ahead.next().is_some_and(|c| c.is_ascii_digit()),
        Some(char) => char.is_ascii_alphabetic() && !unit::is_lettered(after),
        None => false,
    };
    in_front || behind
}

/// Whether digits are the code of a subject of the accounts: （208类）（05款）（01项）, 208类05款01项, （2080501）.
fn is_code(before: &str, digits: &str, after: &str) -> bool {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let opened = before.ends_with(['（', '(']);
    let Some(level) = after.chars().next().filter(|_| plain) else { return false };
    let behind = after.get(level.len_utf8()..).unwrap_or("");
    match (level, digits.len()) {
        (CLASS, 3) | (SECTION | ITEM, 2) => {
            let closed = opened && behind.starts_with(['）', ')']);
            let goes_on = level != ITEM && behind.starts_with(|c: char| c.is_ascii_digit());
            closed || goes_on || (digits.starts_with('0') && before.ends_with([CLASS, SECTION]))
        }
        ('）' | ')', 5 | 7) => opened,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let at = text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        match read(&text[..at], &text[at..]) {
            Some((Digits::Figure(figure), length)) => format!("{} | {}", figure.value, &text[at + length..]),
            Some((digits, length)) => format!("{digits:?} | {}", &text[at + length..]),
            None => "-".to_owned(),
        }
    }

    #[test]
    fn figures_dates_and_names_are_told_apart() {
        let texts = [
            "6,274.51万元",
            "3，841.65万元",
            "12，3万元",
            "30,000.00、",
            "3172 54元",
            "2 3.85万元",
            "30. 2%",
            "1 2 3 4",
            "2022年度",
            "2022 18个",
            "12月7日共",
            "1-10月追回",
            "2022-12-31",
            "2021-2023年",
            "2022.12.31",
            "90年代",
            "9:00",
            "1、单位",
            "2.2022年",
            "1.5万元",
            "〔2020〕1号",
            "第3方",
            "COVID-19疫情",
            "“1+3”",
            "5A级",
            "表1-2-1年",
            "1842.",
            "1/3",
            "10.住房",
            "12345678901234567890123456789012345678901234567890",
        ];
        let got: Vec<_> = texts.into_iter().map(shown).collect();
        expect_test::expect![[r#"
            6274.51 | 万元
            3841.65 | 万元
            12 | ，3万元
            30000.00 | 、
            317254 | 元
            23.85 | 万元
            ListNumber |  2%
            1 |  2 3 4
            Year(2022) | 
            2022 |  18个
            Name | 共
            Name | 追回
            Name | 
            Name | 
            Name | 
            Name | 
            Name | 
            ListNumber | 单位
            ListNumber | 2022年
            1.5 | 万元
            Name | 〕1号
            Name | 方
            Name | 疫情
            Name | +3”
            Name | A级
            Name | 年
            1842 | .
            Name | /3
            ListNumber | 住房
            Name | "#]]
        .assert_eq(&got.join("\n"));
    }
}
