//! JSON: one document a report, with the names of the data package.

use std::path::{Path, PathBuf};

use juesuan_model::{Finding, Report};
use serde::Serialize;
use serde_json::Value;

use crate::place::Place;
use crate::rendered::DocumentFiles;
use crate::staged::Staged;
use crate::value::cells;
use crate::writer::ReportWriter;
use crate::{OutputError, Render, Rendered};

/// The JSON Schema (2020-12) of a report.
pub fn json_schema() -> Value {
    schemars::schema_for!(Report).to_value()
}

/// A report as readable JSON, with a line end behind it.
///
/// # Errors
/// [`OutputError::Json`], which no report is known to cause.
pub fn to_json(report: &Report) -> Result<String, OutputError> {
    let mut text = serde_json::to_string_pretty(report)?;
    text.push('\n');
    Ok(text)
}

/// The report that was written as this JSON. Values that follow from others (`amount_yuan`, the headers beside a cell)
/// are not read but computed again.
///
/// # Errors
/// [`OutputError::Json`] where the text is no JSON or not that of a report.
pub fn read_json(text: &str) -> Result<Report, OutputError> {
    Ok(serde_json::from_str(text)?)
}

/// The file in the folder of the output that says what the others are.
const SCHEMA: &str = "report.schema.json";

/// Writes `json/<document>.json` for every report, and `report.schema.json`.
pub struct JsonWriter(DocumentFiles);

impl JsonWriter {
    /// Begins in a folder, which is made where it does not exist.
    ///
    /// # Errors
    /// [`OutputError::Io`] where the folder cannot be made.
    pub fn create(folder: impl Into<PathBuf>) -> Result<Self, OutputError> {
        let files = DocumentFiles::create(folder.into(), "json")?;
        files.admit_beside(Path::new(SCHEMA))?;
        Ok(Self(files))
    }

    pub(crate) fn render(report: &Report, _text: &str) -> Result<Rendered, OutputError> {
        Ok(Rendered::whole(report, to_json(report)?))
    }
}

impl ReportWriter for JsonWriter {
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
        let mut schema = serde_json::to_string_pretty(&json_schema())?;
        schema.push('\n');
        let mut file = self.0.beside(Path::new(SCHEMA))?;
        file.write(schema.as_bytes())?;
        self.0.finish(vec![file])
    }
}

/// Writes `reports.jsonl`: one line of JSON a report.
pub struct JsonLinesWriter {
    place: Place,
    file: Staged,
}

impl JsonLinesWriter {
    /// Begins in a folder, which is made where it does not exist.
    ///
    /// # Errors
    /// [`OutputError::Io`] where folder or file cannot be made.
    pub fn create(folder: impl Into<PathBuf>) -> Result<Self, OutputError> {
        let place = Place::open(folder, "jsonl")?;
        let file = Staged::create(&place, Path::new("reports.jsonl"))?;
        Ok(Self { place, file })
    }

    pub(crate) fn render(report: &Report, _text: &str) -> Result<Rendered, OutputError> {
        let mut line = serde_json::to_vec(report)?;
        line.push(b'\n');
        Ok(Rendered::whole(report, line))
    }
}

impl ReportWriter for JsonLinesWriter {
    fn renderer(&self) -> Render {
        Self::render
    }

    fn append(&mut self, rendered: &Rendered) -> Result<(), OutputError> {
        self.file.write(rendered.piece(0))
    }

    fn unread(&mut self, report: &Report) -> Result<(), OutputError> {
        self.write(report, "")
    }

    fn finish(self: Box<Self>) -> Result<Vec<PathBuf>, OutputError> {
        let Self { place, file } = *self;
        let written = vec![file.finish()?];
        place.settle(&written)?;
        Ok(written)
    }
}

/// What the rules said of several documents, without the documents' contents: one JSON array, an object a document.
///
/// # Errors
/// [`OutputError::Json`] where it cannot be written, which no findings of ours cause.
pub fn findings_json(reports: &[&Report]) -> Result<String, OutputError> {
    let objects = reports.iter().map(|report| findings_object(report, None));
    let objects = objects.collect::<Result<Vec<_>, _>>()?;
    Ok(if objects.is_empty() { "[]".into() } else { format!("[\n{}\n]", objects.join(",\n")) })
}

/// A finding with the cells of the workbook in which its figures stand.
#[derive(Serialize)]
struct FindingInCells<'f> {
    #[serde(flatten)]
    finding: &'f Finding,
    #[serde(skip_serializing_if = "String::is_empty")]
    cells: String,
}

/// What the rules said of one document, as an element of the array that [`findings_json`] gives, for those who write it
/// document by document; `path` is where the document lies, if that is known.
///
/// # Errors
/// As [`findings_json`].
pub fn findings_object(report: &Report, path: Option<&str>) -> Result<String, OutputError> {
    // put together by hand: as a value in memory the places of a long document are ten times as large
    let path = path
        .map(|path| Ok::<_, serde_json::Error>(format!("    \"path\": {},\n", serde_json::to_string(path)?)));
    let findings: Vec<FindingInCells<'_>> = report
        .findings
        .iter()
        .map(|finding| FindingInCells { finding, cells: cells(report, &finding.places) })
        .collect();
    Ok(format!(
        "  {{\n    \"document\": {},\n{}    \"checks\": {},\n    \"findings\": {}\n  }}",
        serde_json::to_string(&report.source.path)?,
        path.transpose()?.unwrap_or_default(),
        serde_json::to_string_pretty(&report.checks)?.replace('\n', "\n    "),
        serde_json::to_string_pretty(&findings)?.replace('\n', "\n    "),
    ))
}
