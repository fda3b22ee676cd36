//! From the rows of a run to its tables: headers, pages joined, cut rows, roles of columns.

pub(crate) mod beside;
pub(crate) mod build;
pub(crate) mod codes;
pub(crate) mod column_roles;
pub(crate) mod context;
pub(crate) mod form_metadata;
pub(crate) mod fragment_runs;
pub(crate) mod glued;
pub(crate) mod header;
pub(crate) mod hung;
pub(crate) mod lines;
pub(crate) mod number_words;
pub(crate) mod open_table;
mod pairing;
pub(crate) mod parts;
pub(crate) mod repeated_cells;
pub(crate) mod rhythm;
pub(crate) mod shifted;
pub(crate) mod spanning_headers;
pub(crate) mod split_rows;
mod stub;
mod tree;
