//! Archives of documents: names, contents, and what claims too much.

#![cfg(feature = "archive")]
#![allow(clippy::unwrap_used, reason = "a test may")]

mod files;

use std::io::Write as _;

use files::archive;
use juesuan_ingest::archive::{PassedBy, Unpacking, members};
use juesuan_ingest::{Format, IngestError};

/// Names and contents of all members.
fn all(bytes: &[u8]) -> Vec<(String, String)> {
    let text = |contents: Result<Vec<u8>, IngestError>| String::from_utf8(contents.unwrap()).unwrap();
    members(bytes, |_| true).unwrap().into_iter().map(|one| (one.name, text(one.contents))).collect()
}

fn pair(name: &str, contents: &str) -> (String, String) {
    (name.to_owned(), contents.to_owned())
}

/// A tar of files; names over 100 bytes are written the way of GNU.
fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = Vec::new();
    let mut entry = |name: &[u8], kind: u8, contents: &[u8]| {
        let mut head = name.get(..100).unwrap_or(name).to_vec();
        head.resize(124, 0);
        head.extend(format!("{:011o}\0", contents.len()).bytes());
        head.resize(156, 0);
        head.push(kind);
        head.resize(257, 0);
        head.extend(b"ustar  \0");
        head.resize(512, 0);
        tar.extend(head);
        tar.extend(contents);
        tar.resize(tar.len().next_multiple_of(512), 0);
    };
    for (name, contents) in files {
        if name.len() > 100 {
            entry(b"././@LongLink", b'L', &[name.as_bytes(), b"\0"].concat());
        }
        entry(name.as_bytes(), b'0', contents);
    }
    tar.resize(tar.len() + 1024, 0);
    tar
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

#[test]
fn files_of_a_zip_have_their_names() {
    let bytes = archive(&[
        ("局/a.txt", b"1"),
        ("__MACOSX/._a.txt", b"2"),
        ("局/", b""),
        ("../b.txt", b"3"),
        ("/etc/c.txt", b"4"),
    ]);
    let found = [pair("局/a.txt", "1"), pair("b.txt", "3"), pair("etc/c.txt", "4")];
    assert_eq!(all(&bytes), found);
    let some = members(&bytes, |name| name.starts_with('b')).unwrap();
    assert_eq!(some.len(), 1);
}

#[test]
fn old_names_are_those_of_chinese_systems() {
    // "部门.txt" in GB18030, put in place of a name of the same length, without the mark of UTF-8
    let mut bytes = archive(&[("aaaa.txt", b"1")]);
    for at in 0..bytes.len() - 4 {
        if &bytes[at..at + 4] == b"aaaa" {
            bytes[at..at + 4].copy_from_slice(b"\xb2\xbf\xc3\xc5");
        }
    }
    assert_eq!(all(&bytes), [pair("部门.txt", "1")]);
}

#[test]
fn tar_and_packed_tar_are_one_archive() {
    let long = format!("{}/甲.txt", "文件夹".repeat(20));
    let tar = tar(&[("a.txt", b"1"), (&long, b"22")]);
    let found = [pair("a.txt", "1"), pair(&long, "22")];
    assert_eq!(all(&tar), found);
    assert_eq!(all(&gzip(&tar)), found);
    assert_eq!(all(&gzip(b"alone")), [pair("", "alone")]);
    // Zstandard: a frame with one raw block
    let zstd = [&b"\x28\xb5\x2f\xfd\x20\x05\x29\x00\x00"[..], b"alone"].concat();
    assert_eq!(all(&zstd), [pair("", "alone")]);
}

#[test]
fn what_is_no_archive_or_a_bomb_is_refused() {
    let error = |bytes: &[u8]| members(bytes, |_| true).map(drop).unwrap_err();
    assert!(matches!(error(b"text"), IngestError::Unsupported { format: Format::Text, .. }));
    assert!(matches!(error(&tar(&[("a", b"1")])[..512]), IngestError::Damaged { format: Format::Tar, .. }));
    assert!(matches!(error(b"\x1f\x8b\x08bad"), IngestError::Damaged { format: Format::Gzip, .. }));
    let bomb = gzip(&vec![0; 600 << 20]);
    assert!(matches!(error(&bomb), IngestError::TooMuch { format: Format::Gzip, .. }));
}

#[test]
fn a_file_that_unpacks_to_too_much_leaves_the_others() {
    let bytes = archive(&[("a.txt", &vec![0; (128 << 20) + 1]), ("b.txt", b"b")]);
    let found = members(&bytes, |_| true).unwrap();
    let too_much = IngestError::TooMuch { format: Format::Zip, what: "bytes in one file", limit: 128 << 20 };
    assert_eq!(found[0].contents, Err(too_much));
    assert_eq!(found[1].contents, Ok(b"b".to_vec()));
}

