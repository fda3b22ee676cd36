//! Each figure of a workbook is told with its sheet and its cell, in all outputs.
#![allow(clippy::expect_used, reason = "a test may stop here")]

use std::collections::HashMap;

use juesuan::{Options, output, read, read_text};
use juesuan_testkit::{cases, files};

fn workbook() -> Vec<u8> {
    let fixture = cases::fixtures().into_iter().find(|fixture| fixture.name == "plain-department");
    files::xlsx(&fixture.expect("the fixture").document).expect("a workbook")
}

#[test]
fn figures_name_the_cells_that_hold_them() {
    let bytes = workbook();
    let reading = read_text(&bytes, "a.xlsx", &Options::default()).expect("readable");
    let shown: HashMap<String, &str> = reading
        .report
        .sheets
        .cells
        .iter()
        .map(|cell| {
            let text = &reading.text[cell.span.start as usize..cell.span.end as usize];
            (reading.report.cell(cell.span).expect("named").to_string(), text)
        })
        .collect();
    assert_eq!(shown.len(), reading.report.sheets.cells.len(), "a cell is named once");
    let mut figures = 0;
    for table in &reading.report.tables {
        for figure in table.figures() {
            let cell = reading.report.cell(figure.place.span).expect("in a cell").to_string();
            let span = figure.place.span;
            assert!(shown[&cell].contains(&reading.text[span.start as usize..span.end as usize]), "{cell}");
            figures += 1;
        }
    }
    assert!(figures > 300, "{figures}");
}

#[test]
fn the_json_form_keeps_the_cells() {
    let report = read(&workbook(), "a.xlsx", &Options::default()).expect("readable");
    let json = output::to_json(&report).expect("writable");
    assert!(json.contains("\"place\": [") && json.contains("\"cell\": \"A1\""));
    let back = output::read_json(&json).expect("our own");
    assert_eq!(output::to_json(&back).expect("writable"), json);
    let span = back.tables[0].figures().next().expect("a figure").place.span;
    assert_eq!(back.cell(span), report.cell(span));
}
