//! Documents as files of Word, as workbooks and as web pages: what the readers of these formats are tested with.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use crate::document::{Document, Part};
use crate::grid::{Grid, Role, Row};

/// The document without page breaks in its tables, markup and cells of several lines: what a file states.
#[must_use]
pub fn whole(document: &Document) -> Document {
    let mut whole = document.clone();
    whole.cut_at = None;
    for part in &mut whole.parts {
        match part {
            Part::Table(grid) => {
                grid.breaks.clear();
                for row in grid.header.iter_mut().chain(&mut grid.rows) {
                    row.cells.iter_mut().for_each(|cell| cell.text = bare(&cell.text));
                }
            }
            Part::Heading(heading) => heading.markup = "",
            Part::Line(line) | Part::Neutral(line) => *line = bare(line),
            _ => {}
        }
    }
    whole
}

fn bare(text: &str) -> String {
    text.replace("**", "").replace('\n', "").trim_start_matches(['#', ' ']).to_owned()
}

/// A line or a table, in order.
enum Piece<'d> {
    Line(String),
    Table(&'d Grid),
}

fn pieces(document: &Document) -> impl Iterator<Item = Piece<'_>> {
    document.parts.iter().filter_map(|part| {
        Some(match part {
            Part::Blank => return None,
            Part::Line(line) | Part::Neutral(line) => Piece::Line(line.clone()),
            Part::Heading(heading) => {
                Piece::Line(format!("{}{}{}", heading.number, heading.gap, heading.title))
            }
            Part::Text { text, .. } => Piece::Line(text.clone()),
            Part::Table(grid) => Piece::Table(grid),
        })
    })
}

/// The cells of a row and how many columns each covers.
fn spans(row: &Row) -> Vec<(&str, usize)> {
    let mut spans: Vec<(&str, usize)> = Vec::new();
    for cell in &row.cells {
        match spans.last_mut() {
            Some(last) if cell.role == Role::Covered => last.1 += 1,
            _ => spans.push((&cell.text, 1)),
        }
    }
    spans
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The document as a web page.
pub fn html(document: &Document) -> Vec<u8> {
    let mut page = String::from("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>\n");
    for piece in pieces(document) {
        match piece {
            Piece::Line(line) => drop(writeln!(page, "<p>{}</p>", escaped(&line))),
            Piece::Table(grid) => {
                page.push_str("<table>\n");
                for row in grid.header.iter().chain(&grid.rows) {
                    page.push_str("<tr>");
                    for (text, columns) in spans(row) {
                        let _ = write!(page, "<td colspan=\"{columns}\">{}</td>", escaped(text));
                    }
                    page.push_str("</tr>\n");
                }
                page.push_str("</table>\n");
            }
        }
    }
    page.push_str("</body></html>\n");
    page.into_bytes()
}

/// The document as a file of Word.
///
/// # Errors
/// Those of the zip writer, which writes to memory here.
pub fn docx(document: &Document) -> Result<Vec<u8>, ZipError> {
    let paragraph =
        |text: &str| format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(text));
    let mut body = String::new();
    for piece in pieces(document) {
        match piece {
            Piece::Line(line) => body += &paragraph(&line),
            Piece::Table(grid) => {
                let columns = "<w:gridCol w:w=\"900\"/>".repeat(grid.width());
                let _ = write!(body, "<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>");
                for row in grid.header.iter().chain(&grid.rows) {
                    body += "<w:tr>";
                    for (text, columns) in spans(row) {
                        let _ = write!(
                            body,
                            "<w:tc><w:tcPr><w:gridSpan w:val=\"{columns}\"/></w:tcPr>{}</w:tc>",
                            paragraph(text)
                        );
                    }
                    body += "</w:tr>";
                }
                body += "</w:tbl>";
            }
        }
    }
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{body}</w:body></w:document>"
    );
    archive(&[
        ("[Content_Types].xml", DOCX_TYPES),
        ("_rels/.rels", DOCX_RELATIONS),
        ("word/document.xml", &document),
    ])
}

