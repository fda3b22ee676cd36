//! Archives among the inputs: their documents are inputs like any other, named `archive.zip/inner.pdf`.

use std::path::Path;

#[cfg(feature = "office")]
use juesuan::ingest::archive;
use juesuan::ingest::{ARCHIVE_ENDINGS as ENDINGS, Format, IngestError};

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

/// The documents in an archive, those of archives in it included; `None` where the bytes are no archive but a document.
/// `called` is what the file is called: one that is packed by itself has no other name.
pub(super) fn documents(
    bytes: &[u8],
    called: &str,
    wanted: &dyn Fn(&Path) -> bool,
) -> Option<Result<Vec<Inner>, IngestError>> {
    Format::of(bytes).is_archive().then(|| {
        let mut found = Vec::new();
        for one in members(bytes, called, wanted)? {
            match one.contents {
                Ok(inner) if is_called_so(Path::new(&one.name)) => {
                    nested(&one.name, &inner, wanted, &mut found);
                }
                contents => found.push(Inner { name: one.name, contents }),
            }
        }
        Ok(found)
    })
}

/// Adds the documents of an archive in an archive. Those in it that are archives again are no documents, and say so.
fn nested(name: &str, bytes: &[u8], wanted: &dyn Fn(&Path) -> bool, found: &mut Vec<Inner>) {
    match members(bytes, name, wanted) {
        Ok(inner) => {
            let named = |one: Inner| Inner { name: format!("{name}/{}", one.name), contents: one.contents };
            found.extend(inner.into_iter().map(named));
        }
        Err(error) => found.push(Inner { name: name.to_owned(), contents: Err(error) }),
    }
}

#[cfg(feature = "office")]
fn members(bytes: &[u8], called: &str, wanted: &dyn Fn(&Path) -> bool) -> Result<Vec<Inner>, IngestError> {
    let is_wanted = |name: &str| wanted(Path::new(name)) || is_called_so(Path::new(name));
    let members = archive::members(bytes, is_wanted)?;
    let inner = members.into_iter().map(|one| {
        let name = if one.name.is_empty() { archive::unpacked_name(called).to_owned() } else { one.name };
        Inner { name, contents: one.contents }
    });
    Ok(inner.collect())
}

#[cfg(not(feature = "office"))]
fn members(bytes: &[u8], _: &str, _: &dyn Fn(&Path) -> bool) -> Result<Vec<Inner>, IngestError> {
    Err(IngestError::Unsupported { format: Format::of(bytes), offset: 0 })
}
