//! Small files that unpack to much: each ends with the limit that it meets.

#![cfg(all(feature = "docx", feature = "sheet", feature = "ofd"))]
#![allow(clippy::unwrap_used, reason = "a test may")]

mod files;

use files::{archive, docx, docx_with, xlsx};
use juesuan_ingest::{Format, IngestError, Limits, Options, Reached, ingest};

/// What there is too much of.
fn met(bytes: &[u8], limits: Limits) -> Option<&'static str> {
    match ingest(bytes, Options { limits, ..Options::default() }) {
        Err(IngestError::TooMuch { what, .. }) => Some(what),
        _ => None,
    }
}

fn small() -> Limits {
    Limits { text: 1000, unpacked: 100_000, cells: 500, ..Limits::default() }
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn documents_end_at_their_limits() {
    let cell = "<w:tc><w:p/></w:tc>";
    let cases = [
        (docx(&p("合计").repeat(200)), Some("bytes of text")),
        (docx(&"<w:p/>".repeat(2000)), Some("bytes of text")),
        (docx(&format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell.repeat(600))), Some("cells")),
        (docx(&" ".repeat(200_000)), Some("bytes when unpacked")),
        (docx(&p("合计").repeat(20)), None),
    ];
    for (bytes, expected) in cases {
        assert_eq!(met(&bytes, small()), expected);
        assert_eq!(met(&bytes, Limits::default()), None);
    }
}

#[test]
fn workbooks_end_at_their_limits() {
    let row = |cells: usize| format!("<row>{}</row>", "<c><v>1</v></c>".repeat(cells));
    let long = format!("<row><c t=\"inlineStr\"><is><t>{}</t></is></c></row>", "表".repeat(500));
    let cases = [
        (xlsx(&row(600), ""), Some("cells")),
        (xlsx(&long, ""), Some("bytes of text")),
        (xlsx(&"<row/>".repeat(40_000), ""), Some("bytes when unpacked")),
        (xlsx(&row(20).repeat(4), "<mergeCell ref=\"A1:XFD1048576\"/>"), None),
    ];
    for (bytes, expected) in cases {
        assert_eq!(met(&bytes, small()), expected);
        assert_eq!(met(&bytes, Limits::default()), None);
    }
}

#[test]
fn embedded_workbooks_share_the_room_of_their_document() {
    let heavy = xlsx(&"<row/>".repeat(5_000), "");
    let object =
        |id: &str| format!("<w:p><w:r><w:object><o:OLEObject r:id=\"{id}\"/></w:object></w:r></w:p>");
    let body = object("o").repeat(3) + &p("甲");
    let bytes = docx_with(&body, &[("word/embeddings/book.xlsx", &heavy)]);
    // one of them fits
    assert_eq!(met(&bytes, small()), Some("bytes when unpacked"));
    assert_eq!(met(&bytes, Limits::default()), None);
}

#[test]
fn a_part_that_states_its_length_is_not_inflated() {
    let zeros = "\0".repeat(64 << 20);
    let bytes = archive(&[("word/document.xml", zeros.as_bytes())]);
    assert_eq!(met(&bytes, Limits { unpacked: 1 << 20, ..Limits::default() }), Some("bytes when unpacked"));
}

#[test]
fn positions_end_at_the_limit_of_text() {
    let text = "<ofd:TextObject ID=\"1\" Boundary=\"0 0 90 9\" Size=\"4\"><ofd:TextCode X=\"0\" Y=\"4\" DeltaX=\"g 30 4\">\
                123456789012345678901234567890</ofd:TextCode></ofd:TextObject>";
    let page = format!("<ofd:Page><ofd:Content><ofd:Layer>{text}</ofd:Layer></ofd:Content></ofd:Page>");
    let pages = "<ofd:Page ID=\"1\" BaseLoc=\"P.xml\"/>".repeat(60);
    let root = "<ofd:OFD><ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
    let document = format!("<ofd:Document><ofd:Pages>{pages}</ofd:Pages></ofd:Document>");
    let bytes = archive(&[
        ("OFD.xml", root.as_bytes()),
        ("D/Document.xml", document.as_bytes()),
        ("D/P.xml", page.as_bytes()),
    ]);
    assert_eq!(Format::of(&bytes), Format::Ofd);
    assert_eq!(met(&bytes, small()), Some("bytes of text"));
    assert_eq!(met(&bytes, Limits::default()), None);
}

/// An OFD of one page with this content.
fn ofd(content: &str) -> Vec<u8> {
    archive(&[
        ("OFD.xml", b"<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>"),
        ("D.xml", b"<Document><Pages><Page ID=\"1\" BaseLoc=\"P.xml\"/></Pages></Document>"),
        ("P.xml", format!("<Page><Content><Layer>{content}</Layer></Content></Page>").as_bytes()),
    ])
}

fn ods(rows: &str) -> Vec<u8> {
    let content = format!("<d><table:table table:name=\"甲\">{rows}</table:table></d>");
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn reading_that_takes_too_long_ends_and_says_where() {
    let text =
        "<TextObject Boundary=\"9 9 50 5\" Size=\"4\"><TextCode X=\"0\" Y=\"4\">甲乙</TextCode></TextObject>";
    let cell = "<table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row>";
    let cases = [
        (docx(&p("甲")), Format::Docx, "line 1"),
        (xlsx("<row r=\"3\"><c r=\"B3\"><v>1</v></c></row>", ""), Format::Xlsx, "cell GK01!B3"),
        (ods(cell), Format::Ods, "cell 甲!A1"),
        (b"<html><body><p>x</p></body></html>".to_vec(), Format::Html, "line 1"),
        (ofd(text), Format::Ofd, "page 1"),
    ];
    for (bytes, format, place) in cases {
        assert!(ingest(&bytes, Options::default()).is_ok(), "{format}");
        let limits = Limits { seconds: 0, ..Limits::default() };
        match ingest(&bytes, Options { limits, ..Options::default() }).map(drop).unwrap_err() {
            IngestError::TooSlow { format: found, seconds: 0, place: reached } => {
                assert_eq!((found, reached.to_string().as_str()), (format, place));
            }
            error => panic!("{format}: {error}"),
        }
    }
    assert_eq!(Reached::Page(7).to_string(), "page 7");
}

#[test]
fn what_holds_nothing_to_read_is_no_document() {
    let cases = [
        (docx(&p(" ")), Format::Docx),
        (docx("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"), Format::Docx),
        (xlsx("", ""), Format::Xlsx),
        (xlsx("<row r=\"1\"><c r=\"A1\" s=\"1\"/></row>", ""), Format::Xlsx),
        (ods("<table:table-row><table:table-cell/></table:table-row>"), Format::Ods),
        (b"<html><body><img src=\"a.png\"><p> </p></body></html>".to_vec(), Format::Html),
        (ofd(""), Format::Ofd),
    ];
    for (bytes, format) in cases {
        let error = ingest(&bytes, Options::default()).map(drop).unwrap_err();
        assert_eq!(error, IngestError::Empty { format });
    }
}
