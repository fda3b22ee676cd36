//! The review page: one self-contained HTML file a document, and an index for the run.

mod charts;
mod escape;
mod evidence;
mod findings;
mod index;
mod marks;
mod outline;
mod overview;
mod page;
mod pictures;
mod programmes;
mod shell;
mod source;
mod tables;
mod words;

use std::path::{Path, PathBuf};

use juesuan_model::Report;

use crate::rendered::DocumentFiles;
use crate::staged::{Staged, file_named_after};
use crate::writer::ReportWriter;
use crate::{OutputError, Render, Rendered};

/// The review page of one document: a whole HTML file that loads nothing, in which every figure leads to its place in
/// the text and back.
///
/// `text` is the decoded text that the spans of the report point into. Places that lie outside it are shown without a
/// mark. Everything in report and text is escaped.
pub fn review_page(report: &Report, text: &str) -> String {
    page::page(report, text)
}

/// Writes `html/<document>.html` for every report, and `html/index.html`, which lists them.
pub struct HtmlWriter {
    pages: DocumentFiles,
    index: Staged,
    /// What follows the rows in the index.
    end: String,
    rows: bool,
}

impl HtmlWriter {
    /// Begins in a folder, in which `html` is made.
    ///
    /// # Errors
    /// [`OutputError::Io`] where the folder or the index cannot be made.
    pub fn create(folder: impl Into<PathBuf>) -> Result<Self, OutputError> {
        let pages = DocumentFiles::create(folder.into(), "html")?;
        let mut index = pages.beside(Path::new("html/index.html"))?;
        let (before, end) = index::around();
        index.write(before.as_bytes())?;
        Ok(Self { pages, index, end, rows: false })
    }

    /// The page of a document, and its row in the index.
    fn render(report: &Report, text: &str) -> Result<Rendered, OutputError> {
        let page = page_of(&report.source.path)?;
        let parts: Vec<_> = page.iter().map(|part| part.to_string_lossy()).collect();
        let row = index::row(report, &parts.join("/"));
        let pieces = vec![review_page(report, text).into_bytes(), row.into_bytes()];
        Ok(Rendered { document: report.source.path.clone(), pieces })
    }
}

/// The page of a document, relative to the index, whose own name it never takes.
fn page_of(document: &str) -> Result<PathBuf, OutputError> {
    let page = file_named_after(document, "html")?;
    Ok(if page == Path::new("index.html") { PathBuf::from("index.document.html") } else { page })
}

impl ReportWriter for HtmlWriter {
    fn renderer(&self) -> Option<Render> {
        Some(Self::render)
    }

    fn append(&mut self, rendered: &Rendered) -> Result<(), OutputError> {
        self.pages.write(&page_of(&rendered.document)?, rendered)?;
        self.index.write(if self.rows { b",\n" } else { b"\n" })?;
        self.index.write(rendered.piece(1))?;
        self.rows = true;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Vec<PathBuf>, OutputError> {
        let Self { mut index, end, pages, .. } = *self;
        index.write(end.as_bytes())?;
        let index = index.finish()?;
        pages.finish(vec![index])
    }
}
