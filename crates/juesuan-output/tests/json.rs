//! JSON: what is written is valid, and is read back as it was.
#![allow(clippy::unwrap_used, reason = "a test that cannot build its input fails")]

mod sample;

use std::fs;

use juesuan_output::{format, json_schema, read_json, to_json};

#[test]
fn a_report_is_read_back_and_written_alike() {
    let report = sample::report("a/清河.txt");
    let text = to_json(&report).unwrap();
    let again = read_json(&text).unwrap();
    assert_eq!(again, report);
    assert_eq!(to_json(&again).unwrap(), text);
}

#[test]
fn the_schema_accepts_what_is_written_and_refuses_a_binary_float() {
    let validator = jsonschema::validator_for(&json_schema()).unwrap();
    let mut value = serde_json::to_value(sample::report("a.txt")).unwrap();
    let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let cell = value.pointer_mut("/tables/0/rows/0/cells/0/value").unwrap();
    assert_eq!(cell, "497.10");
    *cell = serde_json::json!(497.1);
    assert!(!validator.is_valid(&value));
}

#[test]
fn a_cell_carries_what_the_csv_row_carries() {
    let value = serde_json::to_value(sample::report("a.txt")).unwrap();
    let cell = value.pointer("/tables/0/rows/0/cells/0").unwrap();
    expect_test::expect![[r#"
        {
          "amount_yuan": "4971000",
          "at": 0,
          "column": "本年支出/小计",
          "end": 104,
          "line": 10,
          "page": 1,
          "start": 100,
          "unit": "万元",
          "value": "497.10"
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(cell).unwrap());
}

#[test]
fn files_stay_inside_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = format("json").unwrap().create(folder.path()).unwrap();
    writer.write(&sample::report("../../x/y.txt"), "").unwrap();
    let written = writer.finish().unwrap();
    assert!(written.iter().all(|path| path.starts_with(folder.path())), "{written:?}");
    let text = fs::read_to_string(folder.path().join("json/x/y.txt.json")).unwrap();
    assert_eq!(read_json(&text).unwrap().source.path, "../../x/y.txt");
}
