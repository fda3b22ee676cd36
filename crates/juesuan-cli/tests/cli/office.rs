//! Files that an office program reads: with one, without one, and with one that fails.

use super::tar::tar;
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
    let others =
        ["all.tar/deep.tar/more.tar", "all.tar/bad.zip", "all.tar/x.png", "empty.tar", "empty.tar/x.png"];
    assert_eq!(names, [&read[..], &others].concat());
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

/// A folder with programs that stand still, in place of those that help.
#[cfg(unix)]
fn with_helpers_that_stand_still() -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    std::fs::write(folder.path().join("b.rtf"), rich()).expect("written");
    for name in ["soffice", "tesseract"] {
        let program = folder.path().join(name);
        std::fs::write(&program, "#!/bin/sh\necho $$ >> \"$(dirname \"$0\")/begun\"\nexec sleep 60\n")
            .expect("written");
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("set");
    }
    folder
}

/// The command with these helpers.
#[cfg(unix)]
fn helped(folder: &std::path::Path, words: &[&str]) -> std::process::Command {
    let mut command = super::command(folder, &[words, &["--lang", "en"]].concat());
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{}:{path}", folder.display()));
    command
}

#[cfg(unix)]
#[test]
fn a_program_that_helps_takes_no_longer_than_reading_may() {
    let folder = with_helpers_that_stand_still();
    let scan = crate::scan::SCAN;
    std::fs::write(folder.path().join("scan.pdf"), scan).expect("written");
    for words in [
        &["check", "b.rtf", "--max-seconds", "2"][..],
        &["convert", "b.rtf", "--out", "out", "--max-seconds", "2"],
        &["tables", "b.rtf", "--max-seconds", "2"],
        &["check", "scan.pdf", "--ocr", "--max-seconds", "2"],
    ] {
        let begun = std::time::Instant::now();
        let done = helped(folder.path(), words).output().expect("the binary runs");
        assert_eq!(done.status.code(), Some(2), "{words:?}: {}", stderr(&done));
        assert!(begun.elapsed().as_secs() < 40, "{words:?} took {:?}", begun.elapsed());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_program_that_helps_ends_when_the_run_is_asked_to() {
    for words in [&["check", "b.rtf"][..], &["tables", "b.rtf"], &["diff", "b.rtf", "a.txt"]] {
        let folder = with_helpers_that_stand_still();
        let mut child = helped(folder.path(), words)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("the binary runs");
        let begun = folder.path().join("begun");
        let helper = (0..600).find_map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            std::fs::read_to_string(&begun).ok()?.trim().parse::<u32>().ok()
        });
        let helper = helper.expect("the program was asked");
        let sent = std::process::Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
        assert!(sent.is_ok_and(|sent| sent.success()));
        let asked = std::time::Instant::now();
        assert_eq!(child.wait().expect("it ends").code(), Some(143), "{words:?}");
        assert!(asked.elapsed().as_secs() < 30, "{words:?}");
        assert!(
            !std::path::Path::new(&format!("/proc/{helper}")).exists(),
            "{words:?}: it does not go on alone"
        );
    }
}

/// An entry of a tar: a head of this kind, with what it leads to, and contents.
fn entry(name: &str, kind: u8, link: &str, contents: &[u8]) -> Vec<u8> {
    let mut entry = tar(&[(name, contents)]);
    entry[156] = kind;
    entry[157..157 + link.len()].copy_from_slice(link.as_bytes());
    entry
}

#[test]
fn what_an_archive_holds_is_read_named_or_counted() {
    let folder = folder();
    let table = super::TABLE.as_bytes();
    let parts = [
        entry("2022/a.txt", b'0', "", table),
        entry("2023/b.txt", b'1', "2022/a.txt", b""),
        entry("2023/c.txt", b'2', "../2022/a.txt", b""),
        entry("2023/d.txt", b'1', "2022/none.txt", b""),
        entry("pipe.txt", b'6', "", b""),
        entry("scan.png", b'0', "", b"x"),
        entry("rest.txt", b'M', "", b"x"),
    ];
    std::fs::write(folder.path().join("all.tar"), parts.concat()).expect("written");
    let done = juesuan(folder.path(), &["convert", "all.tar", "--out", "out", "--lang", "en"]);
    assert_eq!(done.status.code(), Some(2));
    let out = files(&folder.path().join("out"));
    let mut documents = csv::Reader::from_reader(&*out["documents.csv"]);
    let status =
        documents.headers().expect("a head").iter().position(|head| head == "status").expect("a status");
    let rows: Vec<(String, String)> = documents
        .records()
        .map(|row| row.expect("a row"))
        .map(|row| (row[0].to_owned(), row[status].to_owned()))
        .collect();
    let mut rows: Vec<(&str, &str)> =
        rows.iter().map(|(name, status)| (name.as_str(), status.as_str())).collect();
    rows.sort_unstable();
    let wanted = [
        ("all.tar/2022/a.txt", "read"),
        ("all.tar/2023/b.txt", "read"),
        ("all.tar/2023/d.txt", "failed"),
        ("all.tar/rest.txt", "failed"),
        ("all.tar/scan.png", "skipped"),
    ];
    assert_eq!(rows, wanted, "{}", stderr(&done));
    let said = stderr(&done);
    assert!(
        said.contains("links that lead nowhere or to folders 1")
            && said.contains("pipes, devices or sockets 1"),
        "{said}"
    );
}

#[test]
fn archives_in_archives_have_one_limit_together() {
    let folder = folder();
    // what is packed well: 40 MB in some 40 kB, and that sixty times
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&vec![b' '; 40 << 20]).expect("packed");
    let packed = packed.finish().expect("packed");
    let names: Vec<String> = (0..60).map(|at| format!("{at}.txt.gz")).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &*packed)).collect();
    std::fs::write(folder.path().join("all.tar"), tar(&entries)).expect("written");
    let done = juesuan(folder.path(), &["check", "all.tar", "-q", "--lang", "en", "--exit-zero"]);
    assert_eq!(done.status.code(), Some(2));
    let refused = stderr(&done).lines().filter(|line| line.contains("bytes when unpacked")).count();
    assert!((45..60).contains(&refused), "{refused}: {}", stderr(&done));
    let done = juesuan(folder.path(), &["check", "all.tar", "-q", "--lang", "en", "--max-seconds", "1"]);
    assert_eq!(done.status.code(), Some(2));
}
