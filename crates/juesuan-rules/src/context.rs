//! What a rule looks at: the report, its statutory tables, and the text where the caller has it.

use std::cell::OnceCell;

use juesuan_model::{
    Fact, Indicator, Item, Measure, Place, Programme, ProgrammeSource, Report, StatementId, SubjectRef,
};

use crate::book::{Book, Lookup};
use crate::rules::statements::Statements;
use crate::{FigureId, Phrases, Quantity, Text};

/// What a rule looks at.
#[derive(Debug)]
pub struct Context<'c> {
    book: &'c Book<'c>,
    text: Option<&'c str>,
    /// What rules on running text share, made when the first of them asks.
    statements: OnceCell<Statements<'c>>,
}

/// A line of the text.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct TextLine<'c> {
    /// Its number, counted from 1.
    pub number: u32,
    /// Its characters, without the line ending.
    pub text: &'c str,
    /// The byte offset of its first character.
    pub start: u32,
}

impl TextLine<'_> {
    /// The place of a range of bytes of the line.
    pub fn place(&self, start: usize, end: usize) -> Place {
        let mut place = Place { line: self.number, ..Place::default() };
        let offset = |at: usize| self.start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        (place.span.start, place.span.end) = (offset(start), offset(end));
        place
    }

    /// The place of the whole line.
    pub fn whole(&self) -> Place {
        self.place(0, self.text.len())
    }
}

impl<'c> Context<'c> {
    pub(crate) const fn new(book: &'c Book<'c>, text: Option<&'c str>) -> Self {
        Self { book, text, statements: OnceCell::new() }
    }

    /// The facts of the report by sentence and section.
    pub(crate) fn statements(&self) -> &Statements<'c> {
        self.statements.get_or_init(|| Statements::of(self.report()))
    }

    /// The report.
    pub const fn report(&self) -> &'c Report {
        self.book.report()
    }

    /// Its statutory tables.
    pub const fn book(&self) -> &'c Book<'c> {
        self.book
    }

    /// The figure about an item (by its key: `total`, `income:year_total`) in a measure of a statutory table.
    pub fn find(&self, table: StatementId, item: &str, measure: Measure) -> Lookup {
        Item::named(item).map_or(Lookup::NoRow, |item| self.book.find(table, item, measure))
    }

    /// The cell that a fact speaks of, where the fact was resolved to one.
    pub fn cell_of(&self, fact: &Fact) -> Option<FigureId> {
        match self.lookup_of(fact)? {
            Lookup::Found(figure) => Some(figure),
            _ => None,
        }
    }

    /// What stands in the cell that a fact speaks of; `None` where the fact was not resolved to a statutory table.
    pub fn lookup_of(&self, fact: &Fact) -> Option<Lookup> {
        let Some(SubjectRef::Figure { table, item, measure }) = &fact.subject_ref else { return None };
        Some(self.book.find(table.statement()?, *item, (*measure)?))
    }

    /// The number of a fact, ready to be compared. A hedged number ("约5万元") is taken to be within 5 % of it.
    pub fn quantity_of(&self, fact: &Fact) -> Quantity {
        let name = if fact.subject.is_empty() { fact.section.clone() } else { fact.subject.clone() };
        let name = Text::owned(format!("正文“{name}”"), format!("the text on “{name}”"));
        let mut quantity = Quantity::new(fact.value, fact.unit.as_ref(), fact.place, name);
        if fact.approximation.is_some() {
            let twentieth = quantity.value.abs() / juesuan_model::Decimal::from(20);
            quantity.half = quantity.half.max(twentieth);
        }
        quantity
    }

    /// The facts of a role-free subject: those resolved to this item.
    pub fn facts_about(&self, item: Item) -> impl Iterator<Item = &'c Fact> {
        self.report().facts.iter().filter(move |fact| match &fact.subject_ref {
            Some(SubjectRef::Figure { item: about, .. } | SubjectRef::Item { item: about, .. }) => {
                *about == item
            }
            _ => false,
        })
    }

    /// Programmes with a report of their own, with their indexes in the report.
    pub fn programme_reports(&self) -> impl Iterator<Item = (u32, &'c Programme)> {
        self.programmes(ProgrammeSource::Report)
    }

    /// Programmes as the summary of all programmes lists them, with their indexes in the report.
    pub fn programme_summary(&self) -> impl Iterator<Item = (u32, &'c Programme)> {
        self.programmes(ProgrammeSource::Summary)
    }

    fn programmes(&self, source: ProgrammeSource) -> impl Iterator<Item = (u32, &'c Programme)> {
        (0..).zip(&self.report().programmes).filter(move |(_, programme)| programme.source == source)
    }

    /// The indicators of the programme with this index, as printed.
    pub fn indicators_of(&self, programme: u32) -> impl Iterator<Item = &'c Indicator> {
        self.report().indicators_of(programme)
    }

    /// The text; `None` where a model was given without one.
    pub const fn text(&self) -> Option<&'c str> {
        self.text
    }

    /// The lines of the text; none where a model was given without one.
    pub fn lines(&self) -> impl Iterator<Item = TextLine<'c>> {
        let text = self.text.unwrap_or("");
        let mut start = 0_usize;
        (1..).zip(text.split_inclusive('\n')).map(move |(number, line)| {
            let begin = u32::try_from(start).unwrap_or(u32::MAX);
            start += line.len();
            TextLine { number, text: line.trim_end_matches(['\n', '\r']), start: begin }
        })
    }

    /// Every place in the text where one of the words stands: its line, the byte offset in the line, the word. One
    /// pass over the text, however many words there are.
    pub fn find_phrases<'p>(
        &self,
        phrases: &'p Phrases,
    ) -> impl Iterator<Item = (TextLine<'c>, usize, &'static str)> + use<'p, 'c>
    where
        'c: 'p,
    {
        let text = self.text.unwrap_or("");
        let mut lines = Lines { text, number: 0, start: 0, end: 0 };
        phrases.find_in(text).map(move |(at, word)| {
            let line = lines.advance_to(at);
            (line, at.saturating_sub(line.start as usize), word)
        })
    }
}

/// Finds the lines of ascending offsets.
struct Lines<'t> {
    text: &'t str,
    number: u32,
    start: usize,
    end: usize,
}

impl<'t> Lines<'t> {
    fn advance_to(&mut self, at: usize) -> TextLine<'t> {
        while self.number == 0 || (self.end <= at && self.end < self.text.len()) {
            self.start = self.end;
            let rest = self.text.get(self.start..).unwrap_or("");
            self.end = self.start + rest.find('\n').map_or(rest.len(), |end| end + 1);
            self.number += 1;
        }
        let line = self.text.get(self.start..self.end).unwrap_or("");
        let start = u32::try_from(self.start).unwrap_or(u32::MAX);
        TextLine { number: self.number, text: line.trim_end_matches(['\n', '\r']), start }
    }
}
