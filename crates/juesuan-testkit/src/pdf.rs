//! Prints a text as a PDF, so that what a reader of PDF finds can be held against the text.
//!
//! The file has one font that is not embedded, with a predefined encoding of Chinese: small, and enough for whoever reads
//! characters and not shapes.

// numbers of cells and lines on a page are small; the file format wants `\n`
#![allow(clippy::cast_precision_loss, clippy::write_with_newline)]

use std::fmt::Write as _;

/// Which lines tables have.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Rules {
    /// Around every cell.
    All,
    /// Above, below and between rows.
    Rows,
    /// None.
    None,
}

/// How a page looks.
#[derive(Copy, Clone, Debug)]
#[expect(clippy::struct_excessive_bools)] // habits that combine
pub struct Style {
    /// The lines of tables.
    pub rules: Rules,
    /// Digits stand lower than the characters beside them.
    pub has_low_digits: bool,
    /// Text in tables is drawn twice, a little apart, to look bold.
    pub is_doubled: bool,
    /// A pale word runs across each page.
    pub has_watermark: bool,
    /// Pages are stored lying on their side and shown upright.
    pub is_turned: bool,
    /// Numbers of pages stand below the text.
    pub has_page_numbers: bool,
}

impl Style {
    /// Lines around every cell, and nothing odd.
    pub const PLAIN: Self = Self {
        rules: Rules::All,
        has_low_digits: false,
        is_doubled: false,
        has_watermark: false,
        is_turned: false,
        has_page_numbers: true,
    };
}

/// Width and height of a page in points, and the margin on all sides.
const PAGE: (f64, f64) = (842.0, 595.0);
const MARGIN: f64 = 50.0;
/// Size of the type of text and of tables, in points.
const TEXT: f64 = 10.5;
const CELL: f64 = 7.5;
/// Distance between lines, in sizes.
const LEADING: f64 = 1.5;
/// Room between the text of a cell and its sides, in points.
const PADDING: f64 = 4.0;

/// Prints a text: rows of tabs as tables, other lines as paragraphs, form feeds as new pages.
pub fn print(text: &str, style: &Style) -> Vec<u8> {
    let mut press = Press::new(*style);
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for line in text.split('\n') {
        if line.contains('\t') {
            rows.push(line.split('\t').map(str::trim).collect());
            continue;
        }
        press.table(&std::mem::take(&mut rows));
        for (at, part) in line.split('\u{c}').enumerate() {
            if at > 0 {
                press.turn_page();
            }
            press.paragraph(part.trim_end());
        }
    }
    press.table(&rows);
    press.turn_page();
    file(&press.pages, *style)
}

/// Puts text on pages.
struct Press {
    style: Style,
    pages: Vec<String>,
    page: String,
    /// Where the next line stands, from the top of the page.
    y: f64,
}

impl Press {
    fn new(style: Style) -> Self {
        Self { style, pages: Vec::new(), page: String::new(), y: MARGIN }
    }

    fn turn_page(&mut self) {
        if self.style.has_page_numbers {
            let number = (self.pages.len() + 1).to_string();
            self.show(&number, PAGE.0 / 2.0, PAGE.1 - MARGIN / 2.0, TEXT);
        }
        if self.style.has_watermark {
            self.page.push_str("BT /F1 60 Tf 0.7 0.7 -0.7 0.7 300 200 Tm 0.9 g <51855F00> Tj ET 0 g\n");
        }
        self.pages.push(std::mem::take(&mut self.page));
        self.y = MARGIN;
    }

    /// Makes room for `height` points.
    fn make_room(&mut self, height: f64) {
        if self.y + height > PAGE.1 - MARGIN {
            self.turn_page();
        }
    }

    /// A paragraph: its first line begins two characters to the right.
    fn paragraph(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let room = PAGE.0 - 2.0 * MARGIN;
        for (at, line) in broken(text, room / TEXT, 2.0).iter().enumerate() {
            self.make_room(TEXT * LEADING);
            let indent = if at == 0 { 2.0 * TEXT } else { 0.0 };
            self.show(line, MARGIN + indent, self.y + TEXT, TEXT);
            self.y += TEXT * LEADING;
        }
    }

