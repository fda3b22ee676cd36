//! What the cells of workbooks show, and how sheets become titles, tables and notes.

#![cfg(all(feature = "docx", feature = "sheet"))]
#![allow(clippy::unwrap_used, reason = "a test may")]

mod files;

use files::{archive, docx_with, xlsx};
use juesuan_ingest::{Format, IngestError, Options, ingest};
use proptest::prelude::*;

fn text(bytes: &[u8]) -> String {
    ingest(bytes, Options::default()).unwrap().text.into_owned()
}

/// A row of cells: numbers with the style behind `|`, other text inline, `-` for no cell.
fn row(number: u32, cells: &[&str]) -> String {
    let mut row = format!("<row r=\"{number}\">");
    for (cell, column) in cells.iter().zip('A'..) {
        let place = format!("{column}{number}");
        match cell.split_once('|') {
            Some((value, style)) => row += &format!("<c r=\"{place}\" s=\"{style}\"><v>{value}</v></c>"),
            None if *cell == "-" => {}
            None => row += &format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
        }
    }
    row + "</row>"
}

fn form() -> Vec<u8> {
    let rows = [
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>".to_owned(),
        row(2, &["-", "-", "公开01表"]),
        row(3, &["部门：某局", "-", "单位：万元"]),
        row(5, &["项目", "决算数", "-"]),
        row(6, &["-", "基本", "项目"]),
        row(7, &["甲\n乙", "1234.5|1", "1234.565|2"]),
        row(8, &["丙", "-", "0.9567|3"]),
        row(10, &["丁", "2101501|0", "0.30000000000000004|0"]),
        row(11, &["注：以上为决算数。"]),
        row(13, &["另表", "数"]),
        row(14, &["戊", "-5|2"]),
    ];
    xlsx(
        &rows.concat(),
        "<mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A5:A6\"/><mergeCell ref=\"B5:C5\"/><mergeCell ref=\"A11:C11\"/>",
    )
}

const FORM: &str = "收入总表\n公开01表\n部门：某局\n单位：万元\n项目\t决算数\t\n\t基本\t项目\n甲乙\t1234.50\t1,234.57\n丙\t\t95.67%\n\
    丁\t2101501\t0.3\n\n注：以上为决算数。\n另表\t数\n戊\t-5.00\n";

#[test]
fn a_sheet_is_read_as_it_is_printed() {
    let bytes = form();
    let source = ingest(&bytes, Options::default()).unwrap();
    assert_eq!(source.format, Format::Xlsx);
    assert_eq!(source.text, FORM);
    assert_eq!(source.grids[0].cells[1].columns, 1..3);
    assert_eq!(source.grids[0].cells[0].rows, 0..2);
}

#[test]
fn a_table_of_two_columns_may_have_an_empty_one_between() {
    let rows = [
        row(1, &["支出情况表"]),
        row(2, &["部门：某局", "-", "单位：万元"]),
        row(3, &["项目", "-", "金额"]),
        row(4, &["水费", "-", "2|1"]),
        row(5, &["电费", "-", "4|1"]),
    ];
    let shown = text(&xlsx(&rows.concat(), "<mergeCell ref=\"A1:C1\"/>"));
    assert!(shown.contains("项目\t金额\n水费\t2.00\n电费\t4.00\n"), "{shown}");
}

#[test]
fn small_tables_beside_one_another_are_tables() {
    let beside = |left: &str, right: &str| {
        let rows = [
            row(1, &[left, "-", "-", right]),
            row(2, &["项目", "数", "-", "名称", "人数"]),
            row(3, &["水费", "2|1", "-", "甲科", "3|0"]),
            row(4, &["电费", "4|1", "-", "乙科", "5|0"]),
            row(5, &["合计", "6|1"]),
        ];
        text(&xlsx(&rows.concat(), "<mergeCell ref=\"A1:B1\"/><mergeCell ref=\"D1:E1\"/>"))
    };
    let parted = "甲表\n项目\t数\n水费\t2.00\n电费\t4.00\n合计\t6.00\n\n乙表\n名称\t人数\n甲科\t3\n乙科\t5\n";
    assert_eq!(beside("甲表", "乙表"), parted);
    // the two sides of a form are one table
    assert!(beside("收入", "支出").contains("水费\t2.00\t"));
}

