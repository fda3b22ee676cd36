//! What one document becomes in one format before it is written.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use juesuan_model::Report;

use crate::OutputError;
use crate::place::Place;
use crate::portable::file_named_after;
use crate::staged::{Sealed, Staged};

/// One document in one format, ready to be written.
///
/// Making it touches nothing but report and text, so that documents can be rendered in parallel, kept for later, and
/// written in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The document's name.
    pub document: String,
    /// The bytes, parted as the format needs them: a file of its own, or lines for each of several files.
    pub pieces: Vec<Vec<u8>>,
}

/// Renders one document in one format.
pub type Render = fn(&Report, &str) -> Result<Rendered, OutputError>;

impl Rendered {
    /// A document that is one piece.
    pub(crate) fn whole(report: &Report, bytes: impl Into<Vec<u8>>) -> Self {
        Self { document: report.source.path.clone(), pieces: vec![bytes.into()] }
    }

    /// A piece; empty where there is none.
    pub(crate) fn piece(&self, at: usize) -> &[u8] {
        self.pieces.get(at).map_or(&[], Vec::as_slice)
    }
}

/// The file of a document in the folder of its format, where the index of the run has a name of its own.
pub(crate) fn document_file(document: &str, ending: &str) -> Result<PathBuf, OutputError> {
    let file = file_named_after(document, ending)?;
    let index = format!("index.{ending}");
    let taken =
        INDEXED.contains(&ending) && file.to_str().is_some_and(|file| file.eq_ignore_ascii_case(&index));
    Ok(if taken { PathBuf::from(format!("index.document.{ending}")) } else { file })
}

/// The formats with an index of the run beside the files of the documents.
const INDEXED: [&str; 2] = ["html", "xlsx"];

/// Files that stand one for each document in a folder of their format: `json/<document>.json`. They get their names
/// together at the end of the run, so that a run that is stopped leaves those of an earlier one as they were.
pub(crate) struct DocumentFiles {
    // before the place, whose empty folders go when nobody writes any more
    sealed: Vec<Sealed>,
    place: Place,
    ending: &'static str,
    /// The files so far, without the difference of capitals, which not every file system makes.
    pages: HashSet<String>,
}

impl DocumentFiles {
    /// Begins in a folder, which is made where it does not exist; `ending` names the folder in it and ends the files.
    pub(crate) fn create(folder: PathBuf, ending: &'static str) -> Result<Self, OutputError> {
        let place = Place::open(folder, ending)?;
        Ok(Self { place, ending, pages: HashSet::new(), sealed: Vec::new() })
    }

    /// Writes the file of a document.
    pub(crate) fn append(&mut self, rendered: &Rendered) -> Result<(), OutputError> {
        let name = document_file(&rendered.document, self.ending)?;
        self.write(&name, rendered)
    }

    /// Writes the file of a document under this name.
    pub(crate) fn write(&mut self, name: &Path, rendered: &Rendered) -> Result<(), OutputError> {
        if !self.pages.insert(name.to_string_lossy().to_lowercase()) {
            return Err(OutputError::DuplicateDocument(rendered.document.clone()));
        }
        let mut file = Staged::create(&self.place, &Path::new(self.ending).join(name))?;
        file.write(rendered.piece(0))?;
        self.sealed.push(file.seal()?);
        Ok(())
    }

    /// Makes sure that the file of a document can get its name: what is wrong with a name is said of the document that
    /// has it.
    pub(crate) fn admit(&self, document: &str) -> Result<(), OutputError> {
        let name = document_file(document, self.ending)?;
        if self.pages.contains(&name.to_string_lossy().to_lowercase()) {
            return Err(OutputError::DuplicateDocument(document.to_owned()));
        }
        self.place.admit(&Path::new(self.ending).join(name)).map(drop)
    }

    /// Makes sure that a file for the whole run can get its name, so that what is wrong is said before anything is read.
    pub(crate) fn admit_beside(&self, relative: &Path) -> Result<(), OutputError> {
        self.place.admit(relative).map(drop)
    }

    /// A file for the whole run beside those of the documents.
    pub(crate) fn beside(&self, relative: &Path) -> Result<Staged, OutputError> {
        Staged::create(&self.place, relative)
    }

    /// Ends the run, whose further files follow: all get their names, and files of earlier runs go. Names all files that
    /// were written.
    pub(crate) fn finish(self, others: Vec<Staged>) -> Result<Vec<PathBuf>, OutputError> {
        let Self { place, mut sealed, .. } = self;
        for file in others {
            sealed.push(file.seal()?);
        }
        let named: Result<Vec<PathBuf>, _> = sealed.into_iter().map(|file| file.name(&place)).collect();
        let written = named?;
        place.settle(&written)?;
        Ok(written)
    }
}
