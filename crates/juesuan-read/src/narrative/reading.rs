//! What the interpreter finds, what it keeps in mind, and what it hands on.

use std::ops::Range;

use juesuan_model::{Approximation, Decimal, Direction, FactRole, MoneyUnit, Period, Unit};
use juesuan_segment::MarkerStyle;

/// What a paragraph hands on to the next one.
#[derive(Clone, Debug, Default)]
pub(super) struct Carry {
    /// The year that the document accounts for.
    pub(super) fiscal_year: Option<u16>,
    /// The unit of the last amount.
    pub(super) money: Option<MoneyUnit>,
    /// Whether a paragraph ended with 其中：, so that the next ones list parts.
    pub(super) part: bool,
    /// Whether the paragraph ended inside a list of parts, so that the next one goes on with it.
    pub(super) list_open: bool,
    /// Where figures of the paragraph stand that are bounds: 90分以上为优.
    pub(super) bounds: Vec<Range<usize>>,
    /// Whether that paragraph has a list number, so that the next number ends the list.
    pub(super) part_of_item: bool,
    /// The last number in front of a paragraph of the section: its form and value.
    pub(super) marker: Option<(MarkerStyle, u32)>,
    /// That of the heading of the section.
    pub(super) heading: Option<(MarkerStyle, u32)>,
    /// That where the list of parts began: a greater one of this form ends the list, too.
    pub(super) part_marker: Option<(MarkerStyle, u32)>,
}

impl Carry {
    /// The list of parts ends: a new section or the next item begins.
    pub(super) fn end_parts(&mut self) {
        (self.part, self.part_of_item, self.list_open) = (false, false, false);
        self.part_marker = None;
    }

    /// Takes the number of an item: where the parts below heading 3. begin with 1. again, 4. goes on with them.
    pub(super) fn count_from(&mut self, (style, value): (MarkerStyle, u32)) {
        let restarts = |&(of, at): &(MarkerStyle, u32)| of == style && value <= at;
        if self.part_marker == self.heading && self.heading.as_ref().is_some_and(restarts) {
            self.part_marker = None;
        }
    }
}

/// A figure that is a statement, in places of the clean text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    pub(super) number: Range<usize>,
    /// Number and unit.
    pub(super) whole: Range<usize>,
    pub(super) value: Decimal,
    pub(super) unit: Unit,
    /// The unit is not printed.
    pub(super) supplied: bool,
    /// The value is not printed in these characters.
    pub(super) rewritten: bool,
    pub(super) role: FactRole,
    pub(super) period: Option<Period>,
    pub(super) change: Option<Change>,
    pub(super) approximation: Option<Approximation>,
    pub(super) subject: String,
    /// Where its sentence begins.
    pub(super) sentence: usize,
}

/// A word of change and its place.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) direction: Option<Direction>,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// With what a change compares.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Year(u16),
    Budget,
}

/// What was met since the last figure or mark.
#[derive(Copy, Clone, Debug, Default)]
pub(super) struct Segment {
    pub(super) start: usize,
    pub(super) change: Option<Change>,
    /// A year that holds for the next figure alone.
    pub(super) year: Option<u16>,
    pub(super) per_head: bool,
    pub(super) scored: bool,
}

/// What a parenthesis interrupted.
#[derive(Clone, Debug)]
pub(super) struct Scope<'a> {
    pub(super) segment: Segment,
    pub(super) part: bool,
    pub(super) figures: usize,
    pub(super) subject: &'a str,
    /// The years of the paragraph and of the sentence: those inside hold inside.
    pub(super) years: [Option<u16>; 2],
    /// With what the words around it compare.
    pub(super) base: Option<Base>,
}

/// The last figure, for those that follow it in a list.
#[derive(Clone, Debug)]
pub(super) struct Last {
    pub(super) end: usize,
    pub(super) change: Option<Change>,
    pub(super) period: Option<Period>,
    pub(super) money: bool,
}

/// What a paragraph is about.
#[derive(Copy, Clone, Debug)]
pub(super) struct About<'a> {
    /// The title of the section: the subject of figures of which the text names none.
    pub(super) subject: &'a str,
    /// The budget item with which the paragraph begins.
    pub(super) named_item: Option<&'a str>,
}
