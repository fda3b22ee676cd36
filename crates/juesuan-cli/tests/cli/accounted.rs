//! Every input is accounted for; a run that is asked to end ends well; what runs wrote is no input.

use std::fs;
use std::path::Path;
#[cfg(unix)]
use std::process::{Child, Stdio};
#[cfg(unix)]
use std::time::{Duration, Instant};

use crate::{TABLE, files, folder_of, juesuan, stderr, with_stdin};

/// Each document of a package with its status and reason.
fn documents(out: &Path) -> Vec<[String; 3]> {
    let mut reader = csv::Reader::from_path(out.join("documents.csv")).expect("csv");
    let head = reader.headers().expect("a head").clone();
    let at = |name: &str| head.iter().position(|known| known == name).expect("a column");
    let columns = [at("document"), at("status"), at("reason")];
    let row = |record: csv::StringRecord| columns.map(|at| record[at].to_owned());
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

#[cfg(unix)]
#[test]
fn every_input_is_among_the_documents_and_what_a_walk_passes_by_is_counted() {
    let folder = folder_of(&[
        ("p/in/a.txt", TABLE),
        ("p/in/b.md", TABLE),
        ("p/in/.hidden.txt", TABLE),
        ("p/in/.kept/c.txt", TABLE),
        ("p/in/d.txt", "%PDF-1.4"),
        ("p/in/empty.txt", ""),
        ("p/in/g.rar", "x"),
        ("p/.gitignore", "b.md"),
    ]);
    std::os::unix::fs::symlink("gone", folder.path().join("p/in/e.txt")).expect("a link");
    let pipe = folder.path().join("p/in/f.txt");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().is_ok_and(|made| made.success()));
    let words = ["convert", "p/in", "missing.txt", "--out", "o", "--to", "csv,jsonl,parquet", "--lang", "en"];
    let done = juesuan(folder.path(), &words);
    assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
    let found = documents(&folder.path().join("o"));
    let status = |name: &str| {
        let row = found.iter().find(|[document, ..]| document == name);
        row.map(|[_, status, reason]| (status.as_str(), !reason.is_empty()))
    };
    assert_eq!(status("a.txt"), Some(("read", false)), "{found:?}");
    for failed in ["d.txt", "empty.txt", "missing.txt"] {
        assert_eq!(status(failed), Some(("failed", true)), "{failed} in {found:?}");
    }
    assert_eq!(status("g.rar"), Some(("skipped", true)));
    assert_eq!(found.len(), 5);
    let said = stderr(&done);
    for counted in [
        "hidden 2",
        "ignored by a .gitignore or .ignore here or above 1",
        "pipes, devices or sockets 1",
        "links that lead nowhere or to folders 1",
        "1 .rar",
    ] {
        assert!(said.contains(counted), "{counted} in {said}");
    }
    let lines = fs::read_to_string(folder.path().join("o/reports.jsonl")).expect("written");
    assert_eq!(lines.lines().count(), 5);
}

#[test]
fn an_empty_input_is_an_error_and_nothing_read_writes_nothing() {
    let folder = folder_of(&[("z.txt", ""), ("bom.txt", "\u{feff}")]);
    for words in [&["check", "z.txt"][..], &["check", "bom.txt"], &["convert", "z.txt", "--out", "a/b/o"]] {
        let done = juesuan(folder.path(), &[words, &["--lang", "en"]].concat());
        assert_eq!(done.status.code(), Some(2), "{words:?}");
        assert!(stderr(&done).contains("txt: the file is empty"), "{}", stderr(&done));
    }
    assert_eq!(with_stdin(folder.path(), &["check", "-"], b"").status.code(), Some(2));
    assert!(!folder.path().join("a").exists(), "no folder is made for nothing");
}

