//! From the rows of a run to its tables: headers, pages joined, cut rows, roles of columns.

pub(crate) mod beside;
pub(crate) mod build;
pub(crate) mod codes;
pub(crate) mod context;
pub(crate) mod cut;
pub(crate) mod figures;
pub(crate) mod finish;
pub(crate) mod furnish;
pub(crate) mod glued;
pub(crate) mod header;
pub(crate) mod hung;
pub(crate) mod lines;
pub(crate) mod open_table;
mod pairing;
pub(crate) mod parts;
pub(crate) mod runs;
pub(crate) mod spread;
mod stub;
mod tree;
