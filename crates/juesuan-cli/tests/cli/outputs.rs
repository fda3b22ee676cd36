//! What is written: the same whatever the number of workers, and said where it is.

use std::fs;

use expect_test::expect;

use crate::{TABLE, files, folder, folder_of, juesuan, stderr, stdout, support};

const ALL: &str = "csv,json,jsonl,md,xlsx,html,parquet";

#[test]
fn the_number_of_workers_changes_no_byte() {
    let folder = folder();
    let fixtures = support::workspace().join("fixtures/*/input.*").display().to_string();
    let run = |out: &str, more: &[&str]| {
        let words = ["convert", &fixtures, "a.txt", "--out", out, "--to", ALL, "--partition", "year"];
        let done = juesuan(folder.path(), &[&words, more].concat());
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        files(&folder.path().join(out))
    };
    let one = run("one", &["--jobs", "1"]);
    assert!(one.len() > 40, "{:?}", one.keys());
    for jobs in ["2", "7"] {
        let many = run(jobs, &["--jobs", jobs]);
        assert_eq!(one.keys().collect::<Vec<_>>(), many.keys().collect::<Vec<_>>());
        let other: Vec<&String> =
            one.iter().filter(|(name, bytes)| many[*name] != **bytes).map(|(name, _)| name).collect();
        assert!(other.is_empty(), "with {jobs} workers other bytes in {other:?}");
    }
}

#[test]
fn the_number_of_workers_does_not_change_the_order_of_findings() {
    let fixtures = support::workspace().join("fixtures");
    let run = |jobs: &str| stdout(&juesuan(&fixtures, &["check", ".", "--jobs", jobs, "--deny", "error"]));
    assert_eq!(run("1"), run("5"));
}

#[test]
fn parquet_is_parted_as_asked() {
    let dated = |year: u32| format!("# 清河县卫生监督局{year}年度部门决算\n\n{TABLE}");
    let folder = folder_of(&[("in/a.txt", &dated(2021)), ("in/b.txt", &dated(2022)), ("in/c.txt", TABLE)]);
    let observations = |by: &str| {
        let done =
            juesuan(folder.path(), &["convert", "in", "--out", by, "--to", "parquet", "--partition", by]);
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        let names = files(&folder.path().join(by)).into_keys();
        (stdout(&done), names.filter(|name| name.starts_with("observations")).collect::<Vec<_>>())
    };
    let (listed, whole) = observations("none");
    assert_eq!(whole, ["observations.parquet"]);
    assert_eq!(listed.lines().count(), 11, "every file is listed: {listed}");
    let (listed, by_year) = observations("year");
    assert_eq!(
        by_year,
        [
            "observations/year=2021/part-0.parquet",
            "observations/year=2022/part-0.parquet",
            "observations/year=__HIVE_DEFAULT_PARTITION__/part-0.parquet"
        ]
    );
    assert!(listed.contains("year/observations\n"), "each folder is listed: {listed}");
    assert_eq!(observations("document").1.len(), 3);
    let (_, by_entity) = observations("entity");
    assert!(by_entity.iter().any(|name| name.contains("entity=清河县卫生监督局")), "{by_entity:?}");
}

#[test]
fn options_that_do_not_go_together_say_so() {
    let folder = folder();
    let said = |more: &[&str]| {
        let done = juesuan(folder.path(), &[&["convert", "a.txt", "--lang", "en"], more].concat());
        (done.status.code(), stderr(&done).lines().next().unwrap_or_default().to_owned())
    };
    let (code, first) = said(&["--out", "a.txt"]);
    assert_eq!((code, &*first), (Some(2), "error: a.txt: --out is a file; name a folder"));
    let (code, first) = said(&["--out", "out", "--partition", "year"]);
    assert_eq!((code, &*first), (Some(0), "note: --partition concerns Parquet alone; add --to parquet"));
    let (code, first) = said(&["--out", "out", "--to", "cvs"]);
    assert_eq!((code, &*first), (Some(2), "error: invalid value 'cvs' for '--to <FORMAT>'"));
    // names that people know the formats by
    assert_eq!(said(&["--out", "out", "--to", "excel,markdown,xlsx"]).0, Some(0));
    assert!(folder.path().join("out/xlsx/a.txt.xlsx").exists());
}

