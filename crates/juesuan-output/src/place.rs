//! The folder of a run and what is the run's own in it: a manifest of all files that were written, of which alone later
//! runs take any away. Nothing is written or removed through a link below the folder.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use juesuan_source::chars::hex;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::OutputError;
use crate::temporary;

/// The file in the folder of a run that lists what was written.
pub(crate) const MANIFEST: &str = ".juesuan-manifest";

/// Largest manifest that is read, in bytes: some millions of files.
const LONGEST_MANIFEST: u64 = 1 << 30;

/// The folder of a run, as one format sees it.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    root: PathBuf,
    format: &'static str,
    made: Arc<Made>,
    /// The files of this run and of earlier ones, relative to the folder.
    ours: Arc<Mutex<HashSet<String>>>,
}

/// Folders that were made for files. Those that are empty when nobody writes any more were made for nothing, and go.
#[derive(Debug, Default)]
struct Made(Mutex<Vec<PathBuf>>);

impl Made {
    fn note(&self, folder: &Path) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(folder.to_owned());
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        let made = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        // inner ones were made last; one that holds anything stays
        for folder in made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// What is known of a file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    format: String,
    path: String,
    bytes: u64,
    sha256: String,
}

impl Place {
    /// Takes a folder for a format; it is made where it does not exist.
    pub(crate) fn open(root: impl Into<PathBuf>, format: &'static str) -> Result<Self, OutputError> {
        let root = root.into();
        fs::create_dir_all(&root).map_err(OutputError::io(&root))?;
        let ours = entries_in(&root).into_iter().map(|entry| entry.path).collect();
        Ok(Self { root, format, made: Arc::default(), ours: Arc::new(Mutex::new(ours)) })
    }

    /// The folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The full path of a file, whose folders are made where they do not exist.
    ///
    /// # Errors
    /// [`OutputError::Link`] where a folder on the way is a link.
    pub(crate) fn prepare(&self, relative: &Path) -> Result<PathBuf, OutputError> {
        let mut path = self.root.clone();
        for part in relative.parent().into_iter().flat_map(Path::components) {
            path.push(part);
            match path.symlink_metadata() {
                Ok(found) if found.is_symlink() => return Err(OutputError::Link(path)),
                Ok(_) => {}
                Err(_) => match fs::create_dir(&path) {
                    Ok(()) => self.made.note(&path),
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                    Err(error) => return Err(OutputError::io(&path)(error)),
                },
            }
        }
        Ok(self.root.join(relative))
    }

    /// The full path of a file, where it can get its name: its folders are made, and nothing but a file that a run of
    /// ours wrote stands there.
    ///
    /// # Errors
    /// [`OutputError::Link`] where a folder on the way is a link, [`OutputError::Foreign`] where somebody else's file or
    /// link would be replaced, and what the system says of a folder in its place.
    pub(crate) fn admit(&self, relative: &Path) -> Result<PathBuf, OutputError> {
        let path = self.prepare(relative)?;
        match path.symlink_metadata() {
            Ok(found) if found.is_dir() => Err(OutputError::io(&path)(io::ErrorKind::IsADirectory.into())),
            Ok(_) if !self.is_ours(&self.relative(&path)) => Err(OutputError::Foreign(path)),
            _ => Ok(path),
        }
    }

    /// Refuses to go on where a file that is to be written is somebody else's.
    ///
    /// # Errors
    /// [`OutputError::Foreign`] where it is.
    pub(crate) fn refuse_foreign(&self, relative: &Path) -> Result<(), OutputError> {
        let path = self.root.join(relative);
        let there = path.symlink_metadata().is_ok_and(|found| !found.is_dir());
        if there && !self.is_ours(&self.relative(&path)) { Err(OutputError::Foreign(path)) } else { Ok(()) }
    }

    /// Whether a run of ours wrote a file, of whatever format.
    fn is_ours(&self, relative: &str) -> bool {
        self.ours.lock().unwrap_or_else(PoisonError::into_inner).contains(relative)
    }

    /// Notes a file that is about to get its name. The note comes first, so that a run that is killed between the two
    /// leaves no file that is not known to be ours.
    pub(crate) fn note(&self, path: &Path, bytes: u64, sha256: &str) -> Result<(), OutputError> {
        let entry = Entry {
            format: self.format.to_owned(),
            path: self.relative(path),
            bytes,
            sha256: sha256.to_owned(),
        };
        let manifest = self.root.join(MANIFEST);
        let mut options = OpenOptions::new();
        // a link, or what else is no file, is replaced and not followed
        match manifest.symlink_metadata() {
            Ok(found) if found.is_file() => options.append(true),
            Ok(_) => {
                fs::remove_file(&manifest).map_err(OutputError::io(&manifest))?;
                options.append(true).create_new(true)
            }
            Err(_) => options.append(true).create_new(true),
        };
        let write = || options.open(&manifest)?.write_all(line(&entry).as_bytes());
        write().map_err(OutputError::io(&manifest))?;
        self.ours.lock().unwrap_or_else(PoisonError::into_inner).insert(entry.path);
        Ok(())
    }

