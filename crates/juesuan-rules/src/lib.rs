#![doc = include_str!("../README.md")]

mod between_tables;
mod completeness;
mod names;
mod performance;
mod reading;
pub mod reference;
mod registry;
mod shared;
mod table_vs_text;
#[cfg(test)]
mod testing;
mod text_internal;
mod tuning;
mod units;
mod within_table;

pub use juesuan_check::{
    Analysis, Basis, BasisKind, Book, Cause, Checker, Compared, Context, Doubt, Draft, Family, FigureId,
    FormulaError, Language, Log, Lookup, Operator, Outcome, Phrases, Quantity, Rule, RuleId, RuleInfo,
    RuleSet, RuleSetError, RuleStatus, Sheet, Summary, Term, Text, TextLine, Verdict, basis, check, formula,
    mutation, page,
};
use juesuan_check::{Later, code_of, figure_name, quick};
pub use juesuan_model as model;
pub use registry::{RULES, catalogue};
pub use tuning::thresholds;
