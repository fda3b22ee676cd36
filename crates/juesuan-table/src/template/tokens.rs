//! The lines of a form as sequences of typed tokens.

use std::borrow::Cow;

use juesuan_segment::{Marker, MarkerStyle, Span};
use juesuan_source::chars::{self, is_figure, is_minus, is_page_line};
use juesuan_source::lines as lines_of;

use super::Knowledge;
use crate::cell::clean;
use crate::layouts::aligned::{self, Measure, code_parts};
use crate::rebuild::fragment_runs::without_continued;
use crate::text::Text;
use crate::tuning::template::TUNING;
use crate::words::is_of_which;

/// How the cells stand in the text.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// A cell a line.
    Cells,
    /// One blank between the cells of a line.
    Words,
    /// Columns aligned by blanks, as this measures them.
    Spaced(Measure),
}

/// What a token is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Three, five or seven digits: a code, or a figure without decimals.
    Code,
    /// One or two digits: a part of a code, or a figure.
    Part,
    /// A figure or a dash.
    Figure,
    /// Anything else.
    Name,
}

/// The most figures that stand in one line.
pub(super) fn most_figures(lines: &[Line]) -> usize {
    let figures = |line: &Line| {
        let behind = line.tokens.get(line.code()..).unwrap_or(&[]);
        behind.iter().filter(|token| token.kind != Kind::Name).count()
    };
    lines.iter().map(figures).max().unwrap_or(usize::MAX)
}

/// Whether a line has a name and a figure.
pub(super) fn names_figures(line: &Line) -> bool {
    let has = |kind: Kind| line.tokens.iter().any(|token| token.kind == kind);
    has(Kind::Name) && has(Kind::Figure)
}

/// A cell or a part of one.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) at: Span,
    pub(super) kind: Kind,
    /// Where it begins and ends in the line, in character cells; told of columns aligned by blanks alone.
    pub(super) from: usize,
    pub(super) to: usize,
    /// Its last digits, where a narrow cell broke them off.
    pub(super) rest: Option<Span>,
}

impl Token {
    fn new(at: Span, kind: Kind) -> Self {
        Self { at, kind, from: 0, to: 0, rest: None }
    }

    /// What it says, with its last digits.
    pub(super) fn text<'s>(&self, source: &'s Text<'_>) -> Cow<'s, str> {
        match self.rest {
            Some(rest) => Cow::Owned([self.at.text(source), rest.text(source)].concat()),
            None => Cow::Borrowed(self.at.text(source)),
        }
    }
}

/// A printed line.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) span: Span,
    pub(super) tokens: Vec<Token>,
    /// The number of the page on which it stands.
    pub(super) page: u32,
    /// Lines without a blank one between them are one block; the end of a page parts none.
    pub(super) block: u32,
    /// The number of the body or of the project in front of its name, where it is no code of an item.
    pub(super) number: Option<Span>,
    /// How many parts of its code stand behind the class, where no name follows them that would say so.
    pub(super) parts: usize,
}

impl Line {
    /// How many tokens at its beginning are a code: one, or one and its parts.
    pub(super) fn code(&self) -> usize {
        let [first, rest @ ..] = self.tokens.as_slice() else { return 0 };
        if first.kind != Kind::Code || rest.is_empty() && first.at.len() == 3 {
            return usize::from(first.kind == Kind::Code);
        }
        let parts = rest.iter().take_while(|token| token.kind == Kind::Part).count();
        let named = rest.get(parts).is_some_and(|token| token.kind == Kind::Name);
        if named && parts <= 2 { 1 + parts } else { 1 + self.parts.min(parts) }
    }

    /// Whether it numbers the columns and says how they add up: 栏次 1=2+3 2 3.
    pub(super) fn numbers_columns(&self, source: &Text<'_>) -> bool {
        let sum = |text: &str| {
            let marks = |c: char| matches!(c, '=' | '＝' | '+' | '＋' | '-' | '－' | '(' | ')' | '（' | '）');
            text.contains(['=', '＝']) && text.chars().all(|c| c.is_ascii_digit() || marks(c))
        };
        let mut named = false;
        let all = self.tokens.iter().all(|token| {
            let text = token.at.text(source);
            let name = token.kind == Kind::Name && source.words.numbers_columns(&clean::key(text));
            named |= name;
            name || is_digits(text, 1..=2) || sum(text)
        });
        all && named && self.tokens.len() > 2
    }

