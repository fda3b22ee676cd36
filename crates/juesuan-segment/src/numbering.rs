//! The numbering grammar of Chinese official documents.

use juesuan_source::chars;
use winnow::combinator::{alt, eof, not, peek, preceded, terminated};
use winnow::error::EmptyError;
use winnow::prelude::*;
use winnow::token::{any, one_of, take_while};

use crate::Span;

/// The form of a number in front of a heading or list item.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MarkerStyle {
    /// 第一部分, 第3部分
    Part,
    /// 一、
    Han,
    /// （一）, (一)
    HanParen,
    /// 1. 1． 1、
    Arabic,
    /// （1）, (1)
    ArabicParen,
    /// ①
    Circled,
    /// 附件1, 附表 1, 附件：
    Annex,
}

/// A number in front of a heading or list item.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// Its form.
    pub style: MarkerStyle,
    /// Its value; 0 where the mark has none (a bare 附件).
    pub value: u32,
    /// Its characters.
    pub span: Span,
}

impl Marker {
    /// Reads the number at the very start of `text`, which stands at byte `offset` of its document.
    ///
    /// `None` where no number stands there; a decimal ("1.5") is none.
    pub fn at_start(text: &str, offset: u32) -> Option<Self> {
        if !may_begin(text) {
            return None;
        }
        let mut rest = text;
        let (style, value) = marker.parse_next(&mut rest).ok()?;
        let len = Span::of(0..text.len() - rest.len()).end;
        Some(Self { style, value, span: Span::new(offset, offset.saturating_add(len)) })
    }
}

impl Marker {
    /// Reads the number of a table at the very start of `text` ("表一：收入决算表"), which is no number of a section.
    pub(crate) fn of_table(text: &str, offset: u32) -> Option<Self> {
        let mut rest = text;
        let number = preceded(('表', blanks), alt((small, han_number)));
        let mut number = terminated(number, peek(one_of(['：', ':', '、', ' ', '\u{3000}', '.'])));
        let value = number.parse_next(&mut rest).ok()?;
        let len = Span::of(0..text.len() - rest.len()).end;
        Some(Self { style: MarkerStyle::Annex, value, span: Span::new(offset, offset.saturating_add(len)) })
    }
}

/// The first characters that a number can begin with, so that the grammar is not tried on every line.
fn may_begin(text: &str) -> bool {
    let numbers = |c: char| chars::is_digit(c) || chars::is_numeral(c) || chars::is_enclosed_number(c);
    text.starts_with(|c: char| numbers(c) || matches!(c, '(' | '（' | '第' | '附'))
}

type Parsed<T> = Result<T, EmptyError>;

fn marker(input: &mut &str) -> Parsed<(MarkerStyle, u32)> {
    alt((
        part.map(|n| (MarkerStyle::Part, n)),
        annex.map(|n| (MarkerStyle::Annex, n)),
        han.map(|n| (MarkerStyle::Han, n)),
        paren(han_number).map(|n| (MarkerStyle::HanParen, n)),
        arabic.map(|n| (MarkerStyle::Arabic, n)),
        alt((paren(small), terminated(small, close))).map(|n| (MarkerStyle::ArabicParen, n)),
        enclosed,
    ))
    .parse_next(input)
}

/// 第一部分, 第 3 部分, 第二章
fn part(input: &mut &str) -> Parsed<u32> {
    let number = preceded(('第', blanks), alt((han_number, small)));
    terminated(number, (blanks, alt((("部", blanks, alt(("分", "份"))).void(), "章".void()))))
        .parse_next(input)
}

/// 附件1, 附表 1, 附件一, 附件： and 附表 that stands alone
fn annex(input: &mut &str) -> Parsed<u32> {
    ('附', blanks, one_of(['件', '表'])).parse_next(input)?;
    let numbered = preceded(blanks, alt((small, han_number)));
    let bare = peek(alt((
        (blanks, alt((one_of(['：', ':']).void(), eof.void()))).void(),
        one_of(chars::is_gap).void(),
    )))
    .value(0);
    alt((numbered, bare)).parse_next(input)
}

/// 一、 and 一.; but not the 三、四 of an enumeration
fn han(input: &mut &str) -> Parsed<u32> {
    let separator = alt(('、'.void(), (one_of(['.', '．']), not(digit)).void()));
    let enumeration = (han_number, alt(("、", "级", "类", "是")));
    terminated(han_number, (blanks, separator, not(enumeration))).parse_next(input)
}

/// 1. 1． 1、 and the 1. of 1.2022年, but not 1.5
fn arabic(input: &mut &str) -> Parsed<u32> {
    let year = (take_while(4..=4, |c: char| c.is_ascii_digit()), '年');
    // 2.2080505机关…: the second item, which begins with its code
    let code = (take_while(7..=7, |c: char| c.is_ascii_digit()), not(one_of(('0'..='9', '.'))));
    let apart = alt((peek(year).void(), peek(code).void(), not(digit)));
    let separator = alt(('、'.void(), (one_of(['.', '．']), apart).void()));
    terminated(small, (blanks, separator)).parse_next(input)
}

