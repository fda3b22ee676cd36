//! Where in a workbook the text comes from, and what a workbook hides.

#![cfg(feature = "sheet")]
#![allow(clippy::unwrap_used, reason = "a test may")]

mod files;

use files::archive;
use files::old::{Cell, xls};
use juesuan_ingest::{HiddenKind, Options, Source, ingest};

fn source(bytes: &[u8]) -> Source<'_> {
    ingest(bytes, Options::default()).unwrap()
}

/// Each cell with its text.
fn cells(source: &Source<'_>) -> Vec<String> {
    let text = |cell: &juesuan_source::SheetCell| {
        let name = source.sheets.name(*cell).unwrap();
        format!("{name}={}", &source.text[cell.span.start as usize..cell.span.end as usize])
    };
    source.sheets.cells.iter().map(text).collect()
}

/// What is hidden, and whether it is read.
fn hidden<'s>(source: &'s Source<'_>) -> Vec<(HiddenKind, &'s str, bool)> {
    source.hidden.iter().map(|part| (part.kind, part.name.as_str(), part.is_read)).collect()
}

/// A workbook of Excel with sheets of these names, states and contents.
fn xlsx(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut list = String::new();
    let mut relations = String::new();
    let mut parts: Vec<(String, String)> = Vec::new();
    for (at, (name, state, content)) in sheets.iter().enumerate() {
        list.push_str(&format!("<sheet name=\"{name}\" state=\"{state}\" r:id=\"r{at}\"/>"));
        relations
            .push_str(&format!("<Relationship Id=\"r{at}\" Type=\"x/worksheet\" Target=\"s{at}.xml\"/>"));
        parts.push((format!("xl/s{at}.xml"), format!("<worksheet>{content}</worksheet>")));
    }
    parts.push(("xl/workbook.xml".into(), format!("<workbook><sheets>{list}</sheets></workbook>")));
    parts.push(("xl/_rels/workbook.xml.rels".into(), format!("<Relationships>{relations}</Relationships>")));
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    archive(&parts)
}

/// A row of texts; `-` leaves a cell out, digits are a number.
fn row(number: u32, attributes: &str, texts: &[&str]) -> String {
    let cell = |(letter, text): (char, &&str)| match *text {
        "-" => String::new(),
        text if text.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("<c r=\"{letter}{number}\"><v>{text}</v></c>")
        }
        text => format!("<c r=\"{letter}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    };
    let cells: String = ('A'..).zip(texts).map(cell).collect();
    format!("<row r=\"{number}\" {attributes}>{cells}</row>")
}

#[test]
fn titles_cells_and_what_stands_aside_have_their_places() {
    let sheet = [
        row(1, "", &["支出表", "-", "-", "-", "回目录"]),
        row(3, "", &["-", "单位：万元"]),
        row(4, "", &["项目", "数"]),
        row(5, "", &["水费", "3.5"]),
        row(6, "", &["电费", "4"]),
    ];
    let bytes = xlsx(&[
        ("表 一", "visible", &format!("<sheetData>{}</sheetData>", sheet.concat())),
        ("二", "visible", &format!("<sheetData>{}</sheetData>", row(2, "", &["-", "-", "附注"]))),
    ]);
    let expected = [
        "'表 一'!A1=支出表",
        "'表 一'!B3=单位：万元",
        "'表 一'!A4=项目",
        "'表 一'!B4=数",
        "'表 一'!A5=水费",
        "'表 一'!B5=3.5",
        "'表 一'!A6=电费",
        "'表 一'!B6=4",
        "'表 一'!E1=回目录",
        "二!C2=附注",
    ];
    assert_eq!(cells(&source(&bytes)), expected);
}

#[test]
fn hidden_sheets_rows_and_columns_are_told_and_what_became_of_them() {
    let columns =
        "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/><col min=\"4\" max=\"16384\" hidden=\"1\"/></cols>";
    let rows = [
        row(1, "", &["项目", "说明", "数"]),
        row(2, "hidden=\"1\"", &["水费", "净", "3.5", "77"]),
        row(3, "hidden=\"true\"", &["电费", "净", "2"]),
        row(4, "", &["合计", "全", "5.5"]),
        row(7, "hidden=\"1\"", &["核对", "-", "0"]),
    ];
    let sheet = format!("{columns}<sheetData>{}</sheetData>", rows.concat());
    let bytes = xlsx(&[("甲", "visible", &sheet), ("草稿", "hidden", &sheet), ("空", "hidden", "")]);
    let source = source(&bytes);
    assert_eq!(
        hidden(&source),
        [
            (HiddenKind::Rows, "甲!2:3", true),
            (HiddenKind::Rows, "甲!7:7", false),
            (HiddenKind::Columns, "甲!B:B", true),
            (HiddenKind::Columns, "甲!D:D", false),
            (HiddenKind::Sheet, "草稿", false),
        ]
    );
    assert!(!source.text.contains("77") && !source.text.contains("核对") && source.text.contains("水费\t净"));
}

#[test]
fn a_workbook_that_shows_no_sheet_is_read_and_says_so() {
    let sheet = format!("<sheetData>{}</sheetData>", row(1, "", &["项目", "3.5"]));
    let bytes = xlsx(&[("甲", "veryHidden", &sheet), ("乙", "visible", "")]);
    let source = source(&bytes);
    assert_eq!(hidden(&source), [(HiddenKind::Sheet, "甲", true)]);
    assert_eq!(cells(&source), ["甲!A1=项目", "甲!B1=3.5"]);
}

#[test]
fn open_document_hides_by_style_and_visibility() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let line = |attributes: &str, texts: [&str; 2]| {
        format!("<table:table-row {attributes}>{}</table:table-row>", texts.map(cell).concat())
    };
    let rows = [
        line("", ["项目", "数"]),
        line("table:visibility=\"filter\"", ["水费", "3"]),
        line("table:visibility=\"collapse\" table:number-rows-repeated=\"2\"", ["电费", "4"]),
        line("", ["合计", "11"]),
    ];
    let content = format!(
        "<office:document-content><office:automatic-styles><style:style style:name=\"h\" style:family=\"table\">\
         <style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body>\
         <office:spreadsheet><table:table table:name=\"甲\">{rows}</table:table>\
         <table:table table:name=\"乙\" table:style-name=\"h\"><table:table-column \
         table:visibility=\"collapse\"/>{rows}</table:table></office:spreadsheet></office:body></office:document-content>",
        rows = rows.concat()
    );
    let bytes = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ]);
    let source = source(&bytes);
    assert_eq!(hidden(&source), [(HiddenKind::Rows, "甲!2:4", true), (HiddenKind::Sheet, "乙", false)]);
    assert_eq!(cells(&source).last().map(String::as_str), Some("甲!B5=11"));
}

