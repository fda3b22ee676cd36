//! Numbers of automatic lists, in the ways in which Word writes them.

use juesuan_source::chars::widened;

/// Digits of Chinese numbers.
const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/// Digits of Chinese numbers on cheques.
const LEGAL_DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
/// Powers of ten.
const POWERS: [&str; 5] = ["", "十", "百", "千", "万"];
/// Powers of ten on cheques.
const LEGAL_POWERS: [&str; 5] = ["", "拾", "佰", "仟", "万"];
/// The ten stems, which count paragraphs.
const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
/// The twelve branches.
const BRANCHES: [char; 12] = ['子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥'];
/// Roman numerals from the largest on.
const ROMAN: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// The `number` of a list item in a format of `w:numFmt`; formats that are not known are written in digits.
pub(super) fn written(number: u32, format: &str) -> String {
    let digits = number.to_string();
    match format {
        "none" | "bullet" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseLegal" => counted(number, &DIGITS, &POWERS, true),
        "chineseLegalSimplified" | "ideographLegalTraditional" => {
            counted(number, &LEGAL_DIGITS, &LEGAL_POWERS, false)
        }
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            digits.bytes().filter_map(|digit| DIGITS.get(usize::from(digit - b'0'))).collect()
        }
        "ideographTraditional" => cycled(number, &STEMS),
        "ideographZodiac" => cycled(number, &BRANCHES),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperLetter" => letters(number, b'A'),
        "lowerLetter" => letters(number, b'a'),
        "decimalFullWidth" | "decimalFullWidth2" => digits.chars().map(widened).collect(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            offset(number, 1..=20, 0x2460).unwrap_or(digits)
        }
        "decimalEnclosedParen" => offset(number, 1..=20, 0x2474).unwrap_or_else(|| format!("({digits})")),
        "decimalEnclosedFullstop" => offset(number, 1..=20, 0x2488).unwrap_or_else(|| format!("{digits}.")),
        "ideographEnclosedCircle" => offset(number, 1..=10, 0x3280).unwrap_or(digits),
        _ => digits,
    }
}

fn offset(number: u32, range: std::ops::RangeInclusive<u32>, first: u32) -> Option<String> {
    let distance = number.checked_sub(*range.start()).filter(|_| range.contains(&number))?;
    char::from_u32(first + distance).map(String::from)
}

fn cycled(number: u32, names: &[char]) -> String {
    let index = number.saturating_sub(1) as usize;
    names.get(index % names.len().max(1)).map(|&name| String::from(name)).unwrap_or_default()
}

fn letters(number: u32, first: u8) -> String {
    // after Z comes AA, then BB
    let index = number.saturating_sub(1);
    let letter = char::from(first + u8::try_from(index % 26).unwrap_or(0));
    std::iter::repeat_n(letter, (index / 26 + 1).min(8) as usize).collect()
}

fn roman(number: u32) -> String {
    let mut left = number.min(3999);
    let mut text = String::new();
    for (value, digits) in ROMAN {
        while left >= value {
            text.push_str(digits);
            left -= value;
        }
    }
    text
}

/// Chinese numbers below 100 000; `short` writes 十 for 10 to 19 where others write 一十.
fn counted(number: u32, digits: &[char; 10], powers: &[&str; 5], short: bool) -> String {
    let printed = number.to_string();
    if number == 0 || printed.len() > powers.len() {
        return if number == 0 { String::from(digits[0]) } else { printed };
    }
    let mut text = String::new();
    let mut pending_zero = false;
    for (index, byte) in printed.bytes().enumerate() {
        let digit = usize::from(byte - b'0');
        let power = printed.len() - 1 - index;
        if digit == 0 {
            pending_zero = true;
            continue;
        }
        if std::mem::take(&mut pending_zero) {
            text.push('零');
        }
        if !(short && digit == 1 && power == 1 && index == 0) {
            text.push(digits[digit]);
        }
        text.push_str(powers[power]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn numbers_as_word_writes_them() {
        let cases = [
            (3, "decimal", "3"),
            (10, "chineseCounting", "十"),
            (21, "chineseCountingThousand", "二十一"),
            (105, "chineseCountingThousand", "一百零五"),
            (12, "chineseLegalSimplified", "壹拾贰"),
            (2, "ideographTraditional", "乙"),
            (4, "upperRoman", "IV"),
            (28, "lowerLetter", "bb"),
            (2, "decimalEnclosedCircleChinese", "②"),
            (12, "decimalFullWidth", "１２"),
            (0, "japaneseCounting", "〇"),
            (5, "bullet", ""),
            (u32::MAX, "chineseCounting", "4294967295"),
        ];
        for (number, format, printed) in cases {
            assert_eq!(written(number, format), printed, "{number} {format}");
        }
    }
}
