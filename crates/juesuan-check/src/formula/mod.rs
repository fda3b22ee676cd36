//! The formula language: articulation rules that a finance clerk can read and write.
//!
//! ```text
//! rule JS131 "支出决算表每行：本年支出合计等于各类支出之和"
//!   each Z03 row: 本年支出合计 == 基本支出 + 项目支出 + 上缴上级支出 + 经营支出 + 对附属单位补助支出
//! ```
//!
//! `docs/formulas.md` has the grammar with examples. Text becomes `syntax`, then a `plan` in which names are items
//! and measures of the model's vocabulary, and a plan is applied to a report by `apply`.

mod apply;
mod compile;
mod doubt;
mod error;
mod grammar;
mod names;
mod plan;
mod rows;
mod side;
mod syntax;
mod tree;

pub(crate) use compile::MESSAGE;
pub use doubt::Doubt;
pub use error::FormulaError;

use crate::{Context, Log, Rule, RuleInfo};
use plan::Plan;

/// A rule written in the formula language.
#[derive(Clone, Debug, PartialEq)]
pub struct FormulaRule {
    info: RuleInfo,
    plans: Vec<Plan>,
    source: String,
}

/// Parses a file of formulas.
///
/// # Errors
/// [`FormulaError`] with the place under-lined, where the text is no formula, names a table that there is not, or
/// says something that makes no sense.
pub fn parse(text: &str) -> Result<Vec<FormulaRule>, FormulaError> {
    Ok(compile::compile(text, &grammar::parse(text)?, false)?.0)
}

/// Parses a file of formulas that a person wrote: a column that no form has is refused, and rows that only a document
/// can tell of are listed.
///
/// # Errors
/// As [`parse`], and where a column is named that the vocabulary does not know.
pub fn parse_own(text: &str) -> Result<(Vec<FormulaRule>, Vec<Doubt>), FormulaError> {
    compile::compile(text, &grammar::parse(text)?, true)
}

impl Rule for FormulaRule {
    fn info(&self) -> &RuleInfo {
        &self.info
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for plan in &self.plans {
            apply::apply(plan, context.book(), log);
        }
    }

    fn formula(&self) -> Option<&str> {
        Some(&self.source)
    }
}
