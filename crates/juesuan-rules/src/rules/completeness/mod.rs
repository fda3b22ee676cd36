//! `JS7xx`: what must be disclosed.

pub(crate) mod nine_tables;
