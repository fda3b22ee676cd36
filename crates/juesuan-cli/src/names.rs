//! What documents are called in the outputs: relative, printable, short enough for a file, each different from all others
//! also where a file system does not tell `A` from `a`.

use std::collections::{HashMap, HashSet};
use std::path::{Component, Path};

use juesuan_source::chars::hex;
use sha2::{Digest as _, Sha256};

use super::visible;

/// Longest part of a name, in bytes: file systems take 255, and endings of outputs follow.
const LONGEST: usize = 200;

/// Endings of files that stand one for each document.
const ENDINGS: [&str; 4] = ["json", "md", "xlsx", "html"];

/// Names that outputs have for themselves.
const TAKEN: [&str; 2] = ["index", "index.document"];

/// A path as text with `/` between its parts. Bytes that are no UTF-8 stand as `%` and two digits, control characters as
/// their pictures.
pub(super) fn of_path(path: &Path) -> String {
    let text = visible::name(&lossless(path)).into_owned();
    if cfg!(windows) { text.replace('\\', "/") } else { text }
}

#[cfg(unix)]
fn lossless(path: &Path) -> String {
    use std::fmt::Write as _;
    use std::os::unix::ffi::OsStrExt as _;
    let mut text = String::new();
    for chunk in path.as_os_str().as_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // writing to a string cannot fail
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(not(unix))]
fn lossless(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Makes names distinct and short, in order: the first of equal ones keeps its own, the others get a number.
pub(super) fn settle(names: Vec<String>) -> Vec<String> {
    let names: Vec<String> = names.into_iter().map(shortened).collect();
    let folders: HashSet<String> = names.iter().flat_map(|name| folders(&key(name))).collect();
    let mut used: HashSet<String> = TAKEN.iter().map(|name| (*name).to_owned()).collect();
    let mut next: HashMap<String, usize> = HashMap::new();
    let free = |key: &str, used: &HashSet<String>| {
        !used.contains(key) && !ENDINGS.iter().any(|ending| folders.contains(&format!("{key}.{ending}")))
    };
    names
        .into_iter()
        .map(|name| {
            let first = key(&name);
            if free(&first, &used) {
                used.insert(first);
                return name;
            }
            let number = next.entry(first).or_insert(2);
            loop {
                let other = numbered(&name, *number);
                *number += 1;
                if free(&key(&other), &used) {
                    used.insert(key(&other));
                    return other;
                }
            }
        })
        .collect()
}

/// What tells two files apart everywhere: the parts that lead down, without the difference of capitals.
fn key(name: &str) -> String {
    let parts = Path::new(name).components().filter_map(|part| match part {
        Component::Normal(part) => Some(part.to_string_lossy().to_lowercase()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

fn folders(key: &str) -> Vec<String> {
    key.match_indices('/').map(|(at, _)| key[..at].to_owned()).collect()
}

/// `a/b~2.txt` for `a/b.txt`.
fn numbered(name: &str, number: usize) -> String {
    let last = name.rfind('/').map_or(0, |slash| slash + 1);
    let dot = name[last..].rfind('.').filter(|&dot| dot > 0).map_or(name.len(), |dot| last + dot);
    format!("{}~{number}{}", &name[..dot], &name[dot..])
}

/// The name with each part cut that is too long for a file; a checksum tells cut ones apart.
fn shortened(name: String) -> String {
    if name.split('/').all(|part| part.len() <= LONGEST) {
        return name;
    }
    let cut = |part: &str| {
        if part.len() <= LONGEST {
            return part.to_owned();
        }
        let dot = part.rfind('.').filter(|&dot| dot > 0 && part.len() - dot <= 16).unwrap_or(part.len());
        let digest = Sha256::digest(part);
        let sum = hex(digest.get(..4).unwrap_or(&digest));
        let room = LONGEST - (part.len() - dot) - sum.len() - 1;
        let end = (0..=room.min(dot)).rev().find(|&at| part.is_char_boundary(at)).unwrap_or(0);
        format!("{}~{sum}{}", &part[..end], &part[dot..])
    };
    name.split('/').map(cut).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(names: &[&str]) -> Vec<String> {
        settle(names.iter().map(|name| (*name).to_owned()).collect())
    }

    #[test]
    fn no_two_documents_share_a_file() {
        assert_eq!(settled(&["a.txt", "A.txt", "a~2.txt"]), ["a.txt", "A~2.txt", "a~2~2.txt"]);
        assert_eq!(
            settled(&["../e/a.txt", "e/a.txt", "/e/a.txt"]),
            ["../e/a.txt", "e/a~2.txt", "/e/a~3.txt"]
        );
        assert_eq!(settled(&["x.txt", "x.txt.json/y.txt"]), ["x~2.txt", "x.txt.json/y.txt"]);
        assert_eq!(settled(&["index", ".hidden", ".hidden"]), ["index~2", ".hidden", ".hidden~2"]);
    }

    #[test]
    fn long_names_are_cut_and_told_apart() {
        let long = |end: &str| format!("{}{end}.txt", "决".repeat(80));
        let names = settle(vec![long("一"), long("二")]);
        assert!(
            names.iter().all(|name| name.len() <= LONGEST && name.strip_suffix(".txt").is_some()),
            "{names:?}"
        );
        assert_ne!(names[0], names[1]);
    }

    #[cfg(unix)]
    #[test]
    fn every_path_has_a_name_of_its_own() {
        use std::os::unix::ffi::OsStrExt as _;
        let of = |bytes: &[u8]| of_path(Path::new(std::ffi::OsStr::from_bytes(bytes)));
        assert_eq!(of(b"b\xff.txt"), "b%FF.txt");
        assert_eq!(of(b"x\\y.txt"), "x\\y.txt");
        assert_eq!(of(b"a\n::error::.txt"), "a␊::error::.txt");
    }
}
