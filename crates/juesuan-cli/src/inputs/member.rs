//! A document in an archive: kept unpacked while there is room, unpacked again when it is its turn where there is none.

use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use crate::{archives, ordinary};

/// Bytes of documents of all archives of a run that are kept unpacked: a folder of archives may hold more than memory
/// does, and those of most runs are unpacked once.
pub(super) const MOST_KEPT: u64 = 256 << 20;

/// Most bytes of an archive: it is read into memory.
const LONGEST_ARCHIVE: u64 = 1 << 30;

/// A document in an archive.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Member {
    pub(crate) archive: PathBuf,
    /// What the archive is called: one that is packed by itself has no other name.
    pub(super) called: String,
    /// Its path in the archive.
    pub(crate) name: String,
    /// Which of the documents with this path: an archive may hold several.
    pub(super) nth: usize,
    /// The folder in which the archive was found, in full; `None` where it was named.
    pub(super) within: Option<Arc<PathBuf>>,
    /// How long unpacking the archive may take.
    pub(super) seconds: u32,
    /// Its bytes, where they are kept.
    pub(super) kept: Option<Vec<u8>>,
}

impl Member {
    /// All bytes of the document, where there are no more than allowed.
    pub(super) fn bytes(&self, longest: u64) -> Result<Vec<u8>> {
        if let Some(kept) = &self.kept {
            return ordinary::read_from(&**kept, longest);
        }
        let archive = archive(&self.archive, self.within.as_deref())?;
        let found = archives::one(&archive, &self.called, (&self.name, self.nth), self.seconds);
        // an archive that has changed since may hold it no more
        let found = found.ok_or_else(|| Error::from(ErrorKind::NotFound))?;
        ordinary::read_from(&*found.map_err(juesuan::Error::from)?, longest)
    }
}

/// The bytes of an archive.
pub(super) fn archive(path: &Path, within: Option<&PathBuf>) -> Result<Vec<u8>> {
    match within {
        Some(folder) => ordinary::read_within(path, folder, LONGEST_ARCHIVE),
        None => ordinary::read(path, LONGEST_ARCHIVE),
    }
}
