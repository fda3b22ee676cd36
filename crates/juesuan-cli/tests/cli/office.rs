//! Files that an office program reads: with one, without one, and with one that fails.

use super::{files, folder, juesuan, stderr};
use std::io::Write as _;

/// Rich text: a title, a unit, and a table of two columns and three rows.
fn rich() -> String {
    let unicode = |text: &str| -> String {
        text.chars()
            .map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{}?", u32::from(c)) })
            .collect()
    };
    let row = |cells: [&str; 3]| {
        let cells = cells.map(|cell| ["\\intbl ", &unicode(cell), "\\cell"].concat()).concat();
        format!("\\trowd\\cellx2000\\cellx5000\\cellx8000{cells}\\row\n")
    };
    let rows = [
        ["功能分类科目编码", "科目名称", "本年支出合计"],
        ["", "合计", "12.50"],
        ["210", "卫生健康支出", "12.50"],
    ];
    let rows: String = rows.into_iter().map(row).collect();
    let (title, unit) = (unicode("支出决算表"), unicode("单位：万元"));
    format!("{{\\rtf1\\ansi\\uc1 {title}\\par {unit}\\par\n{rows}\\pard\\par }}")
}

#[test]
fn rich_text_is_read_where_an_office_program_is_installed() {
    if std::process::Command::new("soffice").arg("--version").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "soffice is missing, and in CI nothing may be");
        let _ = writeln!(std::io::stderr(), "SKIPPED: soffice is not installed");
        return;
    }
    let folder = folder();
    std::fs::write(folder.path().join("b.rtf"), rich()).expect("written");
    let done = juesuan(folder.path(), &["convert", "b.rtf", "--out", "out"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let out = files(&folder.path().join("out"));
    let text = |name: &str| String::from_utf8_lossy(&out[name]).into_owned();
    assert!(
        text("observations.csv").contains("b.rtf,Z03,,210,卫生健康支出,"),
        "{}",
        text("observations.csv")
    );
    // what is described is the file that was given
    let size = rich().len();
    assert!(text("documents.csv").contains(&format!(",rtf,UTF-8,{size},")), "{}", text("documents.csv"));
}

#[cfg(unix)]
#[test]
fn an_office_program_that_makes_nothing_of_a_file_is_said() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    std::fs::write(folder.path().join("b.rtf"), rich()).expect("written");
    let program = folder.path().join("soffice");
    std::fs::write(&program, "#!/bin/sh\nexit 0\n").expect("written");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("set");
    let done = super::command(folder.path(), &["check", "b.rtf"]).env("PATH", folder.path()).output();
    let done = done.expect("the binary runs");
    assert_eq!(done.status.code(), Some(2));
    let said = "错误：b.rtf: 这是 RTF 文件，LibreOffice 打不开；请用原程序另存为 .docx\n";
    assert_eq!(stderr(&done), said);
}

/// A tar with these files, by the names of their paths.
fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = Vec::new();
    for (name, contents) in files {
        let mut head = name.as_bytes().to_vec();
        head.resize(124, 0);
        head.extend(format!("{:011o}\0", contents.len()).bytes());
        head.resize(156, 0);
        head.push(b'0');
        head.resize(257, 0);
        head.extend(b"ustar\0\x30\x30");
        head.resize(512, 0);
        tar.extend(head);
        tar.extend(*contents);
        tar.resize(tar.len().next_multiple_of(512), 0);
    }
    tar
}

#[test]
fn documents_in_archives_are_inputs() {
    let folder = folder();
    let inner = tar(&[("丙.txt", super::TABLE.as_bytes())]);
    let deep = tar(&[("more.tar", &inner)]);
    let files_in: [(&str, &[u8]); 5] = [
        ("甲/b.txt", super::TABLE.as_bytes()),
        ("x.png", b"\x89PNG\r\n\x1a\n"),
        ("inner.tar", &inner),
        ("deep.tar", &deep),
        ("bad.zip", b"PK\x03\x04"),
    ];
    std::fs::write(folder.path().join("all.tar"), tar(&files_in)).expect("written");
    std::fs::write(folder.path().join("empty.tar"), tar(&[("x.png", b"")])).expect("written");
    let done = juesuan(folder.path(), &["convert", ".", "--out", "out", "--lang", "en", "-q"]);
    assert_eq!(done.status.code(), Some(2));
    let out = files(&folder.path().join("out"));
    let documents = String::from_utf8_lossy(&out["documents.csv"]).into_owned();
    let names: Vec<&str> = documents.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let read = ["a.txt", "all.tar/甲/b.txt", "all.tar/inner.tar/丙.txt"];
    assert_eq!(names, [&read[..], &["all.tar/deep.tar/more.tar", "all.tar/bad.zip", "empty.tar"]].concat());
    let said = stderr(&done);
    for part in [
        "all.tar/bad.zip: this is a zip archive, and it is damaged",
        "all.tar/deep.tar/more.tar: ",
        "empty.tar: ",
    ] {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn names_in_archives_show_their_controls() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = "a\n::error::b\u{1b}]0;c.txt";
    std::fs::write(folder.path().join("all.tar"), tar(&[(name, super::TABLE.as_bytes())])).expect("written");
    let done = juesuan(folder.path(), &["convert", "all.tar", "--out", "out", "--to", "json,csv"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let names: Vec<String> = files(&folder.path().join("out/json")).into_keys().collect();
    assert_eq!(names, ["all.tar/a␊%3A%3Aerror%3A%3Ab␛]0;c.txt.json"]);
}