    /// At the end of a run: takes away what earlier runs wrote in this format and this one did not, and keeps the list
    /// of the rest. A file that was changed since it was written is no longer ours, and stays.
    pub(crate) fn settle(&self, written: &[PathBuf]) -> Result<(), OutputError> {
        let written: HashSet<String> = written.iter().map(|path| self.relative(path)).collect();
        let mut kept: HashMap<String, Entry> = HashMap::new();
        let mut earlier: Vec<Entry> = Vec::new();
        for entry in self.entries() {
            if entry.format != self.format || written.contains(&entry.path) {
                // the last note of a path is that of the file which stands there now
                kept.insert(entry.path.clone(), entry);
            } else {
                earlier.push(entry);
            }
        }
        for entry in earlier.iter().filter(|entry| !kept.contains_key(&entry.path)) {
            self.remove(entry);
        }
        let mut kept: Vec<Entry> = kept.into_values().collect();
        kept.sort_by(|left, right| (&left.format, &left.path).cmp(&(&right.format, &right.path)));
        let text: String = kept.iter().map(line).collect();
        let path = self.root.join(MANIFEST);
        let write = || {
            let mut file = temporary::builder().tempfile_in(&self.root)?;
            file.write_all(text.as_bytes())?;
            file.as_file().sync_data()?;
            file.persist(&path).map(drop).map_err(|error| error.error)
        };
        write().map_err(OutputError::io(&path))
    }

    /// The files that runs wrote here in this format, relative to the folder.
    #[cfg(feature = "parquet")]
    pub(crate) fn known(&self) -> HashSet<String> {
        let own = self.entries().into_iter().filter(|entry| entry.format == self.format);
        own.map(|entry| entry.path).collect()
    }

    /// A path below the folder without that of the folder.
    pub(crate) fn inner<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }

    /// A path below the folder with `/` between its parts.
    pub(crate) fn relative(&self, path: &Path) -> String {
        let parts: Vec<_> =
            self.inner(path).components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/")
    }

    fn entries(&self) -> Vec<Entry> {
        entries_in(&self.root)
    }

    /// Whether this format gives files such names. A list that came with the folder from elsewhere may name anything.
    fn gives(&self, relative: &Path) -> bool {
        let ending = relative.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let top = relative.components().next().map(Component::as_os_str);
        let alone = relative.components().count() == 1;
        let resource = relative.file_stem().is_some_and(|stem| is_resource(Path::new(stem)));
        match self.format {
            "csv" => alone && (ending == "csv" && resource || relative == Path::new("datapackage.json")),
            "jsonl" => alone && ending == "jsonl",
            "sqlite" => alone && ending == "db",
            "parquet" => {
                ending == "parquet"
                    && (alone && resource || top.is_some_and(|top| is_resource(Path::new(top))))
            }
            format => ending == format && top.is_some_and(|top| top == format),
        }
    }

    /// Takes a file away that is still as it was written, and the folders that are empty then. What cannot be taken
    /// away stays.
    fn remove(&self, entry: &Entry) {
        let relative = Path::new(&entry.path);
        let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
        if !inside || !self.gives(relative) {
            return;
        }
        let mut path = self.root.clone();
        for part in relative.components() {
            if path != self.root && path.symlink_metadata().map_or(true, |found| !found.is_dir()) {
                return;
            }
            path.push(part);
        }
        let unchanged =
            path.symlink_metadata().is_ok_and(|found| found.is_file() && found.len() == entry.bytes)
                && checksum_of(&path).is_ok_and(|found| found == entry.sha256);
        if unchanged && fs::remove_file(&path).is_ok() {
            for folder in path.ancestors().skip(1).take_while(|folder| *folder != self.root) {
                if fs::remove_dir(folder).is_err() {
                    break;
                }
            }
        }
    }
}

/// Whether this is the name of a resource of the data package.
fn is_resource(name: &Path) -> bool {
    crate::RESOURCES.iter().any(|resource| name == Path::new(resource.name))
}

/// The files that runs wrote into a folder, relative to it; none where it is no folder of a run.
pub fn written_in(folder: &Path) -> Vec<PathBuf> {
    entries_in(folder).into_iter().map(|entry| PathBuf::from(entry.path)).collect()
}

