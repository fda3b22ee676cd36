//! The file name endings of documents that are read.

/// File name endings, in small letters, of the documents that [`ingest`](crate::ingest) reads with the readers that are
/// built in. Formats are told by the bytes; endings only say which files of a folder are worth opening.
pub const ENDINGS: &[&str] = &[
    "txt",
    "text",
    "md",
    "markdown",
    #[cfg(feature = "pdf")]
    "pdf",
    #[cfg(feature = "docx")]
    "docx",
    #[cfg(feature = "sheet")]
    "xlsx",
    #[cfg(feature = "sheet")]
    "xls",
    #[cfg(feature = "sheet")]
    "et",
    #[cfg(feature = "sheet")]
    "ods",
    #[cfg(feature = "ofd")]
    "ofd",
    #[cfg(feature = "html")]
    "html",
    #[cfg(feature = "html")]
    "htm",
    #[cfg(feature = "html")]
    "mht",
    #[cfg(feature = "html")]
    "mhtml",
];

/// File name endings of the archives that are unpacked, in small letters; none without the feature `archive`.
pub const ARCHIVE_ENDINGS: &[&str] = &[
    #[cfg(feature = "archive")]
    "zip",
    #[cfg(feature = "archive")]
    "tar",
    #[cfg(feature = "archive")]
    "gz",
    #[cfg(feature = "archive")]
    "tgz",
    #[cfg(feature = "archive")]
    "zst",
];
