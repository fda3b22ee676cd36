//! From the PATHs of the command line to the documents they mean.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use anyhow::Result;
use globset::GlobBuilder;
use ignore::WalkBuilder;

use super::args::Language;
use super::nearest::nearest;
use super::terminal::Terminal;
use super::trouble::PathTrouble;
use super::{names, office, ordinary, visible};

/// File name endings that a folder walk takes up.
const READABLE: [&str; 4] = ["txt", "md", "text", "markdown"];

/// The same for files that are no text, as far as they are built in.
const FILES: &[&str] = &[
    #[cfg(feature = "pdf")]
    "pdf",
    #[cfg(feature = "office")]
    "docx",
    #[cfg(feature = "office")]
    "xlsx",
    #[cfg(feature = "office")]
    "xls",
    #[cfg(feature = "office")]
    "et",
    #[cfg(feature = "office")]
    "ods",
    #[cfg(feature = "office")]
    "ofd",
    #[cfg(feature = "office")]
    "html",
    #[cfg(feature = "office")]
    "htm",
    #[cfg(feature = "office")]
    "mht",
    #[cfg(feature = "office")]
    "mhtml",
];

/// The same for files that an office program reads, where one is installed.
const BY_OFFICE: &[&str] = &[
    #[cfg(feature = "office")]
    "doc",
    #[cfg(feature = "office")]
    "wps",
    #[cfg(feature = "office")]
    "rtf",
    #[cfg(feature = "office")]
    "odt",
];

/// Endings of documents that are not read yet: a folder's are passed by, but not in silence.
const NOT_YET: [&str; 20] = [
    "pdf", "doc", "docx", "wps", "xls", "xlsx", "et", "odt", "ods", "ofd", "rtf", "htm", "html", "zip",
    "rar", "7z", "jpg", "jpeg", "png", "tif",
];

/// Most braces in a pattern.
const MOST_BRACES: usize = 20;

/// Longest pattern, in bytes.
const LONGEST_PATTERN: usize = 4096;

/// One document to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Input {
    /// Its name in the output: the path relative to the root it was found under.
    pub(super) document: String,
    /// Where its bytes are.
    pub(super) origin: Origin,
    /// How many bytes it has, as far as known.
    pub(super) size: u64,
}

/// Where the bytes of an input are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Origin {
    /// Standard input (`-`).
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// All bytes of the input.
    pub(super) fn bytes(&self, longest: u64) -> Result<Vec<u8>> {
        match &self.origin {
            Origin::Stdin => ordinary::read_from(std::io::stdin().lock(), longest),
            Origin::File(path) => ordinary::read(path, longest),
        }
    }

    fn file(document: String, path: PathBuf) -> Self {
        let size = path.metadata().map_or(0, |metadata| metadata.len());
        Self { document, origin: Origin::File(path), size }
    }
}

/// What the PATHs of a command line lead to.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The documents, in the order of the PATHs; those of a folder or pattern by name.
    pub(super) inputs: Vec<Input>,
    /// PATHs that led to no document, with the reason.
    pub(super) unusable: Vec<(String, PathTrouble)>,
    /// Documents in folders that cannot be read yet, counted by ending.
    pub(super) passed_by: BTreeMap<String, usize>,
}

impl Found {
    /// Names every PATH that led nowhere, and what folders hold besides.
    pub(super) fn say(&self, terminal: &Terminal) {
        for (path, trouble) in &self.unusable {
            terminal.error(&format!("{}: {}", visible::name(path), trouble.say(terminal.language)));
        }
        if self.inputs.iter().any(|input| input.origin == Origin::Stdin) && std::io::stdin().is_terminal() {
            terminal.warn(
                terminal.language.of("从键盘读取，以 Ctrl-D 结束", "reading what is typed; Ctrl-D ends it"),
            );
        }
        if !self.passed_by.is_empty() {
            let endings: Vec<String> =
                self.passed_by.iter().map(|(ending, count)| format!("{count} .{ending}")).collect();
            let endings = endings.join(terminal.language.of("、", ", "));
            terminal.warn(&match terminal.language {
                Language::Zh => format!("跳过了目前还不能读取的文件：{endings}（单独给出其中一个，会提示怎样转换）"),
                Language::En => {
                    format!("passed by, since they cannot be read yet: {endings} (name one to see how to convert it)")
                }
            });
        }
    }
}

/// Finds the documents behind `paths`. What lies in the folder `out` is output and no input.
pub(super) fn expand(paths: &[String], out: Option<&Path>) -> Found {
    let mut search = Search { out: out.and_then(|out| out.canonicalize().ok()), ..Search::default() };
    for path in paths {
        if let Err(trouble) = search.path(path) {
            search.found.unusable.push((path.clone(), trouble));
        }
    }
    let Search { mut found, mut inputs, .. } = search;
    // one file can be reached by several spellings and by links
    let mut seen = HashSet::new();
    inputs.retain(|(_, input)| {
        seen.insert(match &input.origin {
            Origin::File(path) => Origin::File(path.canonicalize().unwrap_or_else(|_| path.clone())),
            Origin::Stdin => Origin::Stdin,
        })
    });
    found.inputs = tell_apart(inputs);
    found
}

