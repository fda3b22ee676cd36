//! Names in formulas of which only documents can tell whether there is such a thing.

use juesuan_model::{Report, RuleId, TableId, vocabulary};

use super::FormulaError;

/// A row that a formula names and the vocabulary does not know: it may be misspelt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The rule that names it.
    pub(super) rule: RuleId,
    pub(super) table: TableId,
    /// The label as labels are compared.
    pub(super) key: String,
    pub(super) error: FormulaError,
}

impl Doubt {
    /// Whether a document prints such a row; `None` where it does not print the table.
    pub fn is_printed_in(&self, report: &Report) -> Option<bool> {
        let table = report.table(self.table)?;
        Some(table.rows().iter().any(|row| vocabulary::label_key(&row.label) == self.key))
    }

    /// The rule that names the row.
    pub const fn rule(&self) -> &RuleId {
        &self.rule
    }

    /// What there is to say where no document does.
    pub const fn error(&self) -> &FormulaError {
        &self.error
    }
}
