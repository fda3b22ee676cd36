//! Archives of documents: the files in them, unpacked in memory within limits.

mod tar;
mod zip;

use std::io::Read;

use crate::{Format, IngestError};

/// How many bytes the files of one archive may be when unpacked, all together, those of archives in it included.
const MOST_BYTES: u64 = 512 << 20;

/// How many bytes one of these files may be: four times what is read of one document unless more is asked for.
const MOST_OF_ONE: u64 = 128 << 20;

/// How many files an archive may list.
const MOST_MEMBERS: usize = 100_000;

/// A file in an archive.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its path in the archive, with `/` between its parts and none that leads upwards; empty where the archive holds
    /// one file without a name.
    pub name: String,
    /// Its bytes, or why they cannot be unpacked.
    pub contents: Result<Vec<u8>, IngestError>,
}

/// What a file was called before it was packed by itself: `a.txt` of `b/a.txt.gz`. An ending that is none of an archive
/// stays.
///
/// ```
/// use juesuan_ingest::archive::unpacked_name;
/// assert_eq!(["b/report.2022.GZ", "b/report.2022"].map(unpacked_name), ["report.2022"; 2]);
/// ```
pub fn unpacked_name(called: &str) -> &str {
    let name = called.rsplit('/').next().unwrap_or(called);
    let is_ending = |(_, ending): &(&str, &str)| {
        crate::ARCHIVE_ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
    };
    name.rsplit_once('.').filter(is_ending).map_or(name, |(stem, _)| stem)
}

/// Unpacks the files of an archive (zip, tar, gzip, Zstandard) whose names are `wanted`, in the order in which they
/// stand. A packed tar is one archive. Folders, links and what systems leave behind (`__MACOSX`, `.DS_Store`) are no
/// files. Names in old zip archives that are no UTF-8 are GB18030.
///
/// # Errors
/// [`IngestError::Unsupported`] where the bytes are no archive, [`IngestError::Damaged`] where its list cannot be read,
/// [`IngestError::TooMuch`] where there is more than is read of one archive.
pub fn members(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Result<Vec<Member>, IngestError> {
    unpack(bytes, &wanted, &mut Budget { left: MOST_BYTES })
}

fn unpack(
    bytes: &[u8],
    wanted: &dyn Fn(&str) -> bool,
    budget: &mut Budget,
) -> Result<Vec<Member>, IngestError> {
    let (format, offset) = crate::format::sniff(bytes);
    match format {
        Format::Zip => zip::members(bytes, wanted, budget),
        Format::Tar => tar::members(bytes, wanted, budget),
        Format::Gzip => packed(flate2::read::MultiGzDecoder::new(bytes), format, wanted, budget),
        Format::Zstd => {
            let decoder = ruzstd::decoding::StreamingDecoder::new(bytes);
            let decoder = decoder.map_err(|error| damaged(format, &error))?;
            packed(decoder, format, wanted, budget)
        }
        _ => Err(IngestError::Unsupported { format, offset }),
    }
}

/// One file that is packed by itself, or the tar in it.
fn packed(
    reader: impl Read,
    format: Format,
    wanted: &dyn Fn(&str) -> bool,
    budget: &mut Budget,
) -> Result<Vec<Member>, IngestError> {
    let bytes = budget.read(reader, format)?;
    if crate::format::sniff(&bytes).0 == Format::Tar {
        return tar::members(&bytes, wanted, budget);
    }
    Ok(vec![Member { name: String::new(), contents: Ok(bytes) }])
}

fn damaged(format: Format, reason: &dyn std::fmt::Display) -> IngestError {
    IngestError::Damaged { format, reason: reason.to_string() }
}

/// What one file has too much of.
const OF_ONE: &str = "bytes in one file";

/// How many more bytes may be unpacked.
struct Budget {
    left: u64,
}

impl Budget {
    /// All bytes of a reader. What is longer than one file may be is not unpacked further, and says so of the file that
    /// it would be; the others are read.
    fn read(&mut self, reader: impl Read, format: Format) -> Result<Vec<u8>, IngestError> {
        let mut bytes = Vec::new();
        let limit = self.left.min(MOST_OF_ONE).saturating_add(1);
        reader.take(limit).read_to_end(&mut bytes).map_err(|error| damaged(format, &error))?;
        self.spend(bytes.len() as u64, format)?;
        if bytes.len() as u64 > MOST_OF_ONE {
            return Err(IngestError::TooMuch { format, what: OF_ONE, limit: MOST_OF_ONE });
        }
        Ok(bytes)
    }

    fn spend(&mut self, bytes: u64, format: Format) -> Result<(), IngestError> {
        let too_much = IngestError::TooMuch { format, what: "bytes when unpacked", limit: MOST_BYTES };
        self.left = self.left.checked_sub(bytes).ok_or(too_much)?;
        Ok(())
    }
}

/// A name as a path below the archive; `None` for what is no file of anybody's.
fn tidy(name: &str) -> Option<String> {
    let name = name.replace('\\', "/");
    let parts: Vec<&str> =
        name.split('/').filter(|part| !part.is_empty() && *part != "." && *part != "..").collect();
    let last = *parts.last()?;
    let is_left_behind = parts.first() == Some(&"__MACOSX") || last == ".DS_Store" || last.starts_with("._");
    (!is_left_behind && !name.ends_with('/')).then(|| parts.join("/"))
}

/// The characters of a name: UTF-8, or what Chinese systems wrote before.
fn decoded(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0.into_owned(),
    }
}
