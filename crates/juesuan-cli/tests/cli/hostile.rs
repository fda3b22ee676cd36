//! Names, files and streams that somebody made to do harm, or that merely are in the way.

use std::fs;
use std::process::Stdio;

use crate::{TABLE, command, files, folder, folder_of, juesuan, stderr, stdout};

fn documents(folder: &std::path::Path) -> Vec<String> {
    let mut reader = csv::Reader::from_path(folder.join("out/documents.csv")).expect("csv");
    reader.records().map(|record| record.expect("a row")[0].to_owned()).collect()
}

#[test]
fn names_that_collide_are_told_apart() {
    let long = format!("{}.txt", "长".repeat(82));
    let folder = folder_of(&[
        ("in/x.txt", TABLE),
        ("in/x.txt.json/y.txt", TABLE),
        ("in/A.txt", TABLE),
        ("in/a.txt", TABLE),
        (&format!("in/{long}"), TABLE),
        ("e/a.txt", TABLE),
    ]);
    let words =
        ["convert", "in", "e", "./e/a.txt", ".", "--out", "out", "--to", "csv,json,html", "--lang", "en"];
    let done = juesuan(folder.path(), &words);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let found = documents(folder.path());
    assert_eq!(found.len(), 6, "a file is one document, however it is reached: {found:?}");
    let pages = files(&folder.path().join("out/json"));
    assert_eq!(pages.len(), 6, "{:?}", pages.keys());
}

#[cfg(unix)]
#[test]
fn every_file_has_a_name_that_windows_can_hold() {
    let names = [
        "CON.txt",
        "nul",
        "a:b?.txt",
        "a%3Ab%3F.txt",
        "x*/y<|>.txt",
        "end./blank /z.",
        "COM1.a.txt",
        "INDEX",
    ];
    let inputs: Vec<(String, &str)> = names.iter().map(|name| (format!("in/{name}"), TABLE)).collect();
    let inputs: Vec<(&str, &str)> = inputs.iter().map(|(name, text)| (&**name, *text)).collect();
    let folder = folder_of(&inputs);
    let paths: Vec<String> = names.iter().map(|name| format!("in/{name}")).collect();
    let formats = ["--out", "out", "--to", "csv,json,md,xlsx,html,parquet", "--partition", "document"];
    let words = [&["convert"][..], &paths.iter().map(String::as_str).collect::<Vec<_>>(), &formats].concat();
    let done = juesuan(folder.path(), &words);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let written = files(&folder.path().join("out"));
    let devices = ["con", "prn", "aux", "nul", "com1"];
    for name in written.keys() {
        for part in name.split('/') {
            assert!(!part.contains(['<', '>', ':', '"', '|', '?', '*', '\\']), "{name}");
            assert!(!part.ends_with(['.', ' ']), "{name}");
            let stem = part.split('.').next().unwrap_or_default().trim_end().to_lowercase();
            assert!(!devices.contains(&&*stem), "{name}");
        }
    }
    let alike: std::collections::HashSet<String> = written.keys().map(|name| name.to_lowercase()).collect();
    assert_eq!(alike.len(), written.len(), "{:?}", written.keys());
    for format in ["json", "md", "xlsx", "html"] {
        let of_format = written.keys().filter(|name| name.starts_with(&format!("{format}/")));
        let index = usize::from(["xlsx", "html"].contains(&format));
        assert_eq!(of_format.count(), names.len() + index, "{format}: {:?}", written.keys());
    }
    // links lead to the files
    let index = String::from_utf8_lossy(&written["html/index.html"]).into_owned();
    let rows =
        index.split_once("id=\"rows\">").and_then(|(_, rest)| rest.split_once("</script>")).expect("rows").0;
    let rows: serde_json::Value = serde_json::from_str(rows).expect("json");
    for row in rows.as_array().expect("rows") {
        let link = row["h"].as_str().expect("a link");
        let page = percent_encoding::percent_decode_str(link).decode_utf8_lossy();
        assert!(written.contains_key(&format!("html/{page}")), "{link}");
    }
}

