//! What is printed of a Word document, and what is not.

#![cfg(feature = "docx")]
#![allow(clippy::unwrap_used, reason = "a test may")]

mod files;

use files::docx;
use juesuan_ingest::{Format, IngestError, Options, ingest};
use proptest::prelude::*;

fn text(body: &str) -> String {
    ingest(&docx(body), Options::default()).unwrap().text.into_owned()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn item(list: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>\
         <w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

#[test]
fn automatic_numbers_are_counted() {
    let heading = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = [
        heading("h1", "概况"),
        item(1, 1, "职责"),
        item(1, 1, "机构"),
        item(1, 2, "内设"),
        item(1, 2, "下属"),
        heading("h1b", "报表"),
        item(1, 1, "总表"),
        item(2, 1, "另起"),
        item(2, 1, "接着"),
        item(0, 1, "无号"),
    ];
    let expected = "第一部分 概况\n（一）职责\n（二）机构\n2.1.内设\n2.2.下属\n第二部分 报表\n（一）总表\n（一）另起\n（二）接着\n无号\n";
    assert_eq!(text(&body.concat()), expected);
}

#[test]
fn a_table_of_what_stands_above_another_is_lines() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(text));
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|text| cell(text)).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let table = |rows: &[&[&str]]| {
        format!("<w:tbl>{}</w:tbl>", rows.iter().map(|cells| row(cells)).collect::<String>())
    };
    let above = table(&[&["部门：某局", "公开02表"], &["", "单位：万元"]]);
    let data = table(&[&["项目", "本年收入"], &["水费", "2.00"]]);
    let expected = "收入决算表\n部门：某局\n公开02表\n单位：万元\n项目\t本年收入\n水费\t2.00\n";
    assert_eq!(text(&(p("收入决算表") + &above + &p("") + &data)), expected);
}

#[test]
fn deleted_text_fields_and_hidden_text_leave_nothing() {
    let body = "<w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>\
        <w:bookmarkStart w:id=\"0\" w:name=\"_Toc1\"/><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
        <w:r><w:instrText>PAGEREF _Toc1 \\h</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\
        <w:r><w:t>9</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>&lt;&#x4e59;&unknown;</w:t></w:r></w:p>";
    assert_eq!(text(body), "甲新9<乙\n");
    let joined =
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p>".to_owned() + &p("后");
    assert_eq!(text(&joined), "前后\n");
}

#[test]
fn a_field_whose_end_was_deleted_hides_nothing_behind_it() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let command = "<w:r><w:instrText>PAGE</w:instrText></w:r>";
    let cut = format!("<w:p>{}{command}<w:del>{}</w:del></w:p>{}", mark("begin"), mark("end"), p("后"));
    assert_eq!(text(&cut), "后\n");
    let gone = format!("<w:p><w:del>{}{command}{}</w:del></w:p>{}", mark("begin"), mark("end"), p("后"));
    assert_eq!(text(&gone), "后\n");
}

#[test]
fn contents_notes_and_boxes() {
    let contents = "<w:p><w:pPr><w:pStyle w:val=\"t1\"/></w:pPr><w:r><w:t>一、职责</w:t><w:tab/><w:t>3</w:t></w:r></w:p>";
    let note = "<w:p><w:r><w:t>正文</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    let boxed = "<w:p><w:r><w:t>外</w:t><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p>\
        </w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>\
        </mc:Fallback></mc:AlternateContent><w:t>边</w:t><w:br/><w:tab/><w:t>尾</w:t></w:r></w:p>";
    let all = [contents, note, boxed].concat();
    assert_eq!(text(&all), "一、职责........3\n正文\n脚注文字。\n外边  尾\n框\n");
}

