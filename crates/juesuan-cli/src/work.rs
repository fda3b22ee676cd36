//! What a command does with each document, in this process or in another one.

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::office::Opened;

/// The part of a command that looks into documents.
pub(crate) trait Work: Sync {
    /// The result of a document, but for pieces of bytes.
    type Made: Serialize + for<'a> Deserialize<'a> + Send;

    /// Works on a document that is called so and lies at a path.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn work(&self, document: &str, path: &str, opened: Opened) -> Result<(Self::Made, Vec<Vec<u8>>)>;
}
