//! `JS4xx`: the running text against itself.

pub(crate) mod template_leftover;
