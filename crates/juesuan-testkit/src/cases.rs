//! The fixtures: one module a case, and what they have in common.

mod exploded_word;
mod narrative;
mod page_cut_panels;
mod plain_department;
mod programme_report;
mod small_unit;
mod truncated_lines;

use std::path::Path;

use crate::document::Document;
use crate::render::{Layout, Printed, print};
use crate::truth::Truth;

/// A document of our own with its truth.
#[derive(Clone, Debug)]
pub struct Fixture {
    /// Name of its folder.
    pub name: &'static str,
    /// Name of the input file in that folder.
    pub file: &'static str,
    /// The document as data.
    pub document: Document,
    /// The layout in which it is committed.
    pub layout: Layout,
    /// The committed text.
    pub input: String,
    /// What the committed text states.
    pub truth: Truth,
}

impl Fixture {
    fn new(name: &'static str, file: &'static str, layout: Layout, document: Document) -> Self {
        let Printed { text, truth } = print(&document, layout);
        Self { name, file, document, layout, input: text, truth }
    }

    /// The same document in another layout.
    pub fn print(&self, layout: Layout) -> Printed {
        print(&self.document, layout)
    }

    /// The files of this fixture, paths relative to the folder of fixtures.
    ///
    /// # Errors
    /// Those of the csv writer.
    pub fn files(&self) -> Result<Vec<(String, String)>, csv::Error> {
        let mut files = vec![(format!("{}/{}", self.name, self.file), self.input.clone())];
        for (name, content) in self.truth.files()? {
            files.push((format!("{}/truth/{name}", self.name), content));
        }
        Ok(files)
    }
}

/// All fixtures, in the order of their names.
pub fn fixtures() -> Vec<Fixture> {
    vec![
        exploded_word::fixture(),
        page_cut_panels::fixture(),
        plain_department::fixture(),
        programme_report::fixture(),
        small_unit::fixture(),
        truncated_lines::fixture(),
    ]
}

/// What keeps fixtures from being written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A file or folder could not be written.
    #[error("cannot write {path}: {source}")]
    File {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The truth could not be written as CSV.
    #[error("cannot write the truth as CSV: {0}")]
    Csv(#[from] csv::Error),
}

/// Writes inputs and truth of all fixtures below `folder`.
///
/// # Errors
/// The first file that could not be written.
pub fn write(folder: &Path) -> Result<(), WriteError> {
    for fixture in fixtures() {
        for (name, content) in fixture.files()? {
            let path = folder.join(&name);
            let parent = path.parent().unwrap_or(folder);
            std::fs::create_dir_all(parent)
                .and_then(|()| std::fs::write(&path, content))
                .map_err(|source| WriteError::File { path: path.display().to_string(), source })?;
        }
    }
    Ok(())
}
