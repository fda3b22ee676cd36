//! Cell text without markup and stray blanks.

use std::borrow::Cow;

use juesuan_source::chars::{self, is_blank, is_digit};

use crate::tuning::grid::TUNING;

/// Tags that extractors leave in cells; others stay, since `<95%` is text.
const TAGS: [&str; 10] = ["b", "p", "br", "strong", "i", "em", "u", "span", "sup", "sub"];

/// The text of a cell without markup and stray blanks, full-width digits and letters in ASCII; borrowed where
/// nothing inside had to go.
pub(crate) fn text(printed: &str) -> Cow<'_, str> {
    let trimmed = printed.trim();
    if !is_unclean(trimmed) {
        return Cow::Borrowed(trimmed);
    }
    let mut clean = String::with_capacity(trimmed.len());
    let mut rest = trimmed;
    loop {
        // what surely is read as it is printed is taken over in one go
        let odd = rest.bytes().position(|byte| SUSPECT[usize::from(byte)]).unwrap_or(rest.len());
        let (plain, behind) = rest.split_at(odd);
        clean.push_str(plain);
        rest = behind;
        let Some(c) = rest.chars().next() else { break };
        if let Some(length) = markup(rest) {
            rest = &rest[length..];
            continue;
        }
        let (c, length) = entity(rest).unwrap_or((c, c.len_utf8()));
        rest = &rest[length..];
        if c == '．' && between_digits(&clean, rest) {
            clean.push('.');
        } else if !is_blank(c) {
            clean.push(narrowed(c));
        } else if between_words(&clean, rest) || between_numbers(&clean, rest) {
            clean.push(' ');
        }
    }
    Cow::Owned(clean)
}

/// Whether [`text`] would change anything inside the trimmed text.
pub(crate) fn is_unclean(trimmed: &str) -> bool {
    let bytes = trimmed.as_bytes();
    let mut suspects = bytes.iter().enumerate().filter(|(_, byte)| SUSPECT[usize::from(**byte)]);
    suspects.any(|(at, byte)| match byte {
        ..=b' ' => true,
        b'&' => entity(&trimmed[at..]).is_some(),
        0x80.. => is_odd(bytes.get(at..).unwrap_or(&[])),
        _ => markup(&trimmed[at..]).is_some(),
    })
}

/// The bytes with which something may begin that is not read as it is printed.
static SUSPECT: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    loop {
        table[byte as usize] =
            matches!(byte, 0..=b' ' | b'<' | b'*' | b'`' | b'\\' | b'&' | 0xc2 | 0xe1..=0xe3 | 0xef);
        if byte == u8::MAX {
            break table;
        }
        byte += 1;
    }
};

/// Whether the bytes begin with an odd blank or a full-width form that is read as ASCII.
fn is_odd(bytes: &[u8]) -> bool {
    // of the full-width forms ％ ．, digits, capital and small letters
    let wide = matches!(bytes, [0xef, 0xbc, 0x85 | 0x8e | 0x90..=0x99 | 0xa1..=0xba, ..] | [0xef, 0xbd, 0x81..=0x9a, ..]);
    wide || (!bytes.first().is_some_and(u8::is_ascii) && chars::blank_length(bytes) > 0)
}

/// The ASCII form of a full-width digit or letter and of ％.
pub(crate) fn narrowed(c: char) -> char {
    let plain = chars::fold(c);
    if plain.is_ascii_alphanumeric() || plain == '%' { plain } else { c }
}

fn between_digits(before: &str, after: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(is_digit);
    digit(before.chars().next_back()) && digit(after.chars().next())
}

/// A blank is kept only between two words in Latin letters.
fn between_words(before: &str, after: &str) -> bool {
    let next = after.trim_start_matches(is_blank).chars().next();
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let last = before.chars().next_back();
    word(last) && word(next) && (letter(last) || letter(next))
}

/// A blank is kept between two numbers with decimals, which can't be one: 12.40 3.50
fn between_numbers(before: &str, after: &str) -> bool {
    let figure = |c: &char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let after = after.trim_start_matches(is_blank);
    between_digits(before, after)
        && before.chars().rev().take(TUNING.cell_clean.longest_number).take_while(figure).any(|c| c == '.')
        && after
            .chars()
            .take(TUNING.cell_clean.longest_number)
            .map(narrowed)
            .take_while(figure)
            .any(|c| c == '.')
}

