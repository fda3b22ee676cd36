//! What is wrong with a formula, and where, shown as a compiler shows it.

use std::fmt;

use juesuan_source::chars::{columns, width};

use super::syntax::Where;
use crate::tuning::TUNING;
use crate::{Language, Text};

/// What the grammar expects, in Chinese and English.
const EXPECTED: [(&str, &str); 18] = [
    ("== 、<= 或 >=", "==, <= or >="),
    ("by code（按编码）", "by code"),
    ("row（行）或 column（列）", "row or column"),
    ("值", "a value"),
    ("冒号 :", "a colon :"),
    ("列名", "the name of a column"),
    ("右括号 )", "a closing parenthesis )"),
    ("右方括号 ]", "a closing bracket ]"),
    ("引号 \"", "a quotation mark \""),
    ("引号 ”", "a quotation mark ”"),
    ("引号里的标题", "a title in quotation marks"),
    ("行名", "the name of a row"),
    (
        "行名、科目编码、类／款／项 或 above（以上）",
        "the name of a row, a code, class, section, item or above",
    ),
    ("表号 Z01–Z09 或 B01–B14", "a table, Z01 to Z09 or B01 to B14"),
    (
        "表号 Z01–Z09 或 B01–B14，或 code、class、section、item",
        "a table, Z01 to Z09 or B01 to B14, or code, class, section, item",
    ),
    ("要求和的行，如 Z03[类].基本支出", "the rows to add up, as in Z03[class].基本支出"),
    ("规则编号，如 JS101", "the id of the rule, as in JS101"),
    (
        "单元格（如 Z01[\"总计\"].决算数）、列名、sum(…) 或数字",
        "a cell (as in Z01[\"总计\"].决算数), the name of a column, sum(…) or a number",
    ),
];

/// A formula that cannot be understood: what is wrong, and the place under-lined.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct FormulaError {
    message: Text,
    line: u32,
    column: u32,
    start: usize,
    end: usize,
    /// The part of the line around the place.
    excerpt: String,
    /// Columns of a terminal in front of the place, and under it.
    indent: usize,
    width: usize,
}

impl FormulaError {
    pub(crate) fn at(text: &str, place: &Where, message: Text) -> Self {
        let start = floor(text, place.start);
        let end = floor(text, place.end).max(start);
        let line_start = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let before = text.get(line_start..start).unwrap_or("");
        let rest = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
        let marked = text.get(start..end).and_then(|marked| marked.lines().next()).unwrap_or("");
        let line = text.get(..line_start).map_or(0, |before| before.matches('\n').count()) + 1;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (shown_before, shown_rest) = (last_columns(before), first_columns(rest));
        let shown_mark = marked.get(..shown_rest.len()).unwrap_or(marked);
        let cut = |whole: &str, shown: &str| if whole.len() > shown.len() { "…" } else { "" };
        let lead = cut(before, shown_before);
        Self {
            message,
            line: count(line),
            column: count(before.chars().count() + 1),
            start,
            end,
            excerpt: format!("{lead}{shown_before}{shown_rest}{}", cut(rest, shown_rest)),
            indent: columns(lead) + columns(shown_before),
            width: columns(shown_mark.trim_end()).max(1),
        }
    }

    pub(crate) fn expected(text: &str, offset: usize, expected: &str) -> Self {
        let found = text.get(floor(text, offset)..).unwrap_or("");
        let length = found.chars().next().map_or(0, |c| {
            if c.is_alphanumeric() {
                found.find(|c: char| !c.is_alphanumeric()).unwrap_or(found.len())
            } else {
                c.len_utf8()
            }
        });
        let english = EXPECTED.iter().find(|(zh, _)| *zh == expected).map_or(expected, |(_, en)| en);
        let what = match (expected.is_empty(), found.is_empty()) {
            (true, true) => Text::new("公式没有写完", "the formula is not complete"),
            (true, false) => Text::new("这里看不懂", "this cannot be understood"),
            (false, true) => Text::owned(
                format!("公式没有写完：这里应为{expected}"),
                format!("the formula is not complete: expected {english}"),
            ),
            (false, false) => Text::owned(format!("这里应为{expected}"), format!("expected {english}")),
        };
        Self::at(text, &(offset..offset + length), what)
    }

    /// What is wrong, in both languages.
    pub const fn message(&self) -> &Text {
        &self.message
    }

    /// The line, counted from 1.
    pub const fn line(&self) -> u32 {
        self.line
    }

    /// The character in the line, counted from 1.
    pub const fn column(&self) -> u32 {
        self.column
    }

    /// The bytes that are wrong.
    pub const fn span(&self) -> (usize, usize) {
        (self.start, self.end)
    }

    /// What is wrong and where, with the place under-lined, in a language.
    pub fn say(&self, language: Language) -> String {
        let Self { line, column, excerpt, .. } = self;
        let margin = " ".repeat(line.to_string().len());
        let place = match language {
            Language::Zh => format!("第{line}行第{column}字"),
            Language::En => format!("line {line}, character {column}"),
        };
        let mark = format!("{}{}", " ".repeat(self.indent), "^".repeat(self.width));
        let message = self.message.get(language);
        format!("{message}\n{margin} --> {place}\n{margin} |\n{line} | {excerpt}\n{margin} | {mark}")
    }
}

impl fmt::Display for FormulaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Language::Zh))
    }
}

/// As much of the end of a line as is shown.
fn last_columns(text: &str) -> &str {
    let mut room = TUNING.formula_error.around;
    let fits = |(_, character): &(usize, char)| {
        let left = room.checked_sub(width(*character));
        room = left.unwrap_or(0);
        left.is_some()
    };
    let start = text.char_indices().rev().take_while(fits).last().map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or(text)
}

/// As much of the beginning of a line as is shown.
fn first_columns(text: &str) -> &str {
    let mut room = TUNING.formula_error.around;
    let end = text.char_indices().find(|(_, character)| {
        let left = room.checked_sub(width(*character));
        room = left.unwrap_or(0);
        left.is_none()
    });
    text.get(..end.map_or(text.len(), |(at, _)| at)).unwrap_or(text)
}

/// The last boundary of characters at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
