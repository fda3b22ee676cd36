//! Heads that ran together where a line ended: 公务接待费小计 is the last word of one line and the first of the next.
//!
//! Readers of PDF lose line ends now and then. A word of the head that is no head by itself, but two of them, is broken
//! into two lines again where these may be two: both stand elsewhere in the head too, one of them stands above codes and
//! names and the other above figures, or the second is a part of a code. The first word of a head ends no line. Whether the
//! head is read so is for the contest to say, in which it is tried as it is printed first.

use juesuan_segment::Span;

use super::tokens::{Kind, Line, Token};
use super::{ColumnKind, Template};
use crate::cell::clean;
use crate::table::Role;
use crate::text::Text;
use crate::tuning::template::TUNING;

/// What a word of a head stands above.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Above {
    Figures,
    /// Codes, their parts, or names.
    Stub,
}

/// The lines of a head, with those parted that ran together.
pub(super) fn part(source: &Text<'_>, heads: &[Line], templates: &[Template]) -> Vec<Line> {
    let words = Words::of(source, heads, templates);
    let mut parted = Vec::with_capacity(heads.len());
    for (number, line) in heads.iter().enumerate() {
        let mut rest = line.clone();
        while let Some((at, middle)) =
            words.glued(&rest).filter(|glued| number > 0 || glued.0 > 0 || rest.span.start > line.span.start)
        {
            let mut behind = rest.tokens.split_off(at);
            let Some(glued) = behind.first_mut() else { break };
            let begin = Token { at: Span::new(glued.at.start, middle), ..*glued };
            glued.at = Span::new(middle, glued.at.end);
            rest.tokens.push(begin);
            let next = Line { span: Span::new(middle, rest.span.end), tokens: behind, ..rest.clone() };
            rest.span = Span::new(rest.span.start, middle);
            parted.push(std::mem::replace(&mut rest, next));
        }
        parted.push(rest);
    }
    parted
}

/// The words of a head and those of the templates of its form.
struct Words<'w> {
    source: &'w Text<'w>,
    templates: &'w [Template],
    printed: Vec<String>,
}

impl<'w> Words<'w> {
    fn of(source: &'w Text<'w>, heads: &[Line], templates: &'w [Template]) -> Self {
        let names = heads.iter().flat_map(Line::names);
        let printed = names.map(|name| clean::key(name.text(source)).into_owned()).collect();
        Self { source, templates, printed }
    }

    /// The first token of a line that is two heads, and where the second of them begins.
    fn glued(&self, line: &Line) -> Option<(usize, u32)> {
        let tokens = line.tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Name);
        { tokens }.find_map(|(at, token)| Some((at, self.middle(token)?)))
    }

    /// Where the second of two heads begins, if a word is certainly two.
    fn middle(&self, token: &Token) -> Option<u32> {
        let text = token.at.text(self.source);
        let length = text.chars().count();
        if length > TUNING.template_glued_heads.longest || self.above(&clean::key(text)).is_some() {
            return None;
        }
        let mut found = None;
        for (at, _) in text.char_indices().skip(1) {
            let (first, second) = text.split_at(at);
            if self.are_two(&clean::key(first), &clean::key(second)) && found.replace(at).is_some() {
                return None;
            }
        }
        found.map(|at| token.at.start + Span::of(0..at).end)
    }

    fn are_two(&self, first: &str, second: &str) -> bool {
        let Some((of_first, of_second)) = self.above(first).zip(self.above(second)) else { return false };
        let stands = |word: &str| self.printed.iter().any(|printed| printed == word);
        let of_stub = if of_first == Above::Stub { first } else { second };
        // 项目合计 may be a head
        let named = of_stub.chars().count() >= TUNING.template_glued_heads.shortest_stub;
        let part = of_first == Above::Stub && self.source.words.is_code_part(second);
        of_first != of_second && named || part || stands(first) && stands(second)
    }

    /// What a word stands above, where it is known.
    fn above(&self, word: &str) -> Option<Above> {
        if self.source.words.is_code_part(word) {
            return Some(Above::Stub);
        }
        let columns = self.templates.iter().flat_map(|template| &template.columns);
        let spelt = |name: &String| !name.is_empty() && clean::key(name) == word;
        let kind = || {
            let mut columns = { columns }.filter(|column| column.path.iter().flatten().any(spelt));
            columns.next().map(|column| column.kind)
        };
        if let Some(kind) = kind() {
            return Some(if kind == ColumnKind::Figure { Above::Figures } else { Above::Stub });
        }
        // a word that only begins or ends with one that is known is no head
        match self.source.header(word).filter(|_| self.source.words.names_column(word)) {
            Some(Role::Figure) => Some(Above::Figures),
            Some(Role::Code | Role::Label) => Some(Above::Stub),
            _ => None,
        }
    }
}
