//! From the PATHs of the command line to the documents they mean.

mod endings;
mod member;
mod passed;
mod search;

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};

use self::search::Search;
use super::args::{Inputs, LONGEST_DOCUMENT, LONGEST_READING, LONGEST_TEXT, Language};
use super::error_messages::{PathTrouble, Refused, Unreadable, Untried};
use super::terminal::Terminal;
use super::work::Named;
use super::{interrupt, names, ordinary, visible};
use juesuan::ingest::Format;
use juesuan::model::{DocumentStatus, Report};
use member::Member;
use passed::Passed;

/// One document to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Input {
    /// Its name in the output: the path relative to the root it was found under.
    pub(super) document: String,
    /// Where it lies, as it was typed: what is said of it begins so.
    pub(super) path: String,
    /// Where its bytes are.
    pub(super) origin: Origin,
    /// How many bytes it has, as far as known.
    pub(super) size: u64,
    /// The folder in which it was found, in full; `None` where it was named.
    pub(super) within: Option<Arc<PathBuf>>,
}

/// Where the bytes of an input are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Origin {
    /// Standard input (`-`).
    Stdin,
    /// A file.
    File(PathBuf),
    /// A file in an archive.
    Member(Arc<Member>),
}

impl Input {
    /// What it is called.
    pub(super) fn named(&self) -> Named {
        let full = |path: &Path| path.canonicalize().map(|path| names::of_path(&path)).unwrap_or_default();
        let place = match &self.origin {
            Origin::Stdin => String::new(),
            Origin::File(path) => full(path),
            Origin::Member(member) => format!("{}/{}", full(&member.archive), visible::name(&member.name)),
        };
        Named { document: self.document.clone(), path: self.path.clone(), place }
    }

    /// All bytes of the input, of which there is at least one.
    pub(super) fn bytes(&self, longest: u64) -> Result<Vec<u8>> {
        let bytes = match &self.origin {
            Origin::Stdin => {
                interrupt::while_waiting(|| ordinary::read_from(std::io::stdin().lock(), longest))
            }
            Origin::File(path) => match &self.within {
                Some(folder) => ordinary::read_within(path, folder, longest),
                None => ordinary::read(path, longest),
            },
            Origin::Member(member) => member.bytes(longest),
        };
        let bytes = bytes.map_err(|error| match error.downcast_ref() {
            Some(Refused::TooLong { longest }) => Refused::LargeDocument { longest: *longest }.into(),
            _ => error,
        })?;
        // a byte order mark alone is no text either
        if matches!(bytes.as_slice(), [] | [0xef, 0xbb, 0xbf] | [0xff, 0xfe] | [0xfe, 0xff]) {
            return Err(Refused::Empty.into());
        }
        let is_text = longest == LONGEST_DOCUMENT
            && bytes.len() as u64 > LONGEST_TEXT
            && Format::of(&bytes) == Format::Text;
        if is_text { Err(Refused::LargeDocument { longest: LONGEST_TEXT }.into()) } else { Ok(bytes) }
    }

    fn file(document: String, path: PathBuf, within: Option<Arc<PathBuf>>) -> Self {
        let size = path.metadata().map_or(0, |metadata| metadata.len());
        Self { document, path: slashed(&path), origin: Origin::File(path), size, within }
    }

    fn stdin(name: Option<&str>) -> Self {
        let name = name.unwrap_or("-");
        Self {
            document: slashed(Path::new(name)),
            path: name.to_owned(),
            origin: Origin::Stdin,
            size: 0,
            within: None,
        }
    }
}

/// An input that is not read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unread {
    /// Its name in the output.
    pub(super) document: String,
    /// Where it lies, as it was typed.
    pub(super) path: String,
    pub(super) why: Why,
}

/// Why an input is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// The PATH leads nowhere.
    Trouble(PathTrouble),
    /// It lay in a folder and is of a kind that is not read.
    Untried(Untried),
}