/// Length of the markup at the beginning of the text: a tag, `**`, a backtick, a backslash before a sign.
fn markup(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    match bytes.first()? {
        b'*' if bytes.get(1) == Some(&b'*') => Some(2),
        b'`' => Some(1),
        b'\\' if bytes.get(1).is_some_and(u8::is_ascii_punctuation) => Some(1),
        b'<' => {
            let inner = text.get(1..)?;
            // tags with attributes are not looked for further than this
            let end = inner.bytes().take(80).position(|byte| byte == b'>')?;
            let name = inner.get(..end)?.trim_matches('/').split(' ').next()?;
            TAGS.iter().any(|tag| name.eq_ignore_ascii_case(tag)).then_some(end + 2)
        }
        _ => None,
    }
}

/// Entities of HTML that occur in cells.
const ENTITIES: [(&str, char); 18] = [
    ("lt", '<'),
    ("gt", '>'),
    ("amp", '&'),
    ("nbsp", '\u{a0}'),
    ("quot", '"'),
    ("apos", '\''),
    ("ge", '≥'),
    ("le", '≤'),
    ("times", '×'),
    ("middot", '·'),
    ("minus", '−'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
];

/// The character that the entity at the beginning of the text stands for, and its length in bytes.
fn entity(text: &str) -> Option<(char, usize)> {
    let inner = text.strip_prefix('&')?;
    let end = inner.bytes().take(10).position(|byte| byte == b';')?;
    let name = inner.get(..end)?;
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
            char::from_u32(code?)?
        }
        None => ENTITIES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((c, end + 2))
}

/// The characters that count when two headers are compared: all but blanks and markup, full-width forms folded.
pub(crate) fn key(printed: &str) -> Cow<'_, str> {
    narrow(text(printed))
}

/// A cleaned text without blanks, its signs narrow.
pub(crate) fn narrow(text: Cow<'_, str>) -> Cow<'_, str> {
    let sign = |c| match c {
        '（' => '(',
        '）' => ')',
        '：' => ':',
        c => c,
    };
    // only characters of the block of full-width forms begin with this byte
    let may_change = memchr::memchr2(b' ', 0xef, text.as_bytes()).is_some();
    if !may_change || !text.contains([' ', '（', '）', '：']) {
        return text;
    }
    let mut narrow = String::with_capacity(text.len());
    narrow.extend(text.chars().filter(|&c| c != ' ').map(sign));
    Cow::Owned(narrow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(printed: &str, expected: &str) {
        assert_eq!(text(printed), expected);
    }

    #[test]
    fn odd_characters_are_those_that_are_read_otherwise() {
        for c in (0..0x1_1000).filter_map(char::from_u32).filter(|c| !c.is_ascii()) {
            let odd = is_blank(c) || narrowed(c) != c || c == '．';
            assert_eq!(is_odd(c.to_string().as_bytes()), odd, "{c:?}");
        }
    }

    #[test]
    fn forms() {
        check(" 合计 ", "合计");
        check("<b>本年收入合计</b>", "本年收入合计");
        check("<p>按月报送。</p>", "按月报送。");
        check("满 意 度 指 标", "满意度指标");
        check("≤3172 54元", "≤317254元");
        check("合计 12.40   3.50", "合计12.40 3.50");
        check("２０２２年度Ａ类％", "2022年度A类%");
        check("DRG and DIP 付费", "DRG and DIP付费");
        check("社会\u{3000}效益\u{a0}指标", "社会效益指标");
        check("< 95% >", "<95%>");
        check("**合计**", "合计");
        check("<<b>b></b>", "<b>");
        check("&ge;95%&nbsp;", "≥95%");
        check("&#39;甲&#x4e59;&amp;lt;", "'甲乙&lt;");
        check("R&D; &没有;", "R&D;&没有;");
        check("经济效益\r\n指标", "经济效益指标");
    }
}