#[test]
fn units_below_the_titles_of_tables_beside_one_another_stay_with_them() {
    let rows = [
        row(1, &["甲表", "-", "-", "乙表"]),
        row(2, &["-", "单位：万元", "-", "-", "单位：人"]),
        row(3, &["项目", "数", "-", "名称", "人数"]),
        row(4, &["水费", "2|1", "-", "甲科", "3|0"]),
        row(5, &["电费", "4|1", "-", "乙科", "5|0"]),
    ];
    let parted = "甲表\n单位：万元\n项目\t数\n水费\t2.00\n电费\t4.00\n\n乙表\n单位：人\n名称\t人数\n甲科\t3\n乙科\t5\n";
    assert_eq!(text(&xlsx(&rows.concat(), "")), parted);
}

#[test]
fn what_stands_beside_a_table_is_no_part_of_it() {
    let rows = |link_in: u32| {
        let title = |number, cells: &[&str]| {
            let mut cells = cells.to_vec();
            cells.extend((number == link_in).then_some("返回目录"));
            row(number, &cells)
        };
        [
            title(1, &["收入决算表", "-", "-", "-"]),
            title(2, &["-", "-", "公开02表", "-"]),
            title(3, &["部门：某局", "-", "单位：万元", "-"]),
            row(4, &["项目", "本年收入", "事业收入"]),
            row(5, &["水费", "2|1", "1|1", "-", "0|1"]),
            row(6, &["电费", "4|1", "3|1", "-", "0|1"]),
            row(7, &["合计", "6|1", "4|1", "-", "0|1"]),
        ]
    };
    let expected = "收入决算表\n公开02表\n部门：某局\n单位：万元\n项目\t本年收入\t事业收入\n水费\t2.00\t1.00\n\
                    电费\t4.00\t3.00\n合计\t6.00\t4.00\n\n返回目录\n0.00 0.00 0.00\n";
    for link_in in 1..=2 {
        assert_eq!(text(&xlsx(&rows(link_in).concat(), "<mergeCell ref=\"A1:C1\"/>")), expected);
    }
}

#[test]
fn hidden_columns_and_rows_beside_a_table_are_left_out() {
    let hide = |rows: String, number: u32| {
        rows.replace(&format!("<row r=\"{number}\""), &format!("<row r=\"{number}\" hidden=\"1\""))
    };
    let rows = [
        row(1, &["项目", "决算数"]),
        row(2, &["水费", "2|1", "1001|0"]),
        row(3, &["电费", "4|1", "1002|0"]),
        row(5, &["校验", "9|1"]),
    ];
    let sheet = hide(hide(rows.concat(), 2), 5);
    let columns = "<cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols>";
    assert_eq!(text(&xlsx(&(columns.to_owned() + &sheet), "")), "项目\t决算数\n水费\t2.00\n电费\t4.00\n");
}

#[test]
fn a_head_over_the_whole_width_below_the_unit_is_no_title() {
    let rows = [
        row(1, &["三项经费决算表"]),
        row(2, &["-", "-", "-", "单位：万元"]),
        row(3, &["财政拨款三项经费"]),
        row(4, &["合计", "-", "出国", "-"]),
        row(5, &["预算数", "决算数", "预算数", "决算数"]),
        row(6, &["5|1", "4|1", "5|1", "4|1"]),
    ];
    let merged = ["A1:D1", "A3:D3", "A4:B4", "C4:D4"].map(|range| format!("<mergeCell ref=\"{range}\"/>"));
    let expected = "三项经费决算表\n单位：万元\n财政拨款三项经费\t\t\t\n合计\t\t出国\t\n预算数\t决算数\t预算数\t决算数\n5.00\t4.00\t5.00\t4.00\n";
    assert_eq!(text(&xlsx(&rows.concat(), &merged.concat())), expected);
}

#[test]
fn sums_without_a_stored_value_are_computed() {
    let formula = |place: &str, formula: &str| format!("<c r=\"{place}\" s=\"1\"><f>{formula}</f></c></row>");
    let sum = |row: String, place: &str, sum: &str| row.replace("</row>", &formula(place, sum));
    let rows = [
        row(1, &["项目", "小计", "基本", "项目"]),
        sum(row(2, &["合计"]), "B2", "SUM(B3:B4)"),
        sum(row(3, &["水费", "-", "1.5|1", "2|1"]), "B3", "C3+D3"),
        sum(row(4, &["电费", "-", "3|1", "-"]), "B4", "MAX(C4,2)"),
    ];
    let expected =
        "项目\t小计\t基本\t项目\n合计\t=SUM(B3:B4)\t\t\n水费\t3.50\t1.50\t2.00\n电费\t=MAX(C4,2)\t3.00\t\n";
    assert_eq!(text(&xlsx(&rows.concat(), "")), expected);
    for (formula, total) in
        [("C4+D4", "6.50"), ("C4*2", "9.50"), ("ROUND(C4/2,1)", "5.00"), ("IF(D4=0,0,C4/D4)", "3.50")]
    {
        let whole = rows.concat().replace("MAX(C4,2)", formula);
        assert!(text(&xlsx(&whole, "")).contains(&format!("合计\t{total}\t")), "{formula}");
    }
}