#[test]
fn the_end_of_a_run_is_summed_up() {
    let folder = folder();
    let done =
        juesuan(folder.path(), &["convert", "a.txt", "none.txt", "--out", "out", "--to", "csv,html,json"]);
    assert_eq!(done.status.code(), Some(2));
    expect![[r#"
        out/datapackage.json
        out/html/index.html
        out/json
        out/report.schema.json
    "#]]
    .assert_eq(&stdout(&done));
    let said = stderr(&done);
    let lines: Vec<&str> = said.lines().filter(|line| !line.starts_with("问题")).collect();
    expect![[r#"
        错误：none.txt: 没有这个文件或文件夹，请检查路径
        文件  读取 1 份，失败 1 份
        表格  1 张
        数字  10 个，读出 7 个，未读 3 个（原因见 unread）
        输出  out"#]]
    .assert_eq(&lines.join("\n"));
    let done = juesuan(folder.path(), &["convert", "a.txt", "--out", "out", "--quiet"]);
    assert_eq!((stderr(&done).as_str(), stdout(&done).as_str()), ("", "out/datapackage.json\n"));
}

#[test]
fn a_folder_in_the_place_of_a_file_leaves_the_earlier_run_whole() {
    for place in ["datapackage.json", "documents.csv", "json/a.txt.json"] {
        let folder = folder_of(&[("a.txt", TABLE)]);
        let out = folder.path().join("o");
        let words = ["convert", "a.txt", "--out", "o", "--to", "csv,json", "-q"];
        assert_eq!(juesuan(folder.path(), &words).status.code(), Some(0));
        fs::remove_file(out.join(place)).expect("ours");
        fs::create_dir(out.join(place)).expect("made");
        let before = files(&out);
        fs::write(folder.path().join("a.txt"), format!("{TABLE}\n另一份\n")).expect("written");
        let done = juesuan(folder.path(), &words);
        assert_eq!(done.status.code(), Some(2), "{place}: {}", stderr(&done));
        assert!(files(&out) == before, "{place}");
    }
}

#[test]
fn a_document_that_one_format_cannot_name_is_in_no_format() {
    let folder =
        folder_of(&[("in/a.txt", TABLE), ("in/b.txt", TABLE), ("out/json/b.txt.json", "somebody's")]);
    let here = folder.path();
    let words = ["convert", "in", "--out", "out", "--to", "html,xlsx,json,csv", "--lang", "en"];
    let done = juesuan(here, &words);
    assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
    let out = here.join("out");
    assert!(out.join("html/a.txt.html").is_file() && out.join("xlsx/a.txt.xlsx").is_file());
    assert!(!out.join("html/b.txt.html").exists() && !out.join("xlsx/b.txt.xlsx").exists());
    assert_eq!(fs::read_to_string(out.join("json/b.txt.json")).expect("there"), "somebody's");
    let listed = fs::read_to_string(out.join("documents.csv")).expect("written");
    assert_eq!(listed.lines().filter(|line| line.starts_with("b.txt,")).count(), 1, "{listed}");
}

/// What a full disk leaves of the package that was there: no file may be larger than so many half kilobytes.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_leaves_the_earlier_package_whole() {
    let folder = folder_of(&[("a.txt", TABLE), ("b.txt", &TABLE.repeat(40))]);
    let here = folder.path();
    assert_eq!(juesuan(here, &["convert", "a.txt", "--out", "out"]).status.code(), Some(0));
    let before = files(&here.join("out"));
    let script = "ulimit -f 8; exec \"$0\" convert b.txt --out out";
    let done = std::process::Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_juesuan")])
        .current_dir(here)
        .output()
        .expect("sh runs");
    assert_ne!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(files(&here.join("out")) == before, "the earlier package: {}", stderr(&done));
}
