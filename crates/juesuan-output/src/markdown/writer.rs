//! One page for each document of a run.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

use juesuan_model::Report;

use super::to_markdown;
use crate::OutputError;
use crate::staged::{Staged, file_named_after};
use crate::writer::ReportWriter;

/// Writes `md/<document>.md` for every report.
pub struct MarkdownWriter {
    folder: PathBuf,
    written: Vec<PathBuf>,
    documents: HashSet<PathBuf>,
}

impl MarkdownWriter {
    /// Begins in a folder, which is made where it does not exist.
    ///
    /// # Errors
    /// [`OutputError::Io`] where the folder cannot be made.
    pub fn create(folder: impl Into<PathBuf>) -> Result<Self, OutputError> {
        let folder = folder.into();
        fs::create_dir_all(&folder).map_err(OutputError::io(&folder))?;
        Ok(Self { folder, written: Vec::new(), documents: HashSet::new() })
    }
}

impl ReportWriter for MarkdownWriter {
    fn write(&mut self, report: &Report, _text: &str) -> Result<(), OutputError> {
        let document = &report.source.path;
        let path = self.folder.join("md").join(file_named_after(document, "md")?);
        if !self.documents.insert(path.clone()) {
            return Err(OutputError::DuplicateDocument(document.clone()));
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(OutputError::io(folder))?;
        }
        self.written.push(Staged::write_whole(path, to_markdown(report).as_bytes())?);
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Vec<PathBuf>, OutputError> {
        Ok(self.written)
    }
}
