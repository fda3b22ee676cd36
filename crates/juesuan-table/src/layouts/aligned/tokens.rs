//! The tokens of a line, and where they stand in it.

use std::ops::Range;

use juesuan_segment::Span;
use juesuan_source::chars::{GAPS, digit, is_blank, is_code, is_digit, is_gap, is_minus, width};
use juesuan_source::lines;

use crate::cell::clean;
use crate::cell::code;
use crate::cell::look::{self, Look};
use crate::cell::number;
use crate::grid::RawCell;
use crate::text::Text;
use crate::tuning::layouts::TUNING;
use crate::words::{self, List, Words};

/// A run of characters without two blanks between them.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Token {
    pub(crate) cell: RawCell,
    /// Where it begins and ends in the line, in character cells.
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// The tokens of a line: parted by two blanks, or by one next to a number that is certainly a value.
pub(crate) fn tokens(source: &Text<'_>, line: Span, measure: Measure) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut column = 0;
    // the token that is being read: where it began, and the end of its last character
    let mut open: Option<(usize, usize)> = None;
    let mut ends = (0, 0);
    for (at, c) in line.text(source).char_indices() {
        let at = line.start as usize + at;
        if is_blank(c) {
            column += measure.width(c);
            continue;
        }
        let parted = open.is_some_and(|_| column - ends.1 >= 2);
        if let (true, Some((start, from))) = (parted, open) {
            close(source, line, start..ends.0, (from, measure), &mut found);
            open = None;
        }
        open.get_or_insert((at, column));
        column += measure.width(c);
        ends = (at + c.len_utf8(), column);
    }
    if let Some((start, from)) = open {
        close(source, line, start..ends.0, (from, measure), &mut found);
    }
    found
}

/// Adds the token, or the values or words of a header that stand one blank apart in it.
fn close(
    source: &Text<'_>,
    line: Span,
    bytes: Range<usize>,
    (from, measure): (usize, Measure),
    found: &mut Vec<Token>,
) {
    let text = source.get(bytes.clone()).unwrap_or("");
    if is_spaced_amount(text, line.text(source)) {
        return push(source, Span::of(bytes), (from, measure), found);
    }
    let values = text.contains(GAPS) && text.split(GAPS).any(is_value);
    let values = values && !is_quantity(source.words, text) && !is_torn(text, line.text(source));
    if values || are_heads(source.words, text) {
        return split(source, bytes, (from, measure), found);
    }
    let class = || {
        let begins = found.len() < 2 && found.iter().all(|before| before.cell.is_number());
        begins.then(|| behind_class(source.words, text)).flatten()
    };
    if let Some(rest) = behind_short_cell(text).or_else(class) {
        let (next, column) = (bytes.end - rest.len(), from + measure.text(text) - measure.text(rest));
        // blanks have one byte, two or three
        let cell = text[..text.len() - rest.len()].trim_end();
        push(source, Span::of(bytes.start..bytes.start + cell.len()), (from, measure), found);
        return push(source, Span::of(next..bytes.end), (column, measure), found);
    }
    // a number behind a name may be that of the row
    let count = text.rsplit_once(GAPS).filter(|(name, count)| {
        (1..=3).contains(&count.len())
            && count.bytes().all(|byte| byte.is_ascii_digit())
            && name.ends_with(|c: char| c.is_alphabetic() && !c.is_ascii())
    });
    if let Some((name, count)) = count {
        let column = from + measure.text(name) + 1;
        push(source, Span::of(bytes.start..bytes.start + name.len()), (from, measure), found);
        push(source, Span::of(bytes.end - count.len()..bytes.end), (column, measure), found);
    } else {
        push(source, Span::of(bytes), (from, measure), found);
    }
}

/// What stands behind a short cell, one blank apart: a code or the next item behind a dash, the next item behind a short
/// figure. - 310, - 三、国防支出, 0 三、国防支出.
fn behind_short_cell(text: &str) -> Option<&str> {
    let (cell, rest) = text.split_once(GAPS)?;
    let begins_item = || words::begins_item(&clean::key(rest));
    let begins = match look::see(cell).look {
        Look::Dash => is_code(rest) || begins_item(),
        Look::Number => begins_item(),
        _ => false,
    };
    begins.then_some(rest)
}

/// The name behind a class at the beginning of a line, one blank apart, where codes stand in the middle of their column:
/// 207 文化旅游体育与传媒支出.
fn behind_class<'t>(words: &Words, text: &'t str) -> Option<&'t str> {
    let (code, name) = code::before_name(words, text)?;
    let rest = text.get(name..)?;
    let class = code == (0..3) && text.get(3..name).is_some_and(is_gap_alone);
    let named = rest.chars().all(|c| !c.is_ascii() && !is_blank(c)) && rest.chars().nth(2).is_some();
    (class && named).then_some(rest)
}

/// Whether a text is one blank.
fn is_gap_alone(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_gap) && chars.next().is_none()
}

/// Whether a text is one number and its unit, one blank apart: 55100 元, ≥1000 人次.
fn is_quantity(words: &Words, text: &str) -> bool {
    let Some((number, unit)) = text.rsplit_once(GAPS) else { return false };
    words.is_unit(unit) && !number.trim_start_matches(['≥', '≤', '=', '>', '<']).contains(GAPS)
}

/// Whether a text is an amount whose thousands blanks part, 319 993.50, where one on its line is that for sure.
fn is_spaced_amount(text: &str, line: &str) -> bool {
    let sure = |piece: &str| spaced_thousands(piece.trim()) == Some(true);
    spaced_thousands(text).is_some_and(|is_sure| is_sure || line.split("  ").any(sure))
}

