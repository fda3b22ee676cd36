//! Writes pages down in reading order: a row a line, a paragraph a line, pages parted by form feeds.

use std::collections::HashSet;

use juesuan_source::{Certainty, GridCell, GridFragment, PageIndex, Rect, Span};

use super::columns::{Block, blocks};
use super::continued::join_cut_rows;
use super::drawing::{Glyph, Turn};
use super::limits::LIMITS;
use super::lines::{Gap, Line, Mark, is_han};
use super::page::{Page, turn_glyph};
use super::paragraphs::{Margins, goes_on};
use super::parted::{kind, parted};
use super::pieces;
use super::table::Table;
use super::zone::Zone;
use super::zones::settle;
use crate::builder::Builder;
use crate::tuning::Tolerances;
use crate::{Source, Undecodable};

/// Writes pages down in reading order.
pub(crate) fn write(pages: &mut [Page], builder: &mut Builder, tuning: &Tolerances) {
    settle(pages, tuning, &LIMITS);
    join_cut_rows(pages, tuning);
    let pages = &*pages;
    for (at, page) in pages.iter().enumerate() {
        if at > 0 {
            builder.end_page();
        }
        let margins = Margins::of(
            pages
                .iter()
                .filter(|other| (other.size.0 - page.size.0).abs() < 1.0)
                .map(|page| page.lines.as_slice()),
            page.size.0,
            tuning,
        );
        Writer { page, number: index(at), builder, tuning, margins }.write();
    }
    // a watermark would part what goes on over pages; one that comes again says nothing new
    let mut seen: HashSet<String> = HashSet::new();
    for (at, page) in pages.iter().enumerate() {
        let Some(line) = &page.watermark else { continue };
        if seen.insert(line.chars().collect()) {
            let mut writer = Writer { page, number: index(at), builder, tuning, margins: None };
            writer.line(line);
            writer.builder.end_line();
        }
    }
}

/// Lists characters whose font does not say what they are: they stand in the text as U+FFFD.
pub(crate) fn list_unknown(source: &mut Source<'_>) {
    let (mut line, mut from) = (1, 0);
    for (offset, _) in source.text.match_indices(char::REPLACEMENT_CHARACTER) {
        source.undecodable_runs += 1;
        if source.undecodable.len() == Source::MOST_RUNS {
            continue;
        }
        let between = source.text.as_bytes().get(from..offset).unwrap_or_default();
        line += u32::try_from(memchr::memchr_iter(b'\n', between).count()).unwrap_or(u32::MAX);
        from = offset;
        source.undecodable.push(Undecodable {
            offset: Span::of(offset..offset).start,
            line,
            byte_offset: 0,
            length: 0,
            bytes: Vec::new(),
        });
    }
}

fn index(page: usize) -> PageIndex {
    PageIndex(u32::try_from(page).unwrap_or(u32::MAX))
}

/// What stands between lines of text.
enum Part<'p> {
    Table(&'p Table),
    Loose(&'p Zone),
}

/// Writes one page.
struct Writer<'w> {
    page: &'w Page,
    number: PageIndex,
    builder: &'w mut Builder,
    tuning: &'w Tolerances,
    margins: Option<Margins>,
}

