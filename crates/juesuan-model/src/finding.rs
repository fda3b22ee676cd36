//! What the rules found. The rules themselves are elsewhere; a report carries their results.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record::{DecimalText, word_list};
use crate::{Decimal, Place, Unit};

word_list! {
    /// What became of a rule. "Not checked" never looks like "passed".
    CheckStatus {
        /// It held wherever it could be applied.
        Pass = "pass",
        /// It failed somewhere.
        Finding = "finding",
        /// Nothing in the document is what it speaks of.
        NotApplicable = "not_applicable",
        /// What it speaks of is there, but not all the figures it needs.
        InsufficientData = "insufficient_data",
    }
}

word_list! {
    /// The family of a finding.
    FindingKind {
        /// A total is not the sum of its parts.
        Sum = "sum",
        /// Two tables disagree.
        CrossTable = "cross_table",
        /// The text disagrees with a table.
        TableVsText = "table_vs_text",
        /// The text disagrees with itself.
        TextVsText = "text_vs_text",
        /// A percentage does not follow from its amounts.
        Percent = "percent",
        /// A unit is wrong or missing.
        Unit = "unit",
        /// A difference that rounding explains.
        Rounding = "rounding",
        /// A value outside what is possible.
        Range = "range",
        /// A score is not the sum of its points.
        TotalScore = "total_score",
        /// Something required is not there.
        Missing = "missing",
        /// Something is there twice.
        Duplicate = "duplicate",
        /// Text or figure cut off.
        Truncated = "truncated",
        /// A name is wrong or differs.
        Name = "name",
    }
}

word_list! {
    /// How much a finding weighs.
    Severity {
        /// Worth knowing; a difference that rounding alone explains.
        Info = "info",
        /// Asks for an explanation.
        Warning = "warning",
        /// Wrong.
        Error = "error",
    }
}

/// What became of one rule in one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Check {
    /// The rule's id.
    pub rule: String,
    /// What became of it.
    pub status: CheckStatus,
    /// How often it was applied.
    pub instances: u32,
    /// How often it failed.
    pub findings: u32,
}

/// A rule that failed at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Its id within the document.
    pub id: String,
    /// The rule's id.
    pub rule: String,
    /// Its family.
    pub kind: FindingKind,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What is printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub printed: String,
    /// What was expected.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub expected: String,
    /// Printed less expected, in [`Finding::unit`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<DecimalText>")]
    pub difference: Option<Decimal>,
    /// The unit of the difference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// Where all the figures stand that were compared, the faulty one first.
    pub places: Vec<Place>,
}
