//! OFD put together by hand: places, templates, annotations, and what cannot be read.

#![cfg(feature = "ofd")]
#![allow(clippy::unwrap_used, reason = "a test may")]

mod files;

use files::archive;
use juesuan_ingest::{Format, IngestError, Options, ingest};

const ROOT: &str =
    "<ofd:OFD><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";

const DOCUMENT: &str = "<ofd:Document><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 200 100</ofd:PhysicalBox></ofd:PageArea>\
    <ofd:TemplatePage ID=\"2\" BaseLoc=\"Tpl.xml\"/></ofd:CommonData><ofd:Pages><ofd:Page ID=\"7\" BaseLoc=\"Page.xml\"/></ofd:Pages>\
    <ofd:Annotations>Annots.xml</ofd:Annotations></ofd:Document>";

/// A file of one page with these objects, an annotation and a template.
fn file(objects: &str, annotation: &str, template: &str) -> Vec<u8> {
    let page = |uses: &str, objects: &str| {
        format!("<ofd:Page>{uses}<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>")
    };
    let own = page("<ofd:Template TemplateID=\"2\"/>", objects);
    let note = format!("<ofd:PageAnnot>{annotation}</ofd:PageAnnot>");
    archive(&[
        ("OFD.xml", ROOT.as_bytes()),
        ("Doc_0/Document.xml", DOCUMENT.as_bytes()),
        ("Doc_0/Page.xml", own.as_bytes()),
        ("Doc_0/Tpl.xml", page("", template).as_bytes()),
        (
            "Doc_0/Annots.xml",
            b"<ofd:Annotations><ofd:Page PageID=\"7\"><ofd:FileLoc>A.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>",
        ),
        ("Doc_0/A.xml", note.as_bytes()),
    ])
}

fn text(x: f64, y: f64, code: &str) -> String {
    format!(
        "<ofd:TextObject Boundary=\"{x} {y} 50 5\" Size=\"4\"><ofd:TextCode X=\"0\" Y=\"4\" DeltaX=\"g 20 4\">{code}</ofd:TextCode></ofd:TextObject>"
    )
}

#[test]
fn a_page_shows_template_content_and_annotations() {
    let note = format!(
        "<ofd:Annot Type=\"Stamp\"><ofd:Appearance Boundary=\"20 60 50 10\">{}</ofd:Appearance></ofd:Annot>\
         <ofd:Annot Type=\"Watermark\"><ofd:Appearance Boundary=\"20 30 50 10\">{}</ofd:Appearance></ofd:Annot>",
        text(0.0, 0.0, "附注"),
        text(0.0, 0.0, "样张")
    );
    let bytes = file(&text(20.0, 40.0, "正文"), &note, &text(20.0, 10.0, "页眉"));
    let source = ingest(&bytes, Options::default()).unwrap();
    assert_eq!(source.format, Format::Ofd);
    assert_eq!(source.text, "页眉\n正文\n附注\n样张\n");
    // 20 mm from the left, 4 mm a character
    let bounds = source.runs[1].bounds;
    assert_eq!((bounds.x0, bounds.x1), (5669, 7937));
}

#[test]
fn characters_without_a_name_are_reported() {
    let bytes = file(&text(20.0, 40.0, "甲\u{e123}乙"), "", "");
    let source = ingest(&bytes, Options::default()).unwrap();
    assert_eq!(source.text, "甲\u{fffd}乙\n");
    assert_eq!(source.undecodable_runs, 1);
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let error = |bytes: &[u8]| ingest(bytes, Options::default()).map(drop).unwrap_err();
    let picture = "<ofd:ImageObject Boundary=\"0 0 9 9\" ResourceID=\"1\"/>";
    assert!(matches!(error(&file(picture, "", "")), IngestError::NoText { format: Format::Ofd, pages: 1 }));
    assert!(matches!(error(&archive(&[("OFD.xml", b"<OFD/>")])), IngestError::Damaged { .. }));
    let locked = archive(&[("OFD.xml", ROOT.as_bytes()), ("Encryptions.xml", b"")]);
    assert!(matches!(error(&locked), IngestError::Encrypted { format: Format::Ofd }));
    let deep = "<ofd:PageBlock>".repeat(100_000);
    assert!(matches!(error(&file(&deep, "", "")), IngestError::TooMuch { what: "nested elements", .. }));
    // a million blanks, five times: more than is drawn on a page
    let long = text(0.0, 0.0, &" ".repeat(1_000_000)).repeat(5);
    assert!(matches!(error(&file(&long, "", "")), IngestError::TooMuch { .. }));
}

#[test]
fn small_figures_raised_behind_a_number_are_no_part_of_it() {
    let object = |x: f64, y: f64, size: f64, code: &str| {
        format!(
            "<ofd:TextObject Boundary=\"{x} {y} 50 9\" Size=\"{size}\"><ofd:TextCode X=\"0\" Y=\"{size}\">{code}</ofd:TextCode></ofd:TextObject>"
        )
    };
    // 4 mm type, half as wide as high; the base line of the mark is 1.5 mm higher
    let number = object(20.0, 40.0, 4.0, "12.50");
    let read = |mark: String| {
        let bytes = file(&(number.clone() + &mark), "", "");
        ingest(&bytes, Options::default()).unwrap().text.into_owned()
    };
    assert_eq!(read(object(30.0, 40.5, 2.0, "1")), "12.50\n");
    assert_eq!(read(object(30.0, 40.5, 2.0, "10")), "12.50\n");
    // on the same line, or as large, it is one number
    assert_eq!(read(object(30.0, 42.0, 2.0, "1")), "12.501\n");
    assert_eq!(read(object(30.0, 40.0, 4.0, "1")), "12.501\n");
    let metres = object(20.0, 40.0, 4.0, "面积9m") + &object(32.0, 40.5, 2.0, "2");
    let source = file(&metres, "", "");
    assert_eq!(ingest(&source, Options::default()).unwrap().text, "面积9m2\n");
}
