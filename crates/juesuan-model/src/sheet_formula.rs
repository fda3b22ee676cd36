//! Formulas of workbooks beside the values that their cells show.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Place;

/// A formula of a workbook whose value is stored beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SheetFormula {
    /// Where its cell stands.
    #[serde(flatten)]
    pub place: Place,
    /// The formula, the sign in front: `=SUM(B2:B5)`.
    pub formula: String,
    /// What the cell shows.
    pub printed: String,
    /// What it would show if the formula were computed again; missing where that was not done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gives: Option<String>,
}
