//! `JS8xx`: names, codes and duplicates.

pub(crate) mod code_name;