fn cell(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

fn row(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

#[test]
fn merged_cells_keep_their_place() {
    let table = [
        "<w:tbl>".to_owned(),
        row(&[cell("<w:vMerge w:val=\"restart\"/>", "项目"), cell("<w:gridSpan w:val=\"2\"/>", "决算数")]),
        row(&[cell("<w:vMerge/>", ""), cell("", "基本"), cell("", "项目")]),
        row(&[cell("", "甲"), cell("", "1.00"), cell("", "")]),
        "</w:tbl>".to_owned(),
        p("注"),
    ]
    .concat();
    let bytes = docx(&table);
    let source = ingest(&bytes, Options::default()).unwrap();
    assert_eq!(source.text, "项目\t决算数\t\n\t基本\t项目\n甲\t1.00\t\n\n注\n");
    let grid = &source.grids[0];
    assert_eq!((grid.rows, grid.columns, grid.cells.len()), (3, 3, 7));
    assert_eq!((grid.cells[0].rows.clone(), grid.cells[1].columns.clone()), (0..2, 1..3));
    assert_eq!(grid.cells[5].parts[0].text(&source.text), "1.00");
}

#[test]
fn a_cell_is_one_line_and_tables_are_parted() {
    let two = format!("<w:tc>{}{}{}</w:tc>", p("项目"), p("支出"), p("per"));
    let table = |cells: &[String]| format!("<w:tbl>{}</w:tbl>", row(cells));
    let body = table(&[two, format!("<w:tc>{}{}</w:tc>", p("cent"), p("1"))])
        + &table(&[cell("", "a"), cell("", "b")]);
    assert_eq!(text(&body), "项目支出per\tcent 1\n\na\tb\n");
}

#[test]
fn a_table_inside_a_frame_is_read_for_itself() {
    let inner = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&[cell("", "a"), cell("", "b")]),
        row(&[cell("", "1"), cell("", "2")])
    );
    let frame = format!("<w:tbl><w:tr><w:tc>{}{inner}{}</w:tc></w:tr></w:tbl>", p("题"), p("尾"));
    assert_eq!(text(&frame), "题\na\tb\n1\t2\n\n尾\n");
}

#[test]
fn what_claims_too_much_is_refused() {
    let deep = "<w:tbl><w:tr><w:tc>".repeat(2000);
    let error = ingest(&docx(&deep), Options::default()).map(drop).unwrap_err();
    assert!(matches!(error, IngestError::TooMuch { format: Format::Docx, .. }), "{error}");
    let elements = "<w:a>".repeat(100_000);
    assert!(matches!(
        ingest(&docx(&elements), Options::default()).map(drop),
        Err(IngestError::TooMuch { .. })
    ));
    let wide =
        format!("<w:tbl>{}</w:tbl>", row(&[cell("<w:gridSpan w:val=\"1000000000\"/>", "a"), cell("", "b")]));
    assert_eq!(text(&wide), "a\tb\n");
    let bomb = format!("<!DOCTYPE a [<!ENTITY b \"{}\">]>{}", "c".repeat(100), p("&b;&b;"));
    let error = ingest(&docx(&bomb), Options::default()).map(drop).unwrap_err();
    assert_eq!(error, IngestError::Empty { format: Format::Docx });
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(at in 0..4000usize, with in any::<u8>(), cut in 0..4000usize) {
        let mut bytes = docx(&(p("甲") + &item(1, 0, "乙") + "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"));
        let length = bytes.len();
        bytes[at % length] = with;
        let _ = ingest(&bytes, Options::default());
        bytes.truncate(cut % length);
        let _ = ingest(&bytes, Options::default());
    }

    #[test]
    fn no_elements_make_it_panic(parts in proptest::collection::vec(0..18usize, 0..60)) {
        const PIECES: [&str; 18] = [
            "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:p>", "</w:p>", "<w:t>甲</w:t>",
            "<w:vMerge/>", "<w:gridSpan w:val=\"3\"/>", "<w:txbxContent>", "</w:txbxContent>", "<w:br/>",
            "<w:fldChar w:fldCharType=\"end\"/>", "<w:del>", "</w:del>", "<w:hMerge/>",
        ];
        let body: String = parts.iter().map(|&part| PIECES[part]).collect();
        let _ = ingest(&docx(&body), Options { format: Some(Format::Docx), ..Options::default() });
    }
}

