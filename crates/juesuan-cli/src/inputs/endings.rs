//! The file name endings of documents that are read.

use std::path::Path;

use crate::{archives, office};

/// File name endings of documents that an office program reads, where one is installed.
const BY_OFFICE: &[&str] = &[
    #[cfg(feature = "office")]
    "doc",
    #[cfg(feature = "office")]
    "wps",
    #[cfg(feature = "office")]
    "rtf",
    #[cfg(feature = "office")]
    "odt",
];

/// Whether a file is called like a document that is read.
pub(super) fn has_readable_ending(path: &Path) -> bool {
    path.extension().is_some_and(|ending| {
        let is_one_of = |endings: &[&str]| endings.iter().any(|known| ending.eq_ignore_ascii_case(known));
        is_one_of(juesuan::ingest::ENDINGS)
            || archives::is_called_so(path)
            || is_one_of(BY_OFFICE) && office::is_installed()
    })
}
