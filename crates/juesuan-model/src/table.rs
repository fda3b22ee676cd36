//! Tables as they were printed, with what their rows and columns mean.

mod figure;
mod grid;
mod record;

use juesuan_vocabulary::lists::OF_WHICH;
use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::amount::same_print;
use crate::record::word_list;
use crate::{Amount, Certainty, Code, Item, Measure, Place, Unit};

pub use figure::Figure;
pub use grid::{Table, TableError, TableParts};
pub use juesuan_source::{ColumnIndex, RowIndex};

word_list! {
    /// How a table stood in the text.
    Layout {
        /// A row a line, cells parted by tabs.
        Tabbed = "tabbed",
        /// A cell a line.
        Exploded = "exploded",
        /// Markdown pipes.
        Piped = "piped",
        /// Rows and cells in the tags of an HTML table.
        Html = "html",
        /// Columns aligned by runs of blanks.
        Aligned = "aligned",
        /// Fragments of several layouts.
        Mixed = "mixed",
    }
}

/// A column: its headers and what they mean.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
pub struct Column {
    /// The headers above it, top to bottom; in a side-by-side form the side comes first.
    pub path: Vec<String>,
    /// The unit that its headers state, where it differs from the table's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// What the figures in it measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    /// What the figures in it are about, in forms that print across what others print down (Z09).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Item>,
}

impl Column {
    /// A column under these headers, its meaning still open.
    pub fn new(path: Vec<String>) -> Self {
        Self { path, ..Self::default() }
    }

    /// The headers joined by `/`, as in the data package.
    pub fn title(&self) -> String {
        self.path.join("/")
    }
}

/// A row: its label and what it means. A line of a side-by-side form is one row a side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// 行次: the printed row number.
    pub number: Option<u32>,
    /// The code, where one of the classification was read.
    pub code: Option<Code>,
    /// The characters in place of the code where they are not its digits: "301 01", or no code at all.
    pub printed_code: Option<Box<str>>,
    /// The label as printed, numbering included, white space and markup removed.
    pub label: String,
    /// What the row means.
    pub item: Option<Item>,
    /// What the row measures, in forms that print down what others print across: 预算数 and 决算数 as rows (Z09).
    pub measure: Option<Measure>,
    /// The unit that the label states, where it differs from the columns' and the table's.
    pub unit: Option<Unit>,
    /// The line, counted from 1, on which the row begins.
    pub line: u32,
}

impl Row {
    /// A row with this label, its meaning still open.
    pub fn new(label: impl Into<String>, line: u32) -> Self {
        Self { label: label.into(), line, ..Self::default() }
    }

    /// Whether its label begins with 其中: it is a part of a row above, so that a sum of rows does not contain it.
    pub fn is_of_which(&self) -> bool {
        self.label.trim_start_matches(|c: char| !c.is_alphabetic()).starts_with(OF_WHICH)
    }

    /// The same row with its printed code, read as a code where it is one.
    #[must_use]
    pub fn with_code(mut self, printed: &str) -> Self {
        self.code = Code::new(printed).ok();
        // a code has one form, but for blanks around it
        let kept = self.code.is_none() || printed.trim().len() < printed.len();
        self.printed_code = (kept && !printed.is_empty()).then(|| printed.into());
        self
    }

    /// The digits of the code, else what is printed in its place; empty where the row has neither.
    pub fn code_text(&self) -> Cow<'_, str> {
        match (self.code, &self.printed_code) {
            (Some(code), _) => Cow::Owned(code.to_string()),
            (None, Some(printed)) => Cow::Borrowed(printed),
            (None, None) => Cow::Borrowed(""),
        }
    }

    /// One row has one form: a printed code that is a code is read as one and kept only where it looks different.
    pub(super) fn settle(&mut self) {
        if let Some(printed) = self.printed_code.take() {
            self.code = self.code.or_else(|| Code::new(&printed).ok());
            let kept = !printed.is_empty() && self.code.is_none_or(|code| code.to_string() != *printed);
            self.printed_code = kept.then_some(printed);
        }
    }
}

/// What stands in a cell. A blank cell is not listed at all: blank, dash, 0 and 0.00 are four different things.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A number in the unit of its row, column or table.
    Number(Decimal),
    /// A number with its own unit beside it in the cell.
    Measured(Box<Amount>),
    /// A dash of any kind: the form has no value here.
    Dash,
    /// Words.
    Text(Box<str>),
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(left), Self::Number(right)) => same_print(*left, *right),
            (Self::Measured(left), Self::Measured(right)) => left == right,
            (Self::Dash, Self::Dash) => true,
            (Self::Text(left), Self::Text(right)) => left == right,
            _ => false,
        }
    }
}

impl Eq for Entry {}

/// One cell that is not blank. Kept small: a document has more cells than anything else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its row.
    pub row: RowIndex,
    /// Its column.
    pub column: ColumnIndex,
    /// What stands in it.
    pub entry: Entry,
    /// The characters as printed, where they are not what was read: "1 0" for 10.
    pub printed: Option<Box<str>>,
    /// How sure it is that it belongs in this row and column.
    pub certainty: Certainty,
    /// Where it stands.
    pub place: Place,
}

impl Cell {
    /// The number in it, whatever its unit.
    pub fn number(&self) -> Option<Decimal> {
        match &self.entry {
            Entry::Number(value) => Some(*value),
            Entry::Measured(amount) => Some(amount.value),
            Entry::Dash | Entry::Text(_) => None,
        }
    }
}