#[cfg(unix)]
#[test]
fn names_that_are_no_utf8_or_hold_backslashes_end_nothing() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = folder_of(&[("in/x/y.txt", TABLE), ("in/x\\y.txt", TABLE)]);
    for name in [b"b\xff.txt", b"b\xfe.txt"] {
        let name = std::ffi::OsStr::from_bytes(name);
        fs::write(folder.path().join("in").join(name), TABLE).expect("written");
    }
    let done = juesuan(folder.path(), &["convert", "in", "--out", "out", "--to", "csv,md"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert_eq!(documents(folder.path()), ["b%FE.txt", "b%FF.txt", "x/y.txt", "x\\y.txt"]);
    // named one by one, too
    let name = std::ffi::OsStr::from_bytes(b"in/b\xff.txt");
    let done = command(folder.path(), &["check"]).arg(name).output().expect("the binary runs");
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(stdout(&done).contains("in/b%FF.txt: "), "{}", stdout(&done));
}

#[cfg(unix)]
#[test]
fn names_and_texts_steer_no_terminal_and_begin_no_line() {
    let wrong = TABLE.replacen("12.50", "13.50", 1).replace("卫生", "卫\u{1b}[31m\u{9b}31m\u{202e}生");
    let name = "y\n::error::forged\u{1b}.md";
    let folder = folder_of(&[(name, &wrong), ("p\n::error::forged.txt", "%PDF-1.4")]);
    fs::write(folder.path().join("other.md"), wrong.replacen("10.00", "9.00", 1)).expect("written");
    let calls: [&[&str]; 14] = [
        &["check", "."],
        &["check", ".", "--show", "info", "--lang", "en"],
        &["check", ".", "--format", "github"],
        &["check", ".", "--format", "json"],
        &["check", ".", "--format", "sarif", "--isolate"],
        &["check", ".", "--statistics"],
        &["diff", name, "other.md"],
        &["diff", name, "other.md", "--format", "csv"],
        &["diff", name, "other.md", "--format", "json"],
        &["tables", name],
        &["segments", name],
        &["convert", ".", "--out", "out", "--log", "run.log"],
        &["convert", ".", "--out", "o\u{1b}\n::error::forged", "--to", "md,html,xlsx"],
        &["explain", "J\u{1b}S"],
    ];
    for words in calls {
        let done = juesuan(folder.path(), words);
        let said = stdout(&done) + &stderr(&done);
        assert!(done.status.code().is_some_and(|code| code < 3), "{words:?}: {said}");
        assert!(!said.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{words:?}: {said:?}");
        assert!(!said.lines().any(|line| line.starts_with("::error::forged")), "{words:?}: {said}");
    }
    let log = fs::read_to_string(folder.path().join("run.log")).expect("written");
    assert!(log.lines().all(|line| line.starts_with("20")) && !log.contains('\u{1b}'), "{log}");
    // nor is what is to be read by people steered
    let written = files(&folder.path().join("o\u{1b}\n::error::forged"));
    let pages = written
        .iter()
        .filter(|(name, _)| std::path::Path::new(name).extension().is_none_or(|end| end != "xlsx"));
    let mut looked_at = 0;
    for (name, bytes) in pages {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{name}");
        looked_at += usize::from(text.contains("31m") && text.contains('\u{fffd}'));
    }
    assert!(looked_at >= 4, "two pages and two reports: {:?}", written.keys());
}

#[cfg(unix)]
#[test]
fn what_is_no_ordinary_file_is_refused_and_never_waited_for() {
    let folder = folder_of(&[("in/a.txt", TABLE)]);
    for pipe in ["pipe.txt", "in/.gitignore"] {
        let made = std::process::Command::new("mkfifo").arg(folder.path().join(pipe)).status();
        assert!(made.is_ok_and(|made| made.success()));
    }
    let calls: [(&[&str], i32); 6] = [
        (&["convert", "pipe.txt", "--out", "out"], 2),
        (&["convert", "in", "--out", "out"], 0),
        (&["check", "in/a.txt", "--rules", "pipe.txt"], 2),
        (&["check", "in/a.txt", "--baseline", "pipe.txt"], 2),
        (&["tables", "pipe.txt"], 2),
        (&["convert", "/dev/zero", "--out", "out"], 2),
    ];
    for (words, code) in calls {
        let done = juesuan(folder.path(), &[words, &["--lang", "en"]].concat());
        assert_eq!(done.status.code(), Some(code), "{words:?}: {}", stderr(&done));
        assert!(code == 0 || stderr(&done).contains("no ordinary file"), "{words:?}: {}", stderr(&done));
    }
}

#[test]
fn a_document_that_is_too_long_is_named_and_the_others_are_read() {
    let folder = folder_of(&[("in/a.txt", TABLE), ("in/b.txt", &TABLE.repeat(9))]);
    let words = ["convert", "in", "--out", "out", "--max-bytes", "1000", "--lang", "en"];
    let done = juesuan(folder.path(), &words);
    assert_eq!(done.status.code(), Some(2));
    assert!(
        stderr(&done).contains("b.txt: longer than 1,000 bytes; --max-bytes allows more"),
        "{}",
        stderr(&done)
    );
    assert!(documents(folder.path()).contains(&"a.txt".to_owned()));
    // each byte of a text can be a number
    fs::write(folder.path().join("long.txt"), "1 ".repeat(5 << 20)).expect("written");
    let done = juesuan(folder.path(), &["check", "long.txt", "--lang", "en"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(stderr(&done).contains("long.txt: longer than 8,388,608 bytes"), "{}", stderr(&done));
}

#[cfg(unix)]
#[test]
fn messages_that_nobody_takes_end_no_run() {
    let folder = folder_of(&[("in/a.txt", TABLE), ("in/b.txt", "%PDF-1.4")]);
    let full = fs::File::options().write(true).open("/dev/full").expect("a full device");
    let mut run = command(folder.path(), &["convert", "in", "--out", "out"]);
    let code = run.stdout(Stdio::null()).stderr(full).status().expect("the binary runs").code();
    assert_eq!(code, Some(2));
    assert_eq!(documents(folder.path()).first().map(String::as_str), Some("a.txt"));
}

#[test]
fn a_check_that_is_not_read_to_its_end_still_tells_what_it_found() {
    let folder = folder_of(&[("a.txt", &TABLE.replacen("12.50", "112.50", 1))]);
    for format in ["human", "json", "github"] {
        let mut child = command(folder.path(), &["check", "a.txt", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary runs");
        drop(child.stdout.take());
        assert_eq!(child.wait().expect("it ends").code(), Some(1), "{format}");
    }
}

#[test]
fn lists_of_numbers_take_little_time_and_room_in_every_format() {
    let one = "1 ".repeat(50_000);
    let folder =
        folder_of(&[("a.txt", &one), ("b.txt", &"1\t".repeat(50_000)), ("c.txt", &"1.5 ".repeat(20_000))]);
    let begun = std::time::Instant::now();
    let words = ["convert", ".", "--out", "out", "--to", "csv,xlsx,html,md,json,sqlite"];
    let done = juesuan(folder.path(), &words);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    for format in ["sarif", "github", "human"] {
        let done = juesuan(folder.path(), &["check", ".", "--format", format, "--show", "info"]);
        assert!(done.stdout.len() < 5_000_000, "{format}: {}", done.stdout.len());
    }
    // a hundred times what it takes: squares of fifty thousand take hours
    assert!(begun.elapsed().as_secs() < 300, "{:?}", begun.elapsed());
    let book = fs::metadata(folder.path().join("out/xlsx/a.txt.xlsx")).expect("written").len();
    assert!(book < 3_000_000, "{book}");
}

#[test]
fn patterns_and_numbers_of_workers_beyond_all_use_do_no_harm() {
    let folder = folder();
    let nested = format!("{}a{}", "{".repeat(500), "}".repeat(500));
    let done = juesuan(folder.path(), &["convert", &nested, "--out", "out", "--lang", "en"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(stderr(&done).contains("this is no pattern"), "{}", stderr(&done));
    let done = juesuan(folder.path(), &["convert", "a.txt", "--out", "out", "--jobs", "1000000"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
}

#[test]
fn one_run_at_a_time_writes_into_a_folder_and_takes_away_what_killed_ones_left() {
    let folder = folder_of(&[("a.txt", TABLE), ("out/md/d/.juesuan-x.tmp", ""), ("out/.juesuan-y.tmp", "")]);
    let out = folder.path().join("out");
    #[cfg(unix)]
    {
        let held = fs::File::open(&out).expect("a folder");
        held.try_lock().expect("free");
        let done = juesuan(folder.path(), &["convert", "a.txt", "--out", "out", "--lang", "en"]);
        assert_eq!(done.status.code(), Some(2));
        assert!(stderr(&done).contains("another run is writing into this folder"), "{}", stderr(&done));
        assert!(out.join(".juesuan-y.tmp").exists(), "the files of the other run stay");
    }
    let done = juesuan(folder.path(), &["convert", "a.txt", "--out", "out"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(!out.join(".juesuan-y.tmp").exists() && !out.join("md/d/.juesuan-x.tmp").exists());
}

#[test]
fn documents_that_are_gone_leave_the_output() {
    let folder = folder_of(&[("in/a.txt", TABLE), ("in/gone.txt", TABLE)]);
    let run = || {
        let done = juesuan(folder.path(), &["convert", "in", "--out", "out", "--to", "json,html"]);
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        files(&folder.path().join("out")).into_keys().filter(|name| name.contains("gone")).count()
    };
    assert_eq!(run(), 2);
    fs::remove_file(folder.path().join("in/gone.txt")).expect("removed");
    assert_eq!(run(), 0);
}

#[test]
fn kept_documents_that_were_changed_are_read_anew() {
    let folder = folder_of(&[("a.txt", TABLE)]);
    let run = || {
        let done = juesuan(folder.path(), &["convert", "a.txt", "--out", "out", "--resume"]);
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        fs::read(folder.path().join("out/observations.csv")).expect("written")
    };
    let first = run();
    for kept in fs::read_dir(folder.path().join("out/.juesuan-resume")).expect("there").flatten() {
        let text = fs::read_to_string(kept.path()).expect("text").replace("12.50", "92.50");
        fs::write(kept.path(), text).expect("written");
    }
    assert!(run() == first);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_a_folder_is_passed_by_and_counted() {
    let folder = folder_of(&[("home/private.txt", TABLE), ("in/a.txt", TABLE), ("in/b/c.txt", TABLE)]);
    let link = |to: &str, at: &str| {
        std::os::unix::fs::symlink(folder.path().join(to), folder.path().join(at)).expect("made");
    };
    link("home/private.txt", "in/out.txt");
    link("in/b/c.txt", "in/within.txt");
    let done = juesuan(folder.path(), &["convert", "in", "--out", "o", "--lang", "en"]);
    assert!(stderr(&done).contains("links to files outside 1"), "{}", stderr(&done));
    let documents = fs::read_to_string(folder.path().join("o/documents.csv")).expect("written");
    assert!(documents.contains("a.txt") && !documents.contains("out.txt"), "{documents}");
    // what is named is read
    let named = juesuan(folder.path(), &["convert", "in/out.txt", "--out", "p", "-q"]);
    assert_eq!(named.status.code(), Some(0), "{}", stderr(&named));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_named_as_such() {
    let folder = folder_of(&[("a.txt", TABLE)]);
    std::os::unix::fs::symlink("nowhere", folder.path().join("b.txt")).expect("made");
    for (words, said) in [
        (["check", "b.txt", "--lang", "en"].as_slice(), "b.txt: a link that leads nowhere"),
        (&["check", "a.txt", "--rules", "b.txt", "--lang", "en"], "--rules b.txt: a link that leads nowhere"),
        (&["check", "a.txt", "--rules", "c.txt", "--lang", "en"], "--rules c.txt: no such file"),
    ] {
        let done = juesuan(folder.path(), words);
        assert!(stderr(&done).contains(said), "{}", stderr(&done));
        assert_eq!(done.status.code(), Some(2));
    }
}

#[cfg(unix)]
#[test]
fn endless_lists_of_ignored_files_are_named_and_not_read() {
    for list in [".gitignore", ".ignore"] {
        let folder = folder_of(&[("in/a.txt", TABLE), ("in/b/c.txt", TABLE)]);
        let path = folder.path().join("in/b").join(list);
        let file = fs::File::create(&path).expect("made");
        file.set_len(20 << 30).expect("a hole");
        let words = "ulimit -v 3000000; exec timeout 60 \"$0\" check in --lang en";
        let done = std::process::Command::new("bash")
            .args(["-c", words, env!("CARGO_BIN_EXE_juesuan")])
            .current_dir(folder.path())
            .output()
            .expect("bash runs");
        assert_eq!(done.status.code(), Some(0), "{list}: {}", stderr(&done));
        assert!(
            stderr(&done).contains(&format!("in/b/{list}: no ordinary file, or longer")),
            "{}",
            stderr(&done)
        );
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_becomes_a_link_out_of_its_folder_is_not_read() {
    let mut names: Vec<(String, &str)> = (100..400).map(|at| (format!("in/{at}.txt"), TABLE)).collect();
    names.push(("home/private.txt".to_owned(), "private 12.50\n"));
    let names: Vec<(&str, &str)> = names.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let folder = folder_of(&names);
    let mut child = command(folder.path(), &["convert", "in", "--out", "out", "-j1", "-q", "--lang", "en"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    // the folder is made when all files are found
    let begun = (0..600).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        folder.path().join("out").exists()
    });
    assert!(begun);
    let last = folder.path().join("in/399.txt");
    fs::remove_file(&last).expect("there");
    std::os::unix::fs::symlink("../home/private.txt", &last).expect("linked");
    child.wait().expect("it ends");
    let documents = fs::read_to_string(folder.path().join("out/documents.csv")).expect("written");
    assert!(!documents.contains("private") && documents.contains("399.txt"), "{documents}");
    let sections = fs::read_to_string(folder.path().join("out/unread.csv")).expect("written");
    assert!(
        !sections.lines().any(|line| line.starts_with("399.txt") && line.contains("12.50")),
        "{sections}"
    );
    let row = documents.lines().find(|line| line.starts_with("399.txt")).expect("a row");
    assert!(row.contains("failed"), "{row}");
}

#[test]
fn patterns_beyond_all_use_are_refused_wherever_they_stand() {
    let folder = folder_of(&[("a.txt", TABLE)]);
    let nested = format!("{}a{}", "{".repeat(500), "}".repeat(500));
    let ignored = format!("{nested}=JS1");
    for words in [&["check", &nested][..], &["check", "a.txt", "--per-file-ignores", &ignored]] {
        for (language, said) in [("en", "more than 20 braces"), ("zh", "超过 20 个花括号")] {
            let done = juesuan(folder.path(), &[words, &["--lang", language]].concat());
            assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
            assert!(stderr(&done).contains(said), "{}", stderr(&done));
        }
    }
}
