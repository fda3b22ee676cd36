//! Archives among the inputs: their documents are inputs like any other, named `archive.zip/inner.pdf`.

use std::path::Path;

#[cfg(feature = "office")]
use juesuan::ingest::archive::{self, Unpacking};
use juesuan::ingest::{ARCHIVE_ENDINGS as ENDINGS, Format, IngestError};

#[cfg(feature = "office")]
pub(super) use juesuan::ingest::archive::PassedBy;

/// Why a file in an archive is passed by; a build without archives passes none by.
#[cfg(not(feature = "office"))]
#[expect(dead_code, reason = "archives are not read")]
pub(super) enum PassedBy {
    Unwanted,
    Link,
    Odd,
}

/// A document in an archive.
pub(super) struct Inner {
    /// Its path in the archive.
    pub(super) name: String,
    /// Its bytes, or why there are none.
    pub(super) contents: Result<Vec<u8>, IngestError>,
}

/// Whether a file is called as archives are.
pub(super) fn is_called_so(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// The documents in an archive, and what is passed by in it.
pub(super) struct Found {
    pub(super) inner: Vec<Inner>,
    /// Names and reasons.
    pub(super) passed: Vec<(String, PassedBy)>,
}

/// The documents in an archive, those of archives in it included, which are unpacked within one limit of bytes and seconds;
/// `None` where the bytes are no archive but a document. `called` is what the file is called: one that is packed by itself
/// has no other name.
pub(super) fn documents(
    bytes: &[u8],
    called: &str,
    wanted: &dyn Fn(&Path) -> bool,
    seconds: u32,
) -> Option<Result<Found, IngestError>> {
    let is_wanted = |name: &str| wanted(Path::new(name)) || is_called_so(Path::new(name));
    Format::of(bytes).is_archive().then(|| unpacked(bytes, called, &is_wanted, seconds))
}

/// One document of those in an archive, by its path and which of several with this path it is; nothing else of the archive is
/// unpacked. `None` where it is not there.
pub(super) fn one(
    bytes: &[u8],
    called: &str,
    (name, nth): (&str, usize),
    seconds: u32,
) -> Option<Result<Vec<u8>, IngestError>> {
    // in an archive in an archive it is called by the last part of its name
    let is_wanted = |inner: &str| {
        name == inner
            || name.strip_prefix(inner).is_some_and(|rest| rest.starts_with('/'))
            || name.strip_suffix(inner).is_some_and(|rest| rest.ends_with('/'))
    };
    match unpacked(bytes, called, &is_wanted, seconds) {
        Err(error) => Some(Err(error)),
        Ok(found) => {
            let mut called_so = found.inner.into_iter().filter(|inner| inner.name == name);
            called_so.nth(nth).map(|inner| inner.contents)
        }
    }
}

#[cfg(not(feature = "office"))]
fn unpacked(bytes: &[u8], _: &str, _: &dyn Fn(&str) -> bool, _: u32) -> Result<Found, IngestError> {
    Err(IngestError::Unsupported { format: Format::of(bytes), offset: 0 })
}

#[cfg(feature = "office")]
fn unpacked(
    bytes: &[u8],
    called: &str,
    is_wanted: &dyn Fn(&str) -> bool,
    seconds: u32,
) -> Result<Found, IngestError> {
    let mut unpacking = Unpacking::within(is_wanted, seconds);
    let mut found = Found { inner: Vec::new(), passed: Vec::new() };
    let members = members(bytes, called, &mut unpacking)?;
    found.passed.extend(unpacking.passed());
    for one in members {
        match one.contents {
            Ok(inner) if is_called_so(Path::new(&one.name)) => {
                nested(&one.name, &inner, &mut unpacking, &mut found);
            }
            contents => found.inner.push(Inner { name: one.name, contents }),
        }
    }
    Ok(found)
}

/// Adds the documents of an archive in an archive. Those in it that are archives again are no documents, and say so.
#[cfg(feature = "office")]
fn nested(name: &str, bytes: &[u8], unpacking: &mut Unpacking<'_>, found: &mut Found) {
    let below = |inner: String| format!("{name}/{inner}");
    match members(bytes, name, unpacking) {
        Ok(inner) => {
            let named = |one: Inner| Inner { name: below(one.name), contents: one.contents };
            found.inner.extend(inner.into_iter().map(named));
        }
        Err(error) => found.inner.push(Inner { name: name.to_owned(), contents: Err(error) }),
    }
    found.passed.extend(unpacking.passed().into_iter().map(|(name, why)| (below(name), why)));
}

#[cfg(feature = "office")]
fn members(bytes: &[u8], called: &str, unpacking: &mut Unpacking<'_>) -> Result<Vec<Inner>, IngestError> {
    let inner = unpacking.members(bytes)?.into_iter().map(|one| {
        let name = if one.name.is_empty() { archive::unpacked_name(called).to_owned() } else { one.name };
        Inner { name, contents: one.contents }
    });
    Ok(inner.collect())
}

#[cfg(all(test, feature = "office"))]
#[path = "../tests/cli/tar.rs"]
mod tar;

#[cfg(all(test, feature = "office"))]
mod tests {
    use super::tar::tar;
    use super::*;

    #[test]
    fn each_document_can_be_had_alone() {
        let inner = tar(&[("丙.txt", b"3"), ("b.txt", b"4")]);
        let files: [(&str, &[u8]); 6] = [
            ("甲/b.txt", b"1"),
            ("b.txt", b"2"),
            ("in.tar", &inner),
            ("x.png", b"5"),
            ("b.txt", b"6"),
            ("bad.zip", b"PK\x03\x04"),
        ];
        let archive = tar(&files);
        let wanted = |path: &Path| path.extension().is_some_and(|ending| ending == "txt");
        let all = documents(&archive, "all.tar", &wanted, 60).expect("an archive").expect("whole").inner;
        let names: Vec<&str> = all.iter().map(|one| &*one.name).collect();
        assert_eq!(names, ["甲/b.txt", "b.txt", "in.tar/丙.txt", "in.tar/b.txt", "b.txt", "bad.zip"]);
        let mut times = std::collections::HashMap::new();
        for inner in all {
            let nth: &mut usize = times.entry(inner.name.clone()).or_default();
            let alone = one(&archive, "all.tar", (&inner.name, *nth), 60).expect("it is there");
            assert_eq!(alone.is_ok(), inner.contents.is_ok(), "{}", inner.name);
            assert_eq!(alone.ok(), inner.contents.ok(), "{} {nth}", inner.name);
            *nth += 1;
        }
        assert!(one(&archive, "all.tar", ("b.txt", 2), 60).is_none());
    }
}
