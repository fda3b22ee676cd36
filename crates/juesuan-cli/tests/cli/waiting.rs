//! What would be waited for, what comes to nothing, and what looks like success and is none.

use std::fs;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use crate::{TABLE, command, files, folder, folder_of, juesuan, stderr, with_stdin};

#[cfg(unix)]
#[test]
fn a_pipe_among_kept_documents_is_not_waited_for() {
    let folder = folder();
    let words = ["convert", "a.txt", "--out", "out", "--resume", "-q"];
    assert_eq!(juesuan(folder.path(), &words).status.code(), Some(0));
    let kept = folder.path().join("out/.juesuan-resume");
    let piece = fs::read_dir(&kept).expect("kept").flatten().next().expect("one").path();
    fs::remove_file(&piece).expect("ours");
    let made = Command::new("mkfifo").arg(&piece).status().expect("mkfifo runs");
    assert!(made.success());
    let done = juesuan(folder.path(), &words);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
}

#[test]
fn a_kept_document_with_another_name_is_read_again() {
    let folder = folder();
    let words = ["convert", "a.txt", "--out", "out", "--to", "json", "--resume", "-q"];
    assert_eq!(juesuan(folder.path(), &words).status.code(), Some(0));
    let kept = folder.path().join("out/.juesuan-resume");
    let piece = fs::read_dir(&kept).expect("kept").flatten().next().expect("one").path();
    let text = fs::read_to_string(&piece).expect("text");
    let changed = text.replacen("\"document\":\"a.txt\"", "\"document\":\"b.txt\"", 1);
    assert_ne!(changed, text);
    fs::write(&piece, changed).expect("written");
    assert_eq!(juesuan(folder.path(), &words).status.code(), Some(0));
    let names: Vec<String> = files(&folder.path().join("out/json")).into_keys().collect();
    assert_eq!(names, ["a.txt.json"]);
}

