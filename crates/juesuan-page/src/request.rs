//! What the page asks for.

use serde::Deserialize;

use crate::PageError;

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Task {
    /// Read the document: its row in the index, its page, its lines in the data package. Of an archive, its files.
    Read {
        /// What the document is called in outputs.
        name: String,
        /// The parts that are wanted, `csv` for all below `csv/`; all of them where none is named.
        #[serde(default)]
        parts: Vec<String>,
        /// In how many archives it lies.
        #[serde(default)]
        deep: u8,
        /// Whether its page shows its pages as they look, where it is a PDF.
        #[serde(default)]
        pictures: bool,
    },
    /// Make the row and the lines of a document that could not be read.
    Unread {
        /// What the document is called in outputs.
        name: String,
        /// Why it was not read.
        reason: String,
        /// Its length.
        bytes: u64,
    },
    /// Make the workbook of the document.
    Xlsx {
        /// What the document is called in outputs.
        name: String,
    },
    /// Make the index before and after its rows.
    Index,
    /// Make the data package without rows; the body is the `units` of all documents.
    Package,
}

/// A task with the bytes that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request<'a> {
    /// What is to be done.
    pub task: Task,
    /// The bytes of the document.
    pub body: &'a [u8],
}

impl<'a> Request<'a> {
    /// Parts a request into its first line and what follows.
    ///
    /// # Errors
    /// [`PageError::Request`] where the first line is no task.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, PageError> {
        let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
        let (head, body) = bytes.split_at_checked(end).unwrap_or((bytes, &[]));
        let task = serde_json::from_slice(head)?;
        Ok(Self { task, body: body.get(1..).unwrap_or_default() })
    }
}