#[test]
fn old_workbooks_have_places_and_hide_rows_and_columns() {
    let bytes = xls(&[
        Cell::HiddenRow(1),
        Cell::HiddenColumns(2, 255),
        Cell::Label(0, 0, "项目"),
        Cell::Label(0, 1, "数"),
        Cell::Label(1, 0, "水费"),
        Cell::Number(1, 1, 1, 2.5),
        Cell::Number(1, 2, 1, 9.0),
        Cell::Label(2, 0, "合计"),
        Cell::Number(2, 1, 1, 2.5),
    ]);
    let source = source(&bytes);
    assert_eq!(
        hidden(&source),
        [(HiddenKind::Rows, "甲表1!2:2", true), (HiddenKind::Columns, "甲表1!C:C", false)]
    );
    assert_eq!(cells(&source).last().map(String::as_str), Some("甲表1!B3=2.50"));
}

/// Each formula with what its cell shows and what it gives.
fn formulas(source: &Source<'_>) -> Vec<String> {
    let one = |formula: &juesuan_ingest::SheetFormula| {
        let shown = &source.text[formula.span.start as usize..formula.span.end as usize];
        let (gives, is_stored) = (formula.gives.as_deref().unwrap_or("?"), formula.is_stored);
        format!("{} {shown} {gives}{}", formula.formula, if is_stored { "" } else { " computed" })
    };
    source.formulas.iter().map(one).collect()
}

#[test]
fn formulas_are_computed_beside_their_stored_values() {
    let cell = |place: &str, formula: &str, value: &str| {
        let value = if value.is_empty() { String::new() } else { format!("<v>{value}</v>") };
        format!("<c r=\"{place}\">{formula}{value}</c>")
    };
    let f = |text: &str| format!("<f>{text}</f>");
    let first = [
        row(1, "", &["项目", "数", "数"]),
        row(2, "", &["水费", "3.5", "1"]),
        row(3, "", &["电费", "4", "2"]),
        format!(
            "<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>合计</t></is></c>{}{}{}{}</row>",
            cell("B4", "<f t=\"shared\" ref=\"B4:C4\" si=\"0\">SUM(B2:B3)</f>", "7.4"),
            cell("C4", "<f t=\"shared\" si=\"0\"/>", "3"),
            cell("D4", &f("IFERROR(B4,C4)"), "7.5"),
            cell("E4", &f("B4-C4"), ""),
        ),
    ];
    let second = format!(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>结转</t></is></c>{}{}</row>",
        cell("B1", &f("'表 一'!B2+'表 一'!B3"), "7.5000000000001"),
        cell("C1", &f("SUM('表 一'!B2:C3)-B1"), "9"),
    );
    let bytes = xlsx(&[
        ("表 一", "visible", &format!("<sheetData>{}</sheetData>", first.concat())),
        ("二", "visible", &format!("<sheetData>{second}</sheetData>")),
    ]);
    let expected = [
        "=SUM(B2:B3) 7.4 7.5",
        "=SUM(C2:C3) 3 3",
        "=IFERROR(B4,C4) 7.5 ?",
        "=B4-C4 4.4 4.4 computed",
        "='表 一'!B2+'表 一'!B3 7.5000000000001 7.5000000000001",
        "=SUM('表 一'!B2:C3)-B1 9 3",
    ];
    assert_eq!(formulas(&source(&bytes)), expected);
}

#[test]
fn formulas_of_open_document_are_computed_too() {
    let cell = |attributes: &str, text: &str| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let line = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let rows = [
        line(&(cell("", "水费") + &cell("office:value=\"1200.5\"", "1,200.50"))),
        line(&(cell("", "电费") + &cell("office:value=\"4\"", "4.00"))),
        line(
            &(cell("", "合计")
                + &cell("office:value=\"1204\" table:formula=\"of:=SUM([.B1:.B2])\"", "1,204.00")),
        ),
        line(
            &(cell("", "差")
                + &cell("office:value=\"1196.5\" table:formula=\"of:=[.B1]-[$'甲'.B2]\"", "1,196.50")),
        ),
    ];
    let content = format!("<d><table:table table:name=\"甲\">{}</table:table></d>", rows.concat());
    let bytes = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ]);
    assert_eq!(formulas(&source(&bytes)), ["=SUM(B1:B2) 1,204.00 1,204.50", "=B1-'甲'!B2 1,196.50 1,196.50"]);
}