    pub(super) fn names(&self) -> impl DoubleEndedIterator<Item = Span> {
        self.tokens.iter().filter(|token| token.kind == Kind::Name).map(|token| token.at)
    }
}

/// The lines of a form without those that are no part of it: the title that comes again, the unit, page numbers.
pub(super) fn lines(source: &Text<'_>, span: Span, mode: Mode, knowledge: &Knowledge<'_>) -> Vec<Line> {
    let title = clean::key(knowledge.title);
    let mut found: Vec<Line> = Vec::new();
    let (mut page, mut block, mut gap, mut turned) = (0, 0, false, false);
    for line in lines_of(source, span) {
        let raw = line.text(source);
        let text = raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{c}');
        let feeds = raw.contains('\u{c}');
        let key = clean::key(text);
        // the title comes again with its number and marks: ## 五、…
        let own = clean::key(without_continued(source.words, text));
        let titled =
            own.ends_with(&*title) && own.len() <= title.len() + TUNING.template_tokens.longest_lead.bytes();
        let ends_page = is_page_line(text) || titled && !found.is_empty();
        turned |= feeds || ends_page;
        gap |= key.is_empty();
        if key.is_empty() || titled || source.words.furnishing(&key).is_some() || ends_page {
            continue;
        }
        page += u32::from(turned);
        block += u32::from(gap && !turned);
        (gap, turned) = (false, false);
        let offset = text.as_ptr() as usize - source.as_ptr() as usize;
        let whole = Span::of(offset..offset + text.len());
        if mode == Mode::Cells {
            for cell in cells(source, whole) {
                let mut tokens = Vec::new();
                match cell.text(source).split_once(char::is_whitespace) {
                    Some((sign, figure)) if is_signed(sign, figure.trim_start()) => {
                        tokens.push(Token::new(cell, Kind::Figure));
                    }
                    _ => push(source, cell, &mut tokens),
                }
                found.push(Line { span: cell, tokens, page, block, number: None, parts: 0 });
            }
            continue;
        }
        let mut tokens = Vec::new();
        match mode {
            Mode::Cells => {}
            Mode::Words => words_of(source, whole, &mut tokens),
            Mode::Spaced(measure) => {
                let from = line.start + Span::of(0..raw.rfind('\u{c}').map_or(0, |at| at + 1)).end;
                spaced(source, Span::new(from, line.end), measure, &mut tokens);
            }
        }
        found.push(Line { span: whole, tokens, page, block, number: None, parts: 0 });
    }
    found
}

/// The cells of a line where each has one of its own: behind a figure that stands at the right of its cell the next one may
/// begin on the same line, another figure, a dash, a code or a name.
fn cells(source: &Text<'_>, line: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut rest = line;
    loop {
        let text = rest.text(source);
        let word = text.split(char::is_whitespace).next().unwrap_or("");
        let behind = text[word.len()..].trim_start();
        let code = !found.is_empty() && kind(word) == Kind::Code;
        if is_signed(word, behind) {
            found.push(rest);
            return found;
        }
        if behind.is_empty() || !code && !ends_cell(word) {
            found.push(rest);
            return found;
        }
        let end = rest.start + Span::of(0..word.len()).end;
        found.push(Span::new(rest.start, end));
        rest = Span::new(rest.end - Span::of(0..behind.len()).end, rest.end);
    }
}

/// Whether a word is the sign of the only figure behind it: - 12.50.
fn is_signed(word: &str, behind: &str) -> bool {
    let mut chars = word.chars();
    let sign = chars.next().is_some_and(is_minus) && chars.next().is_none();
    sign && !behind.starts_with(is_minus) && chars::ends_cell(behind)
}

