//! `JS9xx`: text cut off and numbers that could not be read.

pub(crate) mod cut_number;
