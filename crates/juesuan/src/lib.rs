#![doc = include_str!("../README.md")]

use juesuan_ingest::IngestError;
use juesuan_read::{Document, ReadError};
use juesuan_segment::SegmentError;
use sha2::{Digest as _, Sha256};

pub use juesuan_ingest as ingest;
pub use juesuan_model as model;
pub use juesuan_output as output;
pub use juesuan_segment as segment;
pub use juesuan_table as table;

/// How a document is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Encoding of the text in place of the one guessed: `gb18030`, `utf-16le`, `big5` …
    pub encoding: Option<String>,
}

/// Why a document could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are no text that we can decode.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// The text is too long.
    #[error(transparent)]
    Segment(#[from] SegmentError),
    /// The tables could not be bound to the model.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Reads one document: bytes in, everything that was found in them out.
///
/// `name` is what the document is called in outputs: its path relative to the root of the run.
///
/// # Errors
/// [`Error`] where the bytes are of a format or encoding that cannot be read. A readable text always gives a report,
/// if an empty one.
pub fn read(bytes: &[u8], name: &str, options: &Options) -> Result<model::Report, Error> {
    let source = ingest::ingest(bytes, name, options.encoding.as_deref())?;
    let segmentation = segment::segment(&source.text)?;
    let tables = table::reconstruct(&segmentation);
    let info = model::SourceInfo {
        path: name.to_owned(),
        format: source.format.to_string(),
        encoding: source.encoding.to_owned(),
        bytes: bytes.len() as u64,
        sha256: hex(&Sha256::digest(bytes)),
        ..model::SourceInfo::default()
    };
    Ok(juesuan_read::read(&Document::new(segmentation, tables, info))?)
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
