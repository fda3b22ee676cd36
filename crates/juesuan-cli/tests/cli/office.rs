//! Files that an office program reads: with one, without one, and with one that fails.

use super::{files, folder, juesuan, stderr};

/// Rich text: a title, a unit, and a table of two columns and three rows.
fn rich() -> String {
    let unicode = |text: &str| -> String {
        text.chars()
            .map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{}?", u32::from(c)) })
            .collect()
    };
    let row = |cells: [&str; 3]| {
        let cells: String = cells.iter().map(|cell| format!("\\intbl {}\\cell", unicode(cell))).collect();
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
        eprintln!("SKIPPED: soffice is not installed");
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