/// The tables of the document as a workbook: a sheet a table, the lines above it in rows of their own, figures as
/// numbers with a format that shows them as they are printed.
///
/// # Errors
/// Those of the zip writer, which writes to memory here.
pub fn xlsx(document: &Document) -> Result<Vec<u8>, ZipError> {
    let mut sheets = Vec::new();
    let mut above: Vec<String> = Vec::new();
    for piece in pieces(document) {
        match piece {
            Piece::Line(line) => above.push(line),
            Piece::Table(grid) => sheets.push(sheet(&std::mem::take(&mut above), grid)),
        }
    }
    let names = |line: &dyn Fn(usize) -> String| (1..=sheets.len()).map(line).collect::<String>();
    let workbook = format!(
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{}</sheets></workbook>",
        names(&|n| format!("<sheet name=\"Sheet{n}\" sheetId=\"{n}\" r:id=\"r{n}\"/>"))
    );
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}<Relationship Id=\"s\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>",
        names(&|n| format!(
            "<Relationship Id=\"r{n}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
             Target=\"worksheets/sheet{n}.xml\"/>"
        ))
    );
    let files: Vec<(String, String)> = sheets
        .iter()
        .enumerate()
        .map(|(index, sheet)| (format!("xl/worksheets/sheet{}.xml", index + 1), sheet.clone()))
        .collect();
    let styles = styles();
    let mut parts = vec![
        ("xl/workbook.xml", workbook.as_str()),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/styles.xml", &styles),
    ];
    parts.extend(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    archive(&parts)
}

/// Styles 1 to 7 print 0 to 6 digits behind the point, 8 to 14 group the thousands too.
fn styles() -> String {
    let code = |grouped: bool, places: usize| {
        let whole = if grouped { "#,##0" } else { "0" };
        if places == 0 { whole.to_owned() } else { format!("{whole}.{}", "0".repeat(places)) }
    };
    let codes: Vec<String> = (0..14).map(|index| code(index >= 7, index % 7)).collect();
    let formats = codes.iter().zip(200..);
    let formats: Vec<String> =
        formats.map(|(code, id)| format!("<numFmt numFmtId=\"{id}\" formatCode=\"{code}\"/>")).collect();
    let cells: Vec<String> = (200..214).map(|id| format!("<xf numFmtId=\"{id}\"/>")).collect();
    let (formats, cells) = (formats.concat(), cells.concat());
    format!(
        "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts>{formats}</numFmts>\
         <cellXfs><xf numFmtId=\"0\"/>{cells}</cellXfs></styleSheet>"
    )
}

fn sheet(above: &[String], grid: &Grid) -> String {
    let mut rows = String::new();
    let mut merged = String::new();
    let width = grid.width();
    for (line, number) in above.iter().zip(1..) {
        let _ = write!(rows, "<row r=\"{number}\">{}</row>", cell(line, &format!("A{number}")));
        let _ = write!(merged, "<mergeCell ref=\"A{number}:{}{number}\"/>", letters(width.max(2) - 1));
    }
    for (row, number) in grid.header.iter().chain(&grid.rows).zip(above.len() + 1..) {
        let _ = write!(rows, "<row r=\"{number}\">");
        let mut column = 0;
        for (text, columns) in spans(row) {
            let place = format!("{}{number}", letters(column));
            if !text.is_empty() {
                rows += &cell(text, &place);
            }
            if columns > 1 {
                let _ =
                    write!(merged, "<mergeCell ref=\"{place}:{}{number}\"/>", letters(column + columns - 1));
            }
            column += columns;
        }
        rows += "</row>";
    }
    format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData>\
         <mergeCells>{merged}</mergeCells></worksheet>"
    )
}

fn letters(column: usize) -> String {
    let letter = |index: usize| char::from(b'A' + u8::try_from(index % 26).unwrap_or(0));
    if column < 26 {
        letter(column).to_string()
    } else {
        format!("{}{}", letter(column / 26 - 1), letter(column))
    }
}

/// A cell with a number where the text is one that a format prints just so, else with the text.
fn cell(text: &str, place: &str) -> String {
    let digits = text.replace(',', "");
    let places = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let unsigned = digits.strip_prefix('-').unwrap_or(&digits);
    let is_number = unsigned.starts_with(|c: char| c.is_ascii_digit())
        && unsigned.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && unsigned.parse::<f64>().is_ok()
        && !(unsigned.starts_with('0') && unsigned.len() > 1 && !unsigned.starts_with("0."));
    // seven digits behind the point, or more digits than a workbook keeps, are text
    if !is_number || places > 6 || unsigned.len() > 15 {
        return format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(text));
    }
    let style = 1 + places + if text.contains(',') { 7 } else { 0 };
    format!("<c r=\"{place}\" s=\"{style}\"><v>{digits}</v></c>")
}

const DOCX_TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Override PartName=\"/word/document.xml\" \
    ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";

const DOCX_RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"word/document.xml\"/></Relationships>";

pub(crate) fn archive(parts: &[(&str, &str)]) -> Result<Vec<u8>, ZipError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default())?;
        writer.write_all(content.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}