fn paren<'a, N>(number: N) -> impl Parser<&'a str, u32, EmptyError>
where
    N: Parser<&'a str, u32, EmptyError>,
{
    preceded((one_of(['（', '(']), blanks), terminated(number, (blanks, close)))
}

fn close(input: &mut &str) -> Parsed<()> {
    one_of(['）', ')']).void().parse_next(input)
}

/// A number that is one character: ① ⑴ ⒈ ㈠
fn enclosed(input: &mut &str) -> Parsed<(MarkerStyle, u32)> {
    const RUNS: [(char, char, MarkerStyle); 4] = [
        ('①', '⑳', MarkerStyle::Circled),
        ('⑴', '⒇', MarkerStyle::ArabicParen),
        ('⒈', '⒛', MarkerStyle::Arabic),
        ('㈠', '㈩', MarkerStyle::HanParen),
    ];
    let run = |c: char| RUNS.iter().find(|(first, last, _)| (*first..=*last).contains(&c));
    any.verify_map(|c: char| run(c).map(|&(first, _, style)| (style, u32::from(c) - u32::from(first) + 1)))
        .parse_next(input)
}

/// One or two digits of either width that no digit follows.
fn small(input: &mut &str) -> Parsed<u32> {
    let digits = take_while(1..=2, chars::is_digit)
        .map(|digits: &str| digits.chars().fold(0, |value, c| value * 10 + chars::digit(c).unwrap_or(0)));
    terminated(digits, not(digit)).parse_next(input)
}

fn digit(input: &mut &str) -> Parsed<()> {
    one_of(chars::is_digit).void().parse_next(input)
}

/// 一 … 九十九, 一百二十三; 0 never occurs
fn han_number(input: &mut &str) -> Parsed<u32> {
    let value = |text: &str| chars::numeral(text).filter(|&value| value > 0);
    take_while(1..=5, chars::is_numeral).verify_map(value).parse_next(input)
}

fn blanks(input: &mut &str) -> Parsed<()> {
    take_while(0..=4, |c: char| c == '\t' || chars::is_gap(c)).void().parse_next(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    fn show(texts: &[&str]) -> String {
        let line = |text: &&str| match Marker::at_start(text, 0) {
            Some(m) => format!("{text} → {:?} {} [{}]\n", m.style, m.value, m.span.text(text)),
            None => format!("{text} → none\n"),
        };
        texts.iter().map(line).collect()
    }

    #[test]
    fn forms_of_numbers() {
        expect![[r"
            第一部分 概况 → Part 1 [第一部分]
            第3部分名词解释 → Part 3 [第3部分]
            第 二 部 分 → Part 2 [第 二 部 分]
            一、职责 → Han 1 [一、]
            二十八、其他 → Han 28 [二十八、]
            十 、其他 → Han 10 [十 、]
            （一）概况 → HanParen 1 [（一）]
            (十九)经费 → HanParen 19 [(十九)]
            （十九)经费 → HanParen 19 [（十九)]
            1.目标 → Arabic 1 [1.]
            1．目标 → Arabic 1 [1．]
            12、 目标 → Arabic 12 [12、]
            １２．目标 → Arabic 12 [１２．]
            （1）数量 → ArabicParen 1 [（1）]
            3）质量 → ArabicParen 3 [3）]
            ①完成 → Circled 1 [①]
            ⑵完成 → ArabicParen 2 [⑵]
            附件1 → Annex 1 [附件1]
            附表 1 评分表 → Annex 1 [附表 1]
            附件：说明 → Annex 0 [附件]
            附 件 → Annex 0 [附 件]
        "]]
        .assert_eq(&show(&[
            "第一部分 概况",
            "第3部分名词解释",
            "第 二 部 分",
            "一、职责",
            "二十八、其他",
            "十 、其他",
            "（一）概况",
            "(十九)经费",
            "（十九)经费",
            "1.目标",
            "1．目标",
            "12、 目标",
            "１２．目标",
            "（1）数量",
            "3）质量",
            "①完成",
            "⑵完成",
            "附件1",
            "附表 1 评分表",
            "附件：说明",
            "附 件",
        ]));
    }

    #[test]
    fn what_only_looks_like_a_number() {
        expect![[r"
            1.5万元 → none
            2022年度 → none
            （2022）3号 → none
            三、四级医院 → none
            一是健全制度 → none
            附件材料齐全 → none
            第一批资金 → none
            十分重视 → none
            100%完成 → none
             → none
        "]]
        .assert_eq(&show(&[
            "1.5万元",
            "2022年度",
            "（2022）3号",
            "三、四级医院",
            "一是健全制度",
            "附件材料齐全",
            "第一批资金",
            "十分重视",
            "100%完成",
            "",
        ]));
    }
}
