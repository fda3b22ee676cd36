//! JSON: one document a report, with the names of the data package.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

use juesuan_model::Report;
use serde_json::Value;

use crate::OutputError;
use crate::staged::{Staged, file_named_after};
use crate::writer::ReportWriter;

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

/// Writes `json/<document>.json` for every report, and `report.schema.json`.
pub struct JsonWriter {
    folder: PathBuf,
    written: Vec<PathBuf>,
    documents: HashSet<PathBuf>,
}

impl JsonWriter {
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

impl ReportWriter for JsonWriter {
    fn write(&mut self, report: &Report, _text: &str) -> Result<(), OutputError> {
        let document = &report.source.path;
        let path = self.folder.join("json").join(file_named_after(document, "json")?);
        if !self.documents.insert(path.clone()) {
            return Err(OutputError::DuplicateDocument(document.clone()));
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(OutputError::io(folder))?;
        }
        self.written.push(Staged::write_whole(path, to_json(report)?.as_bytes())?);
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<PathBuf>, OutputError> {
        let mut schema = serde_json::to_string_pretty(&json_schema())?;
        schema.push('\n');
        self.written.push(Staged::write_whole(self.folder.join("report.schema.json"), schema.as_bytes())?);
        Ok(self.written)
    }
}

/// Writes `reports.jsonl`: one line of JSON a report.
pub struct JsonLinesWriter(Staged);

impl JsonLinesWriter {
    /// Begins in a folder, which is made where it does not exist.
    ///
    /// # Errors
    /// [`OutputError::Io`] where folder or file cannot be made.
    pub fn create(folder: impl Into<PathBuf>) -> Result<Self, OutputError> {
        let folder = folder.into();
        fs::create_dir_all(&folder).map_err(OutputError::io(&folder))?;
        Staged::create(folder.join("reports.jsonl")).map(Self)
    }
}

impl ReportWriter for JsonLinesWriter {
    fn write(&mut self, report: &Report, _text: &str) -> Result<(), OutputError> {
        let mut line = serde_json::to_vec(report)?;
        line.push(b'\n');
        self.0.write(&line)
    }

    fn finish(self: Box<Self>) -> Result<Vec<PathBuf>, OutputError> {
        Ok(vec![self.0.finish()?])
    }
}

/// What the rules said of several documents, without the documents' contents: one JSON array, an object a document.
///
/// # Errors
/// [`OutputError::Json`] where it cannot be written, which no findings of ours cause.
pub fn findings_json(reports: &[&Report]) -> Result<String, OutputError> {
    let object = |report: &&Report| {
        serde_json::json!({
            "document": report.source.path,
            "checks": report.checks,
            "findings": report.findings,
        })
    };
    Ok(serde_json::to_string_pretty(&reports.iter().map(object).collect::<Vec<_>>())?)
}
