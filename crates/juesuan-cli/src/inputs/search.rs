//! The search over files, folders and patterns.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;

use super::endings::has_readable_ending;
use super::member::{self, Member};
use super::passed::Passed;
use super::{Found, Input, Origin, Unread, Why, slashed};
use crate::archives::{self, PassedBy};
use crate::error_messages::{PathTrouble, Untried};
use crate::pattern::compiled;
use crate::suggest::nearest;
use crate::{names, visible};

/// Endings of documents that are not read yet: a folder's are passed by, but not in silence.
const NOT_YET: [&str; 20] = [
    "pdf", "doc", "docx", "wps", "xls", "xlsx", "et", "odt", "ods", "ofd", "rtf", "htm", "html", "zip",
    "rar", "7z", "jpg", "jpeg", "png", "tif",
];

/// A search over the file system.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// The folder that is written to, in full.
    out: Option<PathBuf>,
    /// What standard input is called.
    stdin_name: Option<String>,
    /// How long unpacking an archive may take.
    seconds: u32,
    /// Bytes of all files in archives so far.
    unpacked: u64,
    /// The folder that is walked, in full.
    within: Option<Arc<PathBuf>>,
    /// The documents so far.
    pub(super) inputs: Vec<Input>,
    pub(super) found: Found,
}

impl Search {
    pub(super) fn new(out: Option<&Path>, stdin_name: Option<&str>, seconds: u32) -> Self {
        let out = out.and_then(|out| out.canonicalize().ok());
        Self { out, stdin_name: stdin_name.map(str::to_owned), seconds, ..Self::default() }
    }

    /// Takes up what a PATH leads to.
    pub(super) fn take(&mut self, path: &OsStr) {
        if let Err(trouble) = self.path(path) {
            self.unusable(path.as_ref(), trouble);
        }
    }

    fn unusable(&mut self, path: &Path, trouble: PathTrouble) {
        let (document, path) = (slashed(path), names::of_path(path));
        self.found.unread.push(Unread { document, path, why: Why::Trouble(trouble) });
    }

    fn path(&mut self, path: &OsStr) -> Result<(), PathTrouble> {
        if path == "-" {
            self.inputs.push(Input::stdin(self.stdin_name.as_deref()));
            return Ok(());
        }
        let file = Path::new(path);
        match file.metadata() {
            Ok(metadata) if metadata.is_dir() => {
                let folder = Walked { root: file, deepest: None, count_others: true };
                let found = self.walk(&folder, has_readable_ending);
                if found == 0 { Err(PathTrouble::NoDocument) } else { Ok(()) }
            }
            Ok(metadata) if !metadata.is_file() => Err(PathTrouble::NotOrdinary),
            Ok(_) => {
                let name = file.file_name().map_or_else(|| slashed(file), |name| slashed(Path::new(name)));
                self.file(name, file);
                Ok(())
            }
            Err(error) => match path.to_str().filter(|path| path.contains(['*', '?', '[', '{'])) {
                Some(pattern) => self.glob(pattern),
                None => Err(missing(file, &error)),
            },
        }
    }

    /// Takes up a file, or the documents of an archive.
    fn file(&mut self, name: String, path: &Path) {
        let bytes = archives::is_called_so(path).then(|| member::archive(path, self.within.as_deref()).ok());
        let bytes = bytes.flatten();
        let found =
            bytes.and_then(|bytes| archives::documents(&bytes, &name, &has_readable_ending, self.seconds));
        let Some(found) = found else {
            return self.inputs.push(Input::file(name, path.to_owned(), self.within.clone()));
        };
        let archives::Found { inner, passed } = match found {
            Err(error) => return self.unusable(path, PathTrouble::Archive(error)),
            Ok(found) => found,
        };
        if inner.is_empty() {
            self.unusable(path, PathTrouble::EmptyArchive);
        }
        let mut times: HashMap<String, usize> = HashMap::new();
        for one in inner {
            let before = times.entry(one.name.clone()).or_default();
            let nth = *before;
            *before += 1;
            let document = format!("{name}/{}", visible::name(&one.name));
            let place = slashed(&path.join(&one.name));
            match one.contents {
                Err(error) => {
                    let why = Why::Trouble(PathTrouble::Archive(error));
                    self.found.unread.push(Unread { document, path: place, why });
                }
                Ok(bytes) => {
                    let size = bytes.len() as u64;
                    self.unpacked += size;
                    let kept = (self.unpacked <= member::MOST_KEPT).then_some(bytes);
                    let (archive, called) = (path.to_owned(), name.clone());
                    let (within, seconds) = (self.within.clone(), self.seconds);
                    let member = Member { archive, called, name: one.name, nth, within, seconds, kept };
                    let origin = Origin::Member(Arc::new(member));
                    self.inputs.push(Input { document, path: place, origin, size, within: None });
                }
            }
        }
        for (inner, why) in passed {
            self.pass(&name, path, &inner, why);
        }
    }

