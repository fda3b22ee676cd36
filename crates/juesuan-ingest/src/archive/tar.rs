//! Tar archives, with the long names of GNU and of POSIX, files with holes, and second names.

use std::collections::HashMap;

use super::{MOST_MEMBERS, MOST_OF_ONE, Member, OF_ONE, PassedBy, Unpacking, damaged, decoded, tidy};
use crate::{Format, IngestError};

/// Heads and contents take whole blocks.
const BLOCK: usize = 512;

/// Pieces of a file with holes: where each stands in the file, and how long it is.
type Pieces = Vec<(usize, usize)>;

/// The pieces of a file with holes, and its whole length.
type Holed = (Pieces, usize);

/// What is said of the next file before its head, where the head has no room for it.
#[derive(Debug, Default)]
struct Ahead {
    name: Option<Vec<u8>>,
    link: Option<Vec<u8>>,
    size: Option<usize>,
    /// The pieces and the whole length of a file with holes, as POSIX archives tell them.
    pieces: Option<Pieces>,
    /// Whether the pieces are listed before the contents.
    listed_inside: bool,
    whole: Option<usize>,
    /// The same as GNU archives tell it, in the head itself.
    holes: Option<Holed>,
}

/// A file of the archive, as far as another name of it can lead to it.
enum Earlier<'b> {
    /// What was not wanted.
    Bytes(&'b [u8]),
    /// A member, by its number.
    Member(usize),
}

/// The files of an archive so far.
struct Files<'b, 'u, 'w> {
    unpacking: &'u mut Unpacking<'w>,
    members: Vec<Member>,
    earlier: HashMap<String, Earlier<'b>>,
}

pub(super) fn members(bytes: &[u8], unpacking: &mut Unpacking<'_>) -> Result<Vec<Member>, IngestError> {
    let mut files = Files { unpacking, members: Vec::new(), earlier: HashMap::new() };
    let (mut rest, mut ahead, mut entries) = (bytes, Ahead::default(), 0);
    while let Some((head, after)) = rest.split_at_checked(BLOCK) {
        if head.iter().all(|&byte| byte == 0) {
            break;
        }
        entries += 1;
        if entries > MOST_MEMBERS {
            let (what, limit) = ("files", MOST_MEMBERS as u64);
            return Err(IngestError::TooMuch { format: Format::Tar, what, limit });
        }
        let early = || damaged(Format::Tar, &"it ends too early");
        let kind = head.get(156).copied().unwrap_or_default();
        let size = number(head.get(124..136).unwrap_or_default());
        let is_about_next = matches!(kind, b'L' | b'K' | b'x' | b'g');
        let size = ahead.size.filter(|_| !is_about_next).or(size);
        let size = size.ok_or_else(|| damaged(Format::Tar, &"a head without a size"))?;
        // the list of pieces goes on behind the head
        let mut after = after;
        if kind == b'S' {
            let (holes, behind) = holes(head, after).ok_or_else(early)?;
            (ahead.holes, after) = (Some(holes), behind);
        }
        let contents = after.get(..size).ok_or_else(early)?;
        rest = after.get(size.next_multiple_of(BLOCK)..).unwrap_or_default();
        match kind {
            b'L' => ahead.name = Some(before_nul(contents).to_vec()),
            b'K' => ahead.link = Some(before_nul(contents).to_vec()),
            b'x' => ahead.take(contents),
            b'g' => {}
            _ => files.take(kind, head, contents, &std::mem::take(&mut ahead))?,
        }
    }
    Ok(files.members)
}

