//! A sheet as its cells show it, and how it becomes titles, tables and notes.

use std::ops::Range;

use super::aside;
use super::beside;
use super::hidden::{Hidden, leave_out_hidden};
use super::shown::{Placed, Row, Shown};
use crate::flow::{Block, Cell, Piece, Table};

/// A sheet.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    /// Its cells that show something, in any order.
    pub(super) cells: Vec<Shown>,
    pub(super) merged: Vec<Merged>,
    pub(super) hidden: Hidden,
}

/// Cells that are merged into one.
#[derive(Debug)]
pub(super) struct Merged {
    pub(super) rows: Range<u32>,
    pub(super) columns: Range<u32>,
}

impl Page {
    /// Whether the sheet shows anything.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.trim().is_empty())
    }

    /// The sheet of this number in reading order: its name where it has no title, lines and tables.
    pub(super) fn blocks(mut self, sheet: u32, name_is_wanted: bool) -> Vec<Block> {
        let name = std::mem::take(&mut self.name);
        let hidden = std::mem::take(&mut self.hidden);
        let mut rows = self.rows();
        let parts = leave_out_hidden(&mut rows, &hidden, &name);
        let aside = aside::set_aside(&mut rows);
        let mut blocks: Vec<Block> = parts.into_iter().map(Block::Hidden).collect();
        let mut table: Vec<Row> = Vec::new();
        let mut above: Option<u32> = None;
        let has_title = rows.first().is_some_and(|row| row.len() == 1);
        if name_is_wanted && !has_title && !is_default(&name) {
            blocks.push(Block::Line(name));
        }
        let mut rows = rows.into_iter().peekable();
        while let Some(row) = rows.next() {
            let number = row.first().map_or(0, |cell| cell.0.row);
            let follows_gap = above.is_some_and(|above| number > above + 1);
            let figures = row.iter().filter(|cell| cell.0.is_figure()).count();
            // a blank row ends a table unless figures go on below it
            if follows_gap && figures == 0 {
                flush(&mut table, sheet, &mut blocks);
            }
            above = row.iter().map(|cell| cell.0.row + cell.1.max(1) - 1).max();
            let next_has_figures = rows.peek().is_some_and(|next| next.iter().any(|cell| cell.0.is_figure()));
            let is_last = rows.peek().is_none();
            let is_head =
                table.is_empty() && rows.peek().is_some_and(|next| is_head_over(&row, next, &blocks));
            if !is_head && is_line(&row, &table, figures, next_has_figures, is_last) {
                flush(&mut table, sheet, &mut blocks);
                blocks.extend(row.into_iter().map(|cell| line(sheet, vec![cell])));
            } else {
                table.push(row);
            }
        }
        flush(&mut table, sheet, &mut blocks);
        blocks.extend(aside.into_iter().map(|cells| line(sheet, cells)));
        blocks
    }

    /// The rows that show something, with the number of rows and columns that each cell covers.
    fn rows(self) -> Vec<Row> {
        let mut merged = self.merged;
        merged.sort_by_key(|one| (one.rows.start, one.columns.start));
        let mut cells = self.cells;
        cells.retain(|cell| !cell.text.trim().is_empty());
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let mut rows: Vec<Row> = Vec::new();
        for cell in cells {
            let found = merged
                .binary_search_by_key(&(cell.row, cell.column), |one| (one.rows.start, one.columns.start));
            let size = |range: &Range<u32>| range.end.saturating_sub(range.start).max(1);
            let place = found.ok().and_then(|index| merged.get(index));
            let (height, width) = place.map_or((1, 1), |one| (size(&one.rows), size(&one.columns)));
            match rows.last_mut() {
                Some(row) if row.first().is_some_and(|first| first.0.row == cell.row) => {
                    row.push((cell, height, width));
                }
                _ => rows.push(vec![(cell, height, width)]),
            }
        }
        rows
    }
}

