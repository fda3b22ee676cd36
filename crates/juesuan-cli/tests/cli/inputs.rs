//! What PATH can be, and what is said where it leads nowhere.

use expect_test::expect;

use crate::{TABLE, command, files, folder, folder_of, juesuan, stderr, stdout, with_stdin};

fn documents(folder: &std::path::Path, paths: &[&str]) -> Vec<String> {
    let words: Vec<&str> = ["convert", "--out", "out", "-q"].iter().chain(paths).copied().collect();
    let done = juesuan(folder, &words);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let mut reader = csv::Reader::from_path(folder.join("out/documents.csv")).expect("csv");
    reader.records().map(|record| record.expect("a row")[0].to_owned()).collect()
}

#[test]
fn a_path_is_a_file_a_folder_or_a_pattern() {
    let folder = folder_of(&[
        ("y/2021/a.txt", TABLE),
        ("y/2022/b.md", TABLE),
        ("y/2022/c.csv", "1,2"),
        ("z.TXT", TABLE),
    ]);
    assert_eq!(documents(folder.path(), &["z.TXT"]), ["z.TXT"]);
    assert_eq!(documents(folder.path(), &["y"]), ["2021/a.txt", "2022/b.md"]);
    assert_eq!(documents(folder.path(), &["y/**/*.md"]), ["2022/b.md"]);
    assert_eq!(documents(folder.path(), &["y/202[12]/*"]), ["2021/a.txt", "2022/b.md", "2022/c.csv"]);
    // the output below is no input
    let done = juesuan(folder.path(), &["convert", ".", "--out", "out", "--to", "md"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert_eq!(documents(folder.path(), &["."]), ["y/2021/a.txt", "y/2022/b.md", "z.TXT"]);
}

#[test]
fn an_encoding_that_is_named_is_not_guessed() {
    let folder = folder();
    let gb18030: &[u8] = b"\xca\xd5\xc8\xeb\xbe\xf6\xcb\xe3\xb1\xed\n";
    for (args, guessed) in [(&["--encoding", "big5"][..], "Big5"), (&[][..], "GB18030")] {
        let words: Vec<&str> = ["convert", "-", "--out", "out"].iter().chain(args).copied().collect();
        let done = with_stdin(folder.path(), &words, gb18030);
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        let documents = std::fs::read_to_string(folder.path().join("out/documents.csv")).expect("written");
        assert!(documents.to_lowercase().contains(&guessed.to_lowercase()), "{documents}");
    }
    let done = juesuan(folder.path(), &["convert", "a.txt", "--out", "out", "--encoding", "klingon"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(stderr(&done).contains("gb18030"), "{}", stderr(&done));
}

/// What is said of a path, in a language.
fn said(folder: &std::path::Path, path: &str, lang: &str) -> String {
    let done = juesuan(folder, &["convert", path, "--out", "out", "--lang", lang]);
    assert_eq!(done.status.code(), Some(2));
    assert!(!folder.join("out").exists(), "nothing was read, so nothing is written");
    stderr(&done)
}

#[test]
fn a_path_that_leads_nowhere_says_what_to_do() {
    let folder = folder_of(&[("决算2022.txt", TABLE), ("scans/a.png", "")]);
    let said = |path: &str| said(folder.path(), path, "zh") + &said(folder.path(), path, "en");
    expect![[r#"
        错误：决算2021.txt: 没有这个文件或文件夹，是不是 决算2022.txt？
        error: 决算2021.txt: no such file or folder; did you mean 决算2022.txt?
    "#]]
    .assert_eq(&said("决算2021.txt"));
    expect![[r#"
        错误：elsewhere: 没有这个文件或文件夹，请检查路径
        error: elsewhere: no such file or folder; check the path
    "#]]
    .assert_eq(&said("elsewhere"));
    expect![[r#"
        错误：scans: 文件夹里没有可读的文件（.txt、.md、.pdf、.docx、.xlsx、.html 等）；其他名字的文本文件请直接给出路径
        注意：跳过了目前还不能读取的文件：1 .png（单独给出其中一个，会提示怎样转换）
        error: scans: the folder holds nothing that is read (.txt, .md, .pdf, .docx, .xlsx, .html …); name text files with other endings one by one
        note: passed by, since they cannot be read yet: 1 .png (name one to see how to convert it)
    "#]]
    .assert_eq(&said("scans"));
    expect![[r#"
        错误：*.csv: 没有文件符合这个通配符；** 表示任意层文件夹，请加引号以免 shell 展开
        error: *.csv: no file matches; ** stands for folders at any depth, and quotes keep the shell from expanding it
    "#]]
    .assert_eq(&said("*.csv"));
}

#[test]
fn formats_that_are_not_read_yet_say_how_to_convert_them() {
    let folder = folder();
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0";
    let odd: [(&str, &[u8]); 4] = [
        ("a.pdf", b"%PDF-1.7\n"),
        ("a.odt", b"PK\x03\x04....application/vnd.oasis.opendocument.text"),
        ("a.doc", ole),
        ("a.rtf", b"{\\rtf1}"),
    ];
    for (name, bytes) in odd {
        std::fs::write(folder.path().join(name), bytes).expect("written");
    }
    // no office program is found
    let args = ["check", "a.pdf", "a.odt", "a.doc", "a.rtf"];
    let done = command(folder.path(), &args).env("PATH", "").output().expect("the binary runs");
    assert_eq!(done.status.code(), Some(2));
    expect![[r#"
        错误：a.pdf: 这是 PDF 文件，但已损坏；请重新下载，或用原程序打开后另存一份
        错误：a.odt: 这是 OpenDocument 文档（.odt），目前还不能直接读取；请安装 LibreOffice（之后可直接读取），或运行 `soffice --headless --convert-to docx 文件` 转换后再给出
        错误：a.doc: 这是旧版 Word 文档（.doc），目前还不能直接读取；请安装 LibreOffice（之后可直接读取），或运行 `soffice --headless --convert-to docx 文件` 转换后再给出
        错误：a.rtf: 这是 RTF 文件，目前还不能直接读取；请安装 LibreOffice（之后可直接读取），或运行 `soffice --headless --convert-to docx 文件` 转换后再给出
    "#]]
    .assert_eq(&stderr(&done));
    let done = juesuan(folder.path(), &["tables", "a.pdf", "--lang", "en"]);
    expect![[r#"
        error: a.pdf: this is a PDF file, and it is damaged: it ends in the middle
    "#]]
    .assert_eq(&stderr(&done));
}

#[cfg(unix)]
#[test]
fn a_file_without_the_right_to_read_is_named_and_the_rest_converted() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder_of(&[("a.txt", TABLE), ("locked.txt", TABLE)]);
    let locked = folder.path().join("locked.txt");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).expect("set");
    if std::fs::read(&locked).is_ok() {
        return; // who may read everything cannot see this
    }
    let done = juesuan(folder.path(), &["convert", ".", "--out", "out", "--lang", "en"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(stderr(&done).contains("locked.txt: not readable by you"), "{}", stderr(&done));
    assert!(files(&folder.path().join("out")).contains_key("observations.csv"));
}

#[test]
fn a_folder_cannot_be_looked_at_as_one_document() {
    let folder = folder_of(&[("a.txt", TABLE), ("b.txt", TABLE)]);
    let done = juesuan(folder.path(), &["tables", "."]);
    assert_eq!((done.status.code(), stdout(&done).as_str()), (Some(2), ""));
    assert_eq!(stderr(&done), "错误：.: 这里有 2 份文件，请给出其中一份\n");
}

#[test]
fn a_reader_that_has_read_enough_is_no_error() {
    let folder = folder();
    let mut child = command(folder.path(), &["rules"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the binary runs");
    drop(child.stdout.take());
    let done = child.wait_with_output().expect("it ends");
    assert_eq!((done.status.code(), stderr(&done).as_str()), (Some(0), ""));
}

#[test]
fn a_pattern_is_walked_no_deeper_than_it_is_long() {
    let folder = folder_of(&[("2021/a.txt", TABLE), ("2021/deep/er/b.txt", TABLE)]);
    // of a folder that is not walked nothing is read: not even its list of ignored files
    std::fs::create_dir_all(folder.path().join("2021/deep/.gitignore")).expect("made");
    let said = |pattern: &str| {
        stderr(&juesuan(folder.path(), &["check", pattern, "--select", "JS7", "--lang", "en"]))
    };
    assert!(!said("2021/*.txt").contains(".gitignore"), "{}", said("2021/*.txt"));
    assert!(said("2021/**/*.txt").contains(".gitignore"), "{}", said("2021/**/*.txt"));
    assert_eq!(documents(folder.path(), &["2021/*.txt"]), ["a.txt"]);
    assert_eq!(documents(folder.path(), &["2021/**/*.txt"]), ["a.txt", "deep/er/b.txt"]);
}
