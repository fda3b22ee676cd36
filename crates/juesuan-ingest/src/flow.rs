//! What the readers of structured formats find — lines and tables in reading order — and how it becomes a source.

use juesuan_source::{Certainty, GridCell, GridFragment, SheetCell, Span};

use crate::builder::Builder;
use crate::source::HiddenPart;
use crate::tuning::TUNING;
use crate::{Format, IngestError, Limits, Source};

/// Tables of one document.
const MOST_TABLES: u64 = 20_000;

/// Tables inside cells of tables inside cells …
pub(crate) const MOST_NESTED: usize = 24;

/// A table may not be wider than this; formats allow far less than a hostile file claims.
pub(crate) const MOST_COLUMNS: u32 = 16_384;

/// A paragraph or a table.
#[derive(Debug)]
pub(crate) enum Block {
    /// A paragraph, without line ends.
    Line(String),
    /// A table.
    Table(Table),
    /// Cells of a sheet on one line, parted by blanks: a title, a note.
    #[allow(dead_code, reason = "workbooks alone have sheets")]
    Cells(Vec<Piece>),
    /// The end of a sheet.
    #[allow(dead_code, reason = "workbooks alone have pages")]
    Page,
    /// What the file has here and does not show.
    #[allow(dead_code, reason = "web pages hide nothing that is told")]
    Hidden(HiddenPart),
}

/// A cell of a sheet outside of its tables.
#[derive(Debug)]
pub(crate) struct Piece {
    /// What it shows.
    pub(crate) text: String,
    pub(crate) sheet: u32,
    pub(crate) row: u32,
    pub(crate) column: u32,
}

/// A table as its format states it.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// Its cells, in reading order.
    pub(crate) cells: Vec<Cell>,
    /// The sheet whose rows and columns those of its cells are.
    pub(crate) sheet: Option<u32>,
}

/// A cell with the places that it covers.
#[derive(Debug, Default)]
pub(crate) struct Cell {
    pub(crate) row: u32,
    pub(crate) column: u32,
    /// How many rows it covers, at least one.
    pub(crate) rows: u32,
    /// How many columns it covers, at least one.
    pub(crate) columns: u32,
    /// Whether the format calls it a head.
    pub(crate) header: Option<bool>,
    pub(crate) blocks: Vec<Block>,
}

impl Cell {
    /// Its text on one line, nested tables left out.
    pub(crate) fn text(&self) -> String {
        let lines = self.blocks.iter().filter_map(|block| match block {
            Block::Line(line) => Some(line.as_str()),
            _ => None,
        });
        join(lines)
    }

    fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }
}

/// Lines of one cell as one: Latin words keep a blank between them, Chinese needs none.
fn join<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    let mut joined = String::new();
    for line in lines.map(str::trim).filter(|line| !line.is_empty()) {
        let meets = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if meets(joined.chars().next_back()) && meets(line.chars().next()) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

/// A line of text: white space that would part lines, cells or pages becomes blanks, the ends are cut.
pub(crate) fn tidy(text: &str) -> String {
    let plain = |c: char| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c };
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    trimmed.chars().map(plain).collect()
}

/// Prints blocks into a source, within limits.
pub(crate) struct Printer {
    builder: Builder,
    format: Format,
    limits: Limits,
    cells: u64,
    tables: u64,
    /// Whether the last line printed is a row of a table.
    in_table: bool,
}

impl Printer {
    /// A printer for a file of `format`.
    pub(crate) fn new(format: Format, limits: Limits) -> Self {
        Self { builder: Builder::default(), format, limits, cells: 0, tables: 0, in_table: false }
    }

    /// A printer for a workbook with sheets of these names.
    #[cfg(feature = "sheet")]
    pub(crate) fn of_sheets(format: Format, limits: Limits, names: Vec<String>) -> Self {
        let mut printer = Self::new(format, limits);
        printer.builder.name_sheets(names);
        printer
    }

