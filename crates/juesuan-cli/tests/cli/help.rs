//! Help, manual pages and completions.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use expect_test::expect;

use crate::{command, folder, stderr, stdout, support};

/// The binary where the locale is English.
fn juesuan(folder: &Path, words: &[&str]) -> std::process::Output {
    command(folder, words).env("LC_ALL", "en_US.UTF-8").output().expect("the binary runs")
}

#[test]
fn help_in_short() {
    let help = stdout(&juesuan(Path::new("."), &["-h"]));
    expect![[r#"
        Turns published final accounts (部门决算) and performance self-evaluations (绩效自评) into exact, typed data

        Usage: juesuan [OPTIONS] <COMMAND>

        Commands:
          convert      Convert documents into data: CSV package, JSON, Parquet, workbooks, pages
          check        Check documents against the rules
          diff         Show what changed between two documents or two data packages
          serve        Show the review page of a folder in the browser, served on this machine
          rules        List the rules, or show one
          explain      Show what a rule checks, why, and on what it rests
          segments     Show the blocks and sections of a document
          tables       Show the tables of a document
          schema       Print the JSON Schema of the JSON output
          completions  Print the completions for a shell
          man          Print a manual page, or write all of them into a folder
          help         Print this message or the help of the given subcommand(s)

        Options:
          -h, --help     Print help (see more with '--help')
          -V, --version  Print version

        Everywhere:
              --lang <LANG>    Language of messages; that of the locale where it is not given, Chinese where
                               the locale is neither [possible values: zh, en]
          -q, --quiet          Say nothing but errors: no progress, no summary
          -v, --verbose...     Say what is done; twice: in detail
              --log <FILE>     Write what is done, with times, into a file
              --color <WHEN>   Colours; `NO_COLOR` in the environment switches them off too [default: auto]
                               [possible values: auto, always, never]
              --config <FILE>  Take settings from this file in place of a `juesuan.toml` that is found; it
                               may name places anywhere
              --no-config      Take no settings from a file

        `juesuan PATH…` means `juesuan check PATH…`
    "#]].assert_eq(&help);
}

#[test]
fn the_help_of_every_command_has_examples_that_can_be_typed() {
    let mut command = juesuan_cli::command();
    command.build();
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let help = stdout(&juesuan(Path::new("."), &[sub.get_name(), "--help"]));
        let (_, examples) = help.split_once("Examples:\n").unwrap_or_default();
        let examples: Vec<&str> = examples
            .lines()
            .filter_map(|line| line.trim().split_once("juesuan ").map(|(_, words)| words))
            .filter(|words| words.starts_with(sub.get_name()))
            .collect();
        assert!(!examples.is_empty(), "{help}");
        for example in examples {
            // up to where the shell takes over
            let words = example.split(['>', '|']).next().unwrap_or_default().split_whitespace();
            let words = std::iter::once("juesuan").chain(words.map(|word| word.trim_matches('\'')));
            let parsed = juesuan_cli::command().try_get_matches_from(words);
            assert!(parsed.is_ok(), "{example}: {}", parsed.unwrap_err());
        }
    }
}

#[test]
fn help_is_chinese_for_those_who_ask() {
    let help = stdout(&juesuan(Path::new("."), &["check", "--lang", "zh", "--help"]));
    assert!(
        help.contains("用法：juesuan check") && help.contains("例子：") && help.contains("按规则核对文件"),
        "{help}"
    );
    let english = ["Usage", "Options:", "Arguments", "Print", "possible values", "Examples", "default:"];
    assert!(!english.iter().any(|word| help.contains(word)), "{help}");
    let mut in_china = command(Path::new("."), &["-h"]);
    let help = stdout(&in_china.env("LC_ALL", "zh_CN.UTF-8").output().expect("the binary runs"));
    assert!(help.contains("命令:\n  convert      把文件转换成数据"), "{help}");
    // the same words are understood in both languages
    let folder = folder();
    for lang in ["zh", "en"] {
        let done =
            juesuan(folder.path(), &["--lang", lang, "check", "a.txt", "--deny=error", "-v", "--jobs", "1"]);
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    }
    let page = stdout(&juesuan(Path::new("."), &["man", "convert", "--lang", "zh"]));
    assert!(page.contains(".TH juesuan-convert 1") && page.contains("输出文件夹"), "{page}");
}

#[test]
fn help_and_messages_keep_to_one_language() {
    // a locale that tells nothing
    let help = stdout(&crate::juesuan(Path::new("."), &["-h"]));
    let message = stderr(&crate::juesuan(Path::new("."), &["check", "nowhere.txt"]));
    assert!(help.contains("用法：") && message.starts_with("错误："), "{help}{message}");
    let mut english = command(Path::new("."), &["check", "nowhere.txt"]);
    let message = english.env("JUESUAN_LANG", "en").output().expect("the binary runs");
    assert!(stderr(&message).starts_with("error: "), "{}", stderr(&message));
}

#[test]
fn completions_are_scripts_of_their_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let done = juesuan(Path::new("."), &["completions", shell]);
        let script = stdout(&done);
        assert!(script.contains("juesuan") && script.contains("convert"), "{shell}: {script}");
    }
    let script = juesuan(Path::new("."), &["completions", "bash"]).stdout;
    let bash = Command::new("bash").arg("-n").stdin(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let Ok(mut bash) = bash else { return support::skipped("completions", "bash") };
    std::io::Write::write_all(&mut bash.stdin.take().expect("piped"), &script).expect("it reads");
    let done = bash.wait_with_output().expect("it ends");
    assert!(done.status.success() && done.stderr.is_empty(), "{}", stderr(&done));
}

