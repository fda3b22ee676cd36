//! The file name endings of documents that are read.

use std::path::Path;

use crate::{archives, office};

/// File name endings that a folder walk takes up.
const READABLE: [&str; 4] = ["txt", "md", "text", "markdown"];

/// The same for files that are no text, as far as they are built in.
const FILES: &[&str] = &[
    #[cfg(feature = "pdf")]
    "pdf",
    #[cfg(feature = "office")]
    "docx",
    #[cfg(feature = "office")]
    "xlsx",
    #[cfg(feature = "office")]
    "xls",
    #[cfg(feature = "office")]
    "et",
    #[cfg(feature = "office")]
    "ods",
    #[cfg(feature = "office")]
    "ofd",
    #[cfg(feature = "office")]
    "html",
    #[cfg(feature = "office")]
    "htm",
    #[cfg(feature = "office")]
    "mht",
    #[cfg(feature = "office")]
    "mhtml",
];

/// The same for files that an office program reads, where one is installed.
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
        is_one_of(&READABLE)
            || is_one_of(FILES)
            || archives::is_called_so(path)
            || is_one_of(BY_OFFICE) && office::is_installed()
    })
}
