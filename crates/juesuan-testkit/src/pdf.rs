//! Prints a text as a PDF, so that what a reader of PDF finds can be held against the text.
//!
//! The file has one font that is not embedded, with a predefined encoding of Chinese: small, and enough for programs that read
//! characters and not shapes.

// the file format wants `\n`
#![allow(clippy::write_with_newline)]

use std::fmt::Write as _;

use crate::press::{Mark, PAGE, Style, pages};

/// Prints a text: rows of tabs as tables, other lines as paragraphs, form feeds as new pages.
pub fn print(text: &str, style: &Style) -> Vec<u8> {
    let pages: Vec<String> = pages(text, *style).iter().map(|page| contents(page, *style)).collect();
    file(&pages, *style)
}

/// The commands that draw a page.
fn contents(page: &[Mark], style: Style) -> String {
    let mut drawn = String::new();
    for mark in page {
        match mark {
            Mark::Text { text, x, base, size } => show(&mut drawn, text, (*x, *base), *size, style),
            Mark::Line { from, to } => {
                let (below, end) = (PAGE.1 - from.1, PAGE.1 - to.1);
                let _ = writeln!(drawn, "{:.2} {below:.2} m {:.2} {end:.2} l S", from.0, to.0);
            }
            Mark::Watermark { text, x, base, size } => {
                let place = format!("0.7 0.7 -0.7 0.7 {x} {} Tm", PAGE.1 - base);
                let _ = write!(drawn, "BT /F1 {size} Tf {place} 0.9 g {} Tj ET 0 g\n", hex(text));
            }
        }
    }
    drawn
}

/// Shows characters whose base line begins at a point.
fn show(drawn: &mut String, text: &str, (x, base): (f64, f64), size: f64, style: Style) {
    let _ = write!(drawn, "BT /F1 {size} Tf {x:.2} {:.2} Td ", PAGE.1 - base);
    let mut is_low = false;
    for char in text.chars() {
        let wants_low = style.has_low_digits && char.is_ascii_digit();
        if wants_low != is_low {
            let _ = write!(drawn, "{} Ts ", if wants_low { -1.5 } else { 0.0 });
            is_low = wants_low;
        }
        let _ = write!(drawn, "{} Tj ", hex(char.encode_utf8(&mut [0; 4])));
    }
    drawn.push_str(if is_low { "0 Ts ET\n" } else { "ET\n" });
}

/// Characters as a hexadecimal string of UTF-16, in its angle brackets.
pub fn hex(text: &str) -> String {
    let mut written = String::from("<");
    for unit in text.encode_utf16() {
        let _ = write!(written, "{unit:04X}");
    }
    written.push('>');
    written
}

/// The bytes of a file with these contents of pages.
fn file(pages: &[String], style: Style) -> Vec<u8> {
    let first = 6;
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", first + 2 * at)).collect();
    let kids = kids.join(" ");
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()),
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R >>".to_owned(),
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>".to_owned(),
    ];
    let (width, height) = PAGE;
    for (at, page) in pages.iter().enumerate() {
        // a page on its side is shown turned to the right by a quarter
        let (shape, contents) = if style.is_turned {
            (
                format!("/MediaBox [0 0 {height} {width}] /Rotate 90"),
                format!("0 1 -1 0 {height} 0 cm\n{page}"),
            )
        } else {
            (format!("/MediaBox [0 0 {width} {height}]"), page.clone())
        };
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R {shape} /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            first + 2 * at + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{contents}endstream", contents.len()));
    }
    assembled(&objects)
}

/// A file of these objects, numbered from 1, with a table of where they stand; the first is the root.
pub fn assembled(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let table = file.len();
    let _ = write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = write!(file, "{place:010} 00000 n \n");
    }
    let _ =
        write!(file, "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    file.into_bytes()
}