impl<'b> Files<'b, '_, '_> {
    /// Takes up what an entry is.
    fn take(&mut self, kind: u8, head: &[u8], contents: &'b [u8], ahead: &Ahead) -> Result<(), IngestError> {
        let raw = ahead.name.clone().unwrap_or_else(|| short_name(head));
        let Some(name) = tidy(&decoded(&raw)) else { return Ok(()) };
        let link = || {
            ahead.link.clone().unwrap_or_else(|| before_nul(head.get(157..257).unwrap_or_default()).to_vec())
        };
        match kind {
            // folders, names of volumes and lists of folders
            b'5' | b'V' | b'D' => {}
            b'2' => self.unpacking.pass(name, PassedBy::Link),
            b'3' | b'4' | b'6' => self.unpacking.pass(name, PassedBy::Odd),
            _ if !(self.unpacking.wanted)(&name) => {
                self.unpacking.pass(name.clone(), PassedBy::Unwanted);
                // a second name has no contents of its own
                if kind != b'1' {
                    self.earlier.insert(name, Earlier::Bytes(contents));
                }
            }
            b'1' => {
                let found = tidy(&decoded(&link())).and_then(|link| self.earlier.get(&link));
                let found = match found {
                    Some(Earlier::Bytes(bytes)) => Ok(bytes.to_vec()),
                    Some(Earlier::Member(at)) => {
                        self.members.get(*at).map_or(Ok(Vec::new()), |one| one.contents.clone())
                    }
                    None => Err(not_unpacked("a second name of a file that is not in the archive")),
                };
                self.add(name, found)?;
            }
            0 | b'0' | b'7' | b'S' => {
                let found = match ahead.pieces(contents) {
                    Some((pieces, whole, contents)) => filled(&pieces, whole, contents),
                    None if ahead.has_holes() || kind == b'S' => {
                        Err(damaged(Format::Tar, &"a file with holes without a list"))
                    }
                    None => Ok(contents.to_vec()),
                };
                self.add(name, found)?;
            }
            _ => self.add(name, Err(not_unpacked("a part of a file or of a kind that is not known")))?,
        }
        Ok(())
    }

    fn add(&mut self, name: String, contents: Result<Vec<u8>, IngestError>) -> Result<(), IngestError> {
        self.unpacking.in_time(Format::Tar, &name)?;
        self.unpacking.spend(contents.as_ref().map_or(0, |bytes| bytes.len() as u64), Format::Tar)?;
        self.earlier.insert(name.clone(), Earlier::Member(self.members.len()));
        self.members.push(Member { name, contents });
        Ok(())
    }
}

impl Ahead {
    /// Takes up records of the form `LENGTH KEY=VALUE\n`.
    fn take(&mut self, mut records: &[u8]) {
        let (mut offset, mut named) = (None, None);
        while let Some((key, value, rest)) = record(records) {
            let number = || std::str::from_utf8(value).ok()?.parse::<usize>().ok();
            match key {
                b"path" => self.name = Some(value.to_vec()),
                b"linkpath" => self.link = Some(value.to_vec()),
                b"size" => self.size = number(),
                // the name in the path is a made one
                b"GNU.sparse.name" => named = Some(value.to_vec()),
                b"GNU.sparse.major" => self.listed_inside = number() == Some(1),
                b"GNU.sparse.realsize" | b"GNU.sparse.size" => self.whole = number(),
                b"GNU.sparse.map" => self.pieces = pairs(value.split(|&byte| byte == b',')),
                b"GNU.sparse.offset" => offset = number(),
                b"GNU.sparse.numbytes" => {
                    if let (Some(offset), Some(length)) = (offset.take(), number()) {
                        self.pieces.get_or_insert_default().push((offset, length));
                    }
                }
                _ => {}
            }
            records = rest;
        }
        self.name = named.or(self.name.take());
    }

    const fn has_holes(&self) -> bool {
        self.listed_inside || self.whole.is_some() || self.pieces.is_some()
    }

    /// The pieces of a file with holes, its whole length, and the contents of the pieces.
    fn pieces<'b>(&self, contents: &'b [u8]) -> Option<(Pieces, usize, &'b [u8])> {
        if let Some((pieces, whole)) = &self.holes {
            return Some((pieces.clone(), *whole, contents));
        }
        let whole = self.whole?;
        if !self.listed_inside {
            return Some((self.pieces.clone()?, whole, contents));
        }
        // their number, then two numbers for each, a line a number, in whole blocks
        let mut lines = contents.split(|&byte| byte == b'\n');
        let mut taken = 0;
        let mut next = || {
            let line = lines.next()?;
            taken += line.len() + 1;
            Some(line)
        };
        let count: usize = std::str::from_utf8(next()?).ok()?.parse().ok()?;
        let numbers: Vec<&[u8]> = (0..count.checked_mul(2)?).map_while(|_| next()).collect();
        let pieces = pairs(numbers.into_iter()).filter(|pieces| pieces.len() == count)?;
        Some((pieces, whole, contents.get(taken.next_multiple_of(BLOCK)..)?))
    }
}

