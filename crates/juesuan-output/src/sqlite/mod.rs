//! `SQLite`: one file for the whole run, with keys, indexes, views that answer what is asked most, and the text of the
//! sections to be searched in full.
//!
//! - A number is stored as `SQLite` computes with it; `value_printed` beside it keeps what is printed, digit by digit.
//! - The same reports give the same bytes.

mod load;
mod schema;
mod writer;

pub use writer::SqliteWriter;
