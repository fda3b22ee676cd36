//! Tar archives, with the long names of GNU and of POSIX.

use super::{Budget, MOST_MEMBERS, Member, damaged, decoded, tidy};
use crate::{Format, IngestError};

/// Heads and contents take whole blocks.
const BLOCK: usize = 512;

pub(super) fn members(
    bytes: &[u8],
    wanted: &dyn Fn(&str) -> bool,
    budget: &mut Budget,
) -> Result<Vec<Member>, IngestError> {
    let mut members = Vec::new();
    let mut rest = bytes;
    let mut long_name: Option<Vec<u8>> = None;
    while let Some((head, after)) = rest.split_at_checked(BLOCK) {
        if head.iter().all(|&byte| byte == 0) {
            break;
        }
        let Some(size) = number(head.get(124..136).unwrap_or_default()) else {
            return Err(damaged(Format::Tar, &"a head without a size"));
        };
        let contents = after.get(..size).ok_or_else(|| damaged(Format::Tar, &"it ends too early"))?;
        rest = after.get(size.next_multiple_of(BLOCK)..).unwrap_or_default();
        match head.get(156) {
            // the name of the next file, where it is too long for its head
            Some(b'L') => long_name = Some(before_nul(contents).to_vec()),
            Some(b'x') => long_name = path(contents),
            Some(0 | b'0' | b'7') => {
                let raw = long_name.take().unwrap_or_else(|| short_name(head));
                let Some(name) = tidy(&decoded(&raw)).filter(|name| wanted(name)) else { continue };
                if members.len() >= MOST_MEMBERS {
                    let (what, limit) = ("files", MOST_MEMBERS as u64);
                    return Err(IngestError::TooMuch { format: Format::Tar, what, limit });
                }
                budget.spend(size as u64, Format::Tar)?;
                members.push(Member { name, contents: Ok(contents.to_vec()) });
            }
            _ => long_name = None,
        }
    }
    Ok(members)
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

/// The path among records of the form `LENGTH KEY=VALUE\n`.
fn path(mut records: &[u8]) -> Option<Vec<u8>> {
    loop {
        let blank = records.iter().position(|&byte| byte == b' ')?;
        let length: usize = std::str::from_utf8(records.get(..blank)?).ok()?.parse().ok()?;
        let record = records.get(blank + 1..length.checked_sub(1)?)?;
        if let Some(path) = record.strip_prefix(b"path=") {
            return Some(path.to_vec());
        }
        records = records.get(length..)?;
    }
}
