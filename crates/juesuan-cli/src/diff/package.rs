//! A data package on disk, of which the rows of one document are read at a time.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use csv::{ByteRecord, Position, Reader, StringRecord};

use super::row::{Collector, FILES, Record};
use juesuan::output::{self, unescape_text};

/// A document of a package, or one that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Document {
    pub(super) path: String,
    /// What it is called in what is printed: as it was typed.
    pub(super) shown: String,
    /// The body that publishes; empty where it is not known.
    pub(super) entity: String,
}

/// A package, with the places where the rows of each document begin.
pub(super) struct Package {
    folder: PathBuf,
    begins: HashMap<(&'static str, String), Position>,
}

impl Package {
    /// Opens the package in a folder, and lists its documents.
    pub(super) fn open(folder: &Path) -> Result<(Self, Vec<Document>)> {
        let mut begins = HashMap::new();
        for file in FILES {
            index(&mut reader(folder, file)?, file, &mut begins).with_context(|| place(folder, file))?;
        }
        let mut documents = Vec::new();
        let mut reader = reader(folder, "documents")?;
        let headers = reader.headers()?.clone();
        for record in reader.records() {
            let record = record.with_context(|| place(folder, "documents"))?;
            let get = |field: &str| {
                let at = headers.iter().position(|header| header == field);
                unescape_text(at.and_then(|at| record.get(at)).unwrap_or_default()).to_owned()
            };
            // of what was not read nothing can be compared
            if !["failed", "skipped"].contains(&&*get("status")) {
                let path = get("document");
                documents.push(Document { shown: path.clone(), path, entity: get("entity") });
            }
        }
        Ok((Self { folder: folder.to_owned(), begins }, documents))
    }

    /// Gives all records of a document to a collector.
    pub(super) fn collect(&self, document: &str, collector: &mut Collector) -> Result<()> {
        for file in FILES {
            let Some(begin) = self.begins.get(&(file, document.to_owned())) else { continue };
            let mut reader = reader(&self.folder, file)?;
            let (fields, order) = columns(file, reader.headers()?);
            reader.seek(begin.clone())?;
            for record in reader.records() {
                let record = record.with_context(|| place(&self.folder, file))?;
                if record.get(0).map(unescape_text) != Some(document) {
                    break;
                }
                let value = |at: &usize| unescape_text(record.get(*at).unwrap_or_default()).to_owned();
                let values: Vec<String> = order.iter().map(value).collect();
                collector.take(file, &Record { fields: &fields, values: &values });
            }
        }
        Ok(())
    }
}

/// The columns that a file has, by our names, and where they stand in it: a package of another version may have others.
fn columns(file: &str, headers: &StringRecord) -> (Vec<&'static str>, Vec<usize>) {
    let known = output::resource(file).map_or(&[][..], |resource| resource.fields);
    let at = |name: &str| headers.iter().position(|header| header == name);
    known.iter().filter_map(|field| Some((field.name, at(field.name)?))).unzip()
}

/// Notes where the rows of each document begin; they stand together, and the document is the first column.
fn index(
    reader: &mut Reader<File>,
    file: &'static str,
    begins: &mut HashMap<(&'static str, String), Position>,
) -> Result<()> {
    let mut record = ByteRecord::new();
    let mut last = Vec::new();
    loop {
        let begin = reader.position().clone();
        if !reader.read_byte_record(&mut record)? {
            return Ok(());
        }
        let document = record.get(0).unwrap_or_default();
        if document != last {
            last = document.to_vec();
            let name = String::from_utf8_lossy(document);
            begins.entry((file, unescape_text(&name).to_owned())).or_insert(begin);
        }
    }
}

fn reader(folder: &Path, file: &str) -> Result<Reader<File>> {
    let mut reader =
        Reader::from_path(folder.join(format!("{file}.csv"))).with_context(|| place(folder, file))?;
    // the position after the header is known once it is read
    reader.byte_headers()?;
    Ok(reader)
}

fn place(folder: &Path, file: &str) -> String {
    folder.join(format!("{file}.csv")).display().to_string()
}
