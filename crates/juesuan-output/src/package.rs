//! The data package: CSV files and their descriptor.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use juesuan_model::Report;

use crate::descriptor::descriptor_of;
use crate::fiscal::{self, Units};
use crate::line::{push_header, push_row};
use crate::place::Place;
use crate::resources::RESOURCES;
use crate::staged::Staged;
use crate::writer::ReportWriter;
use crate::{OutputError, Render, Rendered, Value};

/// The descriptor of the package.
const DESCRIPTOR: &str = "datapackage.json";

/// The rows of one report as CSV, a piece for each file of the package.
///
/// Making it touches nothing but the report, so documents can be rendered in parallel and written in order.
#[derive(Clone, Debug)]
pub struct PackagePart {
    document: String,
    /// A piece for each file, and behind them the units of the programmes, which the descriptor names.
    pieces: Vec<Vec<u8>>,
}

impl PackagePart {
    /// Renders the rows of a report.
    pub fn render(report: &Report) -> Self {
        let render = |resource: &&crate::Resource| {
            let mut piece = Vec::new();
            resource.rows(report, |row: &[Value<'_>]| push_row(&mut piece, row));
            piece
        };
        let units = fiscal::write_units(&fiscal::units(report));
        let pieces = RESOURCES.iter().map(render).chain([units.into_bytes()]).collect();
        Self { document: report.source.path.clone(), pieces }
    }

    /// The lines for one file of the package, without its header.
    pub fn csv(&self, resource: &str) -> Option<&[u8]> {
        let at = RESOURCES.iter().position(|known| known.name == resource)?;
        self.pieces.get(at).map(Vec::as_slice)
    }

    /// The units in which the programmes print their amounts, a line each: [`empty_package`] takes those of all documents.
    pub fn units(&self) -> &[u8] {
        self.pieces.get(RESOURCES.len()).map_or(&[], Vec::as_slice)
    }
}

/// The files of a package before any rows are in it: the header of each CSV file, and the descriptor, which names the
/// `units` of the programmes. Who writes elsewhere than into a folder puts the rows of [`PackagePart::csv`] behind.
///
/// # Errors
/// [`OutputError`] where the descriptor cannot be written as JSON, which is not known to happen.
pub fn empty_package(units: &[u8]) -> Result<Vec<(String, Vec<u8>)>, OutputError> {
    let mut files: Vec<(String, Vec<u8>)> =
        RESOURCES.iter().map(|resource| (format!("{}.csv", resource.name), header(resource))).collect();
    files.push((DESCRIPTOR.to_owned(), descriptor_text(&fiscal::read_units(units))?.into_bytes()));
    Ok(files)
}

/// The first line of the file of a resource.
fn header(resource: &crate::Resource) -> Vec<u8> {
    let mut header = Vec::new();
    push_header(&mut header, resource.fields.iter().map(|field| field.name));
    header
}

/// The descriptor as it is written.
fn descriptor_text(units: &Units) -> Result<String, OutputError> {
    Ok(serde_json::to_string_pretty(&descriptor_of(units))? + "\n")
}

/// Writes a data package, report by report; nothing of a report is kept.
///
/// The files appear when [`ReportWriter::finish`] is called, the descriptor last.
pub struct PackageWriter {
    place: Place,
    files: Vec<Staged>,
    documents: HashSet<String>,
    units: Units,
}

impl PackageWriter {
    /// Begins a package in a folder, which is made where it does not exist.
    ///
    /// # Errors
    /// [`OutputError::Io`] where folder or files cannot be made.
    pub fn create(folder: impl Into<PathBuf>) -> Result<Self, OutputError> {
        Self::create_with(folder, false)
    }

    /// The same, with a byte order mark before each CSV file where it is asked for: Excel takes a file without one for
    /// text of the system's own encoding.
    ///
    /// # Errors
    /// As [`Self::create`].
    pub fn create_with(folder: impl Into<PathBuf>, bom: bool) -> Result<Self, OutputError> {
        let place = Place::open(folder, "csv")?;
        place.admit(Path::new(DESCRIPTOR))?;
        let files = RESOURCES.iter().map(|resource| {
            let mut file = Staged::create(&place, Path::new(&format!("{}.csv", resource.name)))?;
            if bom {
                file.write("\u{feff}".as_bytes())?;
            }
            file.write(&header(resource))?;
            Ok(file)
        });
        let files = files.collect::<Result<_, OutputError>>()?;
        Ok(Self { place, files, documents: HashSet::new(), units: Units::new() })
    }

    /// Adds a report that was rendered before.
    ///
    /// # Errors
    /// [`OutputError::DuplicateDocument`] where a document of this name is in the package already,
    /// [`OutputError::Io`] where a file cannot be written.
    pub fn append(&mut self, part: &PackagePart) -> Result<(), OutputError> {
        self.append_pieces(&part.document, &part.pieces)
    }

    #[expect(clippy::unnecessary_wraps, reason = "the type of all renderers")]
    pub(crate) fn render(report: &Report, _text: &str) -> Result<Rendered, OutputError> {
        let PackagePart { document, pieces } = PackagePart::render(report);
        Ok(Rendered { document, pieces })
    }

    fn append_pieces(&mut self, document: &str, pieces: &[Vec<u8>]) -> Result<(), OutputError> {
        if !self.documents.insert(document.to_owned()) {
            return Err(OutputError::DuplicateDocument(document.to_owned()));
        }
        for (file, piece) in self.files.iter_mut().zip(pieces) {
            file.write(piece)?;
        }
        let units = pieces.get(RESOURCES.len()).map_or(&[][..], Vec::as_slice);
        self.units.extend(fiscal::read_units(units));
        Ok(())
    }

    /// The folder of the package.
    pub fn folder(&self) -> &Path {
        self.place.root()
    }
}

impl ReportWriter for PackageWriter {
    fn renderer(&self) -> Render {
        Self::render
    }

    fn append(&mut self, rendered: &Rendered) -> Result<(), OutputError> {
        self.append_pieces(&rendered.document, &rendered.pieces)
    }

    fn unread(&mut self, report: &Report) -> Result<(), OutputError> {
        self.write(report, "")
    }

    fn finish(self: Box<Self>) -> Result<Vec<PathBuf>, OutputError> {
        let Self { place, files, units, .. } = *self;
        // all that can fail for want of space comes before anything that an earlier run wrote is touched
        let mut sealed = Staged::seal_all(files)?;
        let descriptor = Path::new(DESCRIPTOR);
        let mut described = Staged::create(&place, descriptor)?;
        described.write(descriptor_text(&units)?.as_bytes())?;
        sealed.push(described.seal()?);
        // without its descriptor no one takes files of two runs for a package: it goes first and comes last
        let earlier = place.admit(descriptor)?;
        match fs::remove_file(&earlier) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(OutputError::io(&earlier)(error));
            }
            _ => {}
        }
        let written = sealed.into_iter().map(|file| file.name(&place)).collect::<Result<Vec<_>, _>>()?;
        place.settle(&written)?;
        Ok(written)
    }
}