impl Unread {
    /// What the data package says of it: in Chinese whatever the language of messages, as all data.
    pub(super) fn report(&self) -> Report {
        let (status, reason) = match &self.why {
            Why::Trouble(trouble) => (DocumentStatus::Failed, trouble.say(Language::Zh)),
            Why::Untried(untried) => (DocumentStatus::Skipped, untried.say(Language::Zh)),
        };
        Report::unread(self.document.clone(), status, reason)
    }
}

/// What the PATHs of a command line lead to.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The documents, in the order of the PATHs; those of a folder or pattern by name.
    pub(super) inputs: Vec<Input>,
    /// PATHs that led to no document, and documents that were not tried.
    pub(super) unread: Vec<Unread>,
    /// What folders hold besides.
    passed: Passed,
    /// Lists of ignored files that were not obeyed, as they are no ordinary files or too long.
    odd_lists: Vec<String>,
}

impl Found {
    /// How many PATHs led nowhere.
    pub(super) fn unusable(&self) -> usize {
        self.unread.iter().filter(|unread| matches!(unread.why, Why::Trouble(_))).count()
    }

    /// Names every PATH that led nowhere, and counts what folders hold besides.
    pub(super) fn say(&self, terminal: &Terminal) {
        for unread in &self.unread {
            if let Why::Trouble(trouble) = &unread.why {
                terminal.error(&format!(
                    "{}: {}",
                    visible::name(&unread.path),
                    trouble.say(terminal.language)
                ));
            }
        }
        if self.inputs.iter().any(|input| input.origin == Origin::Stdin) && std::io::stdin().is_terminal() {
            terminal.warn(
                terminal.language.of("从键盘读取，以 Ctrl-D 结束", "reading what is typed; Ctrl-D ends it"),
            );
        }
        for list in &self.odd_lists {
            let why = terminal.language.of(
                "不是普通文件或超过 1 MiB，这个文件夹的 .gitignore 和 .ignore 都未采用",
                "no ordinary file, or longer than 1 MiB: no .gitignore and no .ignore of this folder was obeyed",
            );
            terminal.warn(&format!("{}: {why}", visible::name(list)));
        }
        let untried = self.unread.iter().filter_map(|unread| match &unread.why {
            Why::Untried(untried) => Some(untried),
            Why::Trouble(_) => None,
        });
        self.passed.say(untried, terminal);
    }
}

/// Finds the documents that the command line names. What lies in the folder `out`, and what earlier runs wrote
/// elsewhere, is output and no input.
pub(super) fn find(inputs: &Inputs, out: Option<&Path>) -> Result<Found> {
    let mut paths = inputs.paths.clone();
    if let Some(list) = &inputs.files_from {
        let listed =
            listed(list).map_err(Unreadable).with_context(|| format!("--files-from {}", list.display()))?;
        if listed.is_empty() && paths.is_empty() {
            return Err(Refused::EmptyList).with_context(|| format!("--files-from {}", list.display()));
        }
        paths.extend(listed);
        if list == Path::new("-") && paths.iter().any(|path| path == "-") {
            return Err(Refused::StdinTwice).context("--files-from -");
        }
    }
    Ok(expand_within(&paths, out, inputs.stdin_name.as_deref(), inputs.decoding.max_seconds))
}

/// The PATHs that a list names, one a line or, where it has any NUL, parted by these; `-` is standard input.
fn listed(list: &Path) -> Result<Vec<OsString>> {
    /// Largest list, in bytes.
    const LONGEST: u64 = 1 << 28;
    let text = if list == Path::new("-") {
        let bytes = interrupt::while_waiting(|| ordinary::read_from(std::io::stdin().lock(), LONGEST))?;
        String::from_utf8(bytes).map_err(|_| Refused::NotUtf8)?
    } else {
        ordinary::read_text(list, LONGEST)?
    };
    let end = if text.contains('\0') { '\0' } else { '\n' };
    let lines = text.split(end).map(|line| line.trim_end_matches('\r'));
    Ok(lines.filter(|line| !line.is_empty()).map(OsString::from).collect())
}

