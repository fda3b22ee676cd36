//! Parquet: the resources of the data package as typed columns, for `DuckDB`, pandas, Polars and what else reads them.
//!
//! - One file a resource for the whole run, or one dataset a resource in folders `key=value` ([`Partition`]).
//! - Numbers are `DECIMAL(38, 18)`, never binary fractions; beside each stands its text as printed (`value_text` beside
//!   `value`), since a column has one scale and 497.10 is not 497.1.
//! - Texts are dictionary-encoded, and stand as in JSON: nothing here is run, so nothing is guarded.
//! - Memory is bounded whatever the number of documents: row groups are written as they fill, and when all that are
//!   open together grow too large.

mod batch;
mod columns;
mod part;
mod partition;
mod schema;
mod writer;

pub use batch::record_batch;
pub use partition::Partition;
pub use schema::{DECIMAL_PRECISION, DECIMAL_SCALE};
pub use writer::{ParquetOptions, ParquetWriter};
