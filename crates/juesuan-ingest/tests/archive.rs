//! Archives of documents: names, contents, and what claims too much.

#![cfg(feature = "archive")]
#![allow(clippy::unwrap_used, reason = "a test may")]

mod files;

use std::io::Write as _;

use files::archive;
use juesuan_ingest::archive::members;
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
