//! Chinese numerals.

/// The value of a Chinese numeral for a digit: 〇 (also ○ and 零) to 九; 两 counts as 2.
pub const fn numeral_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '○' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The value of 十, 百, 千 and 万, which multiply the numeral before them.
pub const fn power_of_ten(c: char) -> Option<u32> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        _ => return None,
    })
}

/// The value of 廿 and 卅, which stand for two characters.
const fn contracted(c: char) -> Option<u32> {
    match c {
        '廿' => Some(20),
        '卅' => Some(30),
        _ => None,
    }
}

/// Whether a character may stand in the number of an item: 一 to 九, 十, 百, 廿, 卅 and the zeros. 两 only counts and
/// numbers nothing.
#[inline]
pub const fn is_numeral(c: char) -> bool {
    c != '两' && (numeral_digit(c).is_some() || contracted(c).is_some() || matches!(c, '十' | '百'))
}

/// The characters with which a count begins.
pub const COUNTING: [char; 11] = ['一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十'];

/// Whether a count begins with this character: one of [`COUNTING`].
#[inline]
pub const fn is_counting(c: char) -> bool {
    c == '十' || matches!(numeral_digit(c), Some(1..))
}

/// The value of a whole Chinese numeral below a thousand: 十二, 二十, 廿三, 一百零三; 两 is 2.
///
/// Digits in a row (二〇二二) are no numeral here: they are read one by one with [`numeral_digit`].
///
/// ```
/// use juesuan_source::chars::numeral;
/// assert_eq!(["十", "三十四", "一百零三", "零", "一二"].map(numeral), [Some(10), Some(34), Some(103), Some(0), None]);
/// ```
pub fn numeral(text: &str) -> Option<u32> {
    let (mut total, mut digit, mut last_power) = (0, None, 1_000);
    for c in text.chars() {
        if let Some(value) = numeral_digit(c) {
            // only a zero may stand before another digit: 一百零三
            digit = digit.is_none_or(|before| before == 0).then_some(Some(value))?;
        } else if let Some(power) = power_of_ten(c).filter(|&power| power < last_power) {
            total += power * digit.take().unwrap_or(1);
            last_power = power;
        } else {
            total += contracted(c).filter(|_| last_power > 10 && digit.is_none_or(|before| before == 0))?;
            (digit, last_power) = (None, 10);
        }
    }
    (!text.is_empty()).then_some(total + digit.unwrap_or(0))
}

/// Whether a character is a number in a circle, in brackets or with a point: ①, ⑴, ⒈, ㈠.
pub const fn is_enclosed_number(c: char) -> bool {
    matches!(c, '①'..='⒛' | '㈠'..='㈩')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_whole() {
        let read = [
            ("一", 1),
            ("两", 2),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("九十九", 99),
            ("廿", 20),
            ("廿三", 23),
            ("卅一", 31),
            ("一百", 100),
            ("一百零三", 103),
            ("一百二十三", 123),
            ("一百一十", 110),
            ("零", 0),
        ];
        for (text, value) in read {
            assert_eq!(numeral(text), Some(value), "{text}");
        }
        for text in ["", "一二", "二〇二二", "十百", "十十", "一千", "三个", "12", "廿廿"] {
            assert_eq!(numeral(text), None, "{text}");
        }
    }

    #[test]
    fn kinds_of_characters_are_told_apart() {
        let of = |c| (is_numeral(c), is_counting(c));
        let all = ['一', '九', '十', '百', '廿', '〇', '零', '○', '两', '千', '万', '1', '①'].map(of);
        let (both, numbers, counts, none) = ((true, true), (true, false), (false, true), (false, false));
        let expected =
            [both, both, both, numbers, numbers, numbers, numbers, numbers, counts, none, none, none, none];
        assert_eq!(all, expected);
        assert!(('\0'..=char::MAX).all(|c| is_counting(c) == COUNTING.contains(&c)));
        assert!(['①', '⑳', '⑴', '⒛', '㈠', '㈩'].into_iter().all(is_enclosed_number));
        assert!(!is_enclosed_number('Ⓐ') && !is_enclosed_number('一'));
    }
}