#[test]
fn bash_completes_commands_and_formats() {
    let folder = folder();
    let script = juesuan(Path::new("."), &["completions", "bash"]).stdout;
    std::fs::write(folder.path().join("juesuan.bash"), script).expect("written");
    let complete = |words: &str, at: usize| {
        let ask = format!(
            "source ./juesuan.bash; COMP_WORDS=({words}); COMP_CWORD={at}; \
             _juesuan juesuan \"${{COMP_WORDS[{at}]}}\" \"${{COMP_WORDS[{at}-1]}}\"; echo \"${{COMPREPLY[*]}}\""
        );
        Command::new("bash").args(["--norc", "-c", &ask]).current_dir(folder.path()).output().ok()
    };
    let Some(done) = complete("juesuan conv", 1) else { return support::skipped("completions", "bash") };
    assert_eq!(stdout(&done), "convert\n", "{}", stderr(&done));
    let formats = complete("juesuan convert --to p", 3).map(|done| stdout(&done));
    assert_eq!(formats.as_deref(), Some("parquet\n"));
}

#[test]
fn manual_pages_are_roff_and_there_is_one_for_each_command() {
    let folder = folder();
    let page = stdout(&juesuan(folder.path(), &["man", "convert"]));
    assert!(page.contains(".TH juesuan-convert 1") && page.contains("Examples:"), "{page}");
    assert!(stdout(&juesuan(folder.path(), &["man"])).contains(".TH juesuan 1"));
    let done = juesuan(folder.path(), &["man", "--out", "man1"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let pages: Vec<_> = crate::files(&folder.path().join("man1")).into_keys().collect();
    assert!(pages.contains(&"juesuan.1".into()) && pages.contains(&"juesuan-diff.1".into()), "{pages:?}");
    assert_eq!(pages.len(), 12, "{pages:?}");
    let done = juesuan(folder.path(), &["man", "convrt", "--lang", "en"]);
    assert_eq!(stderr(&done), "error: there is no command convrt; did you mean convert?\n");

    // many systems have no man, or one that only says so
    let mut man = Command::new("man");
    man.args(["--warnings", "-l", "man1/juesuan-convert.1"])
        .env("LC_ALL", "C.UTF-8")
        .current_dir(folder.path());
    match man.output() {
        Ok(shown) if stdout(&shown).contains("SYNOPSIS") => {
            assert!(stdout(&shown).contains("--partition"), "{}", stdout(&shown));
            assert_eq!(stderr(&shown), "");
        }
        _ => {
            let _ = writeln!(std::io::stderr(), "SKIPPED the formatted page: no man that formats");
        }
    }
}

#[test]
fn words_nobody_knows_are_answered_with_those_that_are_near() {
    let said = |words: &[&str]| stderr(&juesuan(Path::new("."), words));
    assert!(said(&["convet"]).contains("'convert'"));
    assert!(said(&["check", "a.txt", "--fromat", "json"]).contains("'--format'"));
    assert!(said(&["explain", "JS13", "--lang", "en"]).contains("did you mean JS13"));
    assert!(said(&["explain", "js9999"]).contains("juesuan rules"));
}
