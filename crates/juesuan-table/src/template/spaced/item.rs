//! What one line of an aligned form says on one side.

use juesuan_segment::{Marker, MarkerStyle, Span};

use super::super::tokens::Token;
use crate::cell::clean;
use crate::text::Text;

/// What one line says on one side.
#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    pub(super) line: Span,
    /// The index of the line.
    pub(super) order: usize,
    /// Lines without a blank one between them are one block.
    pub(super) block: u32,
    /// The index of the first line of its block.
    pub(super) begins: usize,
    pub(super) page: u32,
    pub(super) code: Vec<Span>,
    pub(super) name: Vec<Span>,
    pub(super) figures: Vec<Token>,
    /// The number of the line in the form.
    pub(super) number: Option<Span>,
    /// Where its first token begins and its last one ends.
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Item {
    pub(super) fn name(&self, source: &Text<'_>) -> String {
        text_of(source, &self.name)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.code.is_empty() && self.name.is_empty() && !self.is_valued()
    }

    /// Whether it has figures, or the number of a line that may have some.
    pub(super) fn is_valued(&self) -> bool {
        !self.figures.is_empty() || self.number.is_some()
    }

    /// Whether it has figures and nothing else.
    pub(super) fn is_bare(&self) -> bool {
        self.code.is_empty() && self.name.is_empty()
    }

    /// Whether it has a name and nothing else.
    pub(super) fn is_tail(&self) -> bool {
        self.code.is_empty() && !self.name.is_empty() && !self.is_valued()
    }

    /// Takes the number of the line in the form from among the figures.
    pub(super) fn take_number(&mut self, source: &Text<'_>) {
        let whole =
            |text: &str| text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit()) && text != "0";
        if self.number.is_none() && self.figures.first().is_some_and(|first| whole(&first.text(source))) {
            self.number = Some(self.figures.remove(0).at);
        }
    }

    pub(super) fn note(&mut self, token: &Token) {
        if self.is_empty() {
            self.from = token.from;
        }
        self.to = token.to;
    }

    pub(super) fn absorb(&mut self, other: Self) {
        self.code.extend(other.code);
        self.name.extend(other.name);
        self.figures.extend(other.figures);
        self.number = self.number.or(other.number);
        self.to = other.to;
    }
}

/// The text of a cell of several parts.
pub(super) fn text_of(source: &Text<'_>, parts: &[Span]) -> String {
    parts.iter().map(|part| clean::key(part.text(source)).into_owned()).collect()
}

/// Whether a name begins with a number of its own: 2.政府性基金预算, （2）, ②.
pub(super) fn is_numbered(name: &str) -> bool {
    let styles = [MarkerStyle::Arabic, MarkerStyle::ArabicParen, MarkerStyle::Circled];
    Marker::at_start(name, 0)
        .is_some_and(|marker| styles.contains(&marker.style) && marker.span.len() < name.len())
}