/// Whether a row of one cell is a head over all columns of the row below: below the title and the unit no other title stands.
fn is_head_over(row: &Row, next: &Row, above: &[Block]) -> bool {
    let [(cell, _, width)] = row.as_slice() else { return false };
    let end = |(cell, _, width): &Placed| cell.column.saturating_add((*width).max(1));
    let (Some(first), Some(last)) = (next.first(), next.iter().map(end).max()) else { return false };
    let is_over = *width > 1 && cell.column <= first.0.column && last <= cell.column.saturating_add(*width);
    let holds_label = |cells: &[Piece]| cells.iter().any(|cell| cell.text.contains([':', '：']));
    let is_label = |block: &Block| match block {
        Block::Cells(cells) => holds_label(cells),
        Block::Line(line) => line.contains([':', '：']),
        _ => false,
    };
    let is_title = |block: &Block| match block {
        Block::Cells(cells) => !holds_label(cells),
        Block::Line(line) => !line.contains([':', '：']),
        _ => false,
    };
    let has_figures = next.iter().any(|cell| cell.0.is_figure());
    is_over
        && next.len() > 1
        && !has_figures
        && !cell.is_label()
        && above.last().is_some_and(is_label)
        && above.iter().any(is_title)
}

/// Whether a row is no row of a table: a title, a unit, a note.
fn is_line(row: &Row, table: &[Row], figures: usize, next_has_figures: bool, is_last: bool) -> bool {
    if figures > 0 {
        return false;
    }
    let is_single = row.len() == 1;
    if table.is_empty() {
        // a head that is merged down, or across some columns only, belongs to the table below it
        return is_single || row.iter().any(|cell| cell.0.is_label()) && row.len() <= 4;
    }
    let widest =
        table.iter().flatten().map(|(cell, _, width)| cell.column.saturating_add(*width)).max().unwrap_or(0);
    let is_across = row
        .first()
        .is_some_and(|(cell, _, width)| *width > 1 && cell.column.saturating_add(*width) >= widest);
    is_single && (is_across && !next_has_figures || is_last && row.iter().any(|cell| cell.0.is_label()))
}

/// Cells on a line of their own.
fn line(sheet: u32, cells: Row) -> Block {
    let piece = |(cell, ..): Placed| Piece { text: cell.text, sheet, row: cell.row, column: cell.column };
    Block::Cells(cells.into_iter().map(piece).collect())
}

/// Ends the table and adds it to the blocks.
fn flush(table: &mut Vec<Row>, sheet: u32, blocks: &mut Vec<Block>) {
    let rows = std::mem::take(table);
    if let Some(parts) = beside::parted(&rows) {
        for mut part in parts {
            let is_label = |row: &Row| row.iter().any(|cell| cell.0.is_label());
            let labels = part.iter().skip(1).take_while(|row| row.len() == 1 && is_label(row)).count();
            let title = usize::from(part.first().is_some_and(|row| row.len() == 1));
            // its unit and its number stand between a title and its table
            blocks.extend(part.drain(..title * (1 + labels)).map(|row| line(sheet, row)));
            flush(&mut part, sheet, blocks);
        }
        return;
    }
    let is_single = rows.iter().flatten().all(|cell| {
        Some(cell.0.column) == rows.first().and_then(|row| row.first()).map(|cell| cell.0.column)
    });
    if is_single {
        blocks.extend(rows.into_iter().flatten().map(|cell| line(sheet, vec![cell])));
        return;
    }
    let cells = rows.into_iter().flatten().map(|(shown, rows, columns)| Cell {
        row: shown.row,
        column: shown.column,
        rows,
        columns,
        header: None,
        blocks: shown.text.lines().map(|line| Block::Line(line.to_owned())).collect(),
    });
    blocks.push(Block::Table(Table { cells: cells.collect(), sheet: Some(sheet) }));
}

/// Names that programs give to sheets by themselves: letters or 工作表 and a number.
fn is_default(name: &str) -> bool {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    stem.is_empty() || stem.len() < name.len() && matches!(stem.to_lowercase().as_str(), "sheet" | "工作表")
}
