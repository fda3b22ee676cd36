//! One page for each document of a run.

use std::path::PathBuf;

use juesuan_model::Report;

use super::to_markdown;
use crate::rendered::DocumentFiles;
use crate::writer::ReportWriter;
use crate::{OutputError, Render, Rendered};

/// Writes `md/<document>.md` for every report.
pub struct MarkdownWriter(DocumentFiles);

impl MarkdownWriter {
    /// Begins in a folder, which is made where it does not exist.
    ///
    /// # Errors
    /// [`OutputError::Io`] where the folder cannot be made.
    pub fn create(folder: impl Into<PathBuf>) -> Result<Self, OutputError> {
        DocumentFiles::create(folder.into(), "md").map(Self)
    }

    #[expect(clippy::unnecessary_wraps, reason = "the type of all renderers")]
    pub(crate) fn render(report: &Report, _text: &str) -> Result<Rendered, OutputError> {
        Ok(Rendered::whole(report, to_markdown(report)))
    }
}

impl ReportWriter for MarkdownWriter {
    fn renderer(&self) -> Render {
        Self::render
    }

    fn admit(&self, document: &str) -> Result<(), OutputError> {
        self.0.admit(document)
    }

    fn append(&mut self, rendered: &Rendered) -> Result<(), OutputError> {
        self.0.append(rendered)
    }

    fn finish(self: Box<Self>) -> Result<Vec<PathBuf>, OutputError> {
        self.0.finish(Vec::new())
    }
}
