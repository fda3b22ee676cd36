//! The command line through the real binary, a module a topic.

#![allow(clippy::expect_used)] // a test may expect

mod accounted;
#[cfg(feature = "serve")]
#[path = "../../../juesuan/tests/page/browser.rs"]
mod browser;
mod check;
mod choice;
mod config;
mod convert;
mod diff;
mod help;
mod hostile;
mod inputs;
mod isolate;
#[cfg(target_os = "linux")]
mod kill;
mod office;
mod outputs;
mod ownership;
mod pages;
mod resume;
mod scan;
#[cfg(feature = "serve")]
mod serve;
mod sqlite;
#[path = "../../../juesuan/tests/support/mod.rs"]
mod support;
mod tar;
mod terminal;
mod vocabulary;
mod waiting;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// 支出决算表 with one line and its total.
const TABLE: &str = "## 支出决算表\n\n单位：万元\n\n项目\t\t本年支出合计\t基本支出\t项目支出\n\
    功能分类科目编码\t科目名称\t\t\t\n\t栏次\t1\t2\t3\n\t合计\t12.50\t10.00\t2.50\n210\t卫生健康支出\t12.50\t10.00\t2.50\n";

/// The binary in a folder, whatever the locale and the colours of this machine.
fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_juesuan"));
    command.args(args).current_dir(folder).env("LC_ALL", "C.UTF-8").env_remove("NO_COLOR");
    command
}

fn juesuan(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().expect("the binary runs")
}

fn with_stdin(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let piped = (Stdio::piped(), Stdio::piped(), Stdio::piped());
    let mut child = command(folder, args)
        .stdin(piped.0)
        .stdout(piped.1)
        .stderr(piped.2)
        .spawn()
        .expect("the binary runs");
    child.stdin.take().expect("piped").write_all(input).expect("it reads");
    child.wait_with_output().expect("it ends")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A folder with these files.
fn folder_of(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    folder
}

/// A folder with [`TABLE`] as `a.txt`.
fn folder() -> tempfile::TempDir {
    folder_of(&[("a.txt", TABLE)])
}

/// All files below a folder, by their path in it; hidden ones are left out.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).expect("a folder").flatten() {
            let path = entry.path();
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if path.is_dir() && !hidden {
                folders.push(path);
            } else if !hidden {
                let name = path.strip_prefix(folder).expect("below it").to_string_lossy().into_owned();
                found.insert(name, std::fs::read(&path).expect("readable"));
            }
        }
    }
    found
}