    fn table(&mut self, rows: &[Vec<&str>]) {
        let count = rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut wide: Vec<f64> = vec![1.0; count];
        for (column, cell) in rows.iter().flat_map(|row| row.iter().enumerate()) {
            if let Some(known) = wide.get_mut(column) {
                *known = known.max(width(cell)).min(24.0);
            }
        }
        let room = PAGE.0 - 2.0 * MARGIN - 2.0 * PADDING * count as f64;
        let scale = (room / (wide.iter().sum::<f64>() * CELL)).min(1.0);
        let widths: Vec<f64> = wide.iter().map(|ems| ems * CELL * scale + 2.0 * PADDING).collect();
        for row in rows {
            self.row(row, &widths);
        }
    }

    /// A row as high as its fullest cell.
    fn row(&mut self, row: &[&str], widths: &[f64]) {
        let cells: Vec<Vec<String>> = widths
            .iter()
            .enumerate()
            .map(|(column, width)| {
                let text = row.get(column).copied().unwrap_or("");
                broken(text, (width - 2.0 * PADDING) / CELL + 0.01, 0.0)
            })
            .collect();
        let lines = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let height = lines as f64 * CELL * 1.3 + PADDING;
        self.make_room(height);
        let mut x = MARGIN;
        for (cell, width) in cells.iter().zip(widths) {
            let above = (height - cell.len() as f64 * CELL * 1.3) / 2.0;
            for (at, line) in cell.iter().enumerate() {
                let is_figure = line.starts_with(|char: char| char.is_ascii_digit());
                let right = x + width - PADDING - self::width(line) * CELL;
                let left = if is_figure { right } else { x + PADDING };
                let base = self.y + above + CELL * (1.3 * at as f64 + 1.0);
                self.show(line, left, base, CELL);
                if self.style.is_doubled {
                    self.show(line, left + 0.3, base, CELL);
                }
            }
            if self.style.rules == Rules::All {
                self.rule(x, self.y, x, self.y + height);
                self.rule(x + width, self.y, x + width, self.y + height);
            }
            x += width;
        }
        if self.style.rules != Rules::None {
            self.rule(MARGIN, self.y, x, self.y);
            self.rule(MARGIN, self.y + height, x, self.y + height);
        }
        self.y += height;
    }

    fn rule(&mut self, x0: f64, y0: f64, x1: f64, y1: f64) {
        let height = PAGE.1;
        let _ = writeln!(self.page, "{x0:.2} {:.2} m {x1:.2} {:.2} l S", height - y0, height - y1);
    }

    /// Shows characters whose base line begins at a point, in UTF-16 as the encoding wants them.
    fn show(&mut self, text: &str, x: f64, base: f64, size: f64) {
        let _ = write!(self.page, "BT /F1 {size} Tf {x:.2} {:.2} Td ", PAGE.1 - base);
        let mut is_low = false;
        for char in text.chars() {
            let wants_low = self.style.has_low_digits && char.is_ascii_digit();
            if wants_low != is_low {
                let _ = write!(self.page, "{} Ts ", if wants_low { -1.5 } else { 0.0 });
                is_low = wants_low;
            }
            let mut units = [0; 2];
            self.page.push('<');
            for unit in char.encode_utf16(&mut units) {
                let _ = write!(self.page, "{unit:04X}");
            }
            self.page.push_str("> Tj ");
        }
        self.page.push_str(if is_low { "0 Ts ET\n" } else { "ET\n" });
    }
}

/// Width in sizes of the type: half of one for ASCII.
fn width(text: &str) -> f64 {
    text.chars().map(|char| if char.is_ascii() { 0.5 } else { 1.0 }).sum()
}

/// Breaks text into lines of a width in sizes, the first of which is shorter by `indent`; figures stay whole where they
/// fit.
fn broken(text: &str, room: f64, indent: f64) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for char in text.chars() {
        match words.last_mut() {
            Some(last) if char.is_ascii_graphic() && last.ends_with(|end: char| end.is_ascii_graphic()) => {
                last.push(char);
            }
            _ => words.push(char.into()),
        }
    }
    let mut lines = vec![String::new()];
    let mut left = room - indent;
    for word in words {
        let parts: Vec<String> =
            if width(&word) > room { word.chars().map(String::from).collect() } else { vec![word] };
        for part in parts {
            let is_mark = part.starts_with(['，', '。', '；', '、', '）', '”']);
            if width(&part) > left && !is_mark {
                lines.push(String::new());
                left = room;
            }
            left -= width(&part);
            if let Some(line) = lines.last_mut() {
                line.push_str(&part);
            }
        }
    }
    if lines.len() == 1 && text.is_empty() { Vec::new() } else { lines }
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
