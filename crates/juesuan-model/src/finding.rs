//! What the rules found. The rules themselves are elsewhere; a report carries their results.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record::{DecimalText, word_list};
use crate::{Decimal, Place, RuleId, Unit};

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
    pub rule: RuleId,
    /// What became of it.
    pub status: CheckStatus,
    /// How often it was applied.
    pub instances: u32,
    /// How often it failed.
    pub findings: u32,
    /// What was missing where it could not be applied: tables, rows, columns, figures. Each thing once, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}

impl Check {
    /// A rule of which nothing is known yet but that it was not applied anywhere.
    pub fn new(rule: impl Into<RuleId>) -> Self {
        Self {
            rule: rule.into(),
            status: CheckStatus::NotApplicable,
            instances: 0,
            findings: 0,
            missing: Vec::new(),
        }
    }
}

/// A figure that a rule compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// What the figure is, in the words of the document: 《支出决算表》“合计”本年支出合计.
    pub name: String,
    /// The number as printed, with its unit where one is known.
    pub printed: String,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
}

/// Another rule that failed for the same cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RelatedFinding {
    /// The rule's id.
    pub rule: RuleId,
    /// What is wrong, in a sentence.
    pub message: String,
    /// The same in English; empty where the rule has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message_en: String,
    /// Where the figures stand that were compared.
    pub places: Vec<Place>,
}

/// A rule that failed at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Its id within the document.
    pub id: String,
    /// The rule's id.
    pub rule: RuleId,
    /// Its family.
    pub kind: FindingKind,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, in a sentence.
    pub message: String,
    /// The same in English; empty where the rule has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message_en: String,
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
    /// The largest difference that rounding of the printed figures explains, in [`Finding::unit`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<DecimalText>")]
    pub envelope: Option<Decimal>,
    /// The unit of the difference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// Whether the figure at the first place is the one that is wrong, as far as the other figures tell.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub culprit: bool,
    /// Where all the figures stand that were compared, the faulty one first.
    pub places: Vec<Place>,
    /// The figures that were compared, with their names, in the order in which the rule names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Other rules that failed for the same cause.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<RelatedFinding>,
}

impl Finding {
    /// A finding of which nothing is known yet but the rule and how much it weighs.
    pub fn new(rule: impl Into<RuleId>, kind: FindingKind, severity: Severity) -> Self {
        Self {
            id: String::new(),
            rule: rule.into(),
            kind,
            severity,
            message: String::new(),
            message_en: String::new(),
            printed: String::new(),
            expected: String::new(),
            difference: None,
            envelope: None,
            unit: None,
            culprit: false,
            places: Vec::new(),
            evidence: Vec::new(),
            related: Vec::new(),
        }
    }
}
