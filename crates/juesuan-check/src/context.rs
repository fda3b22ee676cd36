//! What a rule looks at: the report, its statutory tables, and the text where the caller has it.

use std::cell::OnceCell;

use juesuan_model::{
    Fact, Indicator, Item, Measure, Programme, ProgrammeSource, Report, SubjectRef, TableId,
};

use juesuan_source::Span;

use crate::analysis::{Analysis, Outputs};
use crate::quantity::Later;
use crate::statement_index::{Book, Lookup};
use crate::text_line::Unwrapped;
use crate::{FigureId, Phrases, Quantity, Text, TextLine};

/// What a rule looks at.
#[derive(Debug)]
pub struct Context<'c> {
    book: &'c Book<'c>,
    text: Option<&'c str>,
    /// The lines, each with its offset in the text that they are of.
    lines: OnceCell<Vec<(u32, TextLine<'c>)>>,
    pub(crate) outputs: Outputs<'c>,
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

    /// The figure about an item (by its key: `total`, `income:year_total`) in a measure of one of its tables.
    pub fn find(&self, table: impl Into<TableId>, item: &str, measure: Measure) -> Lookup {
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

    /// The lines of the text, paragraphs on one each; none where a model was given without one.
    pub fn lines(&self) -> impl Iterator<Item = TextLine<'c>> {
        self.all_lines().iter().map(|(_, line)| *line)
    }

    /// Many rules go through all lines, which are therefore found once.
    fn all_lines(&self) -> &[(u32, TextLine<'c>)] {
        self.lines.get_or_init(|| {
            if let Some(unwrapped) = self.book.unwrapped() {
                return unwrapped.lines().collect();
            }
            let text = self.text.unwrap_or("");
            let line = |(number, span): (u32, Span)| {
                (span.start, TextLine::new(number, span.text(text), span.start))
            };
            (1..).zip(juesuan_source::lines(text, Span::of(0..text.len()))).map(line).collect()
        })
    }

    /// The line with this index.
    pub fn line(&self, at: u32) -> Option<TextLine<'c>> {
        self.all_lines().get(at as usize).map(|(_, line)| *line)
    }

    /// The line in which the line of the document with this number stands.
    pub fn line_at(&self, number: u32) -> Option<TextLine<'c>> {
        let lines = self.all_lines();
        let behind = lines.partition_point(|(_, line)| line.number <= number);
        behind.checked_sub(1).and_then(|at| lines.get(at)).map(|(_, line)| *line)
    }

    /// The line so many above another one.
    pub fn line_above(&self, line: &TextLine<'_>, steps: usize) -> Option<TextLine<'c>> {
        let lines = self.all_lines();
        let at = lines.partition_point(|(_, other)| other.number < line.number);
        at.checked_sub(steps).and_then(|at| lines.get(at)).map(|(_, line)| *line)
    }

    /// Every place in the text where one of the words stands: its line, the byte offset in the line, the word. One
    /// pass over the text, however many words there are.
    pub fn find_phrases<'p>(
        &'p self,
        phrases: &'p Phrases,
    ) -> impl Iterator<Item = (TextLine<'c>, usize, &'static str)> + use<'p, 'c> {
        let text = self.book.unwrapped().map(Unwrapped::text).or(self.text).unwrap_or("");
        let mut lines = self.all_lines().iter().peekable();
        phrases.find_in(text).filter_map(move |(at, word)| {
            let behind = |(start, line): &&(u32, TextLine<'_>)| *start as usize + line.text.len() < at;
            while lines.next_if(behind).is_some() {}
            let (start, line) = *lines.peek()?;
            Some((*line, at.saturating_sub(*start as usize), word))
        })
    }
}

/// What a fact is called in messages.
fn name_of(fact: Option<&Fact>) -> Text {
    let name = fact.map_or("", |fact| if fact.subject.is_empty() { &fact.section } else { &fact.subject });
    Text::owned(format!("正文“{name}”"), format!("the text on “{name}”"))
}
