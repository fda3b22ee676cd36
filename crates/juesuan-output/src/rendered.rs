//! What one document becomes in one format before it is written.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use juesuan_model::Report;

use crate::OutputError;
use crate::staged::{Staged, file_named_after};

/// One document in one format, ready to be written.
///
/// Making it touches nothing but report and text, so that documents can be rendered in parallel, kept for later, and
/// written in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The document's name.
    pub document: String,
    /// The bytes, parted as the format needs them: a file of its own, or lines for each of several files.
    pub pieces: Vec<Vec<u8>>,
}

/// Renders one document in one format.
pub type Render = fn(&Report, &str) -> Result<Rendered, OutputError>;

impl Rendered {
    /// A document that is one piece.
    pub(crate) fn whole(report: &Report, bytes: impl Into<Vec<u8>>) -> Self {
        Self { document: report.source.path.clone(), pieces: vec![bytes.into()] }
    }

    /// A piece; empty where there is none.
    pub(crate) fn piece(&self, at: usize) -> &[u8] {
        self.pieces.get(at).map_or(&[], Vec::as_slice)
    }
}

/// Files that stand one for each document in a folder of their format: `json/<document>.json`.
pub(crate) struct DocumentFiles {
    folder: PathBuf,
    ending: &'static str,
    pages: HashSet<PathBuf>,
    written: Vec<PathBuf>,
}

impl DocumentFiles {
    /// Begins in a folder, which is made where it does not exist; `ending` names the folder in it and ends the files.
    pub(crate) fn create(folder: PathBuf, ending: &'static str) -> Result<Self, OutputError> {
        fs::create_dir_all(&folder).map_err(OutputError::io(&folder))?;
        Ok(Self { folder, ending, pages: HashSet::new(), written: Vec::new() })
    }

    /// Writes the file of a document.
    pub(crate) fn append(&mut self, rendered: &Rendered) -> Result<(), OutputError> {
        let name = file_named_after(&rendered.document, self.ending)?;
        self.write(&name, rendered)
    }

    /// Writes the file of a document under this name.
    pub(crate) fn write(&mut self, name: &Path, rendered: &Rendered) -> Result<(), OutputError> {
        if !self.pages.insert(name.to_owned()) {
            return Err(OutputError::DuplicateDocument(rendered.document.clone()));
        }
        let path = self.folder.join(self.ending).join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(OutputError::io(folder))?;
        }
        self.written.push(Staged::write_whole(path, rendered.piece(0))?);
        Ok(())
    }

    /// The files that were written.
    pub(crate) fn finish(self) -> Vec<PathBuf> {
        self.written
    }
}
