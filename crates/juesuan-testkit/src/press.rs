//! Sets a text on pages as an office program would: what the printers of PDF and OFD have in common.

// numbers of cells and lines on a page are small
#![allow(clippy::cast_precision_loss)]

mod head;

/// Which lines tables have.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Rules {
    /// Around every cell.
    All,
    /// Above, below and between rows.
    Rows,
    /// Around the table and between columns.
    Columns,
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
    /// Heads stand in the middle of all the columns that they are the head of.
    pub has_merged_heads: bool,
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
        has_merged_heads: false,
    };
}

/// Width and height of a page in points.
pub(crate) const PAGE: (f64, f64) = (842.0, 595.0);
/// The margin on all sides.
const MARGIN: f64 = 50.0;
/// Size of the type of text and of tables, in points.
const TEXT: f64 = 10.5;
const CELL: f64 = 7.5;
/// Distance between lines, in sizes.
const LEADING: f64 = 1.5;
/// Distance between lines of a cell, in points.
const LEADING_OF_CELLS: f64 = CELL * 1.3;
/// Room between the text of a cell and its sides, in points.
const PADDING: f64 = 4.0;

/// What stands on a page; places are points from the top left corner.
pub(crate) enum Mark {
    /// Characters whose base line begins at a point.
    Text { text: String, x: f64, base: f64, size: f64 },
    /// A line from one point to another.
    Line { from: (f64, f64), to: (f64, f64) },
    /// A pale word that runs up across the page.
    Watermark { text: &'static str, x: f64, base: f64, size: f64 },
}

/// Sets a text: rows of tabs as tables, other lines as paragraphs, form feeds as new pages.
pub(crate) fn pages(text: &str, style: Style) -> Vec<Vec<Mark>> {
    let mut press = Press::new(style);
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
    press.pages
}

/// Puts text on pages.
struct Press {
    style: Style,
    pages: Vec<Vec<Mark>>,
    page: Vec<Mark>,
    /// Where the next line stands, from the top of the page.
    y: f64,
}

impl Press {
    fn new(style: Style) -> Self {
        Self { style, pages: Vec::new(), page: Vec::new(), y: MARGIN }
    }

    fn turn_page(&mut self) {
        if self.style.has_page_numbers {
            let number = (self.pages.len() + 1).to_string();
            self.show(&number, PAGE.0 / 2.0, PAGE.1 - MARGIN / 2.0, TEXT);
        }
        if self.style.has_watermark {
            self.page.push(Mark::Watermark { text: "内部", x: 300.0, base: 395.0, size: 60.0 });
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
        let head = if self.style.has_merged_heads { head::rows_of_head(rows) } else { 0 };
        if head > 0 {
            self.head(rows.get(..head).unwrap_or_default(), &widths);
        }
        for row in rows.iter().skip(head) {
            self.row(row, &widths);
        }
        if self.style.rules == Rules::Columns && !rows.is_empty() {
            self.rule(MARGIN, self.y, MARGIN + widths.iter().sum::<f64>(), self.y);
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
        let height = lines as f64 * LEADING_OF_CELLS + PADDING;
        self.make_room(height);
        let mut x = MARGIN;
        for (cell, width) in cells.iter().zip(widths) {
            let above = (height - cell.len() as f64 * LEADING_OF_CELLS) / 2.0;
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
            if matches!(self.style.rules, Rules::All | Rules::Columns) {
                self.rule(x, self.y, x, self.y + height);
                self.rule(x + width, self.y, x + width, self.y + height);
            }
            x += width;
        }
        if matches!(self.style.rules, Rules::All | Rules::Rows) {
            self.rule(MARGIN, self.y, x, self.y);
            self.rule(MARGIN, self.y + height, x, self.y + height);
        }
        self.y += height;
    }

    fn rule(&mut self, x0: f64, y0: f64, x1: f64, y1: f64) {
        self.page.push(Mark::Line { from: (x0, y0), to: (x1, y1) });
    }

    fn show(&mut self, text: &str, x: f64, base: f64, size: f64) {
        self.page.push(Mark::Text { text: text.to_owned(), x, base, size });
    }
}

/// Width in sizes of the type: half of one for ASCII.
pub(crate) fn width(text: &str) -> f64 {
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
