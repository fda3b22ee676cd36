//! Ordinary files alone are read and written: a pipe would wait for ever, a device has no end. Streams come in by `-`.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;

use anyhow::Result;

use super::error_messages::Refused;

/// All bytes of an ordinary file that is no longer than allowed.
pub(super) fn read(path: &Path, longest: u64) -> Result<Vec<u8>> {
    let found = match path.metadata() {
        Err(_) if path.is_symlink() => return Err(Refused::DeadLink.into()),
        found => found?,
    };
    if !found.is_file() {
        return Err(Refused::NotOrdinary.into());
    }
    read_opened(open(path, false)?, longest)
}

/// The same of a file that was found in a folder, whose full path this is: nothing is read that does not lie in it now.
pub(super) fn read_within(path: &Path, folder: &Path, longest: u64) -> Result<Vec<u8>> {
    let full = match path.canonicalize() {
        Err(_) if path.is_symlink() => return Err(Refused::DeadLink.into()),
        full => full?,
    };
    if !full.starts_with(folder) {
        return Err(Refused::LeadsOut.into());
    }
    if !full.metadata()?.is_file() {
        return Err(Refused::NotOrdinary.into());
    }
    read_opened(open(&full, true)?, longest)
}

fn read_opened(file: File, longest: u64) -> Result<Vec<u8>> {
    // what was opened counts, not what stood there before
    let found = file.metadata()?;
    if !found.is_file() {
        return Err(Refused::NotOrdinary.into());
    }
    if found.len() > longest {
        return Err(Refused::TooLong { longest }.into());
    }
    read_from(file, longest)
}

/// Opens a file, without waiting where a pipe took its place.
#[cfg(unix)]
fn open(path: &Path, is_no_link: bool) -> std::io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt as _;
    let link = if is_no_link { OFlags::NOFOLLOW } else { OFlags::empty() };
    let flags = i32::try_from((OFlags::NONBLOCK | link).bits()).unwrap_or_default();
    File::options().read(true).custom_flags(flags).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path, _: bool) -> std::io::Result<File> {
    File::open(path)
}

/// All bytes of a stream that is no longer than allowed; nothing beyond is read.
pub(super) fn read_from(stream: impl std::io::Read, longest: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(longest.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > longest {
        return Err(Refused::TooLong { longest }.into());
    }
    Ok(bytes)
}

/// The text of an ordinary file that is no longer than allowed; a byte order mark is passed over.
pub(super) fn read_text(path: &Path, longest: u64) -> Result<String> {
    let text = String::from_utf8(read(path, longest)?).map_err(|_| Refused::NotUtf8)?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Refuses a file that is to be written where its folder is missing.
pub(super) fn has_folder(path: &Path) -> Result<()> {
    match path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        Some(folder) => Err(Refused::NoFolder(folder.display().to_string()).into()),
        None => Ok(()),
    }
}

/// Whether a file may be overwritten: there is none, it is empty, or its first line shows that we wrote it.
///
/// # Errors
/// [`Refused`] where something else stands there, or what the system says.
pub(super) fn may_replace(path: &Path, is_ours: impl Fn(&str) -> bool) -> Result<()> {
    may_replace_by(path, 1, is_ours)
}

/// The same of the place itself, where a link is nothing of ours, and by any of its first lines.
pub(super) fn may_replace_itself(path: &Path, lines: usize, is_ours: impl Fn(&str) -> bool) -> Result<()> {
    if path.is_symlink() {
        return Err(Refused::Link.into());
    }
    may_replace_by(path, lines, is_ours)
}

fn may_replace_by(path: &Path, lines: usize, is_ours: impl Fn(&str) -> bool) -> Result<()> {
    /// Longest beginning that is looked at, in bytes.
    const BEGINNING: u64 = 4096;
    let found = match path.metadata() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        found => found?,
    };
    if found.is_dir() {
        return Err(Refused::Folder.into());
    }
    if !found.is_file() {
        return Err(Refused::NotOrdinary.into());
    }
    let mut beginning = Vec::new();
    File::open(path)?.take(BEGINNING).read_to_end(&mut beginning)?;
    let mut first =
        beginning.split(|&byte| byte == b'\n').take(lines).filter_map(|line| std::str::from_utf8(line).ok());
    let ours = beginning.is_empty() || first.any(|line| is_ours(line.trim_end()));
    if ours { Ok(()) } else { Err(Refused::NotOurs.into()) }
}

/// Writes a file whole or not at all; a link in its place is replaced and not followed.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut half = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    half.write_all(bytes)?;
    half.as_file().sync_data()?;
    half.persist(path).map(drop).map_err(|error| error.error)
}
