//! Archives of documents: the files in them, unpacked in memory within limits.

mod tar;
mod zip;

use std::io::Read;

use crate::limits::Clock;
use crate::{Format, IngestError, Limits, Reached};

/// How many bytes the files of an archive may be when unpacked, all together, those of archives in it included.
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

/// Why a file in an archive is passed by.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PassedBy {
    /// It is called like nothing that is wanted.
    Unwanted,
    /// A link: what it leads to is a file of its own where it is in the archive.
    Link,
    /// A pipe or a device.
    Odd,
}

/// Unpacks the files of an archive (zip, tar, gzip, Zstandard) whose names are `wanted`, in the order in which they
/// stand. A packed tar is one archive. Folders and what systems leave behind (`__MACOSX`, `.DS_Store`) are no files.
/// Names in old zip archives that are no UTF-8 are GB18030.
///
/// # Errors
/// [`IngestError::Unsupported`] where the bytes are no archive, [`IngestError::Damaged`] where its list cannot be read,
/// [`IngestError::TooMuch`] where there is more than is read of one archive.
pub fn members(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Result<Vec<Member>, IngestError> {
    Unpacking::new(&wanted).members(bytes)
}

/// The unpacking of an archive and of those in it, with one limit for all together.
pub struct Unpacking<'w> {
    wanted: &'w dyn Fn(&str) -> bool,
    /// How many more bytes may be unpacked.
    left: u64,
    clock: Clock,
    passed: Vec<(String, PassedBy)>,
}

impl<'w> Unpacking<'w> {
    /// Begins, with the limits of [`Limits`].
    pub fn new(wanted: &'w dyn Fn(&str) -> bool) -> Self {
        Self::within(wanted, Limits::default().seconds)
    }

    /// The same with another limit of time.
    pub fn within(wanted: &'w dyn Fn(&str) -> bool, seconds: u32) -> Self {
        let clock = Clock::new(Limits { seconds, ..Limits::default() });
        Self { wanted, left: MOST_BYTES, clock, passed: Vec::new() }
    }

    /// Unpacks the files of an archive as [`members`] does. What was unpacked before counts.
    ///
    /// # Errors
    /// As [`members`], and [`IngestError::TooSlow`] where the time is over.
    pub fn members(&mut self, bytes: &[u8]) -> Result<Vec<Member>, IngestError> {
        let (format, offset) = crate::format::sniff(bytes);
        self.in_time(format, "")?;
        match format {
            Format::Zip => zip::members(bytes, self),
            Format::Tar => tar::members(bytes, self),
            Format::Gzip => self.packed(flate2::read::MultiGzDecoder::new(bytes), format),
            Format::Zstd => {
                let decoder = ruzstd::decoding::StreamingDecoder::new(bytes);
                let decoder = decoder.map_err(|error| damaged(format, &error))?;
                self.packed(decoder, format)
            }
            _ => Err(IngestError::Unsupported { format, offset }),
        }
    }

    /// The files that were passed by since this was asked last, with their names and the reason.
    pub fn passed(&mut self) -> Vec<(String, PassedBy)> {
        std::mem::take(&mut self.passed)
    }

    /// One file that is packed by itself, or the tar in it.
    fn packed(&mut self, reader: impl Read, format: Format) -> Result<Vec<Member>, IngestError> {
        let bytes = self.read(reader, format, "")?;
        if crate::format::sniff(&bytes).0 == Format::Tar {
            return tar::members(&bytes, self);
        }
        Ok(vec![Member { name: String::new(), contents: Ok(bytes) }])
    }

    fn pass(&mut self, name: String, why: PassedBy) {
        self.passed.push((name, why));
    }

    /// All bytes of a reader. What is longer than one file may be is not unpacked further, and says so of the file that
    /// it would be; the others are read.
    fn read(&mut self, mut reader: impl Read, format: Format, name: &str) -> Result<Vec<u8>, IngestError> {
        /// How much is unpacked between two looks at the clock, in bytes.
        const PIECE: u64 = 1 << 20;
        let mut bytes = Vec::new();
        let limit = self.left.min(MOST_OF_ONE).saturating_add(1);
        while (bytes.len() as u64) < limit {
            self.in_time(format, name)?;
            let piece = PIECE.min(limit - bytes.len() as u64);
            let read = reader
                .by_ref()
                .take(piece)
                .read_to_end(&mut bytes)
                .map_err(|error| damaged(format, &error))?;
            if read == 0 {
                break;
            }
        }
        self.spend(bytes.len() as u64, format)?;
        if bytes.len() as u64 > MOST_OF_ONE {
            return Err(IngestError::TooMuch { format, what: OF_ONE, limit: MOST_OF_ONE });
        }
        Ok(bytes)
    }

    fn spend(&mut self, bytes: u64, format: Format) -> Result<(), IngestError> {
        let too_much = IngestError::TooMuch { format, what: "bytes when unpacked", limit: MOST_BYTES };
        let left = self.left.checked_sub(bytes);
        // what comes behind is not unpacked either
        self.left = left.unwrap_or_default();
        left.map(drop).ok_or(too_much)
    }

    fn in_time(&self, format: Format, name: &str) -> Result<(), IngestError> {
        // a piece takes longer than a look at the clock
        if self.clock.is_over() {
            return Err(self.clock.error(format, Reached::File(name.to_owned())));
        }
        Ok(())
    }
}

fn damaged(format: Format, reason: &dyn std::fmt::Display) -> IngestError {
    IngestError::Damaged { format, reason: reason.to_string() }
}

/// What one file has too much of.
const OF_ONE: &str = "bytes in one file";

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