/// Whether a word can be nothing but the figure of a cell, or the dash or zero that stands for one: 1. and 1.1 may be numbers
/// of items.
fn ends_cell(word: &str) -> bool {
    let blank = word == "0" || !word.contains(|c: char| c.is_ascii_digit());
    chars::ends_cell(word) || kind(word) != Kind::Name && blank
}

/// Adds the words of a line. A year goes on with its word: `2020 年度预算数`; a word of the head may be set apart: `项 目`.
fn words_of(source: &Text<'_>, line: Span, tokens: &mut Vec<Token>) {
    let mut at = line.start as usize;
    let mut year: Option<usize> = None;
    for word in line.text(source).split(char::is_whitespace) {
        let start = year.take().filter(|_| word.starts_with('年')).unwrap_or(at);
        if start < at {
            tokens.pop();
        }
        year = is_digits(word, 4..=4).then_some(at);
        let apart = head_set_apart(source, Span::of(start..at + word.len()), tokens);
        match apart {
            Some(whole) => {
                tokens.pop();
                tokens.push(Token::new(whole, Kind::Name));
            }
            None => push(source, Span::of(start..at + word.len()), tokens),
        }
        at += word.len();
        at += source.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
}

/// The word of two characters that this one and the one before it are, where it heads a column or sums up: 项 目, 合 计.
/// 类 款 are two heads.
fn head_set_apart(source: &Text<'_>, word: Span, tokens: &[Token]) -> Option<Span> {
    let single = |at: Span| at.text(source).chars().count() == 1;
    let before = tokens.last().filter(|token| token.kind == Kind::Name && single(token.at))?;
    let whole = before.at.join(word);
    let key = clean::key(whole.text(source));
    let known = source.header(&key).is_some() || source.words.totals(&key);
    (single(word) && known).then_some(whole)
}

/// Adds what stands between the wide gaps of a line. Digits that single blanks part are parts of a code, or figures.
fn spaced(source: &Text<'_>, line: Span, measure: Measure, tokens: &mut Vec<Token>) {
    for token in aligned::tokens(source, line, measure) {
        let first = tokens.len();
        let text = token.cell.span.text(source);
        let parted = text.contains(char::is_whitespace);
        let pieces = if parted {
            code_parts::pieces(text, tokens.iter().map(|token| token.at.text(source)))
        } else {
            None
        };
        if let Some(pieces) = pieces {
            let start = token.cell.span.start as usize;
            for piece in pieces {
                push(source, Span::of(start + piece.start..start + piece.end), tokens);
            }
        } else if parted && parts_of_code(text) {
            words_of(source, token.cell.span, tokens);
        } else if parted && token.cell.is_number() {
            // blanks tore its digits
            tokens.push(Token::new(token.cell.span, Kind::Figure));
        } else {
            push(source, token.cell.span, tokens);
        }
        let added = tokens.len() - first;
        for (at, part) in tokens.get_mut(first..).unwrap_or(&mut []).iter_mut().enumerate() {
            // the parts of a token stand side by side
            let before = (part.at.start - token.cell.span.start) as usize;
            part.from = token.from + if at == 0 { 0 } else { before };
            part.to = if at + 1 == added { token.to } else { token.from + before + part.at.len() };
        }
    }
}

/// 301 01, 208 05 05: the parts of a code.
fn parts_of_code(text: &str) -> bool {
    let mut parts = text.split_whitespace();
    parts.next().is_some_and(|class| is_digits(class, 3..=3)) && parts.all(|part| is_digits(part, 2..=2))
}

/// Whether a text is a figure that its decimals or separators tell from codes, pages and numbers of lines.
pub(super) fn is_exact(text: &str) -> bool {
    text.contains(['.', ',', '，'])
}

/// Whether nearly all figures but zeros have decimals or separators, so that a whole number is none.
pub(super) fn are_exact<'t>(source: &Text<'_>, tokens: impl Iterator<Item = &'t Token>) -> bool {
    let (mut all, mut exact) = (0, 0);
    for token in tokens.filter(|token| token.kind == Kind::Figure) {
        let text = token.text(source);
        all += usize::from(text.contains(|c: char| c.is_ascii_digit()));
        exact += usize::from(is_exact(&text));
    }
    exact > 0 && exact * 10 >= all * TUNING.template_tokens.exact
}

