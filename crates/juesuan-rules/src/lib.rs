#![doc = include_str!("../README.md")]

mod analysis;
mod book;
mod bounds;
mod check;
mod completeness;
mod context;
mod diagnosis;
mod draft;
pub mod formula;
mod gather;
mod info;
mod ledger;
mod message;
pub mod mutation;
mod name;
mod names;
mod page;
mod performance;
mod phrases;
mod quantity;
mod quick;
mod reading;
mod registry;
mod rule;
mod shared;
mod table_vs_text;
#[cfg(test)]
mod testing;
mod text_internal;
mod units;

pub use analysis::Analysis;
pub use book::{Book, Lookup, Sheet};
pub use check::{Checker, Compared, Outcome, Summary, check};
pub use context::{Context, TextLine};
pub use draft::Draft;
pub use formula::FormulaError;
pub use info::{Basis, BasisKind, Family, RuleInfo, Text};
pub use ledger::{Log, Operator, Term, Verdict};
pub use page::{Language, page};
pub use phrases::Phrases;
pub use quantity::{FigureId, Quantity};
pub use registry::{RULES, RuleSet, RuleSetError};
pub use rule::Rule;