    /// Counts a file in an archive that is passed by, as it is done in folders.
    fn pass(&mut self, name: &str, archive: &Path, inner: &str, why: PassedBy) {
        let wanted = usize::from(has_readable_ending(Path::new(inner)));
        match why {
            PassedBy::Link => self.found.passed.links += wanted,
            PassedBy::Odd => self.found.passed.odd += wanted,
            _ => {
                if let Some(ending) = not_yet(Path::new(inner)) {
                    let document = format!("{name}/{}", visible::name(inner));
                    let (path, why) = (slashed(&archive.join(inner)), Why::Untried(Untried { ending }));
                    self.found.unread.push(Unread { document, path, why });
                }
            }
        }
    }

    /// A glob is walked from its longest prefix without a wildcard, the root of the names.
    fn glob(&mut self, pattern: &str) -> Result<(), PathTrouble> {
        let wild = pattern.find(['*', '?', '[', '{']).unwrap_or(pattern.len());
        let root = pattern[..wild].rfind('/').map_or("", |slash| &pattern[..=slash]);
        let inner = &pattern[root.len()..];
        let matcher = compiled(inner, false).map_err(PathTrouble::Pattern)?;
        // only ** goes deeper than the pattern is long; what stands in braces can have parts of its own
        let deepest = (!inner.contains(['{']) && !inner.contains("**")).then(|| inner.split('/').count());
        let root = Path::new(if root.is_empty() { "." } else { root });
        if !root.is_dir() {
            return Err(PathTrouble::Missing { near: near(root) });
        }
        let found =
            self.walk(&Walked { root, deepest, count_others: false }, |relative| matcher.is_match(relative));
        if found == 0 { Err(PathTrouble::NoMatch) } else { Ok(()) }
    }

    /// Takes up the wanted files below a folder, and tells how many there are. A folder in it that cannot be read is
    /// reported, and the others are; what is passed by is counted.
    fn walk(&mut self, folder: &Walked<'_>, wanted: impl Fn(&Path) -> bool) -> usize {
        let Walked { root, deepest, count_others } = *folder;
        let before = self.inputs.len();
        let mut taken: HashSet<PathBuf> = HashSet::new();
        let mut outputs = outputs_above(root);
        let whole = root.canonicalize().ok();
        self.within = whole.clone().map(Arc::new);
        let odd_lists = odd_lists(root, deepest);
        let walker = self.walker(folder, odd_lists.is_empty());
        self.found.odd_lists.extend(odd_lists.iter().map(|list| slashed(list)));
        for entry in walker {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = place_of(&error).unwrap_or(root).to_owned();
                    let kind = error.io_error().map_or(std::io::ErrorKind::Other, std::io::Error::kind);
                    self.unusable(&path, PathTrouble::System(kind, error.to_string()));
                    continue;
                }
            };
            let path = entry.path();
            if entry.file_type().is_some_and(|kind| kind.is_dir()) {
                outputs.extend(outputs_in(path));
                continue;
            }
            // a link to a file is one, a link to a folder is not walked: it could lead back
            let is_file =
                entry.file_type().is_some_and(|kind| kind.is_file() || (kind.is_symlink() && path.is_file()));
            if !is_file {
                continue;
            }
            let relative = path.strip_prefix(root).unwrap_or(path);
            if entry.path_is_symlink() && leads_out(path, whole.as_deref()) {
                taken.insert(path.to_owned());
                self.found.passed.outside += usize::from(wanted(relative));
                continue;
            }
            if outputs.contains(path) {
                taken.insert(path.to_owned());
                self.found.passed.outputs += usize::from(wanted(relative));
            } else if wanted(relative) {
                taken.insert(path.to_owned());
                self.file(slashed(relative), path);
            } else if count_others && let Some(ending) = not_yet(relative) {
                let (document, path) = (slashed(relative), slashed(path));
                self.found.unread.push(Unread { document, path, why: Why::Untried(Untried { ending }) });
            }
        }
        if count_others {
            let out = self.out_below(root);
            Passed::count(
                &mut self.found.passed,
                root,
                &|path| taken.contains(path) || outputs.contains(path) || out.as_deref() == Some(path),
                &wanted,
            );
        }
        self.within = None;
        self.inputs.len() - before
    }

    /// The folder that is written to, as a walk from a root names it.
    fn out_below(&self, root: &Path) -> Option<PathBuf> {
        let inner = self.out.as_ref()?.strip_prefix(root.canonicalize().ok()?).ok()?.to_owned();
        // joined with nothing a path would end with a slash
        (!inner.as_os_str().is_empty()).then(|| root.join(inner))
    }

    fn walker(&self, walked: &Walked<'_>, ordinary_lists: bool) -> ignore::Walk {
        let out = self.out_below(walked.root);
        WalkBuilder::new(walked.root)
            .max_depth(walked.deepest)
            .sort_by_file_path(Path::cmp)
            .require_git(false)
            .git_ignore(ordinary_lists)
            .ignore(ordinary_lists)
            .parents(ordinary_lists)
            .git_global(false)
            .git_exclude(false)
            .filter_entry(move |entry| out.as_deref() != Some(entry.path()))
            .build()
    }
}

