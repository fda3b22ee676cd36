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
    assert!(said("bad").contains("bad/tables.csv"), "{}", said("bad"));
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