    /// The finished source of `bytes`.
    pub(crate) fn finish(self, bytes: &[u8]) -> Result<Source<'_>, IngestError> {
        self.builder.finish(bytes, self.format, self.limits)
    }

    /// Prints blocks in order.
    pub(crate) fn print(&mut self, blocks: &[Block]) -> Result<(), IngestError> {
        for block in blocks {
            match block {
                Block::Line(line) => self.line(line)?,
                Block::Table(table) => self.table(table)?,
                Block::Cells(cells) => self.cells(cells)?,
                Block::Hidden(part) => self.builder.push_hidden(part),
                Block::Page => {
                    self.builder.end_page();
                    self.in_table = false;
                }
            }
        }
        Ok(())
    }

    fn line(&mut self, line: &str) -> Result<(), IngestError> {
        let line = tidy(line);
        if line.is_empty() {
            return Ok(());
        }
        self.part_tables();
        self.builder.push(&line);
        self.builder.end_line();
        self.within("bytes of text", u64::from(self.builder.here()), self.limits.text)
    }

    /// Prints cells on one line.
    fn cells(&mut self, cells: &[Piece]) -> Result<(), IngestError> {
        let mut is_first = true;
        for cell in cells {
            let text = tidy(&cell.text);
            if text.is_empty() {
                continue;
            }
            if std::mem::take(&mut is_first) {
                self.part_tables();
            } else {
                self.builder.push(" ");
            }
            let span = self.builder.push(&text);
            self.builder.push_cell(SheetCell { span, sheet: cell.sheet, row: cell.row, column: cell.column });
        }
        if !is_first {
            self.builder.end_line();
        }
        self.within("bytes of text", u64::from(self.builder.here()), self.limits.text)
    }

    /// Prints the empty line behind a table.
    fn part_tables(&mut self) {
        if std::mem::take(&mut self.in_table) {
            self.builder.end_line();
        }
    }

    fn within(&self, what: &'static str, count: u64, limit: u64) -> Result<(), IngestError> {
        if count > limit { Err(IngestError::TooMuch { format: self.format, what, limit }) } else { Ok(()) }
    }

    fn table(&mut self, table: &Table) -> Result<(), IngestError> {
        self.tables += 1;
        self.within("tables", self.tables, MOST_TABLES)?;
        let own = table.cells.iter().filter(|cell| !cell.text().is_empty()).count();
        let nested: usize = table.cells.iter().flat_map(Cell::tables).map(|inner| inner.cells.len()).sum();
        let is_frame = table.cells.iter().all(|cell| cell.column == 0 && cell.columns == 1);
        if is_frame || nested > own || is_caption(table) {
            // a table that holds the page together, or the lines above another: what it holds is read one after the other
            return self.unframed(table);
        }
        self.grid(table)?;
        for inner in table.cells.iter().flat_map(Cell::tables) {
            self.table(inner)?;
        }
        Ok(())
    }

    /// Prints what the cells hold, one after the other.
    fn unframed(&mut self, table: &Table) -> Result<(), IngestError> {
        for cell in &table.cells {
            for block in &cell.blocks {
                match (block, table.sheet) {
                    (Block::Line(line), Some(sheet)) => {
                        let (text, row, column) = (line.clone(), cell.row, cell.column);
                        self.cells(&[Piece { text, sheet, row, column }])?;
                    }
                    _ => self.print(std::slice::from_ref(block))?,
                }
            }
        }
        Ok(())
    }

    /// Prints the cells as rows of tabs: a cell's text at its first place, nothing at the others that it covers.
    fn grid(&mut self, table: &Table) -> Result<(), IngestError> {
        let mut cells: Vec<(&Cell, String)> =
            table.cells.iter().map(|cell| (cell, tidy(&cell.text()))).collect();
        cells.sort_by_key(|(cell, _)| (cell.row, cell.column));
        // a row without any text and a column in which no cell begins state nothing
        let mut rows: Vec<u32> =
            cells.iter().filter(|(_, text)| !text.is_empty()).map(|(cell, _)| cell.row).collect();
        rows.dedup();
        let mut columns: Vec<u32> = cells.iter().map(|(cell, _)| cell.column).collect();
        columns.sort_unstable();
        columns.dedup();
        if rows.is_empty() {
            return Ok(());
        }
        self.cells += rows.len() as u64 * columns.len() as u64;
        self.within("cells", self.cells, self.limits.cells)?;
        self.part_tables();
        let start = self.builder.here();
        let mut grid = GridFragment {
            span: Span::new(start, start),
            rows: count(rows.len()),
            columns: count(columns.len()),
            cells: Vec::with_capacity(cells.len()),
            certainty: Certainty::Given,
        };
        let mut cells = cells.iter().peekable();
        for (index, &row) in rows.iter().enumerate() {
            while cells.next_if(|(cell, _)| cell.row < row).is_some() {}
            for (place, &column) in columns.iter().enumerate() {
                if place > 0 {
                    self.builder.push("\t");
                }
                while let Some((cell, text)) =
                    cells.next_if(|(cell, _)| cell.row == row && cell.column <= column)
                {
                    let covered = |from: u32, length: u32, of: &[u32]| {
                        let end = from.saturating_add(length.max(1));
                        count(of.partition_point(|&one| one < from))
                            ..count(of.partition_point(|&one| one < end))
                    };
                    let span = self.builder.push(text);
                    if let Some(sheet) = table.sheet.filter(|_| !text.is_empty()) {
                        let (row, column) = (cell.row, cell.column);
                        self.builder.push_cell(SheetCell { span, sheet, row, column });
                    }
                    grid.cells.push(GridCell {
                        parts: vec![span],
                        rows: count(index)..covered(cell.row, cell.rows, &rows).end,
                        columns: count(place)..covered(cell.column, cell.columns, &columns).end,
                        header: cell.header,
                    });
                }
            }
            grid.span.end = self.builder.here();
            self.builder.end_line();
        }
        self.builder.push_grid(grid);
        self.in_table = true;
        self.within("bytes of text", u64::from(self.builder.here()), self.limits.text)
    }
}

/// Whether a table holds what stands above the next one: the body, the number of the table, the unit.
fn is_caption(table: &Table) -> bool {
    let mut rows: Vec<u32> = table.cells.iter().map(|cell| cell.row).collect();
    rows.dedup();
    let texts: Vec<String> = table.cells.iter().map(Cell::text).filter(|text| !text.is_empty()).collect();
    let has_label = texts.iter().any(|text| is_label(text));
    rows.len() <= TUNING.captions.most_rows
        && texts.len() <= 2 * TUNING.captions.most_rows
        && has_label
        && texts.iter().all(|text| is_label(text) || text.ends_with('表'))
}

/// Whether a text names something and says what it is.
pub(crate) fn is_label(text: &str) -> bool {
    text.contains([':', '：'])
}

/// Whether a text ends with the number of a table, as it stands above one.
#[cfg(feature = "html")]
pub(crate) fn is_number_of_table(text: &str) -> bool {
    text.trim_end().strip_suffix('表').is_some_and(|rest| rest.ends_with(|char: char| char.is_ascii_digit()))
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
