//! What every rule can do.

use crate::{Context, Log, RuleInfo};

/// A rule: what it is, and how it is applied to one report.
///
/// A rule in code is a unit struct in its own file under `src/<family>/`, listed in [`crate::RULES`]; a rule
/// in the formula language is a text under `formulas/`.
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
}