/// Whether an amount whose thousands blanks part can be no other cells that stand one blank apart: it has millions, or a group
/// begins with a zero. 1 917 968.50, 402 025.00. `None` for what is no such amount.
fn spaced_thousands(text: &str) -> Option<bool> {
    let digits = |text: &str| !text.is_empty() && text.chars().all(is_digit);
    let (whole, decimals) = text.rsplit_once(['.', '．'])?;
    let (first, rest) = whole.split_once(GAPS)?;
    let first = first.strip_prefix(is_minus).unwrap_or(first);
    let is_group = |group: &str| digits(group) && group.chars().count() == 3;
    let begins = digits(first) && first.chars().count() <= 3 && digit(first.chars().next()?) != Some(0);
    let is_amount = begins && rest.split(GAPS).all(is_group) && digits(decimals);
    let is_sure = rest.contains(GAPS) || rest.starts_with(|c| digit(c) == Some(0));
    is_amount.then_some(is_sure)
}

/// Whether a text is a number whose first digit a blank has torn off, 2 3.85, as another one on its line: 2 5.
fn is_torn(text: &str, line: &str) -> bool {
    let rest = torn_rest(text).filter(|rest| rest.len() <= TUNING.aligned_tokens.longest && is_value(rest));
    let other = |piece: &str| torn_rest(piece.trim()).is_some_and(|rest| rest.len() == 1);
    rest.is_some() && line.split("  ").any(other)
}

/// What follows upon a digit and a blank.
fn torn_rest(text: &str) -> Option<&str> {
    let (head, rest) = text.split_once(' ')?;
    let begins = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    (head.len() == 1 && begins(head) && begins(rest)).then_some(rest)
}

/// Whether a text is words of a header, one blank apart: 基本支出 项目支出.
fn are_heads(words: &Words, text: &str) -> bool {
    // 类 款 项 may stand above codes that are printed in one
    let head = |word: &str| {
        let key = clean::key(word);
        word.len() > '项'.len_utf8() && (words.header(&key).is_some() || words.has(List::OneBlankApart, &key))
    };
    // 项目 支出 is one word, though each half is one too
    text.contains(GAPS) && text.split(GAPS).all(head) && !words.names_column(&clean::key(text))
}

/// The pieces of a token between its blanks; none where there is no blank.
pub(crate) fn pieces(source: &Text<'_>, token: &Token) -> Vec<Token> {
    let mut found = Vec::new();
    if token.cell.span.text(source).contains(GAPS) {
        let text = token.cell.span.text(source);
        let by_characters = token.to - token.from == text.chars().count();
        let measure = if by_characters { Measure::Characters } else { Measure::Cells };
        split(source, token.cell.span.range(), (token.from, measure), &mut found);
    }
    found
}

fn split(source: &Text<'_>, bytes: Range<usize>, (from, measure): (usize, Measure), found: &mut Vec<Token>) {
    let text = source.get(bytes.clone()).unwrap_or("");
    let (mut at, mut column) = (bytes.start, from);
    for piece in text.split_inclusive(GAPS) {
        let inner = piece.trim_end_matches(GAPS);
        push(source, Span::of(at..at + inner.len()), (column, measure), found);
        at += piece.len();
        column += measure.text(piece);
    }
}

fn push(source: &Text<'_>, span: Span, (from, measure): (usize, Measure), found: &mut Vec<Token>) {
    if span.is_empty() {
        return;
    }
    let text = span.text(source);
    let to = from + measure.text(text);
    found.push(Token { cell: RawCell::of(source, span), from, to });
}

/// A number with decimals or separators, or a code: nothing that a blank could have torn from its neighbour.
pub(crate) fn is_value(piece: &str) -> bool {
    let plain = number::Shape::of(piece).is_some_and(|shape| !shape.gaps);
    plain && (piece.contains(['.', '．', ',', '，']) && piece.len() > 3 || piece.len() >= 5)
}

/// How far a line has come: some programs pad their columns as if a Chinese character were two wide, others count
/// characters.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    Cells,
    Characters,
}

impl Measure {
    /// The measure by which the columns of a fragment stand straight: by characters only where that is plain to see.
    pub(super) fn of(source: &Text<'_>, fragment: Span) -> Self {
        Self::of_all(source, std::iter::once(fragment))
    }

    /// The measure by which the columns of several fragments stand straight.
    pub(crate) fn of_all(source: &Text<'_>, fragments: impl Iterator<Item = Span>) -> Self {
        let (mut cells, mut characters, mut count) = (0, 0, 0);
        for fragment in fragments {
            let (edges, tokens) = Self::Cells.edges(source, fragment);
            cells += edges;
            count += tokens;
            characters += Self::Characters.edges(source, fragment).0;
        }
        if count >= TUNING.aligned_tokens.fewest && characters * 4 <= cells * 3 {
            Self::Characters
        } else {
            Self::Cells
        }
    }

    /// In how many places cells behind the edge of the page begin, numbers end; and how many cells there are. The words
    /// above the first numbers are left out: they stand in the middle of their columns.
    fn edges(self, source: &Text<'_>, fragment: Span) -> (usize, usize) {
        let mut edges = juesuan_source::TextSet::default();
        let mut count = 0;
        let mut below_words = false;
        for line in lines(source, fragment) {
            let tokens = tokens(source, line, self);
            below_words |= tokens.iter().any(|token| token.cell.is_number());
            for token in tokens.iter().filter(|token| below_words && token.from > 0) {
                count += 1;
                edges.insert(if token.cell.is_number() { (token.to, true) } else { (token.from, false) });
            }
        }
        (edges.len(), count)
    }

    fn width(self, c: char) -> usize {
        if self == Self::Cells { width(c) } else { 1 }
    }

    fn text(self, text: &str) -> usize {
        text.chars().map(|c| self.width(c)).sum()
    }
}
