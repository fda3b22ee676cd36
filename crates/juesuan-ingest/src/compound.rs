//! Compound files, the containers of old Office programs: their streams by name.

use crate::{Format, IngestError};

/// Sectors of a chain end here.
const END: u32 = 0xffff_fffa;

/// Bytes of an entry of the directory.
const ENTRY: usize = 128;

/// Entries of a directory that are looked at.
const MOST_ENTRIES: usize = 65_536;

/// A compound file.
pub(crate) struct Compound<'a> {
    bytes: &'a [u8],
    /// Size of sectors, and of those of short streams.
    sizes: (usize, usize),
    /// The sector behind each sector.
    next: Vec<u32>,
    /// The same for those of short streams.
    next_short: Vec<u32>,
    directory: Vec<u8>,
    /// The sectors of short streams, one after the other.
    shorts: Vec<u8>,
    /// Streams below this size are short.
    cutoff: u64,
}

impl<'a> Compound<'a> {
    /// Reads the directory of a file of `format`.
    pub(crate) fn open(bytes: &'a [u8], format: Format) -> Result<Self, IngestError> {
        Self::read(bytes).ok_or_else(|| IngestError::Damaged {
            format,
            reason: String::from("its directory cannot be found"),
        })
    }

    fn read(bytes: &'a [u8]) -> Option<Self> {
        let size = |at: usize| Some(1usize << u16_at(bytes, at).filter(|shift| (3..=16).contains(shift))?);
        let sizes = (size(30)?, size(32)?);
        let mut file = Self {
            bytes,
            sizes,
            next: Vec::new(),
            next_short: Vec::new(),
            directory: Vec::new(),
            shorts: Vec::new(),
            cutoff: u64::from(u32_at(bytes, 56)?),
        };
        for sector in file.tables()? {
            file.next.extend(words(file.sector(sector)?));
        }
        file.directory = file.chain(u32_at(bytes, 48)?);
        file.next_short = words(&file.chain(u32_at(bytes, 60)?)).collect();
        let root = file.directory.get(..ENTRY)?;
        file.shorts = file.chain(u32_at(root, 116)?);
        Some(file)
    }

    /// The sectors that hold the table of the sectors behind sectors.
    fn tables(&self) -> Option<Vec<u32>> {
        let most = self.bytes.len() / self.sizes.0 + 1;
        let mut tables: Vec<u32> = words(self.bytes.get(76..512)?).filter(|&one| one < END).collect();
        let mut more = u32_at(self.bytes, 68)?;
        while more < END && tables.len() < most {
            let sector: Vec<u32> = words(self.sector(more)?).collect();
            let (last, listed) = sector.split_last()?;
            tables.extend(listed.iter().filter(|&&one| one < END));
            more = *last;
        }
        tables.truncate(most);
        Some(tables)
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sizes.0)?;
        // the last one may be cut
        self.bytes.get(start..start.checked_add(self.sizes.0)?.min(self.bytes.len()))
    }

    /// The bytes of a chain of sectors; a loop ends after as many as there are.
    fn chain(&self, first: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut at = first;
        for _ in 0..self.next.len() {
            let Some(sector) = self.sector(at).filter(|_| at < END) else { break };
            bytes.extend_from_slice(sector);
            at = self.next.get(at as usize).copied().unwrap_or(END);
        }
        bytes
    }

    fn short_chain(&self, first: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut at = first;
        for _ in 0..self.next_short.len() {
            let start = (at as usize).saturating_mul(self.sizes.1);
            let end = start.saturating_add(self.sizes.1).min(self.shorts.len());
            let Some(sector) = self.shorts.get(start..end).filter(|_| at < END) else { break };
            bytes.extend_from_slice(sector);
            at = self.next_short.get(at as usize).copied().unwrap_or(END);
        }
        bytes
    }

    /// The bytes of the first stream of this name; `None` where there is none.
    pub(crate) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.directory.chunks_exact(ENTRY).take(MOST_ENTRIES).find(|entry| {
            let is_stream = entry.get(66) == Some(&2);
            is_stream && words16(entry.get(..64).unwrap_or_default()).eq(name.encode_utf16())
        })?;
        let (first, size) = (u32_at(entry, 116)?, u64::from(u32_at(entry, 120)?));
        let mut bytes = if size < self.cutoff { self.short_chain(first) } else { self.chain(first) };
        bytes.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        Some(bytes)
    }
}

/// Characters up to the one that ends a name.
fn words16(bytes: &[u8]) -> impl Iterator<Item = u16> {
    let (pairs, _) = bytes.as_chunks::<2>();
    pairs.iter().map(|&pair| u16::from_le_bytes(pair)).take_while(|&unit| unit != 0)
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let (words, _) = bytes.as_chunks::<4>();
    words.iter().map(|&word| u32::from_le_bytes(word))
}

/// The number of two bytes at an offset.
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|&pair| u16::from_le_bytes(pair))
}

/// The number of four bytes at an offset.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|&word| u32::from_le_bytes(word))
}