#[test]
fn a_small_document_of_a_long_text_is_refused() {
    let body = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "12.50 ".repeat(3_000_000));
    let found = ingest(&docx(&body), Options::default()).map(|source| source.format);
    assert_eq!(
        found,
        Err(IngestError::TooMuch { format: Format::Docx, what: "bytes of text", limit: 8 << 20 })
    );
}

#[test]
fn raised_marks_of_notes_are_no_part_of_a_number() {
    let raised = |text: &str| {
        format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>{text}</w:t></w:r>")
    };
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let line = |runs: [String; 3]| format!("<w:p>{}</w:p>", runs.concat());
    assert_eq!(text(&line([run("5.25"), raised("1"), run("万元")])), "5.25万元\n");
    assert_eq!(text(&line([run("3m"), raised("2"), run("。")])), "3m2。\n");
}

#[test]
fn cells_deleted_under_tracking_are_gone() {
    let row = "<w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>\
        <w:tc><w:tcPr><w:cellDel w:id=\"1\"/></w:tcPr><w:p><w:r><w:t>7.00</w:t></w:r></w:p></w:tc>\
        <w:tc><w:p><w:r><w:t>8.00</w:t></w:r></w:p></w:tc></w:tr>";
    assert_eq!(text(&format!("<w:tbl>{row}{row}</w:tbl>")), "甲\t8.00\n甲\t8.00\n");
}

/// A document with styles of its own, `h` hidden, `s` based on it and shown, `u` raised.
fn styled(body: &str) -> Vec<u8> {
    let styles = "<w:styles><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"/>\
        <w:style w:styleId=\"h\"><w:rPr><w:vanish/></w:rPr></w:style>\
        <w:style w:styleId=\"s\"><w:basedOn w:val=\"h\"/><w:rPr><w:vanish w:val=\"0\"/></w:rPr></w:style>\
        <w:style w:styleId=\"u\"><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style></w:styles>";
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let relations = "<R><Relationship Id=\"s\" Type=\"x/styles\" Target=\"styles.xml\"/></R>";
    files::archive(&[
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
    ])
}

#[test]
fn text_that_a_style_hides_is_told_and_not_read() {
    let run =
        |properties: &str, text: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
    let style = |name: &str| format!("<w:rStyle w:val=\"{name}\"/>");
    let paragraph =
        |name: &str, runs: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{name}\"/></w:pPr>{runs}</w:p>");
    let body = [
        paragraph(
            "a",
            &(run("", "收入")
                + &run(&style("h"), "草稿9.99")
                + &run(&style("s"), "5.25")
                + &run(&style("u"), "1")),
        ),
        paragraph("h", &(run("", "全段") + &run("<w:vanish w:val=\"false\"/>", "仍见"))),
    ];
    let bytes = styled(&body.concat());
    let source = ingest(&bytes, Options::default()).unwrap();
    assert_eq!(source.text, "收入5.25\n仍见\n");
    let hidden: Vec<&str> = source.hidden.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(hidden, ["草稿9.99", "全段"]);
}

#[test]
fn a_hidden_row_of_a_table_is_told_and_not_read() {
    let row = |properties: &str, texts: [&str; 2]| {
        let cells = texts.map(|text| format!("<w:tc>{}</w:tc>", p(text)));
        format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", cells.concat())
    };
    let rows = [
        row("", ["项目", "数"]),
        row("<w:hidden/>", ["旧数", "7.00"]),
        row("<w:hidden w:val=\"0\"/>", ["水费", "2.00"]),
    ];
    let bytes = docx(&format!("<w:tbl>{}</w:tbl>", rows.concat()));
    let source = ingest(&bytes, Options::default()).unwrap();
    assert_eq!(source.text, "项目\t数\n水费\t2.00\n");
    assert_eq!(source.hidden.len(), 1);
    assert_eq!((source.hidden[0].name.as_str(), source.hidden[0].is_read), ("旧数 7.00", false));
}