#[test]
fn a_document_without_figures_has_no_line_of_its_own() {
    let folder = folder_of(&[("in/h.txt", "hello"), ("in/a.txt", TABLE)]);
    let done = juesuan(folder.path(), &["convert", "in", "--out", "o"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let mut reader = csv::Reader::from_path(folder.path().join("o/findings.csv")).expect("csv");
    let at = reader.headers().expect("a head").iter().position(|name| name == "lines").expect("a column");
    let lines: Vec<String> = reader.records().map(|row| row.expect("a row")[at].to_owned()).collect();
    assert!(lines.iter().all(|lines| !lines.split(';').any(|line| line == "0")), "{lines:?}");
    let shown = String::from_utf8_lossy(&juesuan(folder.path(), &["check", "in/h.txt"]).stdout).into_owned();
    assert!(shown.contains("in/h.txt:1:1"), "{shown}");
}

#[test]
fn what_is_compared_is_called_as_it_was_typed() {
    let folder = folder_of(&[("x/a.txt", TABLE), ("y/a.txt", &TABLE.replace("12.50", "13.50"))]);
    let done = juesuan(folder.path(), &["diff", "x/a.txt", "y/a.txt"]);
    let shown = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(shown.contains("x/a.txt → y/a.txt"), "{shown}");
}

#[test]
fn what_runs_wrote_is_no_input_and_no_input_is_written_over() {
    let folder = folder_of(&[("a.txt", TABLE)]);
    let names =
        || -> Vec<String> { documents(folder.path()).into_iter().map(|[document, ..]| document).collect() };
    for _ in 0..2 {
        let done = juesuan(folder.path(), &["convert", ".", "--out", ".", "--to", "csv,md,html"]);
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        assert_eq!(names(), ["a.txt"]);
    }
    // from another place and into another one, too
    let done = juesuan(folder.path(), &["convert", "md", ".", "--out", "other", "--to", "csv"]);
    assert_eq!(documents(&folder.path().join("other")).len(), 2, "{}", stderr(&done));
    let folder = folder_of(&[("a.txt", TABLE), ("md/a.txt.md", "precious"), ("documents.csv", "mine,1")]);
    let words = ["convert", "a.txt", "md/a.txt.md", "--out", ".", "--to", "md", "--lang", "en"];
    let done = juesuan(folder.path(), &words);
    assert_eq!(done.status.code(), Some(2));
    assert!(stderr(&done).contains("would replace md/a.txt.md"), "{}", stderr(&done));
    assert_eq!(fs::read_to_string(folder.path().join("md/a.txt.md")).expect("there"), "precious");
    let done = juesuan(folder.path(), &["convert", "documents.csv", "--out", ".", "--lang", "en"]);
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.path().join("documents.csv")).expect("there"), "mine,1");
}

/// A folder of documents that take some seconds together.
#[cfg(unix)]
fn many() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let text = TABLE.repeat(40);
    for at in 0..400 {
        let path = folder.path().join(format!("in/d/{at}.txt"));
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, format!("{at}\n{text}")).expect("written");
    }
    folder
}

#[cfg(unix)]
fn half_written(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else if name.contains(".tmp") {
                found.push(name);
            }
        }
    }
    found
}

/// Sends a signal once there is something to take away.
#[cfg(unix)]
fn stop(mut child: Child, signal: &str, ready: impl Fn() -> bool) -> (Option<i32>, String) {
    let begun = Instant::now();
    while !ready() && begun.elapsed() < Duration::from_mins(1) {
        std::thread::sleep(Duration::from_millis(5));
    }
    let sent = std::process::Command::new("kill").args([signal, &child.id().to_string()]).status();
    assert!(sent.is_ok_and(|sent| sent.success()), "the run was over before it could be stopped");
    let mut said = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().expect("piped"), &mut said).expect("read");
    (child.wait().expect("it ends").code(), said)
}

