//! `--isolate`: documents are read in processes of their own, which may die.

use std::path::Path;
use std::process::Output;

use crate::{TABLE, files, folder_of, juesuan, stderr, stdout};

const ALL: &str = "csv,json,jsonl,md,xlsx,html,sqlite,parquet";

/// Three documents, one of which takes long and needs much.
fn with_a_large_one() -> tempfile::TempDir {
    folder_of(&[("in/a.txt", TABLE), ("in/b.txt", &"1 ".repeat(500_000)), ("in/c.txt", TABLE)])
}

/// Status and reason of each document.
fn documents(out: &Path) -> Vec<[String; 3]> {
    let mut reader = csv::Reader::from_path(out.join("documents.csv")).expect("csv");
    let column = |name: &str, headers: &csv::StringRecord| headers.iter().position(|known| known == name);
    let headers = reader.headers().expect("a header").clone();
    let columns = ["document", "status", "reason"].map(|name| column(name, &headers).expect("a column"));
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| columns.map(|column| row[column].to_owned())).collect()
}

#[test]
fn what_is_written_and_printed_is_the_same() {
    let wrong = TABLE.replacen("12.50", "112.50", 1);
    let doc = "{\\rtf1 x}";
    let folder = folder_of(&[
        ("in/a.txt", TABLE),
        ("in/b/wrong.txt", &wrong),
        ("in/c.pdf", "%PDF-1.4"),
        ("in/d.rtf", doc),
        ("in/e.txt", ""),
        ("own", "Z03[合计].基本支出 <= Z03[合计].本年支出合计\n"),
        ("misspelt", "Z03[合汁].基本支出 <= Z03[合计].本年支出合计\n"),
    ]);
    let of = |output: &Output| (output.status.code(), stdout(output), stderr(output));
    for rules in ["own", "misspelt"] {
        for format in ["human", "json", "sarif", "github"] {
            let words = ["check", "in", "--format", format, "--rules", rules, "--color", "always"];
            let here = juesuan(folder.path(), &words);
            let there = juesuan(folder.path(), &[&words[..], &["--isolate", "--jobs", "2"]].concat());
            assert_eq!(of(&here), of(&there), "{format}");
        }
    }
    for words in [["--statistics", "--exit-zero"], ["--write-baseline", "accepted"]] {
        let here = juesuan(folder.path(), &[&["check", "in"][..], &words].concat());
        let accepted = std::fs::read(folder.path().join("accepted")).ok();
        let there = juesuan(folder.path(), &[&["check", "in", "--isolate"][..], &words].concat());
        assert_eq!(of(&here), of(&there));
        assert_eq!(accepted, std::fs::read(folder.path().join("accepted")).ok());
    }
    let convert = |more: &[&str], out: &str| {
        let words = ["convert", "in", "--out", out, "--to", ALL, "-q", "--rules", "own"];
        let done = juesuan(folder.path(), &[&words[..], more].concat());
        assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
        (files(&folder.path().join(out)), stderr(&done))
    };
    let here = convert(&[], "here");
    assert_eq!(here, convert(&["--isolate", "--jobs", "1"], "one"));
    assert_eq!(here, convert(&["--isolate", "--jobs", "2"], "two"));
    // what was kept by the one is gone on with by the other, and by all formats
    assert_eq!(here, convert(&["--isolate", "--resume"], "kept"));
    let again = juesuan(
        folder.path(),
        &["convert", "in", "--out", "kept", "--to", ALL, "--rules", "own", "--resume", "--lang", "en"],
    );
    assert!(stderr(&again).contains("kept from an earlier run"), "{}", stderr(&again));
    assert_eq!(here.0, files(&folder.path().join("kept")));
}

#[cfg(target_os = "linux")]
#[test]
fn a_document_that_needs_more_memory_than_allowed_is_named_and_the_others_are_read() {
    let folder = with_a_large_one();
    let words = ["convert", "in", "--out", "out", "--to", "csv,xlsx,sqlite", "--isolate"];
    let limited = |limit: &str, language: &str| {
        juesuan(folder.path(), &[&words[..], &["--max-memory", limit, "--lang", language]].concat())
    };
    let done = limited("100000000", "en");
    assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
    let said =
        "in/b.txt: the process that read it used up 100,000,000 bytes of memory; --max-memory allows more";
    assert!(stderr(&done).contains(said), "{}", stderr(&done));
    let found = documents(&folder.path().join("out"));
    let statuses: Vec<[&str; 2]> = found.iter().map(|[name, status, _]| [&**name, &**status]).collect();
    assert_eq!(statuses, [["a.txt", "read"], ["b.txt", "failed"], ["c.txt", "read"]]);
    assert!(found[1][2].contains("用尽了 100,000,000 字节内存"), "{found:?}");
    // a run of the others alone says the same of them
    std::fs::remove_file(folder.path().join("in/b.txt")).expect("removed");
    let others = juesuan(folder.path(), &["convert", "in", "--out", "others", "--to", "xlsx"]);
    assert_eq!(others.status.code(), Some(0));
    for name in ["xlsx/a.txt.xlsx", "xlsx/c.txt.xlsx"] {
        let [one, other] = ["out", "others"].map(|out| std::fs::read(folder.path().join(out).join(name)));
        assert_eq!(one.expect("written"), other.expect("written"), "{name}");
    }
    // too little for any
    let done = limited("1000000", "zh");
    assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
    assert!(stderr(&done).contains("--max-memory"), "{}", stderr(&done));
    assert!(folder.path().join("out/xlsx/a.txt.xlsx").exists(), "an earlier run stays");
}

