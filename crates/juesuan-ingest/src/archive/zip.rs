//! Zip archives.

use std::collections::HashMap;
use std::io::Cursor;

use zip::ZipArchive;
use zip::result::ZipError;

use super::{MOST_MEMBERS, Member, OF_ONE, PassedBy, Unpacking, damaged, decoded, tidy};
use crate::{Format, IngestError};

pub(super) fn members(bytes: &[u8], unpacking: &mut Unpacking<'_>) -> Result<Vec<Member>, IngestError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(Format::Zip, &error))?;
    let listed = listed(bytes, archive.central_directory_start(), archive.offset());
    if archive.len() > MOST_MEMBERS || listed.values().sum::<usize>() > MOST_MEMBERS {
        let (what, limit) = ("files", MOST_MEMBERS as u64);
        return Err(IngestError::TooMuch { format: Format::Zip, what, limit });
    }
    let mut members = Vec::new();
    for index in 0..archive.len() {
        // the name first: what is not wanted is not unpacked
        let (raw, is_link) = match archive.by_index_raw(index) {
            Ok(entry) if entry.is_dir() => continue,
            Ok(entry) => (entry.name_raw().to_vec(), entry.is_symlink()),
            Err(error) => return Err(damaged(Format::Zip, &error)),
        };
        let Some(name) = tidy(&decoded(&raw)) else { continue };
        if is_link || !(unpacking.wanted)(&name) {
            unpacking.pass(name, if is_link { PassedBy::Link } else { PassedBy::Unwanted });
            continue;
        }
        let contents = match archive.by_index(index) {
            Ok(entry) => unpacking.read(entry, Format::Zip, &name),
            Err(ZipError::UnsupportedArchive(reason)) if reason == ZipError::PASSWORD_REQUIRED => {
                Err(IngestError::Encrypted { format: Format::Zip })
            }
            Err(error) => Err(damaged(Format::Zip, &error)),
        };
        // one file that is too long leaves the others to be read
        if let Err(error @ (IngestError::TooMuch { .. } | IngestError::TooSlow { .. })) = &contents
            && !matches!(error, IngestError::TooMuch { what, .. } if *what == OF_ONE)
        {
            return Err(error.clone());
        }
        // of several files with one name the list leads to the last alone
        let others = listed.get(raw.as_slice()).copied().unwrap_or(1).saturating_sub(1);
        let reason = "one of several files of this name, of which the last alone is read";
        let lost = || Err(IngestError::NotUnpacked { format: Format::Zip, reason });
        let lost: Vec<Member> =
            (0..others).map(|_| Member { name: name.clone(), contents: lost() }).collect();
        members.push(Member { name, contents });
        members.extend(lost);
    }
    Ok(members)
}

/// How often each name stands in the list at the end of an archive.
fn listed(bytes: &[u8], start: u64, offset: u64) -> HashMap<&[u8], usize> {
    const SIGNATURE: &[u8] = b"PK\x01\x02";
    /// Length of an entry before its name.
    const HEAD: usize = 46;
    let at = |start: u64| usize::try_from(start).ok().and_then(|start| bytes.get(start..));
    let begins = |rest: &&[u8]| rest.starts_with(SIGNATURE);
    let mut rest = at(start)
        .filter(begins)
        .or_else(|| at(start.checked_add(offset)?).filter(begins))
        .unwrap_or_default();
    let mut names: HashMap<&[u8], usize> = HashMap::new();
    while let Some(head) = rest.get(..HEAD).filter(|head| head.starts_with(SIGNATURE)) {
        let length = |at: usize| match head.get(at..at + 2) {
            Some(&[low, high]) => usize::from(u16::from_le_bytes([low, high])),
            _ => 0,
        };
        let (name, others) = (length(28), length(30) + length(32));
        let Some(found) = rest.get(HEAD..HEAD + name) else { break };
        *names.entry(found).or_default() += 1;
        rest = rest.get(HEAD + name + others..).unwrap_or_default();
    }
    names
}
