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
    /// A file could not be written in its format: more rows than it takes, or what the system says, told by the
    /// library that writes it.
    #[error("cannot write {}", path.display())]
    Encode {
        /// The file.
        path: PathBuf,
        /// What the library says.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A folder below that of the run is a link: nothing is written where it leads.
    #[error("{} is a link, and nothing is written through links below the folder of the output", .0.display())]
    Link(PathBuf),
    /// A file that no run of ours wrote would be replaced, or lies in a dataset that is to be written: readers would take
    /// both for one.
    #[error("{} was not written by juesuan; move it away, or choose another folder", .0.display())]
    Foreign(PathBuf),
    /// Two documents of one run have the same name, which must tell them apart.
    #[error("two documents are named {0:?}; give each a path of its own")]
    DuplicateDocument(String),
    /// The name of a document cannot be made a file name.
    #[error("no file can be named after the document {0:?}")]
    DocumentName(String),
    /// What was rendered of a document is not what the format's renderer makes.
    #[error("what was rendered of {0:?} is damaged")]
    Damaged(String),
    /// A report could not be written as JSON, or a text is not the JSON of a report.
    #[error("this is not the JSON of a report")]
    Json(#[from] serde_json::Error),
}

impl OutputError {
    /// The error of a file operation, with the file it was about.
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { path: path.to_owned(), source }
    }

    /// The error of a library that writes a format, with the file it was about.
    #[cfg(any(feature = "parquet", feature = "sqlite", feature = "xlsx"))]
    pub(crate) fn encode<E: std::error::Error + Send + Sync + 'static>(
        path: &Path,
    ) -> impl FnOnce(E) -> Self {
        move |source| Self::Encode { path: path.to_owned(), source: Box::new(source) }
    }
}
