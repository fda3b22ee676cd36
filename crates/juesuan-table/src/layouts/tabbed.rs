//! A row a line, cells parted by tabs: read with the csv crate, which gives the position of each record.

use csv::{ByteRecord, Position, Reader, ReaderBuilder};
use juesuan_segment::Span;

use crate::grid::Grid;
use crate::text::Text;
use crate::tuning::layouts::TUNING;

/// Reads the tab-separated fragments of one text, from top to bottom, with one reader.
pub(crate) struct TabReader<'a> {
    source: &'a Text<'a>,
    /// Where the reader began in the source.
    base: usize,
    reader: Reader<std::io::Cursor<&'a [u8]>>,
    record: ByteRecord,
    /// Where the record that was read last began and ended in the source.
    last: Span,
    /// The last record lies behind the fragment that was asked for.
    pending: bool,
}

impl<'a> TabReader<'a> {
    /// A reader for fragments of `source` none of which begins before `base`.
    pub(crate) fn new(source: &'a Text<'a>, base: usize) -> Self {
        let bytes = source.as_bytes().get(base..).unwrap_or(&[]);
        let reader = ReaderBuilder::new()
            .delimiter(b'\t')
            .quoting(false)
            .flexible(true)
            .has_headers(false)
            .from_reader(std::io::Cursor::new(bytes));
        let last = Span::of(base..base);
        Self { source, base, reader, record: ByteRecord::new(), last, pending: false }
    }

    /// Adds the rows of a fragment to the grid.
    pub(crate) fn read(&mut self, fragment: Span, grid: &mut Grid) {
        self.seek(fragment.start as usize);
        let mut above = fragment.start;
        while self.next() {
            if self.last.start >= fragment.end {
                self.pending = true;
                return;
            }
            if self.last.end <= fragment.start {
                continue;
            }
            if self.parts_rows(Span::new(above.min(self.last.start), self.last.start)) {
                grid.mark_gap();
            }
            above = self.last.end;
            self.push_row(fragment.start as usize, grid);
            if self.at_end(fragment) {
                return;
            }
        }
    }

    /// Whether only line ends are left of the fragment: the rest may be long and lies outside this fragment.
    fn at_end(&self, fragment: Span) -> bool {
        let rest = Span::new(self.last.end, fragment.end).text(self.source).as_bytes();
        rest.len() < 3 && rest.iter().all(|byte| matches!(byte, b'\r' | b'\n'))
    }

    /// Skips far enough that the next record is at most a few lines before `start`.
    fn seek(&mut self, start: usize) {
        let Some(offset) = start.checked_sub(self.base) else { return };
        let here = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        if offset > here.saturating_add(TUNING.tabbed.worth_seeking.bytes()) {
            let mut position = Position::new();
            position.set_byte(offset as u64);
            // reading from memory does not fail; if it did, the records up to here would be skipped one by one
            let _ = self.reader.seek(position);
            self.pending = false;
        }
    }

    /// Reads the next record and finds its place. The crate counts a record from the end of the one before and
    /// skips blank lines, and a byte order mark where it begins to read.
    fn next(&mut self) -> bool {
        if std::mem::take(&mut self.pending) {
            return true;
        }
        if !self.reader.read_byte_record(&mut self.record).unwrap_or(false) {
            return false;
        }
        let Some(byte) = self.record.position().map(Position::byte) else { return false };
        let mut start = self.base + usize::try_from(byte).unwrap_or(usize::MAX);
        let rest = self.source.as_bytes().get(start..).unwrap_or(&[]);
        start += rest.iter().take_while(|&&byte| matches!(byte, b'\r' | b'\n')).count();
        let first = self.record.get(0).unwrap_or(&[]);
        if !self.source.as_bytes().get(start..).is_some_and(|rest| rest.starts_with(first)) {
            start += '\u{feff}'.len_utf8();
        }
        let end = start + self.record.as_slice().len() + self.record.len().saturating_sub(1);
        self.last = Span::of(start..end);
        true
    }

    /// Whether what stands between two records parts them: more than one line end.
    fn parts_rows(&self, between: Span) -> bool {
        let bytes = between.text(self.source).as_bytes();
        bytes.len() > 1 && bytes != b"\r\n"
    }

    /// Adds the record to the grid, from `from` on: a page break may stand on its line.
    fn push_row(&mut self, from: usize, grid: &mut Grid) {
        let first = grid.begin();
        let start = self.last.start as usize;
        for field in 0..self.record.len() {
            // a tab stands between one field and the next
            let Some(range) = self.record.range(field) else { break };
            let end = start + field + range.end;
            grid.push(self.source, first, (start + field + range.start).max(from).min(end)..end);
        }
        let lone = self.record.len() == 1;
        let before = grid.rows.len();
        let whole = Span::new(self.last.start.max(Span::of(0..from).end), self.last.end);
        grid.end(self.source, first, whole, lone);
        let blank_line = lone && grid.rows.len() == before && self.last.text(self.source).trim().is_empty();
        if blank_line {
            grid.mark_gap();
        }
    }
}