/// How many files runs wrote into a folder, by format.
pub fn written_by_format(folder: &Path) -> BTreeMap<String, usize> {
    let mut files: BTreeMap<String, HashSet<String>> = BTreeMap::new();
    for entry in entries_in(folder) {
        if folder.join(&entry.path).symlink_metadata().is_ok() {
            files.entry(entry.format).or_default().insert(entry.path);
        }
    }
    files.into_iter().map(|(format, files)| (format, files.len())).collect()
}

fn entries_in(root: &Path) -> Vec<Entry> {
    let path = root.join(MANIFEST);
    let ordinary =
        path.symlink_metadata().is_ok_and(|found| found.is_file() && found.len() < LONGEST_MANIFEST);
    let text = if ordinary { fs::read_to_string(&path).unwrap_or_default() } else { String::new() };
    text.lines().filter_map(entry).collect()
}

/// The line of a file in the manifest.
fn line(entry: &Entry) -> String {
    let Entry { format, path, bytes, sha256 } = entry;
    format!("{}\n", json!({ "format": format, "path": path, "bytes": bytes, "sha256": sha256 }))
}

/// The file that a line of the manifest lists; `None` where it lists none.
fn entry(line: &str) -> Option<Entry> {
    let value: Value = serde_json::from_str(line).ok()?;
    let text = |key: &str| value.get(key)?.as_str().map(str::to_owned);
    Some(Entry {
        format: text("format")?,
        path: text("path")?,
        bytes: value.get("bytes")?.as_u64()?,
        sha256: text("sha256")?,
    })
}

/// SHA-256 of a file, hexadecimal.
pub(crate) fn checksum_of(path: &Path) -> io::Result<String> {
    let (mut file, mut sum) = (File::open(path)?, Sha256::new());
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex(&sum.finalize())),
            length => sum.update(buffer.get(..length).unwrap_or_default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(place: &Place, name: &str, text: &str) -> PathBuf {
        let mut file = crate::staged::Staged::create(place, Path::new(name)).unwrap();
        file.write(text.as_bytes()).unwrap();
        file.finish().unwrap()
    }

    #[test]
    fn only_unchanged_files_of_earlier_runs_in_this_format_go() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::open(folder.path(), "md").unwrap();
        let other = Place::open(folder.path(), "json").unwrap();
        other.settle(&[write(&other, "json/a.json", "{}")]).unwrap();
        let first =
            [write(&place, "md/a/b.md", "b"), write(&place, "md/c.md", "c"), write(&place, "md/d.md", "d")];
        place.settle(&first).unwrap();
        fs::write(&first[1], "changed").unwrap();
        fs::write(folder.path().join("md/foreign.md"), "x").unwrap();
        place.settle(&[write(&place, "md/d.md", "new")]).unwrap();
        assert!(!folder.path().join("md/a").exists());
        for left in ["md/c.md", "md/d.md", "md/foreign.md", "json/a.json"] {
            assert!(folder.path().join(left).exists(), "{left}");
        }
    }

    #[test]
    fn a_run_that_stopped_before_its_end_is_known_to_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::open(folder.path(), "md").unwrap();
        write(&place, "md/a.md", "a");
        place.settle(&[write(&place, "md/b.md", "b")]).unwrap();
        assert!(!folder.path().join("md/a.md").exists());
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_removed_or_written_through_a_link_or_out_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("home")).unwrap();
        fs::create_dir_all(at("out")).unwrap();
        fs::write(at("home/a.md"), "a").unwrap();
        std::os::unix::fs::symlink(at("home"), at("out/md")).unwrap();
        let place = Place::open(at("out"), "md").unwrap();
        let sum = checksum_of(&at("home/a.md")).unwrap();
        for path in ["md/a.md", "../home/a.md", &at("home/a.md").display().to_string()] {
            let entry = Entry { format: "md".into(), path: path.into(), bytes: 1, sha256: sum.clone() };
            fs::write(at("out").join(MANIFEST), line(&entry)).unwrap();
            place.settle(&[]).unwrap();
            assert!(at("home/a.md").exists(), "{path}");
        }
        assert!(matches!(place.prepare(Path::new("md/x.md")), Err(OutputError::Link(_))));
        // a manifest that is a link is replaced, never written through
        fs::remove_file(at("out").join(MANIFEST)).unwrap();
        std::os::unix::fs::symlink(at("home/a.md"), at("out").join(MANIFEST)).unwrap();
        place.note(Path::new("b.md"), 1, "").unwrap();
        assert_eq!(fs::read_to_string(at("home/a.md")).unwrap(), "a");
    }
}