/// Finds the documents behind `paths`.
pub(super) fn expand(paths: &[OsString], out: Option<&Path>, stdin_name: Option<&str>) -> Found {
    expand_within(paths, out, stdin_name, LONGEST_READING)
}

/// The same, where unpacking an archive may take so many seconds. A request to end ends the program meanwhile.
fn expand_within(paths: &[OsString], out: Option<&Path>, stdin_name: Option<&str>, seconds: u32) -> Found {
    let mut search = Search::new(out, stdin_name, seconds);
    interrupt::while_waiting(|| paths.iter().for_each(|path| search.take(path)));
    let Search { mut found, mut inputs, .. } = search;
    // one file can be reached by several spellings and by links
    let mut seen = HashSet::new();
    let full = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
    inputs.retain(|input| {
        seen.insert(match &input.origin {
            Origin::File(path) => (full(path), String::new(), 0),
            Origin::Stdin => (PathBuf::from("-"), String::new(), 0),
            Origin::Member(member) => (full(&member.archive), member.name.clone(), member.nth),
        })
    });
    tell_apart(&mut inputs);
    found.inputs = inputs;
    let mut read: Vec<String> = found.inputs.iter().map(|input| input.document.clone()).collect();
    read.extend(found.unread.iter().map(|unread| unread.document.clone()));
    let settled = names::settle(read);
    let names = found.inputs.iter_mut().map(|input| &mut input.document);
    let names = names.chain(found.unread.iter_mut().map(|unread| &mut unread.document));
    for (document, name) in names.zip(settled) {
        *document = name;
    }
    found
}

/// Two roots can hold documents of one relative name: those keep their path as given.
fn tell_apart(inputs: &mut [Input]) {
    let mut count: HashMap<String, usize> = HashMap::new();
    for input in inputs.iter() {
        *count.entry(input.document.clone()).or_default() += 1;
    }
    for input in inputs {
        if count.get(&input.document).is_some_and(|&n| n > 1) {
            input.document.clone_from(&input.path);
        }
    }
}

/// The path with `/` between its parts on every system, without a `./` in front.
fn slashed(path: &Path) -> String {
    names::of_path(path.strip_prefix(".").ok().filter(|inner| inner.file_name().is_some()).unwrap_or(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(paths: &[String]) -> Vec<OsString> {
        paths.iter().map(OsString::from).collect()
    }

    fn documents(paths: &[String]) -> (Vec<String>, usize) {
        let found = expand(&words(paths), None, None);
        let unusable = found.unusable();
        (found.inputs.into_iter().map(|input| input.document).collect(), unusable)
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
        assert_eq!(expand(&words(&[at("")]), None, None).unread.len(), 1);
        // the output is no input
        let without = expand(&words(&[at("")]), Some(&root.join("b")), None);
        assert_eq!(without.inputs.iter().map(|input| &*input.document).collect::<Vec<_>>(), ["z.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_to_files_of_the_folder_are_files_and_links_to_folders_are_not_walked() {
        let folder = tempfile::tempdir().unwrap();
        let at = |rest: &str| folder.path().join(rest);
        std::fs::create_dir(at("in")).unwrap();
        std::fs::write(at("outside.txt"), "text").unwrap();
        std::fs::write(at("in/.there.txt"), "text").unwrap();
        std::os::unix::fs::symlink(at("in/.there.txt"), at("in/here.txt")).unwrap();
        std::os::unix::fs::symlink(at("outside.txt"), at("in/out.txt")).unwrap();
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
        let trouble = |rest: &str| match expand(&words(&[at(rest)]), None, None).unread.pop()?.why {
            Why::Trouble(trouble) => Some(trouble),
            Why::Untried(_) => None,
        };
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
