//! The names of the rows of the statutory tables, each once: tables have the same rows for the most part, and several rules
//! compare their names.

use std::borrow::Cow;

use juesuan_model::{RowIndex, vocabulary};
use transient::Transient;

use crate::quick::TextMap;
use crate::{Analysis, Context};

/// The names of the rows of a document.
#[derive(Debug, Transient)]
pub(crate) struct RowLabels<'r> {
    labels: Vec<RowLabel<'r>>,
    /// For each sheet and each of its rows which of the labels it has.
    of_rows: Vec<Vec<u32>>,
}

/// A name as it is printed, and as names are compared.
#[derive(Debug)]
pub(crate) struct RowLabel<'r> {
    pub(crate) printed: &'r str,
    pub(crate) key: Cow<'r, str>,
}

/// Stands for the analysis.
pub(crate) struct OfTables;

impl<'c> Analysis<'c> for OfTables {
    type Output = RowLabels<'c>;

    fn run(context: &Context<'c>) -> RowLabels<'c> {
        let mut found = RowLabels { labels: Vec::new(), of_rows: Vec::new() };
        let mut known: TextMap<&str, u32> = TextMap::default();
        for sheet in context.book().sheets() {
            let label = |row: &'c juesuan_model::Row| {
                let printed = row.label.as_str();
                *known.entry(printed).or_insert_with(|| {
                    found.labels.push(RowLabel { printed, key: vocabulary::label_key(printed) });
                    u32::try_from(found.labels.len() - 1).unwrap_or(u32::MAX)
                })
            };
            found.of_rows.push(sheet.table().rows().iter().map(label).collect());
        }
        found
    }
}

impl<'r> RowLabels<'r> {
    /// All of them, in the order of the first rows that have them.
    pub(crate) fn all(&self) -> &[RowLabel<'r>] {
        &self.labels
    }

    /// Which of them a row has, by the index of its sheet in the book.
    pub(crate) fn index(&self, sheet: usize, row: RowIndex) -> Option<usize> {
        self.of_rows.get(sheet)?.get(row.get()).map(|at| *at as usize)
    }
}
