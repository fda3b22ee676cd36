//! Figures in Chinese numerals: 十二, 百分之九十五, 两成.

use juesuan_source::chars::{numeral_digit, power_of_ten};
use rust_decimal::Decimal;

use super::number::Figure;
use crate::tuning::TUNING;

/// A figure in Chinese numerals at the start of `text`, with its length: 十二, 一百零五, 两, 三十. Years (二〇二二) are
/// none, nor is a lone 一, which is an article as often as a number.
pub(super) fn figure(text: &str) -> Option<(Figure, usize)> {
    let (mut total, mut section, mut digit, mut length) = (0_i64, 0_i64, None, 0);
    for char in text.chars().take(16) {
        match numeral(char) {
            Some(Han::Digit(value)) => {
                if digit.is_some_and(|earlier| earlier != 0) {
                    return None;
                }
                digit = Some(value);
            }
            Some(Han::Unit(unit)) => section += digit.take().unwrap_or(1) * unit,
            Some(Han::Wan) if followed_by_numeral(text, length + char.len_utf8()) => {
                total += (section + digit.take().unwrap_or(0)) * 10_000;
                section = 0;
            }
            _ => break,
        }
        length += char.len_utf8();
    }
    let value = total + section + digit.unwrap_or(0);
    let (value, fraction) = with_decimals(value, text.get(length..)?)?;
    (length > 0 && value > Decimal::ONE)
        .then_some((Figure { value, grouped: false, rewritten: true }, length + fraction))
}

/// A whole number and the decimals that follow it, 点五, with their length.
fn with_decimals(whole: i64, rest: &str) -> Option<(Decimal, usize)> {
    let decimals = rest.strip_prefix('点').unwrap_or("");
    let (mut value, mut scale, mut length) = (i128::from(whole), 0, 0);
    for char in decimals.chars().take(TUNING.narrative_han.most) {
        let Some(Han::Digit(digit)) = numeral(char) else { break };
        value = value.checked_mul(10)?.checked_add(i128::from(digit))?;
        (scale, length) = (scale + 1, length + char.len_utf8());
    }
    let length = if length == 0 { 0 } else { length + '点'.len_utf8() };
    Some((Decimal::try_from_i128_with_scale(value, scale).ok()?, length))
}

/// 两成, 九成五: tenths as a percentage, at the start of `text`, with its length.
pub(super) fn tenths(text: &str) -> Option<(Figure, usize)> {
    let mut chars = text.chars();
    let Some(Han::Digit(tenths @ 1..)) = numeral(chars.next()?) else { return None };
    let rest = chars.as_str().strip_prefix('成')?;
    let half = rest.strip_prefix('五');
    let behind = half.unwrap_or(rest);
    let ends = behind.chars().next().is_none_or(|c| "，。；、）以左的多".contains(c));
    let value = tenths * 10 + if half.is_some() { 5 } else { 0 };
    ends.then_some((
        Figure { value: value.into(), grouped: false, rewritten: true },
        text.len() - behind.len(),
    ))
}

/// 万 is part of the number only where more of the number follows; else it belongs to the unit (三万元).
fn followed_by_numeral(text: &str, at: usize) -> bool {
    let next = text.get(at..).and_then(|rest| rest.chars().next()).and_then(numeral);
    matches!(next, Some(Han::Digit(_) | Han::Unit(_)))
}

enum Han {
    Digit(i64),
    Unit(i64),
    Wan,
}

fn numeral(char: char) -> Option<Han> {
    if char == '万' {
        return Some(Han::Wan);
    }
    let power = || power_of_ten(char).map(|power| Han::Unit(power.into()));
    numeral_digit(char).map(|digit| Han::Digit(digit.into())).or_else(power)
}

/// 百分之九十五, at the start of `text`, with its length.
pub(super) fn percent(text: &str) -> Option<(Figure, usize)> {
    let rest = text.strip_prefix("百分之")?;
    let (figure, length) = match rest.strip_prefix('百') {
        Some(_) => (Figure { value: Decimal::ONE_HUNDRED, grouped: false, rewritten: true }, '百'.len_utf8()),
        None => figure(rest)?,
    };
    Some((figure, "百分之".len() + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        let texts = [
            "十二家",
            "两家",
            "一百零五人",
            "一个",
            "三万元",
            "三万五千元",
            "二〇二二年",
            "二十余家",
            "十个",
            "百人",
        ];
        let got: Vec<_> = texts
            .into_iter()
            .map(|text| {
                figure(text)
                    .map_or("-".to_owned(), |(f, length)| format!("{} | {}", f.value, &text[length..]))
            })
            .collect();
        expect_test::expect![[r#"
            12 | 家
            2 | 家
            105 | 人
            -
            3 | 万元
            35000 | 元
            -
            20 | 余家
            10 | 个
            100 | 人"#]]
        .assert_eq(&got.join("\n"));
        assert_eq!(percent("百分之九十五以上").map(|(f, length)| (f.value, length)), Some((95.into(), 18)));
    }
}
