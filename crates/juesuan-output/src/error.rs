//! Why an output could not be written.

use std::io;
use std::path::{Path, PathBuf};

/// Why an output could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutputError {
    /// A file or folder could not be made, written or renamed.
    #[error("cannot write {}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Two documents of one run have the same name, which must tell them apart.
    #[error("two documents are named {0:?}; give each a path of its own")]
    DuplicateDocument(String),
    /// The name of a document cannot be made a file name.
    #[error("no file can be named after the document {0:?}")]
    DocumentName(String),
    /// A report could not be written as JSON, or a text is not the JSON of a report.
    #[error("this is not the JSON of a report")]
    Json(#[from] serde_json::Error),
}

impl OutputError {
    /// The error of a file operation, with the file it was about.
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { path: path.to_owned(), source }
    }
}
