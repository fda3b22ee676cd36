//! One Parquet file while it is written.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::Compression;
use ::parquet::file::properties::{EnabledStatistics, WriterProperties};
use arrow_schema::SchemaRef;
use tempfile::TempPath;

use super::columns::Columns;
use super::schema::schema;
use crate::place::Place;
use crate::staged::Summed;
use crate::{OutputError, Resource, Value, temporary};

/// A file that is being written under a temporary name.
pub(super) struct Part {
    path: PathBuf,
    temporary: TempPath,
    columns: Columns,
    writer: ArrowWriter<BufWriter<Summed<File>>>,
}

/// A file that is complete but for its name; it holds no handle, so that a run can have very many.
pub(super) struct Complete {
    path: PathBuf,
    temporary: TempPath,
    bytes: u64,
    sha256: String,
}

impl Part {
    /// Begins the file that will stand at `path`; until then it stands in `folder`, on the same file system. It has no
    /// column `key`.
    pub(super) fn create(
        resource: &Resource,
        folder: &Path,
        path: PathBuf,
        key: &str,
        row_group_rows: usize,
    ) -> Result<Self, OutputError> {
        let file = temporary::builder().tempfile_in(folder).map_err(OutputError::io(&path))?;
        let (file, temporary) = file.into_parts();
        let schema = schema(resource, key);
        let file = BufWriter::with_capacity(64 * 1024, Summed::new(file));
        let properties = properties(row_group_rows);
        let writer = ArrowWriter::try_new(file, SchemaRef::clone(&schema), Some(properties));
        let writer = writer.map_err(OutputError::encode(&path))?;
        Ok(Self { columns: Columns::new(resource, schema), writer, temporary, path })
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: &[Value<'_>]) -> Result<(), OutputError> {
        self.columns.push(row);
        if self.columns.is_full() { self.encode() } else { Ok(()) }
    }

    /// Encodes the rows that were collected.
    pub(super) fn encode(&mut self) -> Result<(), OutputError> {
        if self.columns.is_empty() {
            return Ok(());
        }
        let written = self.columns.take().map_err(Into::into).and_then(|batch| self.writer.write(&batch));
        written.map_err(OutputError::encode(&self.path))
    }

    /// Bytes that the rows not yet written hold in memory.
    pub(super) fn memory(&self) -> usize {
        self.columns.memory() + self.writer.memory_size()
    }

    /// How many row groups the file has.
    pub(super) fn row_groups(&self) -> usize {
        self.writer.flushed_row_groups().len()
    }

    /// Writes the rows as a row group.
    pub(super) fn flush(&mut self) -> Result<(), OutputError> {
        self.encode()?;
        self.writer.flush().map_err(OutputError::encode(&self.path))
    }

    /// Completes the file.
    pub(super) fn complete(mut self) -> Result<Complete, OutputError> {
        self.encode()?;
        let Self { path, temporary, writer, .. } = self;
        let file = writer.into_inner().map_err(OutputError::encode(&path))?;
        // what the buffer still holds is lost where it is merely dropped
        let summed = file.into_inner().map_err(|error| OutputError::io(&path)(error.into_error()))?;
        let (file, bytes, sha256) = summed.finish();
        file.sync_data().map_err(OutputError::io(&path))?;
        Ok(Complete { path, temporary, bytes, sha256 })
    }
}

impl Complete {
    /// Where the file will stand.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file its name, replacing an older one.
    pub(super) fn persist(self, place: &Place) -> Result<PathBuf, OutputError> {
        let Self { path, temporary, bytes, sha256 } = self;
        place.prepare(Path::new(&place.relative(&path)))?;
        place.note(&path, bytes, &sha256)?;
        temporary.persist(&path).map_err(|error| OutputError::io(&path)(error.error))?;
        Ok(path)
    }
}

/// Snappy, which every reader has, over dictionaries, which are the writer's default for every column. Statistics for
/// row groups and none for pages: what is known of each page would be held until the file is complete.
fn properties(row_group_rows: usize) -> WriterProperties {
    WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_dictionary_enabled(true)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_max_row_group_row_count(Some(row_group_rows))
        .build()
}