#[test]
fn a_workbook_in_a_document_is_a_table_at_its_place() {
    let before = "<w:p><w:r><w:t>前</w:t></w:r></w:p>";
    let object = "<w:p><w:r><w:object><o:OLEObject r:id=\"o\"/></w:object></w:r></w:p>";
    let book = xlsx(&(row(1, &["项目", "数"]) + &row(2, &["甲", "2|1"])), "");
    let bytes = docx_with(&[before, object, before].concat(), &[("word/embeddings/book.xlsx", &book)]);
    assert_eq!(text(&bytes), "前\n项目\t数\n甲\t2.00\n\n前\n");
}

#[test]
fn old_workbooks_show_numbers_by_their_formats() {
    use files::old::{Cell, xls};
    let bytes = xls(&[
        Cell::Label(0, 0, "项目"),
        Cell::Label(0, 1, "决算数"),
        Cell::Label(0, 2, "比重"),
        Cell::Label(1, 0, "甲"),
        Cell::Number(1, 1, 2, 1_234.565_000_1),
        Cell::Number(1, 2, 3, 0.5),
        Cell::Label(2, 0, "乙"),
        Cell::Hundredths(2, 1, &[(1, 1250), (0, 20)]),
    ]);
    let source = ingest(&bytes, Options::default()).unwrap();
    assert_eq!(source.format, Format::Xls);
    assert_eq!(source.text, "项目\t决算数\t比重\n甲\t1,234.57\t50.00%\n乙\t12.50\t0.2\n");
}

#[test]
fn broken_old_workbooks_give_a_result_or_an_error() {
    use files::old::{Cell, xls};
    let file = xls(&[Cell::Label(0, 0, "甲"), Cell::Number(0, 1, 2, 1.5), Cell::Hundredths(1, 1, &[(1, 7)])]);
    let mut changed = file.clone();
    for at in (0..file.len()).filter(|at| at % 512 < 200 || file[*at] != 0) {
        for with in [0, 0xff, file[at] ^ 1] {
            changed[at] = with;
            let _ = ingest(&changed, Options::default());
        }
        changed[at] = file[at];
    }
}

#[test]
fn a_workbook_in_a_container_of_an_old_program_is_read_too() {
    let object = "<w:p><w:r><w:object><o:OLEObject r:id=\"o\"/></w:object></w:r></w:p>";
    let book = xlsx(&(row(1, &["项目", "数"]) + &row(2, &["甲", "2|1"])), "");
    let packed = files::old::compound("Package", &book);
    let bytes = docx_with(object, &[("word/embeddings/book.xlsx", &packed)]);
    assert_eq!(text(&bytes), "项目\t数\n甲\t2.00\n");
}

fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"表一\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn open_document_cells_show_their_text() {
    let cell = |attributes: &str, text: &str| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let rows = [
        "<table:table-row>".to_owned(),
        cell("", "项目"),
        cell("table:number-columns-spanned=\"2\"", "数"),
        "<table:covered-table-cell/></table:table-row><table:table-row>".to_owned(),
        cell("", "甲"),
        cell(
            "table:number-columns-repeated=\"2\" office:value=\"1\"",
            "1.00<office:annotation><text:p>x</text:p></office:annotation>",
        ),
        "<table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>".to_owned(),
        "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row>"
            .to_owned(),
    ];
    assert_eq!(text(&ods(&rows.concat())), "项目\t数\t\n甲\t1.00\t1.00\n");
}

