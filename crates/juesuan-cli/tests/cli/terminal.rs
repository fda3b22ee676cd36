//! Progress, silence, logs, colours, language.

use std::process::{Command, Stdio};

use crate::{TABLE, command, folder, folder_of, juesuan, stderr, stdout, support};

/// Runs the binary on a terminal of its own; what it shows there.
fn on_terminal(test: &str, folder: &std::path::Path, line: &str) -> Option<String> {
    let line = format!("{} {line}", env!("CARGO_BIN_EXE_juesuan"));
    let script = Command::new("script")
        .args(["-qec", &line, "/dev/null"])
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", "xterm")
        .env_remove("NO_COLOR")
        .stdin(Stdio::null())
        .output();
    if script.is_err() {
        support::skipped(test, "script");
    }
    script.ok().map(|done| stdout(&done))
}

#[test]
fn a_terminal_shows_a_bar_and_colours() {
    let faulty = TABLE.replacen("12.50", "13.50", 1);
    let folder = folder_of(&[("in/a.txt", &faulty), ("in/b.txt", TABLE), ("in/c.txt", TABLE)]);
    let here = folder.path();
    let Some(shown) = on_terminal("bar", here, "convert in --out out --lang en") else { return };
    assert!(shown.contains("/3 documents") && shown.contains("left"), "{shown}");
    assert!(shown.contains("documents  3 read"), "{shown}");
    let quiet = on_terminal("bar", here, "convert in --out out -q").unwrap_or_default();
    assert_eq!(quiet.trim(), "out/datapackage.json");
    let check = on_terminal("colour", here, "check in/a.txt").unwrap_or_default();
    assert!(check.contains("\u{1b}["), "{check}");
    let plain = on_terminal("colour", here, "check in/a.txt --color never").unwrap_or_default();
    assert!(!plain.contains("\u{1b}["), "{plain}");
}

#[test]
fn colour_is_for_terminals_unless_it_is_asked_for() {
    let folder = folder_of(&[("a.txt", &TABLE.replacen("12.50", "13.50", 1))]);
    let coloured = |args: &[&str], no_color: bool| {
        let mut run = command(folder.path(), &[&["check", "a.txt"], args].concat());
        if no_color {
            run.env("NO_COLOR", "1");
        }
        stdout(&run.output().expect("the binary runs")).contains('\u{1b}')
    };
    assert!(!coloured(&[], false), "a pipe");
    assert!(coloured(&["--color", "always"], false));
    assert!(coloured(&["--color", "always"], true), "what is typed comes before the environment");
    assert!(!coloured(&["--color", "never"], false));
}

#[test]
fn without_a_terminal_long_runs_say_a_line_now_and_then() {
    let texts: Vec<(String, &str)> = (0..200).map(|nth| (format!("in/{nth:03}.txt"), TABLE)).collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let folder = folder_of(&texts);
    let said = stderr(&juesuan(folder.path(), &["convert", "in", "--out", "out", "--lang", "en"]));
    let lines: Vec<&str> = said.lines().filter(|line| line.contains(" of 200 documents, ")).collect();
    assert!(lines.len() >= 10 && lines.first().is_some_and(|line| line.starts_with("20 of 200")), "{said}");
    assert!(!said.contains('\u{1b}') && !said.contains('\r'), "{said}");
    let said = stderr(&juesuan(folder.path(), &["convert", "in", "--out", "out", "-q"]));
    assert_eq!(said, "");
}

#[test]
fn more_is_said_when_asked_for_and_a_file_takes_it_down_with_times() {
    let folder = folder();
    let done = juesuan(
        folder.path(),
        &["convert", "a.txt", "none.txt", "--out", "out", "-v", "--log", "run.log", "--lang", "en"],
    );
    let said = stderr(&done);
    assert!(said.contains("a.txt: ") && said.contains("1 tables"), "{said}");
    assert_eq!(said.matches("none.txt").count(), 1, "an error is said once: {said}");
    let log = std::fs::read_to_string(folder.path().join("run.log")).expect("written");
    assert!(log.lines().all(|line| line.starts_with("20")), "each line begins with its time: {log}");
    assert!(log.contains(" INFO a.txt: ") && log.contains("ERROR none.txt: no such file"), "{log}");
    // the file is written whatever is shown
    juesuan(folder.path(), &["convert", "a.txt", "--out", "out", "-q", "--log", "quiet.log"]);
    let quiet = std::fs::read_to_string(folder.path().join("quiet.log")).expect("written");
    assert!(quiet.contains("a.txt"), "{quiet}");
    let done = juesuan(folder.path(), &["schema", "--log", "none/run.log", "--lang", "en"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(stderr(&done).starts_with("error: none/run.log: cannot write the log"), "{}", stderr(&done));
}

#[test]
fn the_language_is_asked_for_or_that_of_the_locale() {
    let folder = folder();
    let said = |locale: &str, args: &[&str]| {
        let words = [&["convert", "a.txt", "--out", "out"], args].concat();
        stderr(&command(folder.path(), &words).env("LC_ALL", locale).output().expect("the binary runs"))
    };
    assert!(said("en_US.UTF-8", &[]).starts_with("documents"));
    assert!(said("zh_CN.UTF-8", &[]).starts_with("文件"));
    assert!(said("C.UTF-8", &[]).starts_with("文件"));
    assert!(said("zh_CN.UTF-8", &["--lang", "en"]).starts_with("documents"));
}
