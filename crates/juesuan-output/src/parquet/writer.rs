//! The Parquet files of one run.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use juesuan_model::Report;

use super::part::{Complete, Part};
use super::partition::{Keys, Partition};
use crate::place::Place;
use crate::resources::RESOURCES;
use crate::rows::{Damaged, pack, unpack};
use crate::writer::ReportWriter;
use crate::{OutputError, Render, Rendered, Resource};

/// How Parquet files are written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParquetOptions {
    /// How the run is parted into files.
    pub partition: Partition,
    /// Rows of a row group at most.
    pub row_group_rows: usize,
    /// Bytes that the rows of all open files may hold in memory before the largest row group is written.
    pub memory: usize,
    /// Partitions whose files are open at a time; one that is needed again after it was closed gets a further part.
    pub open_partitions: usize,
}

impl Default for ParquetOptions {
    /// Not parted, 122 880 rows a group (what `DuckDB` scans at a time), 64 MiB, 32 partitions
    /// open (352 files at most; systems allow 1024 or more).
    fn default() -> Self {
        Self { partition: Partition::None, row_group_rows: 122_880, memory: 64 << 20, open_partitions: 32 }
    }
}

impl ParquetOptions {
    /// The same options with another partition.
    #[must_use]
    pub fn partitioned(self, partition: Partition) -> Self {
        Self { partition, ..self }
    }
}

/// Writes the resources of the data package as Parquet, report by report; nothing of a report is kept.
///
/// The files appear when [`ReportWriter::finish`] is called. A partitioned run replaces the parts of an earlier one.
pub struct ParquetWriter {
    place: Place,
    options: ParquetOptions,
    /// The partitions that are open, the one used last at the end.
    open: Vec<OpenPartition>,
    /// How many parts each resource has in each partition so far.
    parts: HashMap<(&'static str, String), u32>,
    complete: Vec<Complete>,
    documents: HashSet<String>,
}

/// The files of one partition, one for each of [`RESOURCES`] that has rows.
struct OpenPartition {
    /// `year=2022`; empty where nothing is parted.
    folder: String,
    files: Vec<Option<Part>>,
}

/// Row groups of one part of a partition; what is known of each is held until its part is complete.
const ROW_GROUPS_A_PART: usize = 32;

impl ParquetWriter {
    /// Begins in a folder, which is made where it does not exist.
    ///
    /// # Errors
    /// [`OutputError`] where folder or files cannot be made.
    pub fn create(folder: impl Into<PathBuf>, options: ParquetOptions) -> Result<Self, OutputError> {
        let place = Place::open(folder, "parquet")?;
        if options.partition == Partition::None {
            for resource in RESOURCES {
                place.admit(Path::new(&format!("{}.parquet", resource.name)))?;
            }
        } else {
            refuse_foreign_parts(&place)?;
        }
        Ok(Self {
            place,
            options,
            open: Vec::new(),
            parts: HashMap::new(),
            complete: Vec::new(),
            documents: HashSet::new(),
        })
    }

    /// A piece for each resource, and behind them what runs are parted by.
    #[expect(clippy::unnecessary_wraps, reason = "the type of all renderers")]
    pub(crate) fn render(report: &Report, _text: &str) -> Result<Rendered, OutputError> {
        let rows = RESOURCES.iter().map(|resource| pack(resource, report));
        let pieces = rows.chain([Keys::pack(report)]).collect();
        Ok(Rendered { document: report.source.path.clone(), pieces })
    }

    /// The partition of this folder, opened where it is not; it is the last one then.
    fn partition(&mut self, folder: String) -> Result<&mut OpenPartition, OutputError> {
        if let Some(at) = self.open.iter().position(|open| open.folder == folder) {
            let found = self.open.remove(at);
            return Ok(self.open.push_mut(found));
        }
        if self.open.len() >= self.options.open_partitions.max(1) {
            let oldest = self.open.remove(0);
            self.complete.extend(oldest.complete()?);
        }
        let opened = OpenPartition { folder, files: RESOURCES.iter().map(|_| None).collect() };
        Ok(self.open.push_mut(opened))
    }

    /// Where the rows that are held outgrow the memory allowed, writes the largest row groups until half of it is free:
    /// writing just enough would make a group of a few rows for each document.
    fn spill(&mut self) -> Result<(), OutputError> {
        let parts = self.open.iter_mut().flat_map(|open| open.files.iter_mut().flatten());
        let mut held: Vec<(usize, &mut Part)> = parts.map(|part| (part.memory(), part)).collect();
        let mut sum: usize = held.iter().map(|(memory, _)| memory).sum();
        if sum <= self.options.memory {
            return Ok(());
        }
        held.sort_by_key(|(memory, _)| *memory);
        while sum > self.options.memory / 2
            && let Some((memory, largest)) = held.pop()
        {
            largest.flush()?;
            sum -= memory;
        }
        Ok(())
    }

    /// A part of many row groups is followed by another; a file that is the only one of its resource is not.
    fn complete_long_parts(&mut self) -> Result<(), OutputError> {
        if self.options.partition == Partition::None {
            return Ok(());
        }
        let Some(used) = self.open.last_mut() else { return Ok(()) };
        for file in &mut used.files {
            if let Some(part) = file.take_if(|part| part.row_groups() >= ROW_GROUPS_A_PART) {
                self.complete.push(part.complete()?);
            }
        }
        Ok(())
    }