/// A folder that is walked, and how far.
struct Walked<'p> {
    root: &'p Path,
    /// Folders below one another in which files are looked for; all where nothing bounds them.
    deepest: Option<usize>,
    /// Whether what is passed by is counted.
    count_others: bool,
}

/// Whether a link leads out of the folder that is walked: a folder that was downloaded reads nothing beside it.
fn leads_out(link: &Path, folder: Option<&Path>) -> bool {
    let inside = |folder: &Path| link.canonicalize().is_ok_and(|target| target.starts_with(folder));
    !folder.is_some_and(inside)
}

/// What runs wrote into a folder, in full.
fn outputs_in(folder: &Path) -> impl Iterator<Item = PathBuf> {
    juesuan::output::written_in(folder).into_iter().map(|file| folder.join(file))
}

/// What runs wrote below a folder from one above it, as a walk from the folder names it.
fn outputs_above(folder: &Path) -> HashSet<PathBuf> {
    let Ok(full) = folder.canonicalize() else { return HashSet::new() };
    let above = full.ancestors().skip(1).flat_map(outputs_in);
    above.filter_map(|file| Some(folder.join(file.strip_prefix(&full).ok()?))).collect()
}

/// Why nothing is at a path.
fn missing(file: &Path, error: &std::io::Error) -> PathTrouble {
    match error.kind() {
        std::io::ErrorKind::NotFound if file.is_symlink() => PathTrouble::DeadLink,
        std::io::ErrorKind::NotFound => PathTrouble::Missing { near: near(file) },
        _ => PathTrouble::system(error),
    }
}

/// The place that an error of a walk is about.
fn place_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place_of(err),
        _ => None,
    }
}

/// The lists of ignored files in a folder, below and above it that are no ordinary files or longer than anybody writes them:
/// a pipe called `.gitignore` would be waited for, an endless one read.
fn odd_lists(root: &Path, deepest: Option<usize>) -> Vec<PathBuf> {
    /// Longest list, in bytes.
    const LONGEST: u64 = 1 << 20;
    let odd_in = |folder: &Path| {
        let lists = [".gitignore", ".ignore"].map(|name| folder.join(name));
        lists
            .into_iter()
            .filter(|list| list.metadata().is_ok_and(|found| !found.is_file() || found.len() > LONGEST))
    };
    let full = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let mut odd: Vec<PathBuf> = full.ancestors().skip(1).flat_map(odd_in).collect();
    let mut folders = vec![(root.to_owned(), 1)];
    while let Some((folder, deep)) = folders.pop() {
        odd.extend(odd_in(&folder));
        if deepest.is_some_and(|deepest| deep >= deepest) {
            continue;
        }
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) && entry.file_name() != ".git" {
                folders.push((entry.path(), deep + 1));
            }
        }
    }
    odd
}

/// What lies where `path` should and is called alike.
fn near(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut names: Vec<String> = std::fs::read_dir(folder.unwrap_or(Path::new(".")))
        .ok()?
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    // a common ending makes no two names alike
    let ending =
        Path::new(&*name).extension().and_then(|ending| ending.to_str()).map(|ending| format!(".{ending}"));
    let ending =
        ending.filter(|ending| names.iter().any(|known| known.ends_with(ending))).unwrap_or_default();
    let stems = names.iter().filter_map(|known| known.strip_suffix(&*ending));
    let near = nearest(name.strip_suffix(&*ending).unwrap_or(&name), stems)?;
    Some(slashed(&folder.unwrap_or(Path::new("")).join(format!("{near}{ending}"))))
}

/// The ending of a document that is not read yet.
fn not_yet(path: &Path) -> Option<String> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    NOT_YET.contains(&ending.as_str()).then_some(ending)
}
