//! What every rule can do.

use crate::{Context, Log, RuleInfo};

/// A rule: what it is, and how it is applied to one report.
///
/// A rule in code is a unit struct in a file of its own; a rule in the formula language is a
/// [`FormulaRule`](crate::formula::FormulaRule).
pub trait Rule: Send + Sync {
    /// What is known of it.
    fn info(&self) -> &RuleInfo;

    /// Applies it, and tells the log of every instance: held, found wrong, or lacking a figure. A rule that tells
    /// nothing is not applicable.
    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>);

    /// The formulas as written, where it is one of the formula language.
    fn formula(&self) -> Option<&str> {
        None
    }

    /// The cause of failures that this rule describes, where the diagnosis finds it out from the comparisons of other rules.
    fn cause(&self) -> Option<Cause> {
        None
    }
}

/// A cause of many failures at once that the diagnosis finds out by itself. The rule that describes it gives the finding
/// its id, message and severity.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// A table states another unit than that of its figures: they are ten thousand times those of other tables. The message
    /// has `{larger}`, `{smaller}` and `{suspect}`, all of them tables.
    UnitOfTable,
    /// The figures of a table stand one row too high or too low. The message has `{moved}` and `{right}`, both of them
    /// tables, `{way}`, `{line}` and `{count}`.
    MovedRows,
    /// Something was not read with certainty, so that what fails there is not told. The message has `{where}`, `{why}` and
    /// `{times}`.
    Doubt,
}