#[cfg(unix)]
#[test]
fn a_run_that_is_asked_to_end_keeps_what_is_done_and_leaves_nothing_half_written() {
    let folder = many();
    let run = |words: &[&str]| {
        let mut command =
            crate::command(folder.path(), &[&["convert", "in", "--lang", "en"], words].concat());
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the binary runs")
    };
    fs::create_dir_all(folder.path().join("earlier/d")).expect("made");
    fs::write(folder.path().join("earlier/d/0.txt"), TABLE).expect("written");
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        let out = folder.path().join(signal);
        let place = format!("--out={signal}");
        let earlier = juesuan(folder.path(), &["convert", "earlier", "--to", "html", &place]);
        assert_eq!(earlier.status.code(), Some(0), "{}", stderr(&earlier));
        let before = files(&out);
        let words = ["--to", "csv,md,html", &place];
        let begun = || half_written(&out.join("md")).len() > 3;
        let (ended, said) = stop(run(&words), signal, begun);
        assert_eq!(ended, Some(code), "{said}");
        assert!(said.contains("stopped: ") && said.contains("--resume"), "{said}");
        assert_eq!(half_written(&out), [""; 0]);
        assert!(files(&out) == before, "what an earlier run wrote is as it was");
        assert!(!out.join("md").exists(), "folders that were made for nothing go");
    }
    let out = folder.path().join("o");
    let kept = || fs::read_dir(out.join(".juesuan-resume")).into_iter().flatten().count() > 3;
    let (ended, said) = stop(run(&["--to", "json", "--resume", "--out", "o"]), "-INT", kept);
    assert_eq!(ended, Some(130));
    assert!(said.contains("the same command goes on there"), "{said}");
    let words = ["convert", "in", "--out", "o", "--to", "json", "--resume", "--lang", "en"];
    let done = juesuan(folder.path(), &words);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(stderr(&done).contains("kept from an earlier run"), "{}", stderr(&done));
    assert_eq!(files(&out.join("json")).len(), 400);
    assert_eq!(half_written(&out), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_check_that_is_stopped_prints_whole_data() {
    let folder = many();
    for format in ["json", "sarif"] {
        let words = ["check", "in", "--format", format, "--lang", "en", "--jobs", "1"];
        let mut command = crate::command(folder.path(), &words);
        let file = fs::File::create(folder.path().join("printed")).expect("made");
        let child = command.stdout(file).stderr(Stdio::piped()).spawn().expect("the binary runs");
        let printed = || fs::read(folder.path().join("printed")).unwrap_or_default();
        let (ended, said) = stop(child, "-TERM", || printed().len() > 20_000);
        assert_eq!(ended, Some(143), "{said}");
        serde_json::from_slice::<serde_json::Value>(&printed()).expect("whole JSON");
    }
}

#[test]
fn a_page_that_was_saved_as_what_it_is_not_is_no_document() {
    let table = "<html><body><table><tr><td>1</td><td>2</td></tr></table></body></html>";
    let folder = folder_of(&[
        ("in/a.pdf", "<!DOCTYPE html><html><body><h1>404 Not Found</h1><p>nginx/1.18.0</p></body></html>"),
        ("in/b.docx", "<html><body>请登录后下载。错误代码 403</body></html>"),
        ("in/c.xlsx", "{\"code\":401}"),
        ("in/d.html", "<html><body>请登录后下载。错误代码 403</body></html>"),
        ("in/e.xls", table),
    ]);
    for words in [&["check", "in"][..], &["convert", "in", "--out", "out"]] {
        let done = juesuan(folder.path(), &[words, &["--lang", "en"]].concat());
        assert_eq!(done.status.code(), Some(2));
        let said = stderr(&done);
        for name in ["in/a.pdf: called .pdf", "in/b.docx: called .docx", "in/c.xlsx: called .xlsx"] {
            assert!(said.contains(name), "{said}");
        }
        assert!(!said.contains("in/d.html") && !said.contains("in/e.xls:"), "{said}");
    }
}
