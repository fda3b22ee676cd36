//! Files that appear whole or not at all: written under a temporary name beside their place, then renamed.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::thread::{Builder, ScopedJoinHandle};

use juesuan_source::chars::hex;
use sha2::{Digest as _, Sha256};
use tempfile::{NamedTempFile, TempPath};

use crate::OutputError;
use crate::place::Place;
use crate::temporary;

/// A file that is being written; dropped unfinished, it leaves nothing behind.
pub(crate) struct Staged {
    // before the place, whose empty folders go when nobody writes any more
    file: BufWriter<Summed<NamedTempFile>>,
    path: PathBuf,
    place: Place,
}

impl Staged {
    /// Begins the file that will stand at a path below the place.
    pub(crate) fn create(place: &Place, relative: &Path) -> Result<Self, OutputError> {
        let path = place.admit(relative)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let file = temporary::builder().tempfile_in(folder).map_err(OutputError::io(&path))?;
        let file = BufWriter::with_capacity(64 * 1024, Summed::new(file));
        Ok(Self { place: place.clone(), file, path })
    }

    /// Goes on writing.
    pub(crate) fn write(&mut self, content: &[u8]) -> Result<(), OutputError> {
        self.file.write_all(content).map_err(OutputError::io(&self.path))
    }

    /// Gives the file its name, replacing an older one. What it holds is on the disk before the name is.
    pub(crate) fn finish(mut self) -> Result<PathBuf, OutputError> {
        self.flush()?;
        self.sync()?;
        self.name()
    }

    /// Seals files in their order. They wait for the disk side by side, which takes little longer than one of them.
    pub(crate) fn seal_all(mut files: Vec<Self>) -> Result<Vec<Sealed>, OutputError> {
        files.iter_mut().try_for_each(Self::flush)?;
        std::thread::scope(|scope| {
            let waits: Vec<_> =
                files.iter().map(|file| (file, Builder::new().spawn_scoped(scope, || file.sync()))).collect();
            // where the system gives no more threads, the files wait in turn
            let wait = |(file, wait): (&Self, io::Result<ScopedJoinHandle<'_, _>>)| {
                wait.ok().and_then(|wait| wait.join().ok()).unwrap_or_else(|| file.sync())
            };
            waits.into_iter().try_for_each(wait)
        })?;
        files.into_iter().map(Self::close).collect()
    }

    /// Hands what is written to the system.
    fn flush(&mut self) -> Result<(), OutputError> {
        self.file.flush().map_err(OutputError::io(&self.path))
    }

    /// Waits until what was handed to the system is on the disk.
    fn sync(&self) -> Result<(), OutputError> {
        self.file.get_ref().inner.as_file().sync_data().map_err(OutputError::io(&self.path))
    }

    /// The name and the note of it; all is on the disk.
    fn name(self) -> Result<PathBuf, OutputError> {
        let place = self.place.clone();
        self.close()?.name(&place)
    }

    /// What was written, on the disk and without a name.
    pub(crate) fn seal(mut self) -> Result<Sealed, OutputError> {
        self.flush()?;
        self.sync()?;
        self.close()
    }

    fn close(self) -> Result<Sealed, OutputError> {
        let Self { path, file, .. } = self;
        let summed = file.into_inner().map_err(|error| OutputError::io(&path)(error.into_error()))?;
        let (file, bytes, sum) = summed.finish();
        Ok(Sealed { path, file: file.into_temp_path(), bytes, sum })
    }
}

/// A file that is written and on the disk, and has no name yet; dropped, it leaves nothing behind. It holds no handle, so
/// that a run may have as many as it has documents.
pub(crate) struct Sealed {
    path: PathBuf,
    file: TempPath,
    bytes: u64,
    sum: String,
}

impl Sealed {
    /// Gives the file its name, replacing an older one.
    pub(crate) fn name(self, place: &Place) -> Result<PathBuf, OutputError> {
        let Self { path, file, bytes, sum } = self;
        place.note(&path, bytes, &sum)?;
        file.persist(&path).map_err(|error| OutputError::io(&path)(error.error))?;
        Ok(path)
    }
}

/// A writer that counts and sums what goes through it.
pub(crate) struct Summed<W> {
    inner: W,
    bytes: u64,
    sum: Sha256,
}

impl<W> Summed<W> {
    pub(crate) fn new(inner: W) -> Self {
        Self { inner, bytes: 0, sum: Sha256::new() }
    }

    /// The writer, how many bytes went through it, and their SHA-256 in hexadecimal.
    pub(crate) fn finish(self) -> (W, u64, String) {
        (self.inner, self.bytes, hex(&self.sum.finalize()))
    }
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.sum.update(bytes.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