#[test]
fn what_claims_too_much_is_refused_or_bounded() {
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c><c r=\"ZZZ4294967295\"><v>2</v></c><c r=\"A1\"><v>3</v></c></row>";
    assert_eq!(text(&xlsx(far, "<mergeCell ref=\"A1:XFD1048576\"/>")), "3\t\t\n\t1\t\n\t\t2\n");
    let repeated = "<table:table-row table:number-rows-repeated=\"1000000000\"><table:table-cell \
        table:number-columns-repeated=\"1000000000\"><text:p>1</text:p></table:table-cell></table:table-row>";
    let error = ingest(&ods(repeated), Options::default()).map(drop).unwrap_err();
    assert!(matches!(error, IngestError::TooMuch { format: Format::Ods, .. }), "{error}");
    let rows: Vec<String> =
        (1..4000).map(|n| format!("<row r=\"{n}\"><c r=\"A{n}\"><v>1</v></c></row>")).collect();
    let _ = ingest(&xlsx(&rows.concat(), ""), Options::default()).unwrap();
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(at in 0..4000usize, with in any::<u8>(), cut in 0..4000usize) {
        for mut bytes in [form(), ods("<table:table-row><table:table-cell/></table:table-row>")] {
            let length = bytes.len();
            bytes[at % length] = with;
            let _ = ingest(&bytes, Options::default());
            bytes.truncate(cut % length);
            let _ = ingest(&bytes, Options::default());
        }
    }

    #[test]
    fn no_old_workbook_makes_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..3000)) {
        let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        file.extend(bytes);
        let _ = ingest(&file, Options { format: Some(Format::Xls), ..Options::default() });
    }

    #[test]
    fn no_format_makes_it_panic(code in "[0#?.,%;\"\\\\_*\\[\\]ymdhs/E@ -]{0,20}", number in any::<f64>()) {
        let code = code.replace('"', "&quot;");
        let sheet = format!("<worksheet><sheetData><row><c s=\"0\"><v>{number}</v></c></row></sheetData></worksheet>");
        let bytes = archive(&[
            ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"a\" r:id=\"r\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", b"<a><Relationship Id=\"r\" Type=\"x/worksheet\" Target=\"s.xml\"/><Relationship Id=\"q\" Type=\"x/styles\" Target=\"t.xml\"/></a>"),
            ("xl/s.xml", sheet.as_bytes()),
            ("xl/t.xml", format!("<s><numFmt numFmtId=\"200\" formatCode=\"{code}\"/><cellXfs><xf numFmtId=\"200\"/></cellXfs></s>").as_bytes()),
        ]);
        let found = ingest(&bytes, Options::default());
        let is_read = matches!(found, Ok(_) | Err(IngestError::Empty { .. }));
        prop_assert!(is_read, "{:?}", found.map(drop));
    }
}

#[test]
fn hidden_columns_are_looked_up_once_a_cell() {
    let cells: Vec<String> = (1..=4000).map(|number| row(number, &["甲", "7|0", "9|0"])).collect();
    let hidden = "<col min=\"3\" max=\"3\" hidden=\"1\"/>".repeat(40_000);
    let sheet =
        format!("<worksheet><cols>{hidden}</cols><sheetData>{}</sheetData></worksheet>", cells.concat());
    let book = workbook(&sheet, "<sst/>");
    // one by one they would take minutes, and the default limit of seconds would end the reading
    assert!(text(&book).starts_with("甲\t7\n甲\t7\n"));
}

#[test]
fn what_a_small_workbook_unpacks_to_is_bounded() {
    let strings = format!("<sst>{}</sst>", "<si/>".repeat(1_000_001));
    let found = ingest(&workbook("<worksheet/>", &strings), Options::default()).map(|source| source.format);
    assert_eq!(
        found,
        Err(IngestError::TooMuch { format: Format::Xlsx, what: "texts of cells", limit: 1_000_000 })
    );
    let cells = "<row><c t=\"s\"><v>0</v></c></row>".repeat(200);
    let long = format!("<sst><si><t>{}</t></si></sst>", "乙".repeat(40_000));
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    let found = ingest(&workbook(&sheet, &long), Options::default()).map(|source| source.format);
    assert_eq!(
        found,
        Err(IngestError::TooMuch { format: Format::Xlsx, what: "bytes of text", limit: 8 << 20 })
    );
}

/// A workbook of one sheet and the texts that its cells share.
fn workbook(sheet: &str, strings: &str) -> Vec<u8> {
    archive(&[
        (
            "xl/workbook.xml",
            b"<workbook><sheets><sheet name=\"s\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"s.xml\"/>\
              <Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"t.xml\"/></Relationships>",
        ),
        ("xl/s.xml", sheet.as_bytes()),
        ("xl/t.xml", strings.as_bytes()),
    ])
}

#[test]
fn raised_marks_in_texts_of_cells_are_no_part_of_a_number() {
    let raised =
        "<sst><si><r><t>5.25</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>1</t></r></si></sst>";
    let sheet = "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>";
    assert_eq!(text(&workbook(sheet, raised)), "5.25\n");
}
