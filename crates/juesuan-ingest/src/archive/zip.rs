//! Zip archives.

use std::io::Cursor;

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Budget, MOST_MEMBERS, Member, OF_ONE, damaged, decoded, tidy};
use crate::{Format, IngestError};

pub(super) fn members(
    bytes: &[u8],
    wanted: &dyn Fn(&str) -> bool,
    budget: &mut Budget,
) -> Result<Vec<Member>, IngestError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(Format::Zip, &error))?;
    if archive.len() > MOST_MEMBERS {
        let (what, limit) = ("files", MOST_MEMBERS as u64);
        return Err(IngestError::TooMuch { format: Format::Zip, what, limit });
    }
    let mut members = Vec::new();
    for index in 0..archive.len() {
        // the name first: what is not wanted is not unpacked
        let raw = match archive.by_index_raw(index) {
            Ok(entry) if entry.is_dir() || entry.is_symlink() => continue,
            Ok(entry) => entry.name_raw().to_vec(),
            Err(error) => return Err(damaged(Format::Zip, &error)),
        };
        let Some(name) = tidy(&decoded(&raw)).filter(|name| wanted(name)) else { continue };
        let contents = match archive.by_index(index) {
            Ok(entry) => budget.read(entry, Format::Zip),
            Err(ZipError::UnsupportedArchive(reason)) if reason == ZipError::PASSWORD_REQUIRED => {
                Err(IngestError::Encrypted { format: Format::Zip })
            }
            Err(error) => Err(damaged(Format::Zip, &error)),
        };
        // one file that is too long leaves the others to be read
        if let Err(error @ IngestError::TooMuch { what, .. }) = &contents
            && *what != OF_ONE
        {
            return Err(error.clone());
        }
        members.push(Member { name, contents });
    }
    Ok(members)
}
