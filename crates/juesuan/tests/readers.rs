//! What others read in our files: DuckDB, pandas, Polars, Arrow, openpyxl and LibreOffice against the CSV package.

#![allow(clippy::expect_used, clippy::print_stdout, clippy::doc_markdown)] // a test may expect, and may speak

mod support;

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use juesuan::Options;
use juesuan::model::{
    Amount, Cell, Certainty, Column, Decimal, Entity, Entry, Fact, FactRole, Finding, FindingKind, Layout,
    Place, Report, Row, Severity, SourceInfo, StatementId, Table, TableKind, TableParts, Unit,
};
use juesuan::output::parquet::{ParquetOptions, ParquetWriter, Partition};
use juesuan::output::{ReportWriter, format};
use juesuan::segment::Span;

/// Whether Python has these packages; says so where it has not, past the capture of test output.
fn python_has(test: &str, modules: &str) -> bool {
    let import = Command::new("python3").args(["-c", &format!("import {modules}")]).output();
    let there = import.is_ok_and(|done| done.status.success());
    if !there {
        missing(test, &format!("Python's {modules}"));
    }
    there
}

fn missing(test: &str, what: &str) {
    assert!(!support::in_ci(), "{test}: {what} is missing, and in CI nothing may be");
    let _ = writeln!(std::io::stderr(), "SKIPPED {test}: {what} is missing");
}

/// Runs one of the scripts beside this file; it compares and complains.
fn python(script: &str, arguments: &[&str]) {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers");
    let done = Command::new("python3")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .arg(scripts.join(script))
        .args(arguments)
        .output()
        .expect("python3 runs");
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{script} {arguments:?}: {said}{}", String::from_utf8_lossy(&done.stderr));
    println!("{said}");
}

/// The fixtures, the real documents where they are there, and what no document would print.
fn reports(test: &str) -> Vec<Report> {
    let documents = support::fixtures().into_iter().chain(support::seeds(test));
    checked(documents.collect()).into_iter().chain([hostile()]).collect()
}

/// What is read in documents, and what the rules find in them.
fn checked(documents: Vec<(String, Vec<u8>)>) -> Vec<Report> {
    let rules = juesuan::rules::catalogue();
    let read = |(name, bytes): (String, Vec<u8>)| {
        let mut reading =
            juesuan::read_text(&bytes, &name, &Options::default()).expect("the documents are read");
        reading.check(&rules);
        reading.report
    };
    documents.into_iter().map(read).collect()
}

/// Texts that a spreadsheet would run, figures that no binary number is, names that folders do not take.
fn hostile() -> Report {
    let place = |start: u32| Place::new(Span::new(start, start + 4), 1 + start / 10);
    let mut report = Report::new(SourceInfo { path: "ä b/=1+1 #'%.txt".into(), ..SourceInfo::default() });
    report.entity = Some(Entity::new("清河县/卫生=监督局?"));
    report.year = Some(2021);
    for (start, (subject, value)) in (0..).zip([
        ("=HYPERLINK(\"http://example.com\")", "0.1"),
        ("+1+cmd|' /C calc'!A0", "79228162514264337593543950335"),
        ("-2+3", "0.0000000000000000000000000001"),
        ("@SUM(A1)", "-1234567890123456.78"),
        ("·点", "0.09833333333333334"),
        ("a\u{1}b\u{FFFF}\"c\"", "-0.00"),
        ("_x0041_", "1.10"),
    ]) {
        let value: Decimal = value.parse().expect("a number");
        let mut fact = Fact::new(FactRole::Amount, value, Some(Unit::WAN_YUAN), place(start * 10));
        fact.subject = subject.into();
        report.facts.push(fact);
    }
    let cell = |row: u32, column: u16, entry, start| Cell {
        row: row.into(),
        column: column.into(),
        entry,
        printed: None,
        certainty: Certainty::Given,
        place: place(start),
    };
    let number = |text: &str| text.parse().expect("a number");
    let parts = TableParts {
        id: StatementId::Z05.into(),
        kind: TableKind::Statement,
        title: "=表".into(),
        unit: Some(Unit::WAN_YUAN),
        line_start: 20,
        line_end: 21,
        fragments: 1,
        layout: Layout::Tabbed,
        columns: ["=1", "-2", "丙"].map(|head| Column::new(vec!["支出".into(), head.into()])).into(),
        rows: vec![Row::new("=A1", 20).with_code("208"), Row::new("@甲", 21).with_code("20805")],
        cells: vec![
            cell(0, 0, Entry::Number(number("1234567.80")), 200),
            cell(0, 1, Entry::Text("=1+1".into()), 210),
            cell(1, 0, Entry::Measured(Box::new(Amount::new(number("12.5"), Unit::Percent))), 220),
            cell(1, 1, Entry::Dash, 230),
            cell(1, 2, Entry::Number(number("0")), 240),
        ],
    };
    report.tables.push(Table::new(parts).expect("a table"));
    report.findings.push(Finding {
        id: "=1".into(),
        message: "=合计".into(),
        places: vec![place(200), place(220), place(900)],
        ..Finding::new("Z05", FindingKind::Sum, Severity::Error)
    });
    report
}