/// Two roots can hold documents of one relative name: those keep their path as given.
fn tell_apart(inputs: Vec<(String, Input)>) -> Vec<Input> {
    let mut count: HashMap<String, usize> = HashMap::new();
    for (_, input) in &inputs {
        *count.entry(input.document.clone()).or_default() += 1;
    }
    let mut inputs: Vec<Input> = inputs
        .into_iter()
        .map(|(given, mut input)| {
            if count.get(&input.document).is_some_and(|&n| n > 1) {
                input.document = given;
            }
            input
        })
        .collect();
    let settled = names::settle(inputs.iter().map(|input| input.document.clone()).collect());
    for (input, name) in inputs.iter_mut().zip(settled) {
        input.document = name;
    }
    inputs
}

/// A search over the file system.
#[derive(Debug, Default)]
struct Search {
    /// The folder that is written to, in full.
    out: Option<PathBuf>,
    /// Each document with its path as given.
    inputs: Vec<(String, Input)>,
    found: Found,
}

impl Search {
    fn path(&mut self, path: &str) -> Result<(), PathTrouble> {
        if path == "-" {
            let input = Input { document: "-".into(), origin: Origin::Stdin, size: 0 };
            self.inputs.push((path.into(), input));
            return Ok(());
        }
        let file = Path::new(path);
        match file.metadata() {
            Ok(metadata) if metadata.is_dir() => {
                let found = self.walk(file, true, has_readable_ending);
                if found == 0 { Err(PathTrouble::NoDocument) } else { Ok(()) }
            }
            Ok(metadata) if !metadata.is_file() => Err(PathTrouble::NotOrdinary),
            Ok(_) => {
                let name = file.file_name().map_or_else(|| path.into(), |name| slashed(Path::new(name)));
                self.inputs.push((slashed(file), Input::file(name, file.to_owned())));
                Ok(())
            }
            Err(_) if path.contains(['*', '?', '[', '{']) => self.glob(path),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(PathTrouble::Missing { near: near(file) })
            }
            Err(error) => Err(PathTrouble::system(&error)),
        }
    }

    /// A glob is walked from its longest prefix without a wildcard, the root of the names.
    fn glob(&mut self, pattern: &str) -> Result<(), PathTrouble> {
        // braces nested beyond all use make an expression that cannot be compiled
        if pattern.matches('{').count() > MOST_BRACES || pattern.len() > LONGEST_PATTERN {
            return Err(PathTrouble::Pattern(format!(
                "more than {MOST_BRACES} braces or {LONGEST_PATTERN} bytes"
            )));
        }
        let wild = pattern.find(['*', '?', '[', '{']).unwrap_or(pattern.len());
        let root = pattern[..wild].rfind('/').map_or("", |slash| &pattern[..=slash]);
        let glob = GlobBuilder::new(&pattern[root.len()..]).literal_separator(true).build();
        let matcher = glob.map_err(|error| PathTrouble::Pattern(error.to_string()))?.compile_matcher();
        let root = Path::new(if root.is_empty() { "." } else { root });
        if !root.is_dir() {
            return Err(PathTrouble::Missing { near: near(root) });
        }
        let found = self.walk(root, false, |relative| matcher.is_match(relative));
        if found == 0 { Err(PathTrouble::NoMatch) } else { Ok(()) }
    }

    /// Takes up the wanted files below a folder, and tells how many there are. A folder in it that cannot be read is
    /// reported, and the others are.
    fn walk(&mut self, root: &Path, count_others: bool, wanted: impl Fn(&Path) -> bool) -> usize {
        let before = self.inputs.len();
        let out = self.out.clone().zip(root.canonicalize().ok());
        let top = root.to_owned();
        let no_output = move |entry: &ignore::DirEntry| {
            let inner = entry.path().strip_prefix(&top).unwrap_or(entry.path());
            // joined with nothing a path would end with a slash
            inner.as_os_str().is_empty() || out.as_ref().is_none_or(|(out, root)| root.join(inner) != *out)
        };
        let ordinary_lists = has_ordinary_lists(root);
        let walk = WalkBuilder::new(root)
            .sort_by_file_path(Path::cmp)
            .require_git(false)
            .git_ignore(ordinary_lists)
            .ignore(ordinary_lists)
            .parents(ordinary_lists)
            .git_global(false)
            .git_exclude(false)
            .filter_entry(no_output)
            .build();
        for entry in walk {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = place_of(&error).unwrap_or(root).display().to_string();
                    let kind = error.io_error().map_or(std::io::ErrorKind::Other, std::io::Error::kind);
                    self.found.unusable.push((path, PathTrouble::System(kind, error.to_string())));
                    continue;
                }
            };
            let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
            // a link to a file is one, a link to a folder is not walked: it could lead back
            let is_file = entry
                .file_type()
                .is_some_and(|kind| kind.is_file() || (kind.is_symlink() && entry.path().is_file()));
            if !is_file {
                continue;
            }
            if wanted(relative) {
                let input = Input::file(slashed(relative), entry.path().to_owned());
                self.inputs.push((slashed(entry.path()), input));
            } else if count_others && let Some(ending) = not_yet(relative) {
                *self.found.passed_by.entry(ending).or_default() += 1;
            }
        }
        self.inputs.len() - before
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

