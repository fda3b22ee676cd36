//! The review page: one self-contained HTML file a document, and an index for the run.

mod charts;
mod escape;
mod evidence;
mod findings;
mod grid;
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

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use juesuan_model::Report;

use crate::OutputError;
use crate::staged::{Staged, file_named_after};
use crate::writer::ReportWriter;

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
    folder: PathBuf,
    index: Staged,
    /// What follows the rows in the index.
    end: String,
    rows: bool,
    written: Vec<PathBuf>,
    pages: HashSet<PathBuf>,
}

impl HtmlWriter {
    /// Begins in a folder, in which `html` is made.
    ///
    /// # Errors
    /// [`OutputError::Io`] where the folder or the index cannot be made.
    pub fn create(folder: impl Into<PathBuf>) -> Result<Self, OutputError> {
        let folder = folder.into().join("html");
        fs::create_dir_all(&folder).map_err(OutputError::io(&folder))?;
        let mut index = Staged::create(folder.join("index.html"))?;
        let (before, end) = index::around();
        index.write(before.as_bytes())?;
        Ok(Self { folder, index, end, rows: false, written: Vec::new(), pages: HashSet::new() })
    }

    fn write_page(&mut self, page: &Path, content: &str) -> Result<(), OutputError> {
        let path = self.folder.join(page);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(OutputError::io(folder))?;
        }
        self.written.push(Staged::write_whole(path, content.as_bytes())?);
        Ok(())
    }
}

/// The page of a document, relative to the index, whose own name it never takes.
fn page_of(document: &str) -> Result<PathBuf, OutputError> {
    let page = file_named_after(document, "html")?;
    Ok(if page == Path::new("index.html") { PathBuf::from("index.document.html") } else { page })
}

impl ReportWriter for HtmlWriter {
    fn write(&mut self, report: &Report, text: &str) -> Result<(), OutputError> {
        let document = &report.source.path;
        let page = page_of(document)?;
        if !self.pages.insert(page.clone()) {
            return Err(OutputError::DuplicateDocument(document.clone()));
        }
        self.write_page(&page, &review_page(report, text))?;
        let parts: Vec<_> = page.iter().map(|part| part.to_string_lossy()).collect();
        let row = index::row(report, &parts.join("/"));
        self.index.write(if self.rows { b",\n" } else { b"\n" })?;
        self.index.write(row.as_bytes())?;
        self.rows = true;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Vec<PathBuf>, OutputError> {
        let Self { mut index, end, mut written, .. } = *self;
        index.write(end.as_bytes())?;
        written.push(index.finish()?);
        Ok(written)
    }
}
