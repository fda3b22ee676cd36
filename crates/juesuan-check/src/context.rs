//! What a rule looks at: the report, its statutory tables, and the text where the caller has it.

use std::cell::OnceCell;

use juesuan_model::{
    Fact, Indicator, Item, Measure, Place, Programme, ProgrammeSource, Report, StatementId, SubjectRef,
};

use juesuan_source::Span;

use crate::analysis::{Analysis, Outputs};
use crate::quantity::Later;
use crate::statement_index::{Book, Lookup};
use crate::{FigureId, Phrases, Quantity, Text};

/// What a rule looks at.
#[derive(Debug)]
pub struct Context<'c> {
    book: &'c Book<'c>,
    text: Option<&'c str>,
    lines: OnceCell<Vec<TextLine<'c>>>,
    pub(crate) outputs: Outputs<'c>,
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
    /// A report by its tables, and its text where that is at hand.
    pub fn new(book: &'c Book<'c>, text: Option<&'c str>) -> Self {
        Self { book, text, lines: OnceCell::new(), outputs: Outputs::default() }
    }

    /// What an analysis that rules share finds out of the report. It is run when it is first asked for.
    pub fn get<A: Analysis<'c>>(&self) -> &A::Output {
        self.outputs.get::<A>(self)
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
        let index = self.report().facts.element_offset(fact).and_then(|index| u32::try_from(index).ok());
        let mut quantity = match index {
            Some(index) => {
                let name = Later {
                    at: (index, 0),
                    name: |report, (index, _)| name_of(report.facts.get(index as usize)),
                };
                Quantity::later(fact.value, fact.unit.as_ref(), fact.place, name)
            }
            None => Quantity::new(fact.value, fact.unit.as_ref(), fact.place, name_of(Some(fact))),
        };
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
        self.all_lines().iter().copied()
    }

    /// Many rules go through all lines, which are therefore found once.
    fn all_lines(&self) -> &[TextLine<'c>] {
        self.lines.get_or_init(|| {
            let text = self.text.unwrap_or("");
            let whole = Span::of(0..text.len());
            let line =
                |(number, span): (u32, Span)| TextLine { number, text: span.text(text), start: span.start };
            (1..).zip(juesuan_source::lines(text, whole)).map(line).collect()
        })
    }

    /// The line with this index, which is its number less one.
    pub fn line(&self, at: u32) -> Option<TextLine<'c>> {
        self.all_lines().get(at as usize).copied()
    }

    /// Every place in the text where one of the words stands: its line, the byte offset in the line, the word. One
    /// pass over the text, however many words there are.
    pub fn find_phrases<'p>(
        &'p self,
        phrases: &'p Phrases,
    ) -> impl Iterator<Item = (TextLine<'c>, usize, &'static str)> + use<'p, 'c> {
        let mut lines = self.lines().peekable();
        phrases.find_in(self.text.unwrap_or("")).filter_map(move |(at, word)| {
            let behind = |line: &TextLine<'_>| line.start as usize + line.text.len() < at;
            while lines.next_if(behind).is_some() {}
            let line = *lines.peek()?;
            Some((line, at.saturating_sub(line.start as usize), word))
        })
    }
}

/// What a fact is called in messages.
fn name_of(fact: Option<&Fact>) -> Text {
    let name = fact.map_or("", |fact| if fact.subject.is_empty() { &fact.section } else { &fact.subject });
    Text::owned(format!("正文“{name}”"), format!("the text on “{name}”"))
}
