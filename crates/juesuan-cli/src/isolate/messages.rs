//! What two processes of ours say to each other.

use std::ffi::OsString;

use serde::{Deserialize, Serialize};

use crate::office::Given;
use crate::work::Named;

/// What a process is told first.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Begin {
    /// The words of the run that it works for.
    pub(crate) words: Vec<OsString>,
    /// Whether what is printed has colours.
    pub(crate) colour: bool,
    /// Bytes of memory that it may have, where the system can tell.
    pub(crate) memory: Option<u64>,
}

/// A document to read; its bytes come as a piece.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Request {
    pub(crate) named: Named,
    pub(crate) given: Option<Given>,
}

/// The result of a document; its pieces come behind.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Answer<H> {
    /// It was read.
    Made(H),
    /// It could not be read, and why, in Chinese and English.
    Failed(String, String),
}