/// Whether the lists of ignored files in a folder, below and above it are ordinary files: a pipe called `.gitignore`
/// would be waited for.
fn has_ordinary_lists(root: &Path) -> bool {
    let ordinary = |folder: &Path| {
        [".gitignore", ".ignore"]
            .iter()
            .all(|name| folder.join(name).metadata().map_or(true, |found| found.is_file()))
    };
    let full = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    if !full.ancestors().all(ordinary) {
        return false;
    }
    let mut folders = vec![full];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) && entry.file_name() != ".git" {
                if !ordinary(&entry.path()) {
                    return false;
                }
                folders.push(entry.path());
            }
        }
    }
    true
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

fn has_readable_ending(path: &Path) -> bool {
    path.extension().is_some_and(|ending| {
        let is_one_of = |endings: &[&str]| endings.iter().any(|known| ending.eq_ignore_ascii_case(known));
        is_one_of(&READABLE) || is_one_of(FILES) || is_one_of(BY_OFFICE) && office::is_installed()
    })
}

/// The ending of a document that is not read yet.
fn not_yet(path: &Path) -> Option<String> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    NOT_YET.contains(&ending.as_str()).then_some(ending)
}

/// The path with `/` between its parts on every system, without a `./` in front.
fn slashed(path: &Path) -> String {
    names::of_path(path.strip_prefix(".").ok().filter(|inner| inner.file_name().is_some()).unwrap_or(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(paths: &[String]) -> (Vec<String>, usize) {
        let found = expand(paths, None);
        (found.inputs.into_iter().map(|input| input.document).collect(), found.unusable.len())
    }

    #[test]
    fn folders_globs_and_files_give_names_relative_to_their_root() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir(root.join("b")).unwrap();
        for name in ["z.txt", "b/a.md", "b/skipped.png"] {
            std::fs::write(root.join(name), "text").unwrap();
        }
        let at = |rest: &str| format!("{}{rest}", slashed(root));
        assert_eq!(documents(&[at("")]), (vec!["b/a.md".into(), "z.txt".into()], 0));
        assert_eq!(documents(&[at("/*.txt")]), (vec!["z.txt".into()], 0));
        assert_eq!(documents(&[at("/b/a.md"), at("/none")]), (vec!["a.md".into()], 1));
        // the same file twice is one document
        assert_eq!(documents(&[at("/z.txt"), at("/z.txt")]), (vec!["z.txt".into()], 0));
        // what cannot be read yet is counted, not taken
        assert_eq!(expand(&[at("")], None).passed_by, BTreeMap::from([("png".into(), 1)]));
        // the output is no input
        let without = expand(&[at("")], Some(&root.join("b")));
        assert_eq!(without.inputs.iter().map(|input| &*input.document).collect::<Vec<_>>(), ["z.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_to_files_are_files_and_links_to_folders_are_not_walked() {
        let folder = tempfile::tempdir().unwrap();
        let at = |rest: &str| folder.path().join(rest);
        std::fs::create_dir(at("in")).unwrap();
        std::fs::write(at("there.txt"), "text").unwrap();
        std::os::unix::fs::symlink(at("there.txt"), at("in/here.txt")).unwrap();
        std::os::unix::fs::symlink(folder.path(), at("in/loop")).unwrap();
        std::os::unix::fs::symlink(at("gone.txt"), at("in/dangling.txt")).unwrap();
        assert_eq!(documents(&[slashed(&at("in"))]), (vec!["here.txt".into()], 0));
    }

    #[test]
    fn what_leads_nowhere_says_why() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("2022.txt"), "text").unwrap();
        std::fs::create_dir(folder.path().join("empty")).unwrap();
        let at = |rest: &str| format!("{}/{rest}", slashed(folder.path()));
        let trouble = |rest: &str| expand(&[at(rest)], None).unusable.pop().map(|(_, trouble)| trouble);
        assert_eq!(trouble("2022.tx"), Some(PathTrouble::Missing { near: Some(at("2022.txt")) }));
        assert_eq!(trouble("else"), Some(PathTrouble::Missing { near: None }));
        assert_eq!(trouble("empty"), Some(PathTrouble::NoDocument));
        assert_eq!(trouble("*.md"), Some(PathTrouble::NoMatch));
        assert!(matches!(trouble("a["), Some(PathTrouble::Pattern(_))));
    }

    #[test]
    fn equal_names_under_two_roots_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let root = slashed(folder.path());
        for name in ["one", "two"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
            std::fs::write(folder.path().join(name).join("a.txt"), "text").unwrap();
        }
        let (names, _) = documents(&[format!("{root}/one"), format!("{root}/two")]);
        assert_eq!(names, [format!("{root}/one/a.txt"), format!("{root}/two/a.txt")]);
    }
}
