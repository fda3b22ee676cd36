//! What is wrong with a formula, and where, shown as a compiler shows it.

use std::fmt;

use juesuan_source::chars::columns;

use super::syntax::Where;

/// A formula that cannot be understood: what is wrong, and the place under-lined.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct FormulaError {
    message: String,
    line: u32,
    column: u32,
    start: usize,
    end: usize,
    line_text: String,
    /// Columns of a terminal in front of the place, and under it.
    indent: usize,
    width: usize,
}

impl FormulaError {
    pub(crate) fn at(text: &str, place: &Where, message: impl Into<String>) -> Self {
        let start = floor(text, place.start);
        let end = floor(text, place.end).max(start);
        let line_start = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let line_text = text.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or("");
        let before = text.get(line_start..start).unwrap_or("");
        let marked = text.get(start..end).and_then(|marked| marked.lines().next()).unwrap_or("");
        let line = text.get(..line_start).map_or(0, |before| before.matches('\n').count()) + 1;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            message: message.into(),
            line: count(line),
            column: count(before.chars().count() + 1),
            start,
            end,
            line_text: line_text.to_owned(),
            indent: columns(before),
            width: columns(marked.trim_end()).max(1),
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
        let what = match (expected.is_empty(), found.is_empty()) {
            (true, true) => "公式没有写完".to_owned(),
            (true, false) => "这里看不懂".to_owned(),
            (false, true) => format!("公式没有写完：这里应为{expected}"),
            (false, false) => format!("这里应为{expected}"),
        };
        Self::at(text, &(offset..offset + length), what)
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
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
}

impl fmt::Display for FormulaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let margin = self.line.to_string().len();
        writeln!(f, "{}", self.message)?;
        writeln!(f, "{:margin$} --> 第{}行第{}字", "", self.line, self.column)?;
        writeln!(f, "{:margin$} |", "")?;
        writeln!(f, "{} | {}", self.line, self.line_text)?;
        write!(f, "{:margin$} | {:indent$}{:^<width$}", "", "", "", indent = self.indent, width = self.width)
    }
}

/// The last boundary of characters at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
