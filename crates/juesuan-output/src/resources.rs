//! The eleven files of the package.

mod evidence;
mod results;
mod tables;
mod whole;

use crate::Resource;

/// The files of the package, in the order in which they are listed.
pub static RESOURCES: [&Resource; 11] = [
    &whole::DOCUMENTS,
    &whole::SECTIONS,
    &tables::TABLES,
    &tables::OBSERVATIONS,
    &results::PROGRAMMES,
    &results::INDICATORS,
    &results::FACTS,
    &evidence::CHECKS,
    &evidence::FINDINGS,
    &evidence::REPAIRS,
    &evidence::UNREAD,
];

/// The file of this name.
pub fn resource(name: &str) -> Option<&'static Resource> {
    RESOURCES.into_iter().find(|resource| resource.name == name)
}
