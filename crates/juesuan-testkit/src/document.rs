//! Documents as data: headings, text and tables in order.

use crate::grid::Grid;
use crate::truth::{Fact, Programme};

/// One part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// An empty line.
    Blank,
    /// A line as it is: cover, contents, unit, form number, rule.
    Line(String),
    /// A line that may or may not be taken for a heading.
    Neutral(String),
    /// A heading that opens a section.
    Heading(Heading),
    /// Running text with the numbers it states.
    Text {
        /// One line of text.
        text: String,
        /// Its numbers; their line is filled in when the document is printed.
        facts: Vec<Fact>,
        /// The programme whose result it states.
        programme: Option<Box<Programme>>,
    },
    /// A table.
    Table(Grid),
}

/// A heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// Markup in front: `## `, or nothing.
    pub markup: &'static str,
    /// Its number as printed: `一、`.
    pub number: String,
    /// Blanks between number and title.
    pub gap: &'static str,
    /// Its title.
    pub title: String,
    /// Its depth by meaning.
    pub level: u8,
}

/// A document of our own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its parts in order.
    pub parts: Vec<Part>,
    /// Whether a blank line follows each paragraph and heading, as in markdown.
    pub spaced: bool,
    /// What stands in front of each paragraph of running text: blanks, a tab.
    pub indent: &'static str,
    /// Lines of running text are cut off after this many characters, the indent not counted.
    pub cut_at: Option<usize>,
}

impl Document {
    /// An empty document whose paragraphs are parted by blank lines.
    pub fn markdown() -> Self {
        Self { spaced: true, ..Self::default() }
    }

    /// An empty document with a paragraph a line.
    pub fn plain_text(indent: &'static str) -> Self {
        Self { indent, ..Self::default() }
    }

    fn push(&mut self, part: Part) -> &mut Self {
        self.parts.push(part);
        if self.spaced {
            self.parts.push(Part::Blank);
        }
        self
    }

    /// Adds a part as it is, without an empty line after it.
    pub fn part(&mut self, part: Part) -> &mut Self {
        self.parts.push(part);
        self
    }

    /// Adds empty lines.
    pub fn blanks(&mut self, count: usize) -> &mut Self {
        self.parts.extend(std::iter::repeat_n(Part::Blank, count));
        self
    }

    /// Adds a line that is neither heading nor statement.
    pub fn line(&mut self, line: impl Into<String>) -> &mut Self {
        self.push(Part::Line(line.into()))
    }

    /// Adds a line that may be taken for a heading: a cover title, a caption.
    pub fn neutral(&mut self, line: impl Into<String>) -> &mut Self {
        self.push(Part::Neutral(line.into()))
    }

    /// Adds a heading.
    pub fn heading(
        &mut self,
        markup: &'static str,
        level: u8,
        number: &str,
        title: impl Into<String>,
    ) -> &mut Self {
        let is_named = number.starts_with('第') || number.starts_with('附');
        let gap = if is_named { " " } else { "" };
        self.push(Part::Heading(Heading {
            markup,
            number: number.to_owned(),
            gap,
            title: title.into(),
            level,
        }))
    }

    /// Adds running text that states no number.
    pub fn text(&mut self, text: impl Into<String>) -> &mut Self {
        self.stating(text, Vec::new())
    }

    /// Adds running text with the numbers it states.
    pub fn stating(&mut self, text: impl Into<String>, facts: Vec<Fact>) -> &mut Self {
        self.push(Part::Text { text: text.into(), facts, programme: None })
    }

    /// Adds running text that states the result of a programme.
    pub fn result(&mut self, text: impl Into<String>, facts: Vec<Fact>, programme: Programme) -> &mut Self {
        self.push(Part::Text { text: text.into(), facts, programme: Some(Box::new(programme)) })
    }

    /// Adds a table.
    pub fn table(&mut self, grid: Grid) -> &mut Self {
        self.push(Part::Table(grid))
    }
}
