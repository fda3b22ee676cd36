//! `juesuan diff`.

use std::path::Path;

use expect_test::expect;

use crate::{TABLE, folder_of, juesuan, stderr, stdout};

/// The table of another year: other figures, 元 in place of 万元, one line more.
fn later() -> String {
    TABLE
        .replace("单位：万元", "单位：元")
        .replace("12.50\t10.00\t2.50\n210", "150000.00\t100000.00\t50000.00\n210")
        .replace(
            "12.50\t10.00\t2.50",
            "125000.00\t100000.00\t25000.00\n212\t城乡社区支出\t25000.00\t0.00\t25000.00",
        )
}

fn folder() -> tempfile::TempDir {
    folder_of(&[("2021.txt", TABLE), ("2022.txt", &later())])
}

#[test]
fn two_documents_as_a_table() {
    let folder = folder();
    let done = juesuan(folder.path(), &["diff", "2021.txt", "2022.txt"]);
    assert_eq!(done.status.code(), Some(1), "{}", stderr(&done));
    expect![[r#"
        2021.txt → 2022.txt
        ┌─────┬──────────────────┬──────────────┬───────┬───────────┬───────────┬───────────┬─────────┐
        │ 表  ┆ 行               ┆ 列           ┆     A ┆         B ┆ 单位      ┆      差额 ┆       % │
        ╞═════╪══════════════════╪══════════════╪═══════╪═══════════╪═══════════╪═══════════╪═════════╡
        │ Z03 ┆ 合计             ┆ 本年支出合计 ┆ 12.50 ┆ 150000.00 ┆ 万元 → 元 ┆ +25000.00 ┆  +20.00 │
        │ Z03 ┆ 合计             ┆ 项目支出     ┆  2.50 ┆  50000.00 ┆ 万元 → 元 ┆ +25000.00 ┆ +100.00 │
        │ Z03 ┆ 212 城乡社区支出 ┆ 本年支出合计 ┆       ┆  25000.00 ┆ 元        ┆           ┆         │
        │ Z03 ┆ 212 城乡社区支出 ┆ 基本支出     ┆       ┆      0.00 ┆ 元        ┆           ┆         │
        │ Z03 ┆ 212 城乡社区支出 ┆ 项目支出     ┆       ┆  25000.00 ┆ 元        ┆           ┆         │
        └─────┴──────────────────┴──────────────┴───────┴───────────┴───────────┴───────────┴─────────┘

    "#]]
    .assert_eq(&stdout(&done));
    assert_eq!(stderr(&done), "5 处变化\n");
}

#[test]
fn nothing_changed_is_zero() {
    let folder = folder_of(&[("a.txt", TABLE), ("b.txt", &TABLE.replace("12.50", "12.5"))]);
    let done = juesuan(folder.path(), &["diff", "a.txt", "b.txt", "--lang", "en"]);
    assert_eq!((done.status.code(), stdout(&done).as_str()), (Some(0), ""));
    assert_eq!(stderr(&done), "0 changes\n");
}

/// The columns that do not depend on the names of the documents.
fn csv(folder: &Path, a: &str, b: &str) -> String {
    let done = juesuan(folder, &["diff", a, b, "--format", "csv", "-q"]);
    assert_eq!(done.status.code(), Some(1), "{}", stderr(&done));
    stdout(&done)
        .lines()
        .map(|line| line.splitn(3, ',').nth(2).unwrap_or_default().to_owned() + "\n")
        .collect()
}

#[test]
fn packages_json_and_documents_compare_alike() {
    let folder = folder();
    let here = folder.path();
    for year in ["2021", "2022"] {
        let document = format!("{year}.txt");
        let done = juesuan(here, &["convert", &document, "--out", year, "--to", "csv,json", "-q"]);
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    }
    let of_documents = csv(here, "2021.txt", "2022.txt");
    expect![[r#"
        table,code,label,item,column,measure,value_a,value_b,unit_a,unit_b,difference,percent,line_a,line_b
        Z03,,合计,total,本年支出合计,expenditure,12.50,150000.00,万元,元,25000.00,20.00,8,8
        Z03,,合计,total,项目支出,project,2.50,50000.00,万元,元,25000.00,100.00,8,8
        Z03,212,城乡社区支出,fn:212,本年支出合计,expenditure,,25000.00,,元,,,,10
        Z03,212,城乡社区支出,fn:212,基本支出,basic,,0.00,,元,,,,10
        Z03,212,城乡社区支出,fn:212,项目支出,project,,25000.00,,元,,,,10
    "#]]
    .assert_eq(&of_documents);
    assert_eq!(csv(here, "2021", "2022"), of_documents);
    assert_eq!(csv(here, "2021/datapackage.json", "2022.txt"), of_documents);
    assert_eq!(csv(here, "2021/json/2021.txt.json", "2022"), of_documents);
}

#[test]
fn documents_of_packages_meet_by_name_and_by_body() {
    let named = |entity: &str, text: &str| format!("# {entity}2022年度部门决算\n\n{text}");
    let clinic = "临川市云台区卫生工作委员会";
    let folder = folder_of(&[
        ("a/old.txt", &named("清河县卫生监督局", TABLE)),
        ("a/same.txt", TABLE),
        ("a/gone.txt", TABLE),
        ("b/new.txt", &named("清河县卫生监督局", &TABLE.replace("2.50", "3.50"))),
        ("b/same.txt", TABLE),
        ("b/clinic.txt", &named(clinic, TABLE)),
        ("b/more.txt", TABLE),
    ]);
    for side in ["a", "b"] {
        let out = format!("out-{side}");
        let done = juesuan(folder.path(), &["convert", side, "--out", &out, "-q"]);
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    }
    let done = juesuan(folder.path(), &["diff", "out-a", "out-b", "--format", "json", "-q"]);
    assert_eq!(done.status.code(), Some(1), "{}", stderr(&done));
    let changes: serde_json::Value = serde_json::from_slice(&done.stdout).expect("JSON");
    let pairs: std::collections::BTreeSet<String> = changes
        .as_array()
        .expect("a list")
        .iter()
        .map(|change| format!("{} {}", change["document_a"], change["document_b"]))
        .collect();
    let pairs: Vec<String> = pairs.into_iter().collect();
    expect![[r#"
        "gone.txt" null
        "old.txt" "new.txt"
        null "clinic.txt"
        null "more.txt""#]]
    .assert_eq(&pairs.join("\n"));
}

#[test]
fn a_side_that_cannot_be_read_says_what_to_do() {
    let folder = folder_of(&[
        ("a.txt", TABLE),
        ("b/c.txt", TABLE),
        ("b/d.txt", TABLE),
        ("bad/datapackage.json", "{}"),
    ]);
    let said = |b: &str| {
        let done = juesuan(folder.path(), &["diff", "a.txt", b, "--lang", "en"]);
        assert_eq!(done.status.code(), Some(2), "{}", stdout(&done));
        stderr(&done)
    };
    assert_eq!(said("none.txt"), "error: none.txt: no such file or folder; check the path\n");
    let folder_without = said("b");
    assert!(
        folder_without.contains("holds no data package")
            && folder_without.contains("juesuan convert b --out")
    );
    assert!(said("bad").contains("bad/documents.csv"), "{}", said("bad"));
}

#[test]
fn programmes_and_indicators_are_compared_as_what_they_are() {
    let fixture = crate::support::workspace().join("fixtures/programme-report/input.md");
    let fixture = std::fs::read_to_string(fixture).expect("a fixture");
    let folder = folder_of(&[("a.md", &fixture)]);
    let done = juesuan(folder.path(), &["diff", "a.md", "a.md"]);
    assert_eq!(done.status.code(), Some(0), "{}", stdout(&done));
    assert_eq!(fixture.matches("\t9.76\t").count(), 1, "the score of one indicator");
    std::fs::write(folder.path().join("b.md"), fixture.replace("\t9.76\t", "\t9.66\t")).expect("written");
    let done = juesuan(folder.path(), &["diff", "a.md", "b.md", "--format", "csv", "-q"]);
    expect![[r#"
        document_a,document_b,table,code,label,item,column,measure,value_a,value_b,unit_a,unit_b,difference,percent,line_a,line_b
        a.md,b.md,indicators,,排水管网清淤/产出指标/数量指标/清淤管网长度,,,score,9.76,9.66,分,分,-0.10,-1.02,58,58
    "#]].assert_eq(&stdout(&done));
}

/// A package of a document, and what `diff` says of it after a file of it was changed.
fn damaged(change: impl Fn(&Path)) -> (Option<i32>, String, std::time::Duration) {
    let folder = folder_of(&[("a.txt", TABLE)]);
    for out in ["p", "q"] {
        let made = juesuan(folder.path(), &["convert", "a.txt", "--out", out, "-q"]);
        assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    }
    change(&folder.path().join("q"));
    let begun = std::time::Instant::now();
    let words = "ulimit -v 3000000; exec timeout 60 \"$0\" diff p q --lang en";
    let done = std::process::Command::new("bash")
        .args(["-c", words, env!("CARGO_BIN_EXE_juesuan")])
        .current_dir(folder.path())
        .output()
        .expect("bash runs");
    (done.status.code(), stderr(&done), begun.elapsed())
}

/// Replaces the first of something in a file.
fn replaced(file: &'static str, from: &'static str, to: &'static str) -> impl Fn(&Path) {
    move |package| {
        let path = package.join(file);
        let text = std::fs::read_to_string(&path).expect("text");
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{file}: {from}");
        std::fs::write(path, changed).expect("written");
    }
}

#[test]
fn of_a_damaged_package_nothing_is_said_to_be_the_same() {
    let tables = [
        ("observations.csv", ",12.50,万元,", ",abc,万元,", ":2: \"abc\" is no value"),
        ("observations.csv", ",12.50,万元,", ",12.60,万元,", ":2: 12.60 万元 is not \"125000.00\" yuan"),
        ("observations.csv", ",125000.00,", ",abc,", ":2: \"abc\" is no amount_yuan"),
        ("observations.csv", ",125000.00,", ",,", ":2: 12.50 万元 is not \"\" yuan"),
        ("observations.csv", ",12.50,万元,", ",12.50,xyz,", ":2: 12.50 xyz is not \"125000.00\" yuan"),
        ("observations.csv", ",value,", ",wert,", ":1: the column value is missing"),
        ("observations.csv", "a.txt,", "b.txt,", ":2: documents.csv does not name b.txt"),
        ("tables.csv", ",line_end,", ",end_line,", ":1: the column line_end is missing"),
        ("documents.csv", "document,", "name,", ":1: the column document is missing"),
    ];
    for (file, from, to, said) in tables {
        let (code, message, _) = damaged(replaced(file, from, to));
        assert_eq!(code, Some(2), "{file} {from} {to}: {message}");
        assert!(message.contains(&format!("q/{file}{said}")), "{said}: {message}");
    }
    let cut = |package: &Path| std::fs::write(package.join("observations.csv"), "").expect("written");
    let (code, message, _) = damaged(cut);
    assert_eq!(code, Some(2), "{message}");
    let twice = |package: &Path| {
        let path = package.join("documents.csv");
        let text = std::fs::read_to_string(&path).expect("text");
        let row = text.lines().nth(1).expect("a row").to_owned();
        std::fs::write(path, format!("{text}{row}\n")).expect("written");
    };
    let (code, message, _) = damaged(twice);
    assert!(code == Some(2) && message.contains("documents.csv:3: a.txt stands here twice"), "{message}");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_of_a_package_is_neither_waited_for_nor_read_without_end() {
    let pipe = |package: &Path| {
        std::fs::remove_file(package.join("observations.csv")).expect("there");
        let made = std::process::Command::new("mkfifo").arg(package.join("observations.csv")).status();
        assert!(made.is_ok_and(|made| made.success()));
    };
    let (code, message, took) = damaged(pipe);
    assert_eq!(code, Some(2), "{message}");
    assert!(message.contains("no ordinary file") && took.as_secs() < 50, "{message}");
    for open in ["", "\""] {
        let endless = |package: &Path| {
            let path = package.join("observations.csv");
            let text = std::fs::read_to_string(&path).expect("text");
            std::fs::write(&path, text + open).expect("written");
            let file = std::fs::File::options().write(true).open(&path).expect("there");
            file.set_len(20 << 30).expect("a hole");
        };
        let (code, message, _) = damaged(endless);
        assert_eq!(code, Some(2), "{message}");
        assert!(message.contains("a row is longer than"), "{message}");
    }
    let report = folder_of(&[("a.txt", TABLE), ("b.json", "")]);
    let file = std::fs::File::options().write(true).open(report.path().join("b.json")).expect("there");
    file.set_len(20 << 30).expect("a hole");
    let done = juesuan(report.path(), &["diff", "a.txt", "b.json", "--lang", "en"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(stderr(&done).contains("b.json: longer than"), "{}", stderr(&done));
}

#[test]
fn numbers_are_shown_whole() {
    let long = |figure: &str| TABLE.replace("单位：万元", "单位：元").replace("12.50", figure);
    let folder = folder_of(&[("a.txt", &long("1,234,567,890.12")), ("b.txt", &long("2,234,567,890.12"))]);
    let shown = stdout(&juesuan(folder.path(), &["diff", "a.txt", "b.txt"]));
    assert!(shown.contains("1234567890.12") && shown.contains("2234567890.12"), "{shown}");
}

#[test]
fn a_file_that_is_no_report_is_told_in_the_language_of_the_messages() {
    let folder = folder_of(&[("a.txt", TABLE), ("bad.json", "{\n  bad"), ("list.json", "[]")]);
    for file in ["bad.json", "list.json"] {
        let zh = stderr(&juesuan(folder.path(), &["--lang", "zh", "diff", file, "a.txt"]));
        assert!(zh.contains(&format!("{file}: 不是 JSON 报告")) && zh.contains("行第"), "{zh}");
        assert!(!["this is", "key must", "expected", "line"].iter().any(|word| zh.contains(word)), "{zh}");
        let en = stderr(&juesuan(folder.path(), &["--lang", "en", "diff", file, "a.txt"]));
        assert!(en.contains("this is not the JSON of a report"), "{en}");
    }
}
