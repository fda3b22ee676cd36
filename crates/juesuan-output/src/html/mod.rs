//! The review page: one self-contained HTML file a document, and an index for the run.

mod charts;
mod desk;
mod escape;
mod evidence;
mod findings;
mod index;
mod marks;
mod outline;
mod overview;
mod page;
mod pages;
mod pictures;
mod programmes;
mod shell;
mod source;
mod tables;
mod words;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use juesuan_model::Report;

pub use desk::{Engine, desk_page};
pub use shell::base64;

use crate::rendered::{DocumentFiles, document_file};
use crate::staged::Staged;
use crate::writer::ReportWriter;
use crate::{OutputError, Render, Rendered};

/// The review page of one document: a whole HTML file that loads nothing, in which every figure leads to its place in
/// the text and back.
///
/// `text` is the decoded text that the spans of the report point into. Places that lie outside it are shown without a
/// mark. Everything in report and text is escaped.
pub fn review_page(report: &Report, text: &str) -> String {
    page::page(report, text).replacen(page::NEIGHBOURS, "", 1)
}

/// The index of a run before and after its rows, which are parted by commas: `before row , row … after`.
pub fn review_index() -> (String, String) {
    index::around()
}

/// The row of a document in the index; `page` is where its page lies, relative to the index, empty where it has none.
pub fn review_row(report: &Report, page: &str) -> String {
    index::row(report, page)
}

/// Writes `html/<document>.html` for every report, and `html/index.html`, which lists them.
pub struct HtmlWriter {
    pages: DocumentFiles,
    index: Staged,
    /// What follows the rows in the index.
    end: String,
    rows: bool,
    names: HashSet<PathBuf>,
    /// The last page: it is written when it is known which one follows.
    last: Option<Last>,
}

/// A page that waits for the next one.
struct Last {
    name: PathBuf,
    rendered: Rendered,
    /// The page before it, and its document.
    before: Option<(String, String)>,
}

impl Last {
    /// The page as a link from the index, and its document.
    fn as_neighbour(&self) -> (String, String) {
        (slashed(&self.name), self.rendered.document.clone())
    }
}

/// A path with `/` between its parts.
fn slashed(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
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
        Ok(Self { pages, index, end, rows: false, names: HashSet::new(), last: None })
    }

    /// Writes the page that waits, with links to those before and behind it.
    fn write_last(&mut self, behind: Option<&(String, String)>) -> Result<(), OutputError> {
        let Some(Last { name, mut rendered, before }) = self.last.take() else { return Ok(()) };
        let links = page::neighbours(name.iter().count() - 1, before.as_ref(), behind);
        if let Some(page) = rendered.pieces.first_mut() {
            let mark = page::NEIGHBOURS.as_bytes();
            if let Some(at) = page.windows(mark.len()).position(|window| window == mark) {
                page.splice(at..at + mark.len(), links.bytes());
            }
        }
        self.pages.write(&name, &rendered)
    }

    /// The page of a document, and its row in the index.
    pub(crate) fn render(report: &Report, text: &str) -> Result<Rendered, OutputError> {
        let page = document_file(&report.source.path, "html")?;
        let row = index::row(report, &slashed(&page));
        let pieces = vec![page::page(report, text).into_bytes(), row.into_bytes()];
        Ok(Rendered { document: report.source.path.clone(), pieces })
    }
}

impl ReportWriter for HtmlWriter {
    fn renderer(&self) -> Render {
        Self::render
    }

    fn unread(&mut self, report: &Report) -> Result<(), OutputError> {
        self.index.write(if self.rows { b",\n" } else { b"\n" })?;
        self.index.write(index::row(report, "").as_bytes())?;
        self.rows = true;
        Ok(())
    }

    fn admit(&self, document: &str) -> Result<(), OutputError> {
        self.pages.admit(document)
    }

    fn append(&mut self, rendered: &Rendered) -> Result<(), OutputError> {
        let name = document_file(&rendered.document, "html")?;
        if !self.names.insert(name.clone()) {
            return Err(OutputError::DuplicateDocument(rendered.document.clone()));
        }
        self.pages.admit(&rendered.document)?;
        let before = self.last.as_ref().map(Last::as_neighbour);
        let behind = (slashed(&name), rendered.document.clone());
        self.write_last(Some(&behind))?;
        self.last = Some(Last { name, rendered: rendered.clone(), before });
        self.index.write(if self.rows { b",\n" } else { b"\n" })?;
        self.index.write(rendered.piece(1))?;
        self.rows = true;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Vec<PathBuf>, OutputError> {
        let mut writer = *self;
        writer.write_last(None)?;
        let Self { mut index, end, pages, .. } = writer;
        index.write(end.as_bytes())?;
        pages.finish(vec![index])
    }
}
