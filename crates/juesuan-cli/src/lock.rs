//! One run at a time in a folder: a second one would take the first one's half-written files for leftovers.

use std::fs::{File, TryLockError};
use std::path::Path;

use anyhow::{Result, bail};

use super::args::Language;
use super::visible;

/// Holds the folder until it is dropped.
pub(super) struct Lock {
    _held: Option<File>,
}

/// Takes the folder for this run.
///
/// # Errors
/// Another run holds it.
pub(super) fn take(folder: &Path, language: Language) -> Result<Lock> {
    let Ok(file) = open(folder) else { return Ok(Lock { _held: None }) };
    match file.try_lock() {
        Ok(()) => Ok(Lock { _held: Some(file) }),
        Err(TryLockError::WouldBlock) => {
            let why = language.of(
                "另一次运行正在写这个文件夹；请等它结束，或换一个 --out",
                "another run is writing into this folder; wait for its end, or choose another --out",
            );
            bail!("{}: {why}", visible::name(&folder.to_string_lossy()))
        }
        // a file system without locks keeps nobody from working
        Err(TryLockError::Error(_)) => Ok(Lock { _held: None }),
    }
}

/// The folder itself is locked where systems allow it, so that nothing is left in it.
#[cfg(unix)]
fn open(folder: &Path) -> std::io::Result<File> {
    File::open(folder)
}

/// Elsewhere a file in it is.
#[cfg(not(unix))]
fn open(folder: &Path) -> std::io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(folder.join(".juesuan-lock"))
}
