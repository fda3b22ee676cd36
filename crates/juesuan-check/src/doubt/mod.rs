//! What was not read with certainty, and therefore accuses nobody.
//!
//! The reader says how sure it is of each cell and each figure of the text. What a whole table gives away is found out
//! here, from the model alone: columns without a name, codes among amounts, names with figures in them. The engine asks
//! [`Doubts`] about every figure of a comparison that fails and every place of a finding, so no rule has to.

mod labels;
mod places;
mod reason;
mod recognised;
mod table;
mod titles;

use juesuan_model::{Fact, Place, Report, StatementId, TableId, TableKind};

pub use reason::Doubt;

/// What of a report is in doubt, by place.
#[derive(Debug, Default)]
pub struct Doubts {
    /// Bytes in doubt, in order and apart from each other.
    spans: Vec<(u32, u32, Doubt)>,
    /// Bytes of rows of which the name is in doubt.
    names: Vec<(u32, u32, Doubt)>,
    /// Lines of rows in doubt, for places that are no more than a line.
    lines: Vec<(u32, u32, Doubt)>,
    tables: Vec<TableDoubt>,
    /// Statutory tables that are printed and were not read.
    unread: Vec<StatementId>,
    /// Whether characters of the document were recognised on pictures, so that nothing can be said to be missing.
    is_recognised: bool,
}

/// The doubts about one table.
#[derive(Clone, Debug)]
pub(crate) struct TableDoubt {
    /// Which form it is.
    pub(crate) form: Option<TableId>,
    pub(crate) lines: (u32, u32),
    /// Why nothing of the table is evidence.
    pub(crate) whole: Option<Doubt>,
    /// Why there may be rows that were not read, so that their sum is none.
    pub(crate) rows: Option<Doubt>,
    /// Why anything in it is in doubt.
    pub(crate) any: Doubt,
}

impl Doubts {
    /// The doubts about what was read from a document.
    pub fn of(report: &Report) -> Self {
        let mut doubts = Self::default();
        let usual = table::usual_scale(report);
        for at in report.tables.iter().enumerate() {
            table::examine(report, at, usual, &mut doubts);
        }
        for fact in report.facts.iter().filter(|fact| !fact.certainty.may_accuse()) {
            doubts.add(fact.place, Doubt::Sentence);
        }
        recognised::examine(report, &mut doubts);
        doubts.settle();
        doubts
    }

    /// The doubts about what was read from a document, and the tables of its text that were not read.
    pub(crate) fn with_text(report: &Report, text: &str) -> Self {
        Self { unread: titles::unread(report, text), ..Self::of(report) }
    }

    /// Whether a statutory table is printed and was not read: its title stands in the text.
    pub fn is_unread(&self, id: impl Into<TableId>) -> bool {
        let id = id.into();
        self.unread.iter().any(|unread| TableId::from(*unread) == id)
    }

    /// The statutory tables that are printed and were not read.
    pub fn unread(&self) -> &[StatementId] {
        &self.unread
    }

    /// Why a place is in doubt.
    pub fn at(&self, place: Place) -> Option<Doubt> {
        if place.span.is_empty() {
            let behind = self.lines.partition_point(|(_, last, _)| *last < place.line);
            let (first, _, doubt) = self.lines.get(behind)?;
            return (place.line >= *first && place.line > 0).then_some(*doubt);
        }
        within(&self.spans, place)
    }

    /// Why the name of the row of a place is in doubt.
    pub fn of_name(&self, place: Place) -> Option<Doubt> {
        self.at(place).or_else(|| within(&self.names, place))
    }

    /// Why it cannot be said that something is missing in the document.
    pub fn of_absence(&self) -> Option<Doubt> {
        self.is_recognised.then_some(Doubt::Recognised)
    }

    /// Why a figure of the text is in doubt.
    pub fn of_fact(&self, fact: &Fact) -> Option<Doubt> {
        self.at(fact.place)
    }

    /// Why nothing of a form is evidence.
    pub fn of_table(&self, id: impl Into<TableId>) -> Option<Doubt> {
        self.about(id.into())?.whole
    }

    /// Why a form may have rows that were not read: nothing can be said to be missing in it, and its rows add up to
    /// nothing.
    pub fn of_rows(&self, id: impl Into<TableId>) -> Option<Doubt> {
        let table = self.about(id.into())?;
        table.whole.or(table.rows)
    }

    /// Why anything of a form is in doubt.
    pub fn within(&self, id: impl Into<TableId>) -> Option<Doubt> {
        Some(self.about(id.into())?.any)
    }

    pub(crate) fn tables(&self) -> &[TableDoubt] {
        &self.tables
    }

    /// The table in whose lines a place stands.
    pub(crate) fn table_at(&self, place: Place) -> Option<usize> {
        self.tables.iter().position(|table| (table.lines.0..=table.lines.1).contains(&place.line))
    }

    fn about(&self, id: TableId) -> Option<&TableDoubt> {
        self.tables.iter().find(|table| table.form == Some(id))
    }

    fn add(&mut self, place: Place, doubt: Doubt) {
        if !place.span.is_empty() {
            self.spans.push((place.span.start, place.span.end, doubt));
        }
    }

    /// Brings places together that overlap.
    fn settle(&mut self) {
        for marks in [&mut self.spans, &mut self.names, &mut self.lines] {
            marks.sort_unstable_by_key(|(start, end, doubt)| (*start, std::cmp::Reverse(*end), *doubt));
            marks.dedup_by(|next, kept| {
                let within = next.0 <= kept.1;
                if within {
                    kept.1 = kept.1.max(next.1);
                }
                within
            });
        }
    }
}

/// The doubt about bytes that a place shares.
fn within(marks: &[(u32, u32, Doubt)], place: Place) -> Option<Doubt> {
    let behind = marks.partition_point(|(_, end, _)| *end <= place.span.start);
    let (start, _, doubt) = marks.get(behind)?;
    (*start < place.span.end).then_some(*doubt)
}

/// Whether a table is one of the statutory forms or of a budget, also where it is a second copy.
const fn is_form(kind: TableKind) -> bool {
    matches!(kind, TableKind::Statement | TableKind::Budget)
}

#[cfg(test)]
mod tests;