#[cfg(target_os = "linux")]
mod from_outside {
    use std::process::{Child, Command, Stdio};
    use std::time::{Duration, Instant};

    use super::*;
    use crate::command;

    /// The processes that a process started.
    fn children(of: u32) -> Vec<String> {
        let tasks = std::fs::read_dir(format!("/proc/{of}/task")).into_iter().flatten().flatten();
        let lists = tasks.filter_map(|task| std::fs::read_to_string(task.path().join("children")).ok());
        lists.flat_map(|list| list.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    /// Begins, and waits until a document is being read for a while.
    fn begin(folder: &Path, words: &[&str]) -> (Child, String) {
        let child =
            command(folder, words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("runs");
        let begun = Instant::now();
        let reading = loop {
            match children(child.id()).pop() {
                Some(reading) => break reading,
                None => assert!(begun.elapsed() < Duration::from_mins(1), "no process reads"),
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        std::thread::sleep(Duration::from_millis(1500));
        (child, reading)
    }

    fn signal(signal: &str, process: &str) {
        let sent = Command::new("kill").args([signal, process]).status();
        assert!(sent.is_ok_and(|sent| sent.success()), "{signal} {process}");
    }

    fn is_there(process: &str) -> bool {
        Path::new("/proc").join(process).exists()
    }

    #[test]
    fn a_process_that_is_killed_takes_its_document_along_and_no_other() {
        let folder = with_a_large_one();
        let words = ["check", "in", "--isolate", "--jobs", "1", "--lang", "en"];
        let (child, reading) = begin(folder.path(), &words);
        signal("-KILL", &reading);
        let done = child.wait_with_output().expect("ends");
        assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
        let said = "in/b.txt: the process that read it was ended by signal 9; the others are not concerned";
        assert!(stderr(&done).contains(said), "{}", stderr(&done));
        assert!(
            stdout(&done).contains("in/a.txt: ") && stdout(&done).contains("in/c.txt: "),
            "{}",
            stdout(&done)
        );
    }

    #[test]
    fn a_process_that_stands_still_is_ended() {
        let folder = with_a_large_one();
        let words = ["check", "in", "--isolate", "--jobs", "1", "--lang", "en", "--max-seconds", "3"];
        let (child, reading) = begin(folder.path(), &words);
        signal("-STOP", &reading);
        let done = child.wait_with_output().expect("ends");
        assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
        let said = "in/b.txt: the process that read it did not end within 13 seconds";
        assert!(stderr(&done).contains(said), "{}", stderr(&done));
        assert!(stdout(&done).contains("in/c.txt: ") && !is_there(&reading), "{}", stdout(&done));
    }

    #[test]
    fn who_ends_the_run_ends_them_all() {
        for (ask, code) in [("-INT", Some(130)), ("-TERM", Some(143)), ("-KILL", None)] {
            let folder = with_a_large_one();
            let words = ["convert", "in", "--out", "out", "--isolate", "--jobs", "1", "--lang", "en"];
            let (child, reading) = begin(folder.path(), &words);
            signal(ask, &child.id().to_string());
            let done = child.wait_with_output().expect("ends");
            assert_eq!(done.status.code(), code, "{}", stderr(&done));
            if code.is_some() {
                assert!(stderr(&done).contains("stopped: "), "{}", stderr(&done));
                assert!(!is_there(&reading) && !folder.path().join("out").exists());
            } else {
                // nobody asks for anything any more: it ends with the document at hand
                signal("-KILL", &reading);
            }
        }
    }

    #[test]
    fn the_process_tells_nobody_else_anything() {
        let folder = folder_of(&[]);
        let done = crate::with_stdin(folder.path(), &["read-for-parent"], b"");
        assert_eq!(
            (done.status.code(), stdout(&done), stderr(&done)),
            (Some(0), String::new(), String::new())
        );
        let done = crate::with_stdin(folder.path(), &["read-for-parent"], &[0xff; 99]);
        assert_eq!((done.status.code(), stdout(&done)), (Some(2), String::new()), "{}", stderr(&done));
    }
}
