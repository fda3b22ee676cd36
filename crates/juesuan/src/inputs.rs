//! From the PATHs of the command line to the documents they mean.

use std::collections::HashMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use globset::GlobBuilder;
use ignore::WalkBuilder;

/// File name endings that a folder or glob walk takes up.
const READABLE: [&str; 4] = ["txt", "md", "text", "markdown"];

/// One document to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Input {
    /// Its name in the output: the path relative to the root it was found under.
    pub(crate) document: String,
    /// Where its bytes are.
    pub(crate) origin: Origin,
}

/// Where the bytes of an input are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Standard input (`-`).
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// All bytes of the input.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>> {
        match &self.origin {
            Origin::Stdin => {
                let mut bytes = Vec::new();
                std::io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
                Ok(bytes)
            }
            Origin::File(path) => Ok(std::fs::read(path)?),
        }
    }
}

/// A PATH that led to no document, with the reason.
#[derive(Debug)]
pub(crate) struct Unusable {
    /// The PATH as given.
    pub(crate) path: String,
    /// Why nothing could be read there.
    pub(crate) reason: anyhow::Error,
}

/// Finds the documents behind `paths`, in the order given; the files of a folder or glob by name.
pub(crate) fn expand(paths: &[String]) -> (Vec<Input>, Vec<Unusable>) {
    let (mut inputs, mut unusable) = (Vec::new(), Vec::new());
    for path in paths {
        match expand_one(path) {
            Ok(found) => inputs.extend(found),
            Err(reason) => unusable.push(Unusable { path: path.clone(), reason }),
        }
    }
    let mut seen = std::collections::HashSet::new();
    inputs.retain(|(_, input)| seen.insert(format!("{:?}", input.origin)));
    (tell_apart(inputs), unusable)
}

/// Two roots can hold documents of one relative name: those keep their path as given.
fn tell_apart(inputs: Vec<(String, Input)>) -> Vec<Input> {
    let mut count: HashMap<String, usize> = HashMap::new();
    for (_, input) in &inputs {
        *count.entry(input.document.clone()).or_default() += 1;
    }
    inputs
        .into_iter()
        .map(|(given, mut input)| {
            if count.get(&input.document).is_some_and(|&n| n > 1) {
                input.document = given;
            }
            input
        })
        .collect()
}

fn expand_one(path: &str) -> Result<Vec<(String, Input)>> {
    if path == "-" {
        return Ok(vec![(path.into(), Input { document: "-".into(), origin: Origin::Stdin })]);
    }
    let file = Path::new(path);
    if file.is_dir() {
        return walk(file, has_readable_ending);
    }
    if file.exists() {
        let name =
            file.file_name().map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned());
        return Ok(vec![(slashed(file), Input { document: name, origin: Origin::File(file.to_owned()) })]);
    }
    if path.contains(['*', '?', '[', '{']) {
        return glob(path);
    }
    bail!("no such file or folder")
}

/// A glob is walked from its longest prefix without a wildcard, the root of the names.
fn glob(pattern: &str) -> Result<Vec<(String, Input)>> {
    let wild = pattern.find(['*', '?', '[', '{']).unwrap_or(pattern.len());
    let root = pattern[..wild].rfind('/').map_or("", |slash| &pattern[..=slash]);
    let matcher = GlobBuilder::new(&pattern[root.len()..]).literal_separator(true).build()?.compile_matcher();
    let root = if root.is_empty() { "." } else { root };
    walk(Path::new(root), |relative| matcher.is_match(relative))
}

fn walk(root: &Path, wanted: impl Fn(&Path) -> bool) -> Result<Vec<(String, Input)>> {
    let mut found = Vec::new();
    for entry in WalkBuilder::new(root).sort_by_file_path(Path::cmp).require_git(false).build() {
        let entry = entry?;
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        if entry.file_type().is_some_and(|kind| kind.is_file()) && wanted(relative) {
            let input = Input { document: slashed(relative), origin: Origin::File(entry.path().to_owned()) };
            found.push((slashed(entry.path()), input));
        }
    }
    if found.is_empty() {
        bail!("holds no document with one of the endings .{}", READABLE.join(", ."));
    }
    Ok(found)
}

fn has_readable_ending(path: &Path) -> bool {
    path.extension().is_some_and(|ending| READABLE.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// The path with `/` between its parts on every system.
fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(paths: &[String]) -> (Vec<String>, usize) {
        let (inputs, unusable) = expand(paths);
        (inputs.into_iter().map(|input| input.document).collect(), unusable.len())
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