pub(super) fn is_digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Takes out whole numbers alone on their line where figures have decimals: pages. Those below the name of a row that
/// counts things are its figures.
pub(super) fn drop_pages(source: &Text<'_>, lines: &mut Vec<Line>, knowledge: &Knowledge<'_>) {
    let figures = lines.iter().flat_map(|line| &line.tokens);
    if !are_exact(source, figures.filter(|token| token.at.text(source) != "0")) {
        return;
    }
    let numbered =
        |line: &Line| line.names().any(|name| source.words.numbers_columns(&clean::key(name.text(source))));
    let mut counts = false;
    let mut pages = 0;
    // 04 and 01 on the lines below 201
    let mut in_code = false;
    let mut counted = false;
    lines.retain_mut(|line| {
        line.page += pages;
        let lone_kind = if let [token] = line.tokens.as_slice() { Some(token.kind) } else { None };
        let part = in_code && lone_kind == Some(Kind::Part);
        in_code = part || lone_kind == Some(Kind::Code);
        let lone = matches!(line.tokens.as_slice(), [token] if is_digits(token.at.text(source), 1..=3)
            && token.kind != Kind::Code && token.at.text(source) != "0");
        counts = numbered(line) || counts && lone;
        let page = lone && !counts && !part && !counted;
        counted = line.names().next_back().is_some_and(|name| {
            let name = clean::key(name.text(source));
            knowledge.lexicon.fills_last_alone(knowledge.title, &name)
        });
        pages += u32::from(page);
        !page
    });
}

/// Adds the tokens of a word: a code or a figure may be glued to a name.
fn push(source: &Text<'_>, at: Span, tokens: &mut Vec<Token>) {
    let word = at.text(source);
    if word.is_empty() {
        return;
    }
    let digits = word.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')).count();
    let (front, rest) = word.split_at(digits);
    let exact = front.rsplit_once('.').is_some_and(|(_, decimals)| decimals.len() == 2);
    let coded = matches!(front.len(), 3 | 5 | 7) && is_digits(front, 3..=7);
    let glued = !rest.is_empty() && rest.chars().next().is_some_and(|c| !c.is_ascii() && c.is_alphanumeric());
    if glued && (exact || coded) {
        let middle = at.start + Span::of(0..digits).end;
        tokens.push(Token::new(Span::new(at.start, middle), kind(front)));
        tokens.push(Token::new(Span::new(middle, at.end), Kind::Name));
        return;
    }
    tokens.push(Token::new(at, kind(word)));
}

/// Whether a word is the code of a project: digits with letters among them, 42000024T000000101.
fn codes_project(word: &str) -> bool {
    const LENGTHS: std::ops::RangeInclusive<usize> = 10..=32;
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    LENGTHS.contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && word.starts_with(|c: char| c.is_ascii_digit())
        && digits < word.len()
        && digits * 3 >= word.len() * 2
}

fn kind(word: &str) -> Kind {
    if is_digits(word, 1..=2) {
        Kind::Part
    } else if codes_project(word) || matches!(word.len(), 3 | 5 | 7) && is_digits(word, 3..=7) {
        Kind::Code
    } else if is_figure(word) {
        Kind::Figure
    } else {
        Kind::Name
    }
}

/// Whether a word begins with the number of an item: 四、科学技术支出, 其中：…
pub(super) fn begins_item(text: &str) -> bool {
    let styled = |marker: &Marker| {
        matches!(marker.style, MarkerStyle::Han | MarkerStyle::HanParen) && marker.span.len() < text.len()
    };
    Marker::at_start(text, 0).is_some_and(|marker| styled(&marker)) || is_of_which(text)
}