    /// A resource without any row in the whole run still has a file, so that every reader finds its columns.
    fn complete_empty(&mut self) -> Result<(), OutputError> {
        let Self { place, options, complete, .. } = self;
        for resource in RESOURCES {
            let spot = Spot {
                root: place.root(),
                partition: &options.partition.unstated().unwrap_or_default(),
                part: 0,
            };
            let written = complete.iter().any(|file| spot.holds(resource, file.path()));
            if !written {
                complete.push(spot.begin(resource, options.row_group_rows)?.complete()?);
            }
        }
        Ok(())
    }
}

impl OpenPartition {
    fn complete(self) -> Result<Vec<Complete>, OutputError> {
        self.files.into_iter().flatten().map(Part::complete).collect()
    }
}

/// Where the file of a resource stands.
struct Spot<'p> {
    root: &'p Path,
    partition: &'p str,
    part: u32,
}

impl Spot<'_> {
    fn path(&self, resource: &Resource) -> PathBuf {
        if self.partition.is_empty() {
            return self.root.join(format!("{}.parquet", resource.name));
        }
        self.root.join(resource.name).join(self.partition).join(format!("part-{}.parquet", self.part))
    }

    /// Whether a file belongs to this resource.
    fn holds(&self, resource: &Resource, file: &Path) -> bool {
        let inner = file.strip_prefix(self.root).unwrap_or(file);
        inner.starts_with(resource.name) || file == self.path(resource)
    }

    fn begin(&self, resource: &Resource, row_group_rows: usize) -> Result<Part, OutputError> {
        let key = self.partition.split_once('=').map_or("", |(key, _)| key);
        Part::create(resource, self.root, self.path(resource), key, row_group_rows)
    }
}

/// A dataset is all that lies in its folder: one that holds files of others is left alone.
fn refuse_foreign_parts(place: &Place) -> Result<(), OutputError> {
    let known = place.known();
    for resource in RESOURCES {
        let dataset = place.root().join(resource.name);
        let foreign = parquet_files(&dataset).map_err(OutputError::io(&dataset))?;
        if let Some(foreign) = foreign.into_iter().find(|file| !known.contains(&place.relative(file))) {
            return Err(OutputError::Foreign(foreign));
        }
    }
    Ok(())
}

/// The Parquet files in the folders `key=value` of a dataset, in order; links are not followed.
fn parquet_files(dataset: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !dataset.symlink_metadata().is_ok_and(|found| found.is_dir()) {
        return Ok(found);
    }
    let mut folders = vec![dataset.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else if entry.path().extension().is_some_and(|ending| ending == "parquet") {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

impl ReportWriter for ParquetWriter {
    fn renderer(&self) -> Render {
        Self::render
    }

    fn append(&mut self, rendered: &Rendered) -> Result<(), OutputError> {
        let damaged = |_| OutputError::Damaged(rendered.document.clone());
        let keys = Keys::unpack(rendered.piece(RESOURCES.len())).map_err(damaged)?;
        if !self.documents.insert(rendered.document.clone()) {
            return Err(OutputError::DuplicateDocument(rendered.document.clone()));
        }
        let folder = self.options.partition.folder(&rendered.document, &keys).unwrap_or_default();
        let (root, rows) = (self.place.root().to_owned(), self.options.row_group_rows);
        let mut parts = std::mem::take(&mut self.parts);
        let open = self.partition(folder)?;
        for ((resource, file), piece) in RESOURCES.into_iter().zip(&mut open.files).zip(&rendered.pieces) {
            let written = write_rows(resource, piece, file, || {
                // two bodies told apart by capitals alone may have one folder: their parts are numbered on
                let part = parts.entry((resource.name, open.folder.to_lowercase())).or_default();
                let spot = Spot { root: &root, partition: &open.folder, part: *part };
                *part += 1;
                spot.begin(resource, rows)
            });
            written.map_err(|trouble| match trouble {
                Trouble::Damaged => OutputError::Damaged(rendered.document.clone()),
                Trouble::Output(error) => error,
            })?;
        }
        self.parts = parts;
        self.complete_long_parts()?;
        self.spill()
    }

    fn unread(&mut self, report: &Report) -> Result<(), OutputError> {
        self.write(report, "")
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<PathBuf>, OutputError> {
        for open in std::mem::take(&mut self.open) {
            self.complete.extend(open.complete()?);
        }
        self.complete_empty()?;
        let complete = std::mem::take(&mut self.complete);
        // a run that cannot give one of its parts a name gives none
        for file in &complete {
            self.place.admit(self.place.inner(file.path()))?;
        }
        let written = complete.into_iter().map(|file| file.persist(&self.place));
        let written = written.collect::<Result<Vec<_>, _>>()?;
        // the new parts have their names: only now those of an earlier run go
        self.place.settle(&written)?;
        Ok(written)
    }
}

/// Why rows cannot be written.
enum Trouble {
    /// What was rendered is no rows.
    Damaged,
    Output(OutputError),
}

impl From<Damaged> for Trouble {
    fn from(_: Damaged) -> Self {
        Self::Damaged
    }
}

/// Writes the rows that a document has for a resource; the file is begun with the first.
fn write_rows(
    resource: &Resource,
    piece: &[u8],
    file: &mut Option<Part>,
    mut begin: impl FnMut() -> Result<Part, OutputError>,
) -> Result<(), Trouble> {
    unpack(piece, resource.fields.len(), |row| {
        let pushed = match file {
            Some(part) => part.push(row),
            None => begin().and_then(|part| file.insert(part).push(row)),
        };
        pushed.map_err(Trouble::Output)
    })
}
