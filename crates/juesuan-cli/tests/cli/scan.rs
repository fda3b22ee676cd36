//! Pages that are pictures: with `--ocr` and without, with the program that recognises characters and without it.
//!
//! `scan.pdf` is the table Z03 of the fixture `plain-department`: printed by `LibreOffice` on two pages with lines around its
//! cells, drawn at 300 dots an inch in black and white, and packed as fax machines do. It has no character.

use std::collections::HashMap;
use std::io::Write as _;
use std::path::Path;

use super::{command, files, folder, juesuan, stderr};

/// A page that is a picture.
pub(crate) const SCAN: &[u8] = include_bytes!("scan.pdf");
/// What stands on it.
const TRUTH: &str = include_str!("../../../../fixtures/plain-department/truth/observations.csv");

/// A folder with the scan in it.
fn scanned() -> tempfile::TempDir {
    let folder = folder();
    std::fs::write(folder.path().join("scan.pdf"), SCAN).expect("written");
    folder
}

/// Whether the program is there and knows Chinese; in CI it must.
fn is_recognised_here() -> bool {
    let languages = std::process::Command::new("tesseract").arg("--list-langs").output();
    let known = languages.is_ok_and(|said| String::from_utf8_lossy(&said.stdout).contains("chi_sim"));
    if !known {
        assert!(
            std::env::var_os("CI").is_none(),
            "tesseract with chi_sim is missing, and in CI nothing may be"
        );
        let _ = writeln!(std::io::stderr(), "SKIPPED: tesseract with chi_sim is not installed");
    }
    known
}

/// The rows of a CSV file by the names of their columns.
fn rows(text: &[u8]) -> Vec<HashMap<String, String>> {
    csv::Reader::from_reader(text).deserialize().collect::<Result<_, _>>().expect("rows")
}

#[test]
fn figures_of_scans_are_read_and_the_wrong_ones_are_doubtful() {
    if !is_recognised_here() {
        return;
    }
    let folder = scanned();
    let done = juesuan(folder.path(), &["convert", "scan.pdf", "--ocr", "--out", "out"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let out = files(&folder.path().join("out"));
    // by code and column: names of rows and columns are words, which are misread more often
    let truth: HashMap<(String, String), String> = rows(TRUTH.as_bytes())
        .into_iter()
        .filter(|row| row["table"] == "Z03" && !row["code"].is_empty())
        .map(|row| ((row["code"].clone(), row["column"].clone()), row["value"].clone()))
        .collect();
    let read = rows(&out["observations.csv"]);
    let (mut right, mut proved) = (0, 0);
    for row in &read {
        assert!(matches!(&*row["certainty"], "doubtful" | "proved"), "{row:?}");
        assert!(!row["x0"].is_empty(), "{row:?}");
        let Some(value) = truth.get(&(row["code"].clone(), row["column"].clone())) else { continue };
        let is_right = *value == row["value"];
        assert!(is_right || row["certainty"] == "doubtful", "wrong and not doubtful: {row:?}, {value}");
        right += usize::from(is_right);
        proved += usize::from(row["certainty"] == "proved");
    }
    assert!(right * 100 >= truth.len() * 85, "{right} of {}", truth.len());
    assert!(proved > 0 && proved < right, "{proved} of {right}");
    let repairs = String::from_utf8_lossy(&out["repairs.csv"]).into_owned();
    assert_eq!(repairs.matches(",ocr_page,").count(), 2, "{repairs}");
    // nobody is accused on account of what may be misread
    assert!(rows(&out["findings.csv"]).iter().all(|row| row["severity"] == "info"));
}

#[test]
fn a_scan_without_recognition_is_no_document() {
    let folder = scanned();
    let done = juesuan(folder.path(), &["check", "scan.pdf"]);
    assert_eq!(done.status.code(), Some(2));
    let said = "错误：scan.pdf: 这是 PDF 文件，2 页都没有文字，是扫描件；请加 --ocr 识别文字\n";
    assert_eq!(stderr(&done), said);
}

/// A program called `tesseract` that does this.
#[cfg(unix)]
fn program(folder: &Path, script: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    let program = folder.join("tesseract");
    std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("written");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("set");
}

#[cfg(unix)]
#[test]
fn what_is_missing_is_said_with_the_command_that_installs_it() {
    let folder = scanned();
    let words = ["check", "scan.pdf", "--ocr", "--lang", "en"];
    let said = || {
        let done =
            command(folder.path(), &words).env("PATH", folder.path()).output().expect("the binary runs");
        assert_eq!(done.status.code(), Some(2));
        stderr(&done)
    };
    let missing = said();
    assert!(missing.contains("tesseract is not installed; install it: "), "{missing}");
    if cfg!(target_os = "linux") {
        assert!(missing.contains("`apt install tesseract-ocr tesseract-ocr-chi-sim`"), "{missing}");
    }
    program(folder.path(), "echo eng");
    let without_chinese = said();
    assert!(without_chinese.contains("tesseract does not know Chinese (chi_sim); install it: "));
    program(folder.path(), "[ \"$1\" = --list-langs ] && echo chi_sim || exit 3");
    let failing = said();
    assert!(failing.contains("tesseract failed: exit status: 3"), "{failing}");
}

#[cfg(unix)]
#[test]
fn the_time_for_a_document_is_that_of_the_program_too() {
    let folder = scanned();
    program(folder.path(), "[ \"$1\" = --list-langs ] && echo chi_sim || exec /bin/sleep 60");
    let words = ["check", "scan.pdf", "--ocr", "--max-seconds", "2", "--lang", "en"];
    let done = command(folder.path(), &words).env("PATH", folder.path()).output().expect("the binary runs");
    assert_eq!(done.status.code(), Some(2));
    let said = stderr(&done);
    let expected =
        "is still not read after 2 seconds, when reading had come to page 1; --max-seconds allows more";
    assert!(said.contains(expected), "{said}");
}

#[test]
fn no_time_is_no_reading() {
    let folder = scanned();
    for command in ["check", "tables"] {
        let done = juesuan(folder.path(), &[command, "scan.pdf", "--max-seconds", "0"]);
        assert_eq!(done.status.code(), Some(2));
        let expected = "读了 0 秒还没有读完，停在第 1 页；请拆成几份，或用 --max-seconds 放宽";
        assert!(stderr(&done).contains(expected), "{}", stderr(&done));
    }
    std::fs::write(folder.path().join("juesuan.toml"), "max-seconds = 0\n").expect("written");
    let done = juesuan(folder.path(), &["check", "scan.pdf"]);
    assert!(stderr(&done).contains("读了 0 秒"), "{}", stderr(&done));
}
