//! `--resume`: what was rendered of each document is kept beside the output, so that a run that was stopped goes on
//! where it was, and a later one reads only what is new or changed.
//!
//! Kept are the rendered pieces and not a mark in a list, because most outputs are one file for the whole run: a
//! package of CSV files is complete only when the last document is in it. Gone through again with the pieces at hand it
//! comes out byte for byte as without a stop.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context as _, Result};
use juesuan_source::chars::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::summary::Tally;
use juesuan::output::Rendered;

/// The folder in `--out`.
pub(super) const FOLDER: &str = ".juesuan-resume";

/// What was kept of the documents of a run.
pub(super) struct Kept {
    folder: PathBuf,
    /// Everything but the document that the pieces follow from.
    settings: Sha256,
    used: Mutex<HashSet<String>>,
    /// Why the first of the documents that could not be kept was not.
    unkept: Mutex<Option<anyhow::Error>>,
}

/// The first line of a kept file; the pieces follow in order.
#[derive(Serialize, Deserialize)]
struct Head {
    document: String,
    tally: Tally,
    /// Bytes of each piece, for each format.
    lengths: Vec<Vec<usize>>,
    /// SHA-256 of all of this and of the pieces: what has changed on disk is read again.
    sha256: String,
}

impl Head {
    /// The sum of everything but the sum.
    fn sum(&self, pieces: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Result<String> {
        let mut sum = Sha256::new();
        sum.update(serde_json::to_vec(&(&self.document, &self.tally, &self.lengths))?);
        pieces.into_iter().for_each(|piece| sum.update(piece));
        Ok(hex(&sum.finalize()))
    }
}

impl Kept {
    /// Opens the folder in `out`. `settings` is all that changes what is rendered.
    pub(super) fn open(out: &Path, settings: &[&str]) -> Result<Self> {
        let folder = out.join(FOLDER);
        fs::create_dir_all(out).with_context(|| out.display().to_string())?;
        own(&folder).with_context(|| folder.display().to_string())?;
        let mut hash = Sha256::new();
        for setting in settings.iter().copied().chain([env!("CARGO_PKG_VERSION"), &this_build()]) {
            hash.update(setting.len().to_le_bytes());
            hash.update(setting);
        }
        Ok(Self { folder, settings: hash, used: Mutex::default(), unkept: Mutex::default() })
    }

