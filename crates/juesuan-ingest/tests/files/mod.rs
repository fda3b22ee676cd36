//! Small files put together by hand.

#![allow(dead_code, reason = "each test binary uses some of it")]
#![allow(clippy::unwrap_used, reason = "a test may")]

pub(crate) mod old;

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

/// A zip archive of parts.
pub(crate) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const RELATIONS: &str = r#"<Relationships>
<Relationship Id="s" Type="http://x/relationships/styles" Target="styles.xml"/>
<Relationship Id="n" Type="http://x/relationships/numbering" Target="numbering.xml"/>
<Relationship Id="f" Type="http://x/relationships/footnotes" Target="/word/footnotes.xml"/>
<Relationship Id="o" Type="http://x/relationships/package" Target="embeddings/book.xlsx"/>
</Relationships>"#;

const STYLES: &str = r#"<w:styles>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="h1b"><w:basedOn w:val="h1"/></w:style>
<w:style w:type="paragraph" w:styleId="t1"><w:name w:val="toc 1"/></w:style>
</w:styles>"#;

const NUMBERING: &str = r#"<w:numbering>
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1部分"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/><w:isLgl/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"#;

const FOOTNOTES: &str = r#"<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>脚注文字。</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

/// A document of Word with this body.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// The same with further parts.
pub(crate) fn docx_with(body: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"
    );
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", RELATIONS.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/numbering.xml", NUMBERING.as_bytes()),
        ("word/footnotes.xml", FOOTNOTES.as_bytes()),
    ];
    parts.extend_from_slice(more);
    archive(&parts)
}

/// A workbook of one sheet with these cells and merged ranges; formats 1 = `0.00`, 2 = `#,##0.00`, 3 = percent.
pub(crate) fn xlsx(rows: &str, merged: &str) -> Vec<u8> {
    let sheet =
        format!("<worksheet><sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells></worksheet>");
    archive(&[
        (
            "xl/workbook.xml",
            b"<workbook><sheets><sheet name=\"GK01\" sheetId=\"1\" r:id=\"r1\"/>\
              <sheet name=\"gone\" state=\"hidden\" sheetId=\"2\" r:id=\"r1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
              <Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>\
              <Relationship Id=\"r3\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>",
        ),
        ("xl/sharedStrings.xml", "<sst><si><r><t>收入</t></r><rPh><t>x</t></rPh><r><t>总表</t></r></si></sst>".as_bytes()),
        (
            "xl/styles.xml",
            b"<styleSheet><numFmts><numFmt numFmtId=\"176\" formatCode=\"0.00_ \"/></numFmts><cellStyleXfs><xf numFmtId=\"9\"/>\
              </cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/><xf numFmtId=\"4\"/><xf numFmtId=\"10\"/>\
              </cellXfs></styleSheet>",
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}
