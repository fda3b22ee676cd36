//! Files that appear whole or not at all: written under a temporary name beside their place, then renamed.

use std::io::{BufWriter, Write};
use std::path::{Component, Path, PathBuf};

use tempfile::NamedTempFile;

use crate::OutputError;

/// A file that is being written; dropped unfinished, it leaves nothing behind.
pub(crate) struct Staged {
    path: PathBuf,
    file: BufWriter<NamedTempFile>,
}

impl Staged {
    /// Begins the file that will stand at `path`, whose folder must exist.
    pub(crate) fn create(path: PathBuf) -> Result<Self, OutputError> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let file = builder().tempfile_in(folder).map_err(OutputError::io(&path))?;
        Ok(Self { file: BufWriter::with_capacity(64 * 1024, file), path })
    }

    /// Writes a whole file at once.
    pub(crate) fn write_whole(path: PathBuf, content: &[u8]) -> Result<PathBuf, OutputError> {
        let mut staged = Self::create(path)?;
        staged.write(content)?;
        staged.finish()
    }

    /// Goes on writing.
    pub(crate) fn write(&mut self, content: &[u8]) -> Result<(), OutputError> {
        self.file.write_all(content).map_err(OutputError::io(&self.path))
    }

    /// Gives the file its name, replacing an older one.
    pub(crate) fn finish(self) -> Result<PathBuf, OutputError> {
        let Self { path, file } = self;
        let file = file.into_inner().map_err(|error| OutputError::io(&path)(error.into_error()))?;
        file.persist(&path).map_err(|error| OutputError::io(&path)(error.error))?;
        Ok(path)
    }
}

/// The file for a document: its relative path with `.` and `ending` behind it. Parts that would lead out of the folder
/// are left out.
pub(crate) fn file_named_after(document: &str, ending: &str) -> Result<PathBuf, OutputError> {
    let parts = Path::new(document).components().filter(|part| matches!(part, Component::Normal(_)));
    let path: PathBuf = parts.collect();
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| OutputError::DocumentName(document.to_owned()))?;
    Ok(path.with_file_name(format!("{name}.{ending}")))
}

/// Temporary files get the rights of ordinary ones, which the system's mask then narrows.
pub(crate) fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".juesuan-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
}