    /// The name under which a document is kept: it changes with name, bytes, settings and the rules left out of it.
    pub(super) fn key(&self, document: &str, left_out: &[&str], bytes: &[u8]) -> String {
        let mut hash = self.settings.clone();
        for part in [document].iter().chain(left_out) {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        let key = hex(&hash.chain_update(left_out.len().to_le_bytes()).chain_update(bytes).finalize());
        if let Ok(mut used) = self.used.lock() {
            used.insert(key.clone());
        }
        key
    }

    /// What was kept under a key; `None` where there is nothing, or nothing whole.
    pub(super) fn load(&self, key: &str) -> Option<(Tally, Vec<Rendered>)> {
        let path = self.folder.join(key);
        // what lies there may be a pipe by now, which would be waited for
        let bytes =
            path.symlink_metadata().is_ok_and(|found| found.is_file()).then(|| fs::read(path).ok())??;
        let end = bytes.iter().position(|&byte| byte == b'\n')?;
        let (head, mut rest) = bytes.split_at_checked(end + 1)?;
        let head: Head = serde_json::from_slice(head).ok()?;
        if head.sum([rest]).ok()? != head.sha256 {
            return None;
        }
        let Head { document, tally, lengths, .. } = head;
        let mut rendered = Vec::with_capacity(lengths.len());
        for lengths in lengths {
            let mut pieces = Vec::with_capacity(lengths.len());
            for length in lengths {
                let (piece, after) = rest.split_at_checked(length)?;
                pieces.push(piece.to_vec());
                rest = after;
            }
            rendered.push(Rendered { document: document.clone(), pieces });
        }
        rest.is_empty().then_some((tally, rendered))
    }

    /// Keeps a document. One that cannot be kept is read again the next time, and is no worse in this run.
    pub(super) fn keep(&self, key: &str, tally: &Tally, rendered: &[Rendered]) {
        let Err(error) = self.save(key, tally, rendered) else { return };
        if let Ok(mut unkept) = self.unkept.lock() {
            unkept.get_or_insert(error);
        }
    }

    /// Why not all documents were kept.
    pub(super) fn trouble(&self) -> Option<anyhow::Error> {
        self.unkept.lock().ok()?.take()
    }

    /// Keeps a document; the file appears whole or not at all.
    fn save(&self, key: &str, tally: &Tally, rendered: &[Rendered]) -> Result<()> {
        let document = rendered.first().map(|first| first.document.clone()).unwrap_or_default();
        let lengths = rendered.iter().map(|part| part.pieces.iter().map(Vec::len).collect()).collect();
        let mut head = Head { document, tally: tally.clone(), lengths, sha256: String::new() };
        head.sha256 = head.sum(rendered.iter().flat_map(|part| &part.pieces))?;
        let mut bytes = serde_json::to_vec(&head)?;
        bytes.push(b'\n');
        for piece in rendered.iter().flat_map(|part| &part.pieces) {
            bytes.extend_from_slice(piece);
        }
        let write = || {
            let file = tempfile::Builder::new().prefix(HALF_WRITTEN).tempfile_in(&self.folder)?;
            fs::write(file.path(), bytes)?;
            file.as_file().sync_data()?;
            file.persist(self.folder.join(key)).map_err(|error| error.error)
        };
        write().map(drop).with_context(|| self.folder.display().to_string())
    }

    /// After a whole run: takes away what belongs to no document of it.
    pub(super) fn prune(self) -> Result<()> {
        let used = self.used.into_inner().unwrap_or_default();
        for entry in fs::read_dir(&self.folder)?.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let ordinary = entry.file_type().is_ok_and(|kind| kind.is_file());
            if ordinary && is_ours(&name) && !used.contains(&*name) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// Why a folder is not taken for kept documents.
#[derive(Debug, thiserror::Error)]
pub(super) enum Foreign {
    /// It is a link, or no folder.
    #[error("this is a link or no folder; --resume keeps nothing where it leads")]
    Link,
    /// It holds files that `--resume` did not write.
    #[error("this folder holds {0:?}, which --resume did not write")]
    Files(String),
}

/// Takes the folder for this run: it is made where there is none; one that holds anything else than kept documents, or
/// leads elsewhere, is left alone.
fn own(folder: &Path) -> Result<()> {
    match folder.symlink_metadata() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(fs::create_dir(folder)?),
        Err(error) => return Err(error.into()),
        Ok(found) if !found.is_dir() => return Err(Foreign::Link.into()),
        Ok(_) => {}
    }
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !is_ours(&name) {
            return Err(Foreign::Files(name).into());
        }
    }
    Ok(())
}

/// Whether a name is that of a kept document or of one half written.
fn is_ours(name: &str) -> bool {
    let key = name.len() == KEY && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    key || name.starts_with(HALF_WRITTEN)
}

/// How the name of a half-written document begins.
const HALF_WRITTEN: &str = ".tmp";

/// Length of a key: SHA-256 in hexadecimal.
const KEY: usize = 64;

/// Tells this program from another build of the same version: its size and date.
fn this_build() -> String {
    let metadata = std::env::current_exe().and_then(|path| path.metadata());
    metadata.map_or_else(|_| String::new(), |found| format!("{} {:?}", found.len(), found.modified().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered() -> Vec<Rendered> {
        let part = |pieces: &[&str]| Rendered {
            document: "a.txt".into(),
            pieces: pieces.iter().map(|piece| piece.as_bytes().to_vec()).collect(),
        };
        vec![part(&["x\n,y", "", "决算"]), part(&["{}"])]
    }

    #[test]
    fn what_is_kept_comes_back_for_the_same_bytes_and_settings_alone() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Kept::open(folder.path(), &["csv", ""]).unwrap();
        let key = kept.key("a.txt", &[], b"text");
        let tally = Tally { documents: 1, tables: 9, ..Tally::default() };
        kept.save(&key, &tally, &rendered()).unwrap();
        assert_eq!(kept.load(&key), Some((tally, rendered())));
        assert_ne!(kept.key("a.txt", &[], b"other"), key);
        assert_ne!(kept.key("b.txt", &[], b"text"), key);
        assert_ne!(Kept::open(folder.path(), &["json", ""]).unwrap().key("a.txt", &[], b"text"), key);
        assert_ne!(kept.key("a.txt", &["JS7"], b"text"), key);
        // a boundary between settings is part of them
        assert_ne!(Kept::open(folder.path(), &["", "csv"]).unwrap().key("a.txt", &[], b"text"), key);
    }

    #[test]
    fn a_damaged_file_is_none_and_an_old_one_is_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Kept::open(folder.path(), &[]).unwrap();
        let key = kept.key("a.txt", &[], b"text");
        kept.save(&key, &Tally::default(), &rendered()).unwrap();
        let file = folder.path().join(FOLDER).join(&key);
        let whole = fs::read(&file).unwrap();
        for length in 0..whole.len() {
            fs::write(&file, &whole[..length]).unwrap();
            assert_eq!(kept.load(&key), None, "{length} of {} bytes", whole.len());
        }
        let next = Kept::open(folder.path(), &[]).unwrap();
        next.prune().unwrap();
        assert_eq!(fs::read_dir(folder.path().join(FOLDER)).unwrap().count(), 0);
    }
}
