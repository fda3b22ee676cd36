//! One module a command. Each returns how many inputs could not be read.

pub(crate) mod convert;
pub(crate) mod schema;
pub(crate) mod stage;
