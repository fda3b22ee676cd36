//! One workbook for each document of a run.

use std::path::{Path, PathBuf};

use juesuan_model::Report;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::beside::Beside;
use super::marks::Marks;
use super::run::{RunBook, entry};
use super::sheet::{Book, MOST_CELLS, properties};
use super::style::Styles;
use super::{findings, lists, summary, tables};
use crate::rendered::DocumentFiles;
use crate::writer::ReportWriter;
use crate::{OutputError, Render, Rendered};

/// The workbook of a report.
///
/// # Errors
/// [`OutputError::Encode`], which no report is known to cause.
pub fn to_xlsx(report: &Report) -> Result<Vec<u8>, OutputError> {
    to_xlsx_with(report, "")
}

/// The workbook of a report with the text from which it was read: forms get the numbers and notes that are printed
/// beside them.
///
/// # Errors
/// As [`to_xlsx`].
pub fn to_xlsx_with(report: &Report, text: &str) -> Result<Vec<u8>, OutputError> {
    workbook(report, &Beside::of(text))
        .and_then(|mut workbook| workbook.save_to_buffer())
        .map_err(OutputError::encode(Path::new(&report.source.path)))
}

/// Cells are written before the findings that link to them, and the summary, which comes first, knows all of them.
fn workbook(report: &Report, beside: &Beside<'_>) -> Result<Workbook, XlsxError> {
    let (styles, marks) = (Styles::default(), Marks::new(&report.findings));
    let mut book = Book { styles, marks, cut: false, room: MOST_CELLS };
    let mut begun = Vec::new();
    let mut sheets = tables::statements(report, beside, &mut book, &mut begun)?;
    sheets.extend(tables::others(report, &mut book, &mut begun)?);
    sheets.extend(lists::lists(report, &mut book)?);
    let findings = findings::findings(report, &mut book)?;
    let summary = summary::summary(report, &mut book, &begun)?;

    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&report.source.title)?);
    for sheet in std::iter::once(summary).chain(findings).chain(sheets) {
        workbook.push_worksheet(sheet);
    }
    Ok(workbook)
}

/// The workbook of the run.
const INDEX: &str = "xlsx/index.xlsx";

/// Writes `xlsx/<document>.xlsx` for every report, and `xlsx/index.xlsx` for all of them.
pub struct XlsxWriter {
    books: DocumentFiles,
    run: RunBook,
}

impl XlsxWriter {
    /// Begins in a folder, which is made where it does not exist.
    ///
    /// # Errors
    /// [`OutputError::Io`] where the folder cannot be made.
    pub fn create(folder: impl Into<PathBuf>) -> Result<Self, OutputError> {
        let books = DocumentFiles::create(folder.into(), "xlsx")?;
        books.admit_beside(Path::new(INDEX))?;
        Ok(Self { books, run: RunBook::default() })
    }

    pub(crate) fn render(report: &Report, text: &str) -> Result<Rendered, OutputError> {
        let pieces = vec![to_xlsx_with(report, text)?, entry(report)];
        Ok(Rendered { document: report.source.path.clone(), pieces })
    }
}

impl ReportWriter for XlsxWriter {
    fn renderer(&self) -> Render {
        Self::render
    }

    fn admit(&self, document: &str) -> Result<(), OutputError> {
        self.books.admit(document)
    }

    fn append(&mut self, rendered: &Rendered) -> Result<(), OutputError> {
        self.books.append(rendered)?;
        self.run.add(&rendered.document, rendered.piece(1));
        Ok(())
    }

    fn unread(&mut self, report: &Report) -> Result<(), OutputError> {
        self.run.add(&report.source.path, &entry(report));
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Vec<PathBuf>, OutputError> {
        let path = Path::new(INDEX);
        let bytes = self.run.workbook().and_then(|mut workbook| workbook.save_to_buffer());
        let mut index = self.books.beside(path)?;
        index.write(&bytes.map_err(OutputError::encode(path))?)?;
        self.books.finish(vec![index])
    }
}
