//! The data package as a reader finds it.
#![allow(clippy::unwrap_used, reason = "a test that cannot build its input fails")]

mod sample;

use std::fs;

use expect_test::{expect, expect_file};
use juesuan_model::{BudgetId, Report, SourceInfo, StatementId};
use juesuan_output::{
    FORMATS, OutputError, PackagePart, PackageWriter, RESOURCES, ReportWriter, data_dictionary,
};

fn csv(resource: &str) -> String {
    let part = PackagePart::render(&sample::report("a/清河.txt"));
    String::from_utf8(part.csv(resource).unwrap().to_vec()).unwrap()
}

#[test]
fn the_dictionary_in_the_docs_is_the_one_of_the_code() {
    expect_file!["../../../docs/data-dictionary.md"].assert_eq(&data_dictionary());
}

#[test]
fn observations_have_unit_exact_yuan_and_meaning() {
    expect![[r#"
        a/清河.txt,Z05,,,合计,本年支出/小计,497.10,万元,4971000.00,10,1,100,104,total,expenditure,given,2,,,,,,
        a/清河.txt,Z05,,,合计,本年支出/基本支出,0.00,万元,0.00,10,1,100,104,total,basic,given,0,,,,,,
        a/清河.txt,Z05,,,合计,本年支出/项目支出,0.00,万元,0.00,10,1,100,104,total,project,given,2,,,,,,
        a/清河.txt,Z05,,210,卫生健康支出,本年支出/基本支出,10.50,万元,105000.00,11,1,110,114,fn:210,basic,given,2,,,,,,
        a/清河.txt,Z05,7,21015 01,行政运行,本年支出/小计,-35.00,人,,12,1,120,124,,expenditure,given,0,,,,,,
        a/清河.txt,T70,,,"服务点, ""新建""",数量,20.00,,,10,1,100,104,,,given,0,,,,,,
    "#]]
    .assert_eq(&csv("observations"));
}

#[test]
fn every_name_of_a_table_matches_the_pattern_of_its_column() {
    let names = StatementId::ALL.map(|id| id.as_str().to_owned()).into_iter();
    let names =
        names.chain(BudgetId::ALL.map(|id| id.as_str().to_owned())).chain(["T1".into(), "T574".into()]);
    let table = juesuan_output::resource("tables").unwrap().fields.iter().find(|field| field.name == "table");
    let schema = serde_json::json!({ "pattern": table.unwrap().pattern.unwrap() });
    for name in names {
        assert!(jsonschema::is_valid(&schema, &name.clone().into()), "{name}");
    }
    assert!(!jsonschema::is_valid(&schema, &"B1".into()));
}

#[test]
fn the_other_files() {
    let others = [
        "documents",
        "sections",
        "tables",
        "programmes",
        "indicators",
        "facts",
        "checks",
        "findings",
        "repairs",
        "unread",
    ];
    let text = others.map(|name| format!("{name}: {}", csv(name))).concat();
    expect![[r#"
        documents: a/清河.txt,2022年度清河县卫生监督局部门决算,清河县卫生监督局,2022,txt,UTF-8,4096,0000000000000000000000000000000000000000000000000000000000000000,120,3,2,12,11,1,0,read,
        sections: a/清河.txt,1,1,第一部分,部门概况,
        tables: a/清河.txt,Z05,statement,一般公共预算财政拨款支出决算表,万元,8,12,1,3,3,tabbed
        a/清河.txt,T70,other,,,70,71,2,1,1,exploded
        programmes: a/清河.txt,医疗救助补助,programme,report,15.00,,,万元,,,,,优,30,1,,
        indicators: a/清河.txt,医疗救助补助,,,救助人次,·=100%,-,10.00,,,40,1,,
        facts: a/清河.txt,总体情况,收支总计,2022-2021,change,3841.65,万元,38416500.00,50,1,500,504,given,2,,,,,,
        checks: a/清河.txt,Z05.sum,finding,3,1
        findings: a/清河.txt,1,Z05.sum,sum,error,合计不等于各项之和,497.10,10.50,486.60,万元,10;11,1,
        repairs: a/清河.txt,12,joined_digits,1 0.50,10.50,a blank inside a number
        unread: a/清河.txt,90,900,904,360,the line is cut off,false,,
    "#]].assert_eq(&text);
}

#[test]
fn every_row_has_a_value_for_each_column() {
    let report = sample::report("a.txt");
    for resource in RESOURCES {
        let mut rows = 0;
        resource.rows(&report, |row| {
            rows += 1;
            assert_eq!(row.len(), resource.fields.len(), "{}", resource.name);
        });
        assert!(rows > 0, "{}", resource.name);
    }
}

#[test]
fn files_appear_together_and_whole() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Box::new(PackageWriter::create(folder.path()).unwrap());
    writer.write(&sample::report("a.txt"), "").unwrap();
    let visible = |folder: &tempfile::TempDir| {
        let names = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.filter(|name| !name.starts_with('.')).collect();
        names.sort();
        names
    };
    assert!(visible(&folder).is_empty());
    writer.finish().unwrap();
    assert_eq!(visible(&folder).len(), RESOURCES.len() + 1);
    let documents = fs::read_to_string(folder.path().join("documents.csv")).unwrap();
    assert!(documents.starts_with("document,title,entity,year,"), "{documents}");
}

#[test]
fn an_output_that_is_not_finished_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for format in FORMATS {
        let mut writer = format.create(folder.path()).unwrap();
        for document in ["a.txt", "b/c/d.txt"] {
            writer.write(&sample::report(document), "").unwrap();
        }
        drop(writer);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{}", format.name);
    }
}

#[test]
fn two_documents_of_one_name_are_an_error() {
    let folder = tempfile::tempdir().unwrap();
    for format in FORMATS.iter().filter(|format| format.name != "jsonl") {
        let mut writer = format.create(folder.path()).unwrap();
        writer.write(&Report::new(SourceInfo { path: "a.txt".into(), ..SourceInfo::default() }), "").unwrap();
        let again = writer.write(&sample::report("a.txt"), "");
        assert!(
            matches!(again, Err(OutputError::DuplicateDocument(name)) if name == "a.txt"),
            "{}",
            format.name
        );
    }
}

#[test]
fn what_is_rendered_first_and_appended_later_is_what_is_written_at_once() {
    let reports = ["a.txt", "index", "b/c.txt"].map(sample::report);
    for format in FORMATS {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let mut at_once = format.create(folders[0].path()).unwrap();
        let mut in_two = format.create(folders[1].path()).unwrap();
        let render = in_two.renderer();
        let rendered: Vec<_> = reports.iter().map(|report| render(report, "text").unwrap()).collect();
        for (report, rendered) in reports.iter().zip(&rendered) {
            at_once.write(report, "text").unwrap();
            in_two.append(rendered).unwrap();
        }
        let (left, right) = (at_once.finish().unwrap(), in_two.finish().unwrap());
        assert_eq!(left.len(), right.len(), "{}", format.name);
        for (left, right) in left.iter().zip(&right) {
            let inner =
                |file: &std::path::Path, at: usize| file.strip_prefix(folders[at].path()).unwrap().to_owned();
            assert_eq!(inner(left, 0), inner(right, 1));
            assert_eq!(fs::read(left).unwrap(), fs::read(right).unwrap(), "{}", left.display());
        }
    }
}
