//! Where rows can be read in several ways, the sums of the table decide.

pub(crate) mod decision;
pub(crate) mod identities;
pub(crate) mod proof;
pub(crate) mod readings;
pub(crate) mod settled;
pub(crate) mod strays;
pub(crate) mod weigh;
