//! A column of a table by the codes of its rows, as far as it was read with certainty.

use juesuan_model::{Certainty, Code, Decimal, Measure};

use crate::FigureId;
use crate::quick::QuickMap;
use crate::statement_index::{Book, Lookup, Sheet};

/// What a column tells, by the measures that it may have: columns of one kind are compared with each other.
pub(super) const KINDS: [&[&str]; 4] =
    [&["expenditure", "income", "final"], &["basic"], &["project"], &["income_fiscal_appropriation"]];

/// Pairs of kinds that print the same amounts: with nothing but appropriation, all expenditure is what was received.
pub(super) const ALIKE: [(usize, usize); 5] = [(0, 0), (1, 1), (2, 2), (0, 3), (3, 0)];

/// The code of a row, and the figure that the column has there.
pub(super) type PrintedRow = (Option<Code>, Option<(FigureId, Decimal)>);

/// A column of a table: its figures by the codes of their rows, of which the total has none.
pub(super) struct Printed {
    pub(super) rows: Vec<PrintedRow>,
    /// The last figure of each code.
    by_code: QuickMap<Option<Code>, Decimal>,
    pub(super) measure: Option<Measure>,
    /// Whether each cell was given as such, so that none can have been read into its neighbour.
    pub(super) is_given: bool,
}

impl Printed {
    pub(super) fn of(book: &Book<'_>, sheet: &Sheet<'_>, measures: &[Measure]) -> Self {
        let total = |row: &juesuan_model::Row| row.item.is_some_and(juesuan_model::Item::is_total);
        let rows = sheet.table().indexed_rows().filter(|(_, row)| row.code.is_some() || total(row));
        let rows: Vec<PrintedRow> = rows
            .map(|(at, row)| {
                let found = measures
                    .iter()
                    .find_map(|measure| figure(book, book.checked(sheet.in_row(at, *measure))));
                (row.code, found)
            })
            .collect();
        let by_code = rows.iter().filter_map(|(code, figure)| Some((*code, (*figure)?.1))).collect();
        let measure = measures.iter().find(|measure| sheet.measures().contains(measure)).copied();
        let cells = sheet.table().cells();
        let is_given = cells.iter().all(|cell| cell.certainty <= Certainty::Ruled);
        Self { rows, by_code, measure, is_given }
    }

    /// What the column has for the code of a row of another one.
    pub(super) fn beside(&self, other: &Self, row: Option<usize>) -> Option<Decimal> {
        self.at(other.rows.get(row?)?.0)
    }

    /// What the column has for a code.
    pub(super) fn at(&self, code: Option<Code>) -> Option<Decimal> {
        self.by_code.get(&code).copied()
    }
}

fn figure(book: &Book<'_>, found: Lookup) -> Option<(FigureId, Decimal)> {
    match found {
        Lookup::Found(id) => Some((id, book.printed(id)?.value)),
        _ => None,
    }
}
