//! OFD (GB/T 33190), the national layout format: [`document`] finds the pages, [`content`] draws what stands on them.

mod content;
mod document;
mod shape;

pub(crate) use document::read;