/// The same reports in these formats, in one folder.
fn write(folder: &Path, reports: &[Report], formats: &[&str]) {
    for name in formats {
        let format = format(name).expect("a format of this build");
        finish(format.create(folder).expect("the folder can be written"), reports);
    }
}

fn finish(mut writer: Box<dyn ReportWriter>, reports: &[Report]) {
    for report in reports {
        writer.write(report, "").expect("a report can be written");
    }
    writer.finish().expect("the files can be completed");
}

fn parquet_agrees(test: &str, reader: &str, modules: &str) {
    if !python_has(test, modules) {
        return;
    }
    let reports = reports(test);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("a path in UTF-8");
    write(folder.path(), &reports, &["csv", "parquet"]);
    python("parquet.py", &[reader, path]);
    for partition in [Partition::Document, Partition::Entity, Partition::Year] {
        let options = ParquetOptions::default().partitioned(partition);
        let writer = ParquetWriter::create(folder.path(), options).expect("the folder can be written");
        finish(Box::new(writer), &reports);
        python("parquet.py", &[reader, path, partition.as_str()]);
        for resource in juesuan::output::RESOURCES {
            std::fs::remove_dir_all(folder.path().join(resource.name)).expect("a dataset for each resource");
        }
    }
}

#[test]
fn the_defaults_of_pandas_and_polars_find_the_types() {
    let test = "the_defaults_of_pandas_and_polars_find_the_types";
    if !python_has(test, "pandas, polars") {
        return;
    }
    // the first documents print whole numbers alone
    let whole = support::fixtures().into_iter().find(|(name, _)| name.starts_with("plain-department/"));
    let (_, bytes) = whole.expect("a fixture");
    let printed = String::from_utf8(bytes).expect("text");
    let (head, tail) = printed.split_at(printed.find('表').unwrap_or(0));
    let whole = format!("{head}{}", tail.replace('.', ""));
    let mut reports =
        checked((0..3).map(|nth| (format!("0{nth}.txt"), whole.clone().into_bytes())).collect());
    reports.extend(self::reports(test));
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = format("csv").expect("a format").create(folder.path()).expect("a package");
    for report in &reports {
        writer.write(report, "").expect("a report is written");
    }
    writer.finish().expect("the package is complete");
    python("defaults.py", &[&folder.path().to_string_lossy()]);
}

#[test]
fn duckdb_reads_parquet() {
    parquet_agrees("duckdb_reads_parquet", "duckdb", "duckdb");
}

#[test]
fn pandas_reads_parquet() {
    parquet_agrees("pandas_reads_parquet", "pandas", "pandas, pyarrow");
}

#[test]
fn polars_reads_parquet() {
    parquet_agrees("polars_reads_parquet", "polars", "polars");
}

#[test]
fn arrow_reads_parquet_and_finds_it_well_written() {
    parquet_agrees("arrow_reads_parquet_and_finds_it_well_written", "pyarrow", "pyarrow");
}

/// The queries of the documentation, asked of the fixtures as its pages say.
#[test]
fn duckdb_answers_the_queries_of_the_docs() {
    let test = "duckdb_answers_the_queries_of_the_docs";
    if !python_has(test, "duckdb") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder.path().join("out"), &checked(support::fixtures()), &["csv", "parquet"]);
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    for page in ["analysis.md", "fiscal-data-package.md"] {
        let page = docs.join(page);
        let path = |path: &Path| path.to_str().expect("a path in UTF-8").to_owned();
        python("analysis.py", &[&path(&page), &path(folder.path())]);
    }
}

#[test]
fn openpyxl_reads_workbooks() {
    let test = "openpyxl_reads_workbooks";
    if python_has(test, "openpyxl") {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), &reports(test), &["csv", "xlsx"]);
        python("openpyxl_reads.py", &[folder.path().to_str().expect("a path in UTF-8")]);
    }
}

#[test]
fn libreoffice_opens_workbooks() {
    let test = "libreoffice_opens_workbooks";
    if Command::new("soffice").arg("--version").output().is_err() {
        return missing(test, "LibreOffice (soffice)");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let scratch = tempfile::tempdir().expect("a folder");
    write(folder.path(), &reports(test), &["csv", "xlsx"]);
    let path = |folder: &tempfile::TempDir| folder.path().to_str().expect("a path in UTF-8").to_owned();
    python("libreoffice_reads.py", &[&path(&folder), &path(&scratch)]);
}
