//! A row a line, cells parted by tabs.

use juesuan_segment::Span;

use crate::grid::Grid;
use crate::text::Text;
use crate::tuning::layouts::TUNING;

/// Reads the tab-separated fragments of one text, from top to bottom.
pub(crate) struct TabReader<'a> {
    source: &'a Text<'a>,
    /// Where the next row is sought in the source.
    at: usize,
    /// Where the row that was read last begins and ends in the source, without its line end.
    last: Span,
    /// The last row lies behind the fragment that was asked for.
    pending: bool,
}

impl<'a> TabReader<'a> {
    /// A reader for fragments of `source` none of which begins before `base`.
    pub(crate) fn new(source: &'a Text<'a>, base: usize) -> Self {
        let mut reader = Self { source, at: base, last: Span::of(base..base), pending: false };
        reader.begin_at(base);
        reader
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

    /// Skips far enough that the next row is at most a few lines before `start`.
    fn seek(&mut self, start: usize) {
        if start > self.at.saturating_add(TUNING.tabbed.worth_seeking.bytes()) {
            self.begin_at(start);
            self.pending = false;
        }
    }

    /// Reads from here on; a byte order mark where reading begins is no text.
    fn begin_at(&mut self, start: usize) {
        let rest = self.source.as_bytes().get(start..).unwrap_or_default();
        let mark = rest.starts_with("\u{feff}".as_bytes());
        self.at = if mark { start + '\u{feff}'.len_utf8() } else { start };
    }

    /// Finds the next line that is not empty.
    fn next(&mut self) -> bool {
        if std::mem::take(&mut self.pending) {
            return true;
        }
        let rest = self.source.as_bytes().get(self.at..).unwrap_or_default();
        let line_ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let line = rest.get(line_ends..).unwrap_or_default();
        let length = memchr::memchr2(b'\r', b'\n', line).unwrap_or(line.len());
        let start = self.at + line_ends;
        self.at = start + length;
        self.last = Span::of(start..self.at);
        length > 0
    }

    /// Whether what stands between two rows parts them: more than one line end.
    fn parts_rows(&self, between: Span) -> bool {
        let bytes = between.text(self.source).as_bytes();
        bytes.len() > 1 && bytes != b"\r\n"
    }

    /// Adds the row to the grid, from `from` on: a page break may stand on its line.
    fn push_row(&mut self, from: usize, grid: &mut Grid) {
        let first = grid.begin();
        let start = self.last.start as usize;
        let row = self.last.text(self.source).as_bytes();
        let ends = memchr::memchr_iter(b'\t', row).chain([row.len()]).map(|tab| start + tab);
        let mut cell = start;
        for end in ends {
            grid.push(self.source, first, cell.max(from).min(end)..end);
            // behind the tab
            cell = end + 1;
        }
        let lone = !row.contains(&b'\t');
        let before = grid.rows.len();
        let whole = Span::new(self.last.start.max(Span::of(0..from).end), self.last.end);
        grid.end(self.source, first, whole, lone);
        let blank_line = lone && grid.rows.len() == before && self.last.text(self.source).trim().is_empty();
        if blank_line {
            grid.mark_gap();
        }
    }
}
