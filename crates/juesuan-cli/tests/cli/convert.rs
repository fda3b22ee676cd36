//! `juesuan convert`, and the commands that look at one stage.

use std::path::Path;

use expect_test::expect;

use crate::{TABLE, folder, juesuan, stderr, stdout, with_stdin};

fn observations(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("out/observations.csv")).expect("the package holds observations")
}

#[test]
fn convert_writes_the_package_and_says_where() {
    let folder = folder();
    let done = juesuan(folder.path(), &["convert", "a.txt", "--out", "out", "--to", "csv,json"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    expect![[r#"
        out/datapackage.json
        out/json
        out/report.schema.json
    "#]]
    .assert_eq(&stdout(&done));
    let lines: Vec<String> = observations(folder.path()).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 7, "a header and two rows of three figures");
    assert!(lines[1].starts_with("a.txt,Z03,"), "{}", lines[1]);
}

#[test]
fn a_failed_input_is_named_and_the_others_are_converted() {
    let folder = folder();
    std::fs::write(folder.path().join("scan.pdf"), b"%PDF-1.7\n%\xe2\xe3\xcf\xd3").expect("written");
    let done = juesuan(folder.path(), &["convert", "scan.pdf", "a.txt", "missing.txt", "--out", "out"]);
    assert_eq!(done.status.code(), Some(2));
    let said = stderr(&done);
    assert!(said.contains("scan.pdf") && said.contains("missing.txt"), "{said}");
    assert_eq!(observations(folder.path()).lines().count(), 7);
}

#[test]
fn standard_input_is_a_document() {
    let folder = folder();
    let done = with_stdin(folder.path(), &["convert", "-", "--out", "out"], TABLE.as_bytes());
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(observations(folder.path()).lines().nth(1).is_some_and(|line| line.starts_with("-,Z03,")));
}

#[test]
fn line_ends_and_byte_order_marks_change_no_figure() {
    let folder = folder();
    let values = |text: &str| {
        let done = with_stdin(folder.path(), &["convert", "-", "--out", "out"], text.as_bytes());
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        let mut reader = csv::Reader::from_path(folder.path().join("out/observations.csv")).expect("csv");
        let keep = |record: csv::StringRecord| [2, 3, 4, 5, 6, 9].map(|i| record[i].to_owned());
        reader.records().map(|record| keep(record.expect("a row"))).collect::<Vec<_>>()
    };
    let plain = values(TABLE);
    assert_eq!(plain.len(), 6);
    assert_eq!(values(&TABLE.replace('\n', "\r\n")), plain);
    assert_eq!(values(&TABLE.replace('\n', "\r")), plain);
    assert_eq!(values(&format!("\u{feff}{TABLE}")), plain);
}

#[test]
fn odd_inputs_give_a_result() {
    let folder = folder();
    let long_line = "预算，".repeat(200_000);
    let number = format!("甲\t{}\n乙\t1\n", "9".repeat(200));
    let odd = [
        " \n\t\n",
        "\0\0\u{0}表\t1\n",
        &long_line,
        &number,
        "一\n二\n",
        "a\tb\nc\nd\te\tf\n",
        "<b><p><b>1</p></b>\t2\n",
    ];
    for text in odd {
        let done = with_stdin(folder.path(), &["convert", "-", "--out", "out"], text.as_bytes());
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    }
}

#[test]
fn the_stages_can_be_looked_at() {
    let folder = folder();
    let tables = stdout(&juesuan(folder.path(), &["tables", "a.txt"]));
    assert!(tables.contains("卫生健康支出") && tables.contains("支出决算表"), "{tables}");
    let segments = stdout(&juesuan(folder.path(), &["segments", "a.txt"]));
    assert!(segments.contains("支出决算表"), "{segments}");
}

#[test]
fn the_schema_is_json_and_validates_the_json_output() {
    let folder = folder();
    let schema: serde_json::Value =
        serde_json::from_slice(&juesuan(folder.path(), &["schema"]).stdout).expect("the schema is JSON");
    let done = juesuan(folder.path(), &["convert", "a.txt", "--out", "out", "--to", "json"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let written = std::fs::read(folder.path().join("out/json/a.txt.json")).expect("one file a document");
    let written: serde_json::Value = serde_json::from_slice(&written).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let errors: Vec<String> = validator.iter_errors(&written).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}