impl Writer<'_> {
    /// Writes the page.
    fn write(mut self) {
        let page = self.page;
        let tables = page.tables.iter().map(|table| (table.grid.height().0, Part::Table(table)));
        let loose = page.loose.iter().map(|zone| (zone.top, Part::Loose(zone)));
        let mut parts: Vec<(f32, Part<'_>)> = tables.chain(loose).collect();
        parts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut lines = page.lines.as_slice();
        for (top, part) in parts {
            let count = lines.iter().take_while(|line| line.middle() < top).count();
            let (above, after) = lines.split_at(count);
            self.text(above);
            lines = after;
            match part {
                Part::Table(table) => self.table(table),
                Part::Loose(zone) => self.loose(zone),
            }
        }
        self.text(lines);
        for line in &page.aside {
            self.line(line);
            self.builder.end_line();
        }
    }

    /// Lines between tables: paragraphs.
    fn text(&mut self, lines: &[Line]) {
        let mut rest = lines;
        while let Some(first) = rest.first() {
            if let Some((blocks, count)) = blocks(rest, self.tuning) {
                self.side_by_side(&blocks);
                rest = rest.get(count..).unwrap_or_default();
                continue;
            }
            self.line(first);
            let mut last = first;
            rest = rest.get(1..).unwrap_or_default();
            while let Some(next) = rest.first()
                && self.margins.is_some_and(|margins| goes_on(last, next, &margins, self.tuning))
            {
                self.seam(&last.marks, &next.marks);
                self.line(next);
                last = next;
                rest = rest.get(1..).unwrap_or_default();
            }
            self.builder.end_line();
        }
    }

    /// Texts beside one another, of which some are wrapped, in one line.
    fn side_by_side(&mut self, blocks: &[Block<'_>]) {
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                self.builder.push(" ");
            }
            let mut last: Option<&[Mark]> = None;
            for marks in block {
                if let Some(last) = last {
                    self.seam(last, marks);
                }
                self.marks(marks);
                last = Some(marks);
            }
        }
        self.builder.end_line();
    }

    /// Rows whose columns are not clear: their gaps as blanks.
    fn loose(&mut self, zone: &Zone) {
        for line in &zone.rows {
            self.aligned(line);
            self.builder.end_line();
        }
    }

    /// A line whose gaps are as many blanks as are wide as they.
    fn aligned(&mut self, line: &Line) {
        let mut end = 0.0;
        for piece in pieces::pieces(line) {
            let blank = (line.size / 2.0).max(0.5);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a page is no wider than some hundred blanks; the cast is capped"
            )]
            let count = ((piece.x0 - end) / blank).round().clamp(0.0, 400.0) as usize;
            self.builder.push(&" ".repeat(count));
            self.marks(piece.marks);
            end = piece.x1;
        }
    }

    fn table(&mut self, table: &Table) {
        let grid = &table.grid;
        let start = self.builder.here();
        let mut cells = Vec::with_capacity(grid.cells.len());
        let mut is_whole = table.is_ruled;
        let mut next = 0;
        for row in 0..grid.rows() {
            let count = grid.cells.iter().skip(next).take_while(|cell| cell.rows.start == row).count();
            let here = next..next + count;
            next = here.end;
            if row == 0 && table.skips_first_row {
                is_whole = false;
                continue;
            }
            let lines = |at: usize| table.cells.get(at).map_or(&[][..], Vec::as_slice);
            let contents: Vec<&[Line]> = here.clone().map(lines).collect();
            let columns: Vec<usize> =
                here.clone().filter_map(|at| Some(grid.cells.get(at)?.columns.start)).collect();
            if let Some(rows) = parted(&contents, self.tuning) {
                is_whole = false;
                for row in rows {
                    let row: Vec<&[&Line]> = row.iter().map(Vec::as_slice).collect();
                    self.row(&row, &columns, grid.columns());
                }
                continue;
            }
            let contents: Vec<Vec<&Line>> = contents.iter().map(|lines| lines.iter().collect()).collect();
            let contents: Vec<&[&Line]> = contents.iter().map(Vec::as_slice).collect();
            let parts = self.row(&contents, &columns, grid.columns());
            cells.extend(here.filter_map(|at| grid.cells.get(at)).zip(parts).map(|(cell, part)| GridCell {
                parts: vec![part],
                rows: narrow(&cell.rows),
                columns: narrow(&cell.columns),
                header: None,
            }));
        }
        if table.is_positioned {
            self.builder.push_positioned(start);
        }
        if is_whole {
            let span = Span::new(start, self.builder.here());
            let (rows, columns) = (narrow(&(0..grid.rows())).end, narrow(&(0..grid.columns())).end);
            self.builder.push_grid(GridFragment { span, rows, columns, cells, certainty: Certainty::Ruled });
        }
    }

    /// A row: each cell at its column, tabs between columns.
    fn row(&mut self, cells: &[&[&Line]], columns: &[usize], count: usize) -> Vec<Span> {
        let mut parts = Vec::with_capacity(cells.len());
        let mut at = 0;
        for (cell, &column) in cells.iter().zip(columns) {
            self.builder.push(&"\t".repeat(column.saturating_sub(at)));
            at = column;
            parts.push(self.cell(cell));
        }
        self.builder.push(&"\t".repeat((count.saturating_sub(1)).saturating_sub(at)));
        self.builder.end_line();
        parts
    }

    /// The lines of a cell without a break.
    fn cell(&mut self, lines: &[&Line]) -> Span {
        let start = self.builder.here();
        let mut last: Option<&Line> = None;
        for line in lines {
            if let Some(last) = last {
                self.seam(&last.marks, &line.marks);
            }
            self.line(line);
            last = Some(line);
        }
        Span::new(start, self.builder.here())
    }

    /// Between two lines of a paragraph: a blank where words of letters meet.
    fn seam(&mut self, last: &[Mark], next: &[Mark]) {
        let is_letter = |mark: Option<&Mark>| {
            mark.is_some_and(|mark| mark.glyph.char.is_alphabetic() && !is_han(mark.glyph.char))
        };
        if is_letter(last.last()) && is_letter(next.first()) {
            self.builder.push(" ");
        }
    }

    fn line(&mut self, line: &Line) {
        let own = self.number;
        self.number = PageIndex(own.0.saturating_add(u32::from(line.is_of_next_page)));
        self.marks(&line.marks);
        self.number = own;
    }

    fn marks(&mut self, marks: &[Mark]) {
        let mut is_first = true;
        for word in marks
            .chunk_by(|last, next| next.gap == Gap::None && kind(last.glyph.char) == kind(next.glyph.char))
        {
            if !std::mem::take(&mut is_first) && word.first().is_some_and(|mark| mark.gap != Gap::None) {
                self.builder.push(" ");
            }
            self.word(word);
        }
    }

    fn word(&mut self, marks: &[Mark]) {
        let text: String = marks.iter().map(|mark| mark.glyph.char).collect();
        let bounds = marks.iter().map(|mark| self.bounds(&mark.glyph)).reduce(Rect::join);
        self.builder.push_run(&text, self.number, bounds.unwrap_or_default());
    }

    /// The box of a character on the page as it is shown, in hundredths of a point.
    fn bounds(&self, glyph: &Glyph) -> Rect {
        let mut shown = *glyph;
        if glyph.turn == self.page.turn {
            let back = match self.page.turn {
                Turn::Left => Turn::Right,
                Turn::Right => Turn::Left,
                same => same,
            };
            turn_glyph(&mut shown, back, self.page.size);
        }
        #[expect(clippy::cast_possible_truncation, reason = "a place on a page; out of range is capped")]
        let narrow = |value: f32| (value * 100.0).round() as i32;
        Rect { x0: narrow(shown.x0), y0: narrow(shown.y0), x1: narrow(shown.x1), y1: narrow(shown.y1) }
    }
}

fn narrow(range: &std::ops::Range<usize>) -> std::ops::Range<u32> {
    let narrow = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
    narrow(range.start)..narrow(range.end)
}