/// A head of a tar with this kind, changed by a function, and contents.
fn entry(name: &str, kind: u8, contents: &[u8], change: impl Fn(&mut [u8])) -> Vec<u8> {
    let mut entry = tar(&[(name, contents)]);
    entry.truncate(entry.len() - 1024);
    entry[156] = kind;
    change(&mut entry);
    entry
}

#[test]
fn files_with_holes_are_whole() {
    // GNU: pieces in the head
    let old = entry("a.txt", b'S', b"12345", |head| {
        for (at, text) in [(386, "0"), (398, "3"), (410, "10"), (422, "2"), (483, "14")] {
            let digits = format!("{text:0>11}\0");
            head[at..at + 12].copy_from_slice(digits.as_bytes());
        }
    });
    let whole = format!("123{}45{}", "\0".repeat(5), "\0".repeat(2));
    assert_eq!(all(&old), [pair("a.txt", &whole)]);
    // POSIX: the list before the contents
    let record = |text: &str| {
        let length =
            (1..1000).find(|length: &usize| length.to_string().len() + 1 + text.len() + 1 == *length);
        format!("{} {text}\n", length.unwrap_or_default())
    };
    let records =
        ["GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.name=b.txt", "GNU.sparse.realsize=12"];
    let records: String = records.iter().map(|text| record(text)).collect();
    let mut contents = b"2\n0\n3\n8\n2\n".to_vec();
    contents.resize(512, 0);
    contents.extend(b"12345");
    let ahead = entry("x", b'x', records.as_bytes(), |_| {});
    let file = entry("GNUSparseFile.0/b.txt", b'0', &contents, |_| {});
    assert_eq!(all(&[ahead, file].concat()), [pair("b.txt", &whole)]);
    // pieces that are nowhere
    let lost = entry("a.txt", b'S', b"12345", |head| head[398..401].copy_from_slice(b"777"));
    let found = members(&lost, |_| true).unwrap();
    assert!(matches!(found[0].contents, Err(IngestError::Damaged { format: Format::Tar, .. })), "{found:?}");
}

#[test]
fn second_names_are_files_and_what_is_passed_by_is_told() {
    let link =
        |to: &'static str| move |head: &mut [u8]| head[157..157 + to.len()].copy_from_slice(to.as_bytes());
    let parts = [
        entry("a.bin", b'0', b"1", |_| {}),
        entry("b.txt", b'1', b"", link("./a.bin")),
        entry("c.txt", b'1', b"", link("b.txt")),
        entry("d.txt", b'1', b"", link("none")),
        entry("e.txt", b'2', b"", link("b.txt")),
        entry("f.txt", b'6', b"", |_| {}),
        entry("g/", b'5', b"", |_| {}),
    ];
    let wanted = |name: &str| name.contains(".txt");
    let mut unpacking = Unpacking::new(&wanted);
    let found = unpacking.members(&parts.concat()).unwrap();
    let told: Vec<(&str, bool)> =
        found.iter().map(|one| (one.name.as_str(), one.contents == Ok(b"1".to_vec()))).collect();
    assert_eq!(told, [("b.txt", true), ("c.txt", true), ("d.txt", false)]);
    let passed = [("a.bin", PassedBy::Unwanted), ("e.txt", PassedBy::Link), ("f.txt", PassedBy::Odd)];
    assert_eq!(unpacking.passed(), passed.map(|(name, why)| (name.to_owned(), why)));
}

#[test]
fn several_files_of_one_name_in_a_zip_are_told() {
    // two names of one length, made the same
    let mut bytes = archive(&[("a.txt", b"1"), ("b.txt", b"2"), ("c.txt", b"3")]);
    for at in 0..bytes.len() - 5 {
        if &bytes[at..at + 5] == b"b.txt" {
            bytes[at] = b'a';
        }
    }
    let found = members(&bytes, |_| true).unwrap();
    let told: Vec<(&str, bool)> = found.iter().map(|one| (one.name.as_str(), one.contents.is_ok())).collect();
    assert_eq!(told, [("a.txt", true), ("a.txt", false), ("c.txt", true)]);
    assert_eq!(found[0].contents, Ok(b"2".to_vec()), "the list leads to the last");
}

#[test]
fn one_limit_holds_for_all_archives_together() {
    let packed = gzip(&vec![0; 100 << 20]);
    let mut unpacking = Unpacking::new(&|_| true);
    let read = (0..9).filter(|_| unpacking.members(&packed).is_ok()).count();
    assert_eq!(read, 5, "512 MiB");
    let mut late = Unpacking::within(&|_| true, 0);
    assert!(matches!(late.members(&packed), Err(IngestError::TooSlow { seconds: 0, .. })));
}
