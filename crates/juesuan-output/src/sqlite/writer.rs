//! Writes the database of a run.

use std::io;
use std::path::{Path, PathBuf};

use juesuan_model::Report;
use rusqlite::{Connection, OpenFlags};
use tempfile::TempPath;

use super::load::Trouble;
use super::{load, schema};
use crate::place::{Place, checksum_of};
use crate::temporary;
use crate::writer::ReportWriter;
use crate::{OutputError, Render, Rendered};

/// The file in the folder of the output.
const FILE: &str = "juesuan.db";

/// Writes `juesuan.db`, report by report; it gets its name when [`ReportWriter::finish`] is called.
pub struct SqliteWriter {
    place: Place,
    database: Connection,
    /// Where it is written until then.
    half: TempPath,
}

impl SqliteWriter {
    /// Begins in a folder, which is made where it does not exist.
    ///
    /// # Errors
    /// [`OutputError`] where folder or file cannot be made.
    pub fn create(folder: impl Into<PathBuf>) -> Result<Self, OutputError> {
        let place = Place::open(folder, "sqlite")?;
        let path = place.admit(Path::new(FILE))?;
        let half =
            temporary::builder().tempfile_in(place.root()).map_err(OutputError::io(&path))?.into_temp_path();
        let database = open(&half).map_err(OutputError::encode(&path))?;
        Ok(Self { place, database, half })
    }

    #[expect(clippy::unnecessary_wraps, reason = "the type of all renderers")]
    pub(crate) fn render(report: &Report, text: &str) -> Result<Rendered, OutputError> {
        Ok(load::render(report, text))
    }

    fn path(&self) -> PathBuf {
        self.place.root().join(FILE)
    }
}

/// An empty database with its tables. Nobody reads it before it has its name, so it keeps no journal beside it.
fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(path, flags)?;
    database.execute_batch(
        "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF;",
    )?;
    database.execute_batch("BEGIN")?;
    database.execute_batch(&schema::tables())?;
    database.execute_batch(schema::VIEWS)?;
    Ok(database)
}

/// Endings of the files that `SQLite` keeps beside a database while somebody changes it, and leaves where that ended badly.
const BESIDE: [&str; 3] = ["-journal", "-wal", "-shm"];

/// Takes away what belongs to an old database: it would be played into the new one. Without it the old one is damaged, so
/// that goes first; where there is nothing of the kind, the old one stays until the new one takes its name.
fn clear_the_way(path: &Path) -> Result<(), OutputError> {
    let name = path.as_os_str();
    let beside = BESIDE.map(|ending| {
        let mut name = name.to_owned();
        name.push(ending);
        PathBuf::from(name)
    });
    let left: Vec<&PathBuf> = beside.iter().filter(|file| file.symlink_metadata().is_ok()).collect();
    let old = (!left.is_empty()).then_some(path);
    for file in old.into_iter().chain(left.into_iter().map(PathBuf::as_path)) {
        match std::fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(OutputError::io(file)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

impl ReportWriter for SqliteWriter {
    fn renderer(&self) -> Render {
        Self::render
    }

    fn append(&mut self, rendered: &Rendered) -> Result<(), OutputError> {
        let path = self.path();
        load::document(&mut self.database, rendered).map_err(|trouble| match trouble {
            Trouble::Damaged => OutputError::Damaged(rendered.document.clone()),
            Trouble::Database(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) =>
            {
                OutputError::DuplicateDocument(rendered.document.clone())
            }
            Trouble::Database(error) => OutputError::encode(&path)(error),
        })
    }

    fn unread(&mut self, report: &Report) -> Result<(), OutputError> {
        self.write(report, "")
    }

    fn finish(self: Box<Self>) -> Result<Vec<PathBuf>, OutputError> {
        let path = self.path();
        let Self { place, database, half } = *self;
        let end = format!(
            "{}\nINSERT INTO section_text(section_text) VALUES ('optimize');\nCOMMIT;",
            schema::indexes()
        );
        database.execute_batch(&end).map_err(OutputError::encode(&path))?;
        database.close().map_err(|(_, error)| OutputError::encode(&path)(error))?;
        let file =
            std::fs::File::options().read(true).write(true).open(&half).map_err(OutputError::io(&path))?;
        file.sync_all().map_err(OutputError::io(&path))?;
        let bytes = file.metadata().map_err(OutputError::io(&path))?.len();
        let sum = checksum_of(&half).map_err(OutputError::io(&path))?;
        place.note(&path, bytes, &sum)?;
        clear_the_way(&path)?;
        half.persist(&path).map_err(|error| OutputError::io(&path)(error.error))?;
        let written = vec![path];
        place.settle(&written)?;
        Ok(written)
    }
}
