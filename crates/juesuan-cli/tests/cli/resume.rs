//! `--resume`: a run that was stopped, or that grew, ends with the bytes of a run in one go.

use std::path::Path;

use crate::{TABLE, files, folder_of, juesuan, stderr};

const FORMATS: &str = "csv,json,jsonl,md,xlsx,html,sqlite,parquet";

fn convert(folder: &Path, out: &str, more: &[&str]) -> String {
    let words = ["convert", "in", "--out", out, "--to", FORMATS, "--lang", "en"];
    let done = juesuan(folder, &[&words, more].concat());
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    stderr(&done)
}

fn kept(folder: &Path) -> usize {
    std::fs::read_dir(folder.join("out/.juesuan-resume")).expect("it is there").count()
}

#[test]
fn only_what_is_new_or_changed_is_read_and_the_output_is_that_of_one_go() {
    let folder = folder_of(&[("in/a.txt", TABLE), ("in/b/c.txt", TABLE)]);
    let here = folder.path();
    let first = convert(here, "out", &["--resume"]);
    assert!(first.contains("2 read, 0 failed"), "{first}");
    assert_eq!(kept(here), 2);

    // the output is gone, as after a stop: what was done is not
    std::fs::remove_file(here.join("out/observations.csv")).expect("removed");
    std::fs::write(here.join("in/d.txt"), TABLE.replace("12.50", "13.50")).expect("written");
    let second = convert(here, "out", &["--resume"]);
    assert!(second.contains("3 read (2 of them kept from an earlier run), 0 failed"), "{second}");
    convert(here, "whole", &[]);
    assert!(files(&here.join("out")) == files(&here.join("whole")), "the bytes of a run in one go");

    // a changed document is read again, and the old pieces are taken away
    std::fs::write(here.join("in/a.txt"), TABLE.replace("12.50", "14.50")).expect("written");
    let third = convert(here, "out", &["--resume", "-v"]);
    assert!(third.contains("3 read (2 of them kept from an earlier run)"), "{third}");
    assert!(third.contains("d.txt: kept from an earlier run"), "{third}");
    assert_eq!(kept(here), 3);
    convert(here, "whole", &[]);
    assert!(files(&here.join("out")) == files(&here.join("whole")), "the bytes of a run in one go");
}

#[test]
fn other_settings_begin_anew() {
    let folder = folder_of(&[("in/a.txt", TABLE), ("own.txt", "")]);
    let here = folder.path();
    convert(here, "out", &["--resume"]);
    for more in [&["--encoding", "utf-8"][..], &["--to", "csv"], &["--encoding", "gb18030"]] {
        let words = [&["convert", "in", "--out", "out", "--resume", "--lang", "en"], more].concat();
        let done = juesuan(here, &words);
        assert!(stderr(&done).contains("1 read, 0 failed"), "{more:?}: {}", stderr(&done));
    }
}

#[test]
fn what_was_kept_under_other_rules_is_read_again() {
    let folder = folder_of(&[("2021/a.txt", &TABLE.replacen("12.50", "112.50", 1))]);
    let findings = |below: &str, path: &str, out: &str| {
        let words = ["convert", path, "--out", out, "--resume", "--per-file-ignores", "2021/**=JS131"];
        let done = juesuan(&folder.path().join(below), &words);
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        let list = std::fs::read_to_string(folder.path().join("out/findings.csv")).expect("written");
        list.lines().filter(|line| line.contains(",JS131,")).count()
    };
    // the pattern fits the path as it was typed, and then it does not
    assert_eq!(findings("", "2021", "out"), 0);
    assert_eq!(findings("2021", ".", "../out"), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_document_that_cannot_be_kept_is_in_the_output() {
    let folder = folder_of(&[("in/a.txt", TABLE), ("in/b.txt", TABLE)]);
    convert(folder.path(), "out", &["--resume"]);
    // in the place of each kept document lies what cannot be replaced
    let kept = folder.path().join("out/.juesuan-resume");
    for entry in std::fs::read_dir(&kept).expect("a folder").flatten() {
        std::fs::remove_file(entry.path()).expect("removed");
        std::fs::create_dir(entry.path()).expect("made");
    }
    let words = ["convert", "in", "--out", "out", "--to", FORMATS, "--lang", "en", "--resume"];
    let done = juesuan(folder.path(), &words);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(stderr(&done).contains("2 read, 0 failed"), "{}", stderr(&done));
    assert!(stderr(&done).contains("could not be kept"), "{}", stderr(&done));
}
