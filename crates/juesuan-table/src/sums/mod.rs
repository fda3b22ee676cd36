//! Where rows can be read in several ways, the sums of the table decide.

pub(crate) mod apply;
pub(crate) mod candidates;
pub(crate) mod constraints;
pub(crate) mod decision;
pub(crate) mod explain;
pub(crate) mod proof;
pub(crate) mod resolve;
pub(crate) mod unlabelled_rows;
