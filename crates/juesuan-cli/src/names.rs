//! What documents are called in the outputs: relative, printable, short enough for a file, each different from all others
//! also where a file system does not tell `A` from `a`, and also when they are written so that every system can hold them.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use juesuan::output::portable_name;
use juesuan_source::chars::hex;
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use super::visible;

/// Longest part of a name, in bytes: file systems take 255, and endings of outputs follow.
const LONGEST: usize = 200;

/// Longest name in all, in bytes: systems take some thousand for a whole path.
const LONGEST_IN_ALL: usize = 1000;

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

/// What tells two files apart everywhere: the parts that lead down as they are written, without the difference of capitals
/// and of characters in one or two codes.
fn key(name: &str) -> String {
    portable_name(name).nfc().collect::<String>().to_lowercase().nfc().collect()
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

/// The name with each part cut that is too long for a file, and with folders left out where it is too long in all; a
/// checksum tells cut ones apart.
fn shortened(name: String) -> String {
    let written = portable_name(&name);
    if written.len() <= LONGEST_IN_ALL && written.split('/').all(|part| part.len() <= LONGEST) {
        return name;
    }
    let cut = name.split('/').map(cut).collect::<Vec<_>>().join("/");
    match cut.split_once('/').zip(cut.rsplit_once('/')) {
        Some(((first, _), (folders, last))) if portable_name(&cut).len() > LONGEST_IN_ALL => {
            format!("{first}/~{}/{last}", checksum(folders))
        }
        _ => cut,
    }
}

/// A part that is not too long for a file, its ending kept.
fn cut(part: &str) -> String {
    /// Longest ending, in bytes, with its stop.
    const ENDING: usize = 16;
    if portable_name(part).len() <= LONGEST {
        return part.to_owned();
    }
    let dot = part.rfind('.').filter(|&dot| dot > 0 && part.len() - dot <= ENDING).unwrap_or(part.len());
    let (stem, ending) = part.split_at_checked(dot).unwrap_or((part, ""));
    let with = |end: usize| format!("{}~{}{ending}", stem.get(..end).unwrap_or_default(), checksum(part));
    let ends = stem.char_indices().map(|(at, _)| at).take_while(|&at| at <= LONGEST);
    let fitting = ends.filter(|&end| portable_name(&with(end)).len() <= LONGEST).last();
    with(fitting.unwrap_or_default())
}

fn checksum(text: &str) -> String {
    let digest = Sha256::digest(text);
    hex(digest.get(..4).unwrap_or(&digest))
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
    fn names_that_are_written_alike_somewhere_are_told_apart() {
        assert_eq!(settled(&["a:b.txt", "a%3Ab.txt"]), ["a:b.txt", "a%3Ab~2.txt"]);
        assert_eq!(settled(&["con.txt", "%63on.txt"]), ["con.txt", "%63on~2.txt"]);
        assert_eq!(settled(&["d/x", "d./x", "d%2E/x"]), ["d/x", "d./x", "d%2E/x~2"]);
        // one letter, in one code and in two
        assert_eq!(settled(&["\u{e9}.txt", "e\u{301}.txt"]), ["\u{e9}.txt", "e\u{301}~2.txt"]);
    }

    #[test]
    fn names_are_short_enough_when_they_are_written() {
        let many = ["?".repeat(190), "决".repeat(60), format!("{}.txt", ":".repeat(99))];
        let deep = |top: &str| format!("{top}/{}/x.txt", vec!["d".repeat(180); 9].join("/"));
        let names = settle(many.into_iter().chain([deep("a"), deep("b"), deep("a")]).collect());
        for name in &names {
            let written = portable_name(name);
            assert!(written.len() <= LONGEST_IN_ALL, "{written}");
            assert!(written.split('/').all(|part| part.len() <= LONGEST), "{written}");
        }
        assert!(
            names[2].strip_suffix(".txt").is_some() && names[3].strip_suffix("/x.txt").is_some(),
            "{names:?}"
        );
        assert!(names[3] != names[4] && names[3] != names[5], "{names:?}");
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
