//! What a command does with each document, in this process or in another one.

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::office::Opened;

/// What a document is called.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Named {
    /// Its name in the output.
    pub(crate) document: String,
    /// Where it lies, as it was typed.
    pub(crate) path: String,
    /// Where it lies in full, with `/` between the parts; empty where it came through standard input.
    pub(crate) place: String,
}

/// The part of a command that looks into documents.
pub(crate) trait Work: Sync {
    /// The result of a document, but for pieces of bytes.
    type Made: Serialize + for<'a> Deserialize<'a> + Send;

    /// Works on a document that is called so.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn work(&self, named: &Named, opened: Opened) -> Result<(Self::Made, Vec<Vec<u8>>)>;
}