/// How a check that waits for standard input ends when it is asked to after so long: by its own code, or by the system
/// where it did not listen yet; `None` where it does not end.
#[cfg(unix)]
fn asked_to_end_after(wait: Duration) -> Option<ExitStatus> {
    let folder = folder();
    let mut child = command(folder.path(), &["check", "-", "-q"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary runs");
    std::thread::sleep(wait);
    let pid = child.id().to_string();
    let sent = Command::new("kill").args(["-TERM", &pid]).status().expect("kill runs");
    assert!(sent.success());
    // standard input stays open meanwhile
    let ended = (0..300).find_map(|_| {
        std::thread::sleep(Duration::from_millis(100));
        child.try_wait().expect("a child")
    });
    child.kill().ok();
    ended
}

#[cfg(unix)]
#[test]
fn a_request_to_end_ends_the_wait_for_standard_input() {
    // a machine under load may take long to begin to listen: asked too early, the system ends the program
    let waits = [1, 4, 16, 60].map(Duration::from_secs);
    let ended = waits.into_iter().map(asked_to_end_after).find(|ended| match ended {
        Some(status) => status.code().is_some(),
        None => true,
    });
    assert_eq!(ended.flatten().and_then(|status| status.code()), Some(143));
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_may_not_grow_further_is_an_error_of_writing() {
    let folder = folder();
    let words = "ulimit -f 4; exec \"$0\" convert a.txt --out out --to json --lang en -q";
    let done = Command::new("bash")
        .args(["-c", words, env!("CARGO_BIN_EXE_juesuan")])
        .current_dir(folder.path())
        .output()
        .expect("bash runs");
    assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
    assert!(stderr(&done).contains("File too large"), "{}", stderr(&done));
    assert!(!folder.path().join("out").exists(), "what was made for nothing goes");
}

#[test]
fn a_list_that_names_nothing_is_an_error() {
    let folder = folder();
    let words = ["convert", "--files-from", "-", "--out", "out", "--lang", "en"];
    let done = with_stdin(folder.path(), &words, b"\n");
    assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
    assert!(!folder.path().join("out").exists());
    let done = with_stdin(folder.path(), &["check", "--files-from", "-", "--lang", "zh"], b"");
    assert!(stderr(&done).contains("清单里没有任何文件"), "{}", stderr(&done));
    let done = with_stdin(folder.path(), &["check", "--files-from", "-", "--lang", "zh"], b"\xff\xfe\xff");
    assert!(stderr(&done).contains("--files-from -: 不是 UTF-8"), "{}", stderr(&done));
}

#[test]
fn accepted_findings_of_documents_whose_names_begin_like_remarks_are_accepted() {
    let wrong = TABLE.replacen("12.50", "13.50", 1);
    let folder = folder_of(&[("#a.txt", &wrong)]);
    let made = juesuan(folder.path(), &["check", "#a.txt", "--write-baseline", "accepted", "-q"]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let done = juesuan(folder.path(), &["check", "#a.txt", "--baseline", "accepted", "-q"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
}

#[test]
fn a_line_that_accepts_nothing_is_an_error_with_its_number() {
    let folder =
        folder_of(&[("a.txt", TABLE), ("accepted", "# accepted\n\n<<<<<<< ours\na.txt\tJS131\t1\t2\n")]);
    let done = juesuan(folder.path(), &["check", "a.txt", "--baseline", "accepted", "--lang", "en"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(
        stderr(&done).contains("--baseline accepted: line 3 is no accepted finding"),
        "{}",
        stderr(&done)
    );
}

#[cfg(all(unix, feature = "parquet"))]
#[test]
fn a_run_into_parts_that_cannot_be_named_names_none() {
    let folder = folder();
    fs::create_dir_all(folder.path().join("elsewhere")).expect("made");
    fs::create_dir_all(folder.path().join("out")).expect("made");
    std::os::unix::fs::symlink(folder.path().join("elsewhere"), folder.path().join("out/unread"))
        .expect("linked");
    let words = ["convert", "a.txt", "--out", "out", "--to", "parquet", "--partition", "document", "-q"];
    let done = juesuan(folder.path(), &words);
    assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
    let left = files(&folder.path().join("out"));
    assert!(left.keys().all(|name| !name.ends_with(".parquet")), "{:?}", left.keys());
}

#[cfg(all(unix, feature = "parquet"))]
#[test]
fn a_folder_in_the_place_of_a_part_stops_the_run_before_it_names_any() {
    let folder = folder();
    fs::create_dir_all(folder.path().join("out/unread.parquet")).expect("made");
    let done = juesuan(folder.path(), &["convert", "a.txt", "--out", "out", "--to", "parquet", "-q"]);
    assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
    let left = files(&folder.path().join("out"));
    assert!(left.is_empty(), "{:?}", left.keys());
}

#[test]
fn a_list_of_written_files_takes_away_nothing_that_no_format_writes() {
    let folder = folder_of(&[("a.txt", TABLE), ("out/notes.csv", "mine\n"), ("out/json/mine.txt", "mine\n")]);
    let entry = |path: &str, format: &str| {
        let sum = "b83f2e8a6a1a1e2f".repeat(4);
        format!("{{\"format\":\"{format}\",\"path\":\"{path}\",\"bytes\":5,\"sha256\":\"{sum}\"}}\n")
    };
    let list = entry("notes.csv", "csv") + &entry("json/mine.txt", "json");
    // the sum that the file really has
    let list = list.replace(&"b83f2e8a6a1a1e2f".repeat(4), &::juesuan::sha256(b"mine\n"));
    fs::write(folder.path().join("out/.juesuan-manifest"), list).expect("written");
    let done = juesuan(folder.path(), &["convert", "a.txt", "--out", "out", "--to", "csv,json", "-q"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    for name in ["out/notes.csv", "out/json/mine.txt"] {
        assert!(folder.path().join(name).is_file(), "{name}");
    }
}

/// How a conversion of many documents ends that gets a signal, and which half-written files it leaves.
#[cfg(target_os = "linux")]
fn ended_by(signal: &str, shell: &str) -> (Option<i32>, usize, bool) {
    let documents: Vec<(String, &str)> = (0..400).map(|at| (format!("in/{at}.txt"), TABLE)).collect();
    let documents: Vec<(&str, &str)> = documents.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let folder = folder_of(&documents);
    let words = format!("{shell} exec \"$0\" convert in --out out --to html,json -j1 -q");
    let mut child = Command::new("bash")
        .args(["-c", &words, env!("CARGO_BIN_EXE_juesuan")])
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("bash runs");
    // it listens before it makes its folder
    let begun = (0..600).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        folder.path().join("out/json").exists()
    });
    assert!(begun);
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
    let code = child.wait().expect("it ends").code();
    let left = |at: &str| fs::read_dir(folder.path().join(at)).into_iter().flatten().flatten();
    let half = ["out", "out/html", "out/json"].into_iter().flat_map(left);
    let half = half.filter(|entry| entry.file_name().to_string_lossy().ends_with(".tmp")).count();
    (code, half, folder.path().join("out/html/index.html").exists())
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_that_closes_ends_a_run_unless_it_was_told_to_go_on() {
    assert_eq!(ended_by("-HUP", ""), (Some(129), 0, false));
    assert_eq!(ended_by("-HUP", "trap '' HUP;"), (Some(0), 0, true));
}

#[test]
fn standard_input_is_not_the_list_and_a_document_at_once() {
    let folder = folder();
    for (words, input) in [
        (&["check", "-", "--files-from", "-"][..], "a.txt\n"),
        (&["check", "--files-from", "-"], "a.txt\n-\n"),
    ] {
        let done = with_stdin(folder.path(), &[words, &["--lang", "en"]].concat(), input.as_bytes());
        assert_eq!(done.status.code(), Some(2));
        assert_eq!(stderr(&done).lines().count(), 1, "{}", stderr(&done));
        assert!(stderr(&done).contains("cannot be one of them"), "{}", stderr(&done));
    }
}

#[test]
fn what_checks_nothing_is_an_error() {
    let folder = folder();
    for words in [&["--ignore", "JS"][..], &["--select", "JS7", "--ignore", "JS7"], &["--ignore", "JS", "-q"]]
    {
        for command in [&["check", "a.txt"][..], &["convert", "a.txt", "--out", "out"]] {
            let done = juesuan(folder.path(), &[command, words, &["--lang", "en"]].concat());
            assert_eq!(done.status.code(), Some(2), "{words:?}");
            assert!(stderr(&done).contains("leave no rule"), "{}", stderr(&done));
        }
    }
}
