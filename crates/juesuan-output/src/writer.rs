//! Writers and the formats they are known by.

use std::path::{Path, PathBuf};

use juesuan_model::Report;

use crate::{JsonLinesWriter, JsonWriter, OutputError, PackageWriter};

/// Writes the reports of one run, one after the other; nothing need be kept in memory but what the format demands.
pub trait ReportWriter {
    /// Adds a report, with the decoded text of its document, which the spans in the report point into. A format that
    /// does not show the source takes no notice of it.
    ///
    /// # Errors
    /// [`OutputError`] where it cannot be written.
    fn write(&mut self, report: &Report, text: &str) -> Result<(), OutputError>;

    /// Completes the output and names the files that were written. Without it no half-written file stays behind.
    ///
    /// # Errors
    /// [`OutputError`] where a file cannot be completed.
    fn finish(self: Box<Self>) -> Result<Vec<PathBuf>, OutputError>;
}

/// A format by the name that `--to` takes.
#[derive(Copy, Clone, Debug)]
pub struct Format {
    /// Its name.
    pub name: &'static str,
    /// What is written.
    pub about: &'static str,
    create: fn(&Path) -> Result<Box<dyn ReportWriter>, OutputError>,
}

impl Format {
    /// Begins an output of this format in a folder.
    ///
    /// # Errors
    /// [`OutputError`] where folder or files cannot be made.
    pub fn create(&self, folder: &Path) -> Result<Box<dyn ReportWriter>, OutputError> {
        (self.create)(folder)
    }
}

/// All formats.
pub static FORMATS: [Format; 3] = [
    Format {
        name: "csv",
        about: "a Frictionless data package: CSV files and datapackage.json",
        create: |folder| Ok(Box::new(PackageWriter::create(folder)?)),
    },
    Format {
        name: "json",
        about: "json/<document>.json for each document, and report.schema.json",
        create: |folder| Ok(Box::new(JsonWriter::create(folder)?)),
    },
    Format {
        name: "jsonl",
        about: "reports.jsonl, one line of JSON a document",
        create: |folder| Ok(Box::new(JsonLinesWriter::create(folder)?)),
    },
];

/// The format of this name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