/// Numbers two by two.
fn pairs<'n>(numbers: impl Iterator<Item = &'n [u8]>) -> Option<Pieces> {
    let number = |text: &[u8]| std::str::from_utf8(text).ok()?.parse::<usize>().ok();
    let numbers: Vec<usize> = numbers.map(number).collect::<Option<_>>()?;
    let pairs = numbers.chunks(2).map(|pair| match pair {
        [offset, length] => Some((*offset, *length)),
        _ => None,
    });
    pairs.collect()
}

/// A file whose pieces stand one after the other, with nothing but zeros between them.
fn filled(pieces: &[(usize, usize)], whole: usize, contents: &[u8]) -> Result<Vec<u8>, IngestError> {
    if whole as u64 > MOST_OF_ONE {
        return Err(IngestError::TooMuch { format: Format::Tar, what: OF_ONE, limit: MOST_OF_ONE });
    }
    let mut bytes = vec![0; whole];
    let mut rest = contents;
    for &(offset, length) in pieces {
        let spot = offset.checked_add(length).and_then(|end| bytes.get_mut(offset..end));
        let (Some(spot), Some((piece, behind))) = (spot, rest.split_at_checked(length)) else {
            return Err(damaged(Format::Tar, &"the pieces of a file are not where they should be"));
        };
        spot.copy_from_slice(piece);
        rest = behind;
    }
    if !rest.is_empty() {
        return Err(damaged(Format::Tar, &"a file has more than its list of pieces says"));
    }
    Ok(bytes)
}

/// The pieces of a file with holes and its whole length, as heads of GNU list them, and what stands behind the list.
fn holes<'b>(head: &[u8], mut after: &'b [u8]) -> Option<(Holed, &'b [u8])> {
    /// Length of one piece in a list.
    const ONE: usize = 24;
    let piece = |field: &[u8]| Some((number(field.get(..12)?)?, number(field.get(12..ONE)?)?));
    let listed = |list: &[u8]| -> Option<Pieces> {
        let used = list.chunks_exact(ONE).take_while(|field| field.first().is_some_and(|&byte| byte != 0));
        used.map(piece).collect()
    };
    let mut pieces = listed(head.get(386..482)?)?;
    let whole = number(head.get(483..495)?)?;
    let mut goes_on = head.get(482).is_some_and(|&byte| byte != 0);
    while goes_on {
        let (list, rest) = after.split_at_checked(BLOCK)?;
        pieces.extend(listed(list.get(..21 * ONE)?)?);
        goes_on = list.get(504).is_some_and(|&byte| byte != 0);
        after = rest;
    }
    Some(((pieces, whole), after))
}

const fn not_unpacked(reason: &'static str) -> IngestError {
    IngestError::NotUnpacked { format: Format::Tar, reason }
}

/// A number in octal digits, or in bytes where its first bit is set.
fn number(field: &[u8]) -> Option<usize> {
    if let Some((first, rest)) = field.split_first().filter(|(first, _)| **first & 0x80 != 0) {
        let start = usize::from(first & 0x7f);
        return rest
            .iter()
            .try_fold(start, |sum, &byte| sum.checked_mul(256)?.checked_add(usize::from(byte)));
    }
    let digits = std::str::from_utf8(before_nul(field)).ok()?.trim();
    if digits.is_empty() { Some(0) } else { usize::from_str_radix(digits, 8).ok() }
}

fn short_name(head: &[u8]) -> Vec<u8> {
    let name = before_nul(head.get(..100).unwrap_or_default());
    let prefix = before_nul(head.get(345..500).unwrap_or_default());
    let is_posix = head.get(257..263) == Some(b"ustar\0");
    if is_posix && !prefix.is_empty() { [prefix, b"/", name].concat() } else { name.to_vec() }
}

fn before_nul(field: &[u8]) -> &[u8] {
    field.split(|&byte| byte == 0).next().unwrap_or_default()
}

/// The first of records of the form `LENGTH KEY=VALUE\n`, and those behind it.
fn record(records: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let blank = records.iter().position(|&byte| byte == b' ')?;
    let length: usize = std::str::from_utf8(records.get(..blank)?).ok()?.parse().ok()?;
    let record = records.get(blank + 1..length.checked_sub(1)?)?;
    let equals = record.iter().position(|&byte| byte == b'=')?;
    Some((record.get(..equals)?, record.get(equals + 1..)?, records.get(length..)?))
}
