//! The same document as text, as a file of Word, as a web page and as a workbook is read the same.

#![allow(clippy::expect_used, clippy::print_stdout)] // a test may expect, and may speak

mod reader;

use juesuan_testkit::document::Part;
use juesuan_testkit::{Document, Layout, files, fixtures, print};

/// Rows that one reading has and the other has not.
fn missing<T: PartialEq + Clone>(of: &[T], from: &[T]) -> Vec<T> {
    let mut left = from.to_vec();
    let mut missing = Vec::new();
    for one in of {
        match left.iter().position(|other| other == one) {
            Some(at) => drop(left.swap_remove(at)),
            None => missing.push(one.clone()),
        }
    }
    missing
}

/// A title over two lines is one line in a file: the name of its section is left out of the comparison.
const TITLE: &str = "项目自评总结报告";

fn demand_same(name: &str, text: &[u8], file: &[u8]) {
    let rows = |bytes: &[u8]| {
        let mut rows = reader::rows(bytes);
        for (_, fields) in rows.iter_mut().filter(|(resource, _)| *resource == "sections") {
            for field in fields.iter_mut().filter(|field| field.ends_with(TITLE)) {
                TITLE.clone_into(field);
            }
        }
        rows
    };
    let (expected, found) = (rows(text), rows(file));
    let (lost, new) = (missing(&expected, &found), missing(&found, &expected));
    assert!(lost.is_empty() && new.is_empty(), "{name}: lost {lost:#?}, new {new:#?}");
    assert_eq!(findings(text), findings(file), "{name}");
}

/// What is found, without the places.
fn findings(bytes: &[u8]) -> Vec<(String, String, String)> {
    let mut reading =
        juesuan::read_text(bytes, "input.txt", &juesuan::Options::default()).expect("a document");
    reading.check(&juesuan::rules::catalogue());
    let key = |finding: &juesuan::model::Finding| {
        (finding.rule.to_string(), finding.printed.clone(), finding.expected.clone())
    };
    let mut keys: Vec<_> = reading.report.findings.iter().map(key).collect();
    keys.sort();
    keys
}

/// The tables with the lines above them, without running text.
fn tables_alone(document: &Document) -> Document {
    let mut alone = document.clone();
    let mut kept = Vec::new();
    let mut above: Vec<Part> = Vec::new();
    for part in std::mem::take(&mut alone.parts) {
        match part {
            Part::Table(_) => {
                // a title, its number, the body, the unit
                let from = above.len().saturating_sub(4);
                kept.extend(above.drain(..).skip(from));
                kept.extend([part, Part::Blank]);
            }
            Part::Blank => {}
            Part::Text { .. } => above.clear(),
            part => above.push(part),
        }
    }
    alone.parts = kept;
    alone
}

#[test]
fn fixtures_are_read_the_same_from_files() {
    for fixture in fixtures() {
        let document = files::whole(&fixture.document);
        let text = print(&document, Layout::Tabbed).text;
        demand_same(&format!("{}.html", fixture.name), text.as_bytes(), &files::html(&document));
        demand_same(
            &format!("{}.docx", fixture.name),
            text.as_bytes(),
            &files::docx(&document).expect("written"),
        );
    }
}

#[test]
fn tables_are_read_the_same_from_workbooks() {
    for fixture in fixtures() {
        let document = tables_alone(&files::whole(&fixture.document));
        if document.parts.is_empty() {
            continue;
        }
        let text = print(&document, Layout::Tabbed).text;
        let only = |bytes: &[u8]| -> Vec<_> {
            reader::rows(bytes).into_iter().filter(|(name, _)| *name == "observations").collect()
        };
        let (expected, found) = (only(text.as_bytes()), only(&files::xlsx(&document).expect("written")));
        let (lost, new) = (missing(&expected, &found), missing(&found, &expected));
        println!("{}: {} observations, {} lost, {} new", fixture.name, expected.len(), lost.len(), new.len());
        assert!(lost.is_empty() && new.is_empty(), "{}.xlsx: lost {lost:#?}, new {new:#?}", fixture.name);
    }
}
