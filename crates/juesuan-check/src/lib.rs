#![doc = include_str!("../README.md")]

mod analysis;
mod cell_quantity;
mod check;
mod comparison;
mod context;
mod diagnosis;
mod doubt;
mod draft;
mod explain;
pub mod figure_name;
pub mod formula;
mod gate;
mod info;
mod log;
mod message;
pub mod mutation;
mod quantity;
pub mod quick;
mod rule;
mod rule_set;
mod sanitize;
mod statement_index;
mod text_line;
mod tuning;

pub use juesuan_model::{Finding, FindingKind, Report, RuleId, Severity};
pub use juesuan_source::Phrases;

pub use analysis::Analysis;
pub use check::{Checker, Compared, Outcome, Summary, check};

pub use comparison::{Allowance, Operator, Term, Verdict};
pub use context::Context;
pub use doubt::{Doubt, Doubts};
pub use draft::Draft;
pub use explain::{Language, basis, page};
pub use formula::FormulaError;
pub use info::{Basis, BasisKind, Family, RuleInfo, RuleStatus, Text};
pub use log::Log;
pub use quantity::{FigureId, Later, Quantity};
pub use rule::{Cause, Rule};
pub use rule_set::{RuleSet, RuleSetError};
pub use statement_index::{Book, Lookup, Sheet, code_of};
pub use text_line::TextLine;
pub use tuning::thresholds;
