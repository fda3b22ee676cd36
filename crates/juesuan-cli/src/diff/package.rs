//! A data package on disk, of which the rows of one document are read at a time.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use csv::{ByteRecord, Position, Reader, StringRecord};

use super::damage::{self, Damage, LONGEST_DOCUMENT, LONGEST_ROW};
use super::row::{Collector, FILES, Record};
use crate::args::Language;
use crate::error_messages::{self, Refused};
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
    language: Language,
    begins: HashMap<(&'static str, String), Position>,
}

impl Package {
    /// Opens the package in a folder, and lists its documents.
    ///
    /// # Errors
    /// What is wrong with one of its files, with the line: of a damaged package nobody can say that nothing changed.
    pub(super) fn open(folder: &Path, language: Language) -> Result<(Self, Vec<Document>)> {
        let mut package = Self { folder: folder.to_owned(), language, begins: HashMap::new() };
        let (mut documents, mut listed) = (Vec::new(), HashSet::new());
        let (mut reader, fields, order) = package.reader("documents")?;
        for record in reader.records() {
            let record = record.map_err(|error| package.unread("documents", error))?;
            let values = values(&record, &order);
            let get = |field: &str| Record { fields: &fields, values: &values }.get(field).to_owned();
            let path = get("document");
            if !listed.insert(path.clone()) {
                return Err(package.damaged("documents", line(&record), &Damage::Twice(path)));
            }
            // of what was not read nothing can be compared
            if !["failed", "skipped"].contains(&&*get("status")) {
                documents.push(Document { shown: path.clone(), path, entity: get("entity") });
            }
        }
        for file in FILES {
            package.index(file, &listed)?;
        }
        Ok((package, documents))
    }

    /// Gives all records of a document to a collector.
    pub(super) fn collect(&self, document: &str, collector: &mut Collector) -> Result<()> {
        for file in FILES {
            let Some(begin) = self.begins.get(&(file, document.to_owned())) else { continue };
            let (mut reader, fields, order) = self.reader(file)?;
            reader.seek(begin.clone()).with_context(|| self.place(file))?;
            let first = begin.byte();
            for record in reader.records() {
                let record = record.map_err(|error| self.unread(file, error))?;
                if record.get(0).map(unescape_text) != Some(document) {
                    break;
                }
                let values = values(&record, &order);
                let row = Record { fields: &fields, values: &values };
                damage::of_row(file, &row).map_err(|damage| self.damaged(file, line(&record), &damage))?;
                let last = record.position().map_or(first, Position::byte);
                if last.saturating_sub(first) > LONGEST_DOCUMENT {
                    return Err(self.damaged(
                        file,
                        line(&record),
                        &Damage::LongDocument(document.to_owned()),
                    ));
                }
                collector.take(file, &row);
            }
        }
        Ok(())
    }

    /// Notes where the rows of each document begin; they stand together, and the document is the first column.
    fn index(&mut self, file: &'static str, listed: &HashSet<String>) -> Result<()> {
        let (mut reader, ..) = self.reader(file)?;
        let mut record = ByteRecord::new();
        let mut last = Vec::new();
        loop {
            let begin = reader.position().clone();
            if !reader.read_byte_record(&mut record).map_err(|error| self.unread(file, error))? {
                return Ok(());
            }
            let document = record.get(0).unwrap_or_default();
            if document != last {
                last = document.to_vec();
                let name = unescape_text(&String::from_utf8_lossy(document)).to_owned();
                let at = begin.line();
                if !listed.contains(&name) {
                    return Err(self.damaged(file, at, &Damage::Unlisted(name)));
                }
                if self.begins.insert((file, name.clone()), begin).is_some() {
                    return Err(self.damaged(file, at, &Damage::Apart(name)));
                }
            }
        }
    }

    /// A file behind its header, the columns that it has, by our names, and where they stand in it: a package of another
    /// version may have others, but has all that is compared.
    #[expect(clippy::type_complexity, reason = "a reader with what its header says")]
    fn reader(&self, file: &str) -> Result<(Reader<Rows<File>>, Vec<&'static str>, Vec<usize>)> {
        let path = self.folder.join(format!("{file}.csv"));
        let refused = |error: anyhow::Error| {
            anyhow!("{}: {}", self.place(file), error_messages::unread(&error, self.language))
        };
        let found = path.metadata().map_err(|error| refused(error.into()))?;
        if !found.is_file() {
            return Err(refused(Refused::NotOrdinary.into()));
        }
        let mut reader =
            Reader::from_reader(Rows::new(File::open(path).map_err(|error| refused(error.into()))?));
        // the position after the header is known once it is read
        let headers = reader.headers().map_err(|error| self.unread(file, error))?.clone();
        let (fields, order) = columns(file, &headers);
        match damage::compared(file).iter().find(|name| !fields.contains(name)) {
            Some(missing) => Err(self.damaged(file, 1, &Damage::NoColumn(missing))),
            None => Ok((reader, fields, order)),
        }
    }

    /// Why a row could not be read.
    fn unread(&self, file: &str, error: csv::Error) -> anyhow::Error {
        let line = error.position().map_or(0, Position::line);
        let is_long = match error.kind() {
            csv::ErrorKind::Io(error) => error.get_ref().is_some_and(is_damage),
            _ => false,
        };
        if is_long {
            self.damaged(file, line, &Damage::LongRow)
        } else {
            anyhow!(error).context(self.place(file))
        }
    }

    fn damaged(&self, file: &str, line: u64, damage: &Damage) -> anyhow::Error {
        let line = if line > 0 { format!(":{line}") } else { String::new() };
        anyhow!("{}{line}: {}", self.place(file), damage.say(self.language))
    }

    fn place(&self, file: &str) -> String {
        self.folder.join(format!("{file}.csv")).display().to_string()
    }
}

fn is_damage(error: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    error.is::<Damage>()
}

fn line(record: &StringRecord) -> u64 {
    record.position().map_or(0, Position::line)
}

fn values(record: &StringRecord, order: &[usize]) -> Vec<String> {
    order.iter().map(|at| unescape_text(record.get(*at).unwrap_or_default()).to_owned()).collect()
}

fn columns(file: &str, headers: &StringRecord) -> (Vec<&'static str>, Vec<usize>) {
    let known = output::resource(file).map_or(&[][..], |resource| resource.fields);
    let at = |name: &str| headers.iter().position(|header| header.trim_start_matches('\u{feff}') == name);
    known.iter().filter_map(|field| Some((field.name, at(field.name)?))).unzip()
}

/// A file whose rows are not longer than anybody writes them: a row is read into memory as a whole.
struct Rows<R> {
    inner: R,
    in_quotes: bool,
    length: u64,
}

impl<R> Rows<R> {
    const fn new(inner: R) -> Self {
        Self { inner, in_quotes: false, length: 0 }
    }
}

impl<R: Read> Read for Rows<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        for byte in buffer.get(..read).unwrap_or_default() {
            match byte {
                b'"' => self.in_quotes = !self.in_quotes,
                b'\n' if !self.in_quotes => self.length = 0,
                _ => self.length += 1,
            }
        }
        if self.length > LONGEST_ROW { Err(io::Error::other(Damage::LongRow)) } else { Ok(read) }
    }
}

impl<R: Seek> Seek for Rows<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        (self.in_quotes, self.length) = (false, 0);
        self.inner.seek(to)
    }
}
