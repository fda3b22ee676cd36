//! Ordinary files alone are read and written: a pipe would wait for ever, a device has no end. Streams come in by `-`.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
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
    if found.len() > longest {
        return Err(Refused::TooLong { longest }.into());
    }
    read_from(File::open(path)?, longest)
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

/// Whether a file may be overwritten: there is none, it is empty, or its first line shows that we wrote it.
///
/// # Errors
/// [`Refused`] where something else stands there, or what the system says.
pub(super) fn may_replace(path: &Path, is_ours: impl Fn(&str) -> bool) -> Result<()> {
    /// Longest first line that is looked at, in bytes.
    const FIRST_LINE: u64 = 4096;
    let found = match path.metadata() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        found => found?,
    };
    if !found.is_file() {
        return Err(Refused::NotOrdinary.into());
    }
    let mut first = Vec::new();
    BufReader::new(File::open(path)?.take(FIRST_LINE)).read_until(b'\n', &mut first)?;
    let ours = first.is_empty() || std::str::from_utf8(&first).is_ok_and(|line| is_ours(line.trim_end()));
    if ours { Ok(()) } else { Err(Refused::NotOurs.into()) }
}
