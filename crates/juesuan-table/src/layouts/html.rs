//! HTML tables, as programs leave them that turn PDF into markdown: cells in tags, spans in attributes.

use juesuan_segment::Span;

use crate::grid::Grid;
use crate::text::Text;
use crate::tuning::{self, layouts::TUNING};

/// A table may have this many covered cells, and one more for each of so many of its bytes: no form comes near it,
/// and no few bytes of attributes make a large grid.
const COVERED_CELLS: (usize, usize) = (512, 8);

/// Adds the rows of a fragment to the grid. Cells that another one covers are blank.
pub(crate) fn read(source: &Text<'_>, fragment: Span, grid: &mut Grid) {
    let budget = COVERED_CELLS.0 + fragment.len() / COVERED_CELLS.1;
    let mut rows = Rows { source, grid, row: None, cell: None, covered: Vec::new(), budget };
    let text = fragment.text(source);
    let base = fragment.start as usize;
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + open;
        let rest = text.get(start..).unwrap_or("");
        let length = tag_length(rest);
        if let Some(length) = length {
            rows.tag(rest.get(1..length - 1).unwrap_or(""), base + start, base + start + length);
        }
        at = start + length.unwrap_or(1);
    }
    rows.end_row(fragment.end as usize);
}

/// The length of the tag at the beginning of the text; `None` where a sign is no tag ("<95%").
fn tag_length(text: &str) -> Option<usize> {
    let name = text.as_bytes().get(1)?;
    if !(name.is_ascii_alphabetic() || *name == b'/') {
        return None;
    }
    text.bytes().take(TUNING.html.tag_limit.bytes()).position(|byte| byte == b'>').map(|end| end + 1)
}

/// A cell of a row above that reaches into the rows below it.
#[derive(Copy, Clone)]
struct Covered {
    column: usize,
    rows: usize,
}

struct Rows<'a> {
    source: &'a Text<'a>,
    grid: &'a mut Grid,
    /// Where the row that is being read begins, and its first cell in the grid.
    row: Option<(usize, u32)>,
    /// Where the text of the cell that is being read begins, and how many rows and columns it covers.
    cell: Option<(usize, usize, usize)>,
    /// Columns that cells of the rows above cover, from left to right.
    covered: Vec<Covered>,
    /// Covered cells that may still be made.
    budget: usize,
}

impl Rows<'_> {
    fn tag(&mut self, tag: &str, start: usize, end: usize) {
        let name = tag.split(|c: char| c.is_whitespace()).next().unwrap_or("").trim_end_matches('/');
        match name.to_ascii_lowercase().as_str() {
            "tr" => {
                self.end_row(start);
                self.row = Some((start, self.grid.begin()));
            }
            "/tr" | "table" | "/table" => self.end_row(end),
            "td" | "th" => {
                self.end_cell(start);
                if self.row.is_none() {
                    self.row = Some((start, self.grid.begin()));
                }
                self.cell = Some((end, span(tag, "rowspan"), span(tag, "colspan")));
            }
            "/td" | "/th" => self.end_cell(start),
            _ => {}
        }
    }

    /// Column of the next cell of the row.
    fn column(&self, first: u32) -> usize {
        (self.grid.begin() - first) as usize
    }

    /// Adds blank cells as long as a cell of a row above covers the place.
    fn skip_covered(&mut self, first: u32) {
        while let Ok(at) = self.covered.binary_search_by_key(&self.column(first), |cover| cover.column) {
            self.blank(first);
            self.covered[at].rows -= 1;
            if self.covered[at].rows == 0 {
                self.covered.remove(at);
            }
        }
    }

    fn blank(&mut self, first: u32) {
        self.grid.push(self.source, first, 0..0);
    }

    fn end_cell(&mut self, end: usize) {
        let (Some((start, rows, columns)), Some((_, first))) = (self.cell.take(), self.row) else { return };
        self.skip_covered(first);
        let column = self.column(first);
        if column >= tuning::grid::TUNING.grid.most_columns {
            return;
        }
        self.grid.push(self.source, first, start..end);
        let columns = columns.min(tuning::grid::TUNING.grid.most_columns - column).min(self.budget);
        self.budget -= columns.saturating_sub(1);
        for _ in 1..columns {
            self.blank(first);
        }
        let rows = rows.min(self.budget / columns.max(1) + 1);
        self.budget -= (rows - 1) * columns;
        if rows > 1 {
            let at = self.covered.partition_point(|cover| cover.column < column);
            let new = (column..column + columns).map(|column| Covered { column, rows: rows - 1 });
            self.covered.splice(at..at, new);
        }
    }

    fn end_row(&mut self, end: usize) {
        self.end_cell(end);
        if let Some((start, first)) = self.row.take() {
            self.skip_covered(first);
            // what is covered further right ends one row further up
            let column = self.column(first);
            self.covered.retain_mut(|cover| {
                cover.rows -= usize::from(cover.column > column);
                cover.rows > 0
            });
            self.grid.end(self.source, first, Span::of(start..end), false);
        }
    }
}

/// The number that an attribute gives, at least 1.
fn span(tag: &str, name: &str) -> usize {
    let lower = tag.to_ascii_lowercase();
    let value = lower.split_once(name).map_or("", |(_, value)| value);
    let value = value.trim_start().trim_start_matches('=').trim_start().trim_start_matches(['"', '\'']);
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    value.get(..digits).and_then(|digits| digits.parse().ok()).unwrap_or(1).max(1)
}
