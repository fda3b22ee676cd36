//! The raw grid: unclassified rows of cells produced by a layout reader.

use std::borrow::Cow;
use std::ops::Range;

use juesuan_segment::Span;
use juesuan_source::TextMap;
use juesuan_source::chars::is_blank;

use crate::cell::clean;
use crate::cell::look::{self, Look, Seen};
use crate::tuning::grid::TUNING;

/// One raw cell: its trimmed bytes and what they look like.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RawCell {
    pub(crate) span: Span,
    pub(crate) seen: Seen,
    /// 1 + the index of the places of its parts in the grid; 0 where it stands in one place.
    pub(crate) parts: u32,
}

impl RawCell {
    /// The cell of a stretch of the text.
    pub(crate) fn of(source: &str, span: Span) -> Self {
        Self { span, seen: look::see(span.text(source)), parts: 0 }
    }

    /// What counts when the cell is compared or looked up.
    pub(crate) fn key(self, source: &str) -> Cow<'_, str> {
        let printed = self.span.text(source);
        if self.seen.unclean { clean::key(printed) } else { clean::narrow(Cow::Borrowed(printed)) }
    }

    /// Whether two cells print the same but for blanks, markup and the width of signs.
    pub(crate) fn says_the_same(self, other: Self, source: &str) -> bool {
        let (one, two) = (self.span.text(source), other.span.text(source));
        one == two || (!differ(one.as_bytes(), two.as_bytes()) && self.key(source) == other.key(source))
    }

    pub(crate) fn is_blank(self) -> bool {
        self.seen.look == Look::Blank
    }

    pub(crate) fn is_number(self) -> bool {
        matches!(self.seen.look, Look::Number | Look::Percent)
    }
}

/// One raw row.
#[derive(Clone, Debug)]
pub(crate) struct RawRow {
    /// From its first to its last byte, without the line end.
    pub(crate) span: Span,
    cells: Range<u32>,
    /// Number of cells, trailing blank ones included.
    pub(crate) printed_width: u16,
    /// A blank line, a rule or a page mark stands above it.
    pub(crate) after_gap: bool,
    /// Cells that are not blank.
    pub(crate) filled: u16,
    /// Cells that are numbers or percentages.
    pub(crate) numbers: u16,
    /// The line has no separator of cells at all.
    pub(crate) lone: bool,
}

/// Rows of cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    pub(crate) rows: Vec<RawRow>,
    cells: Vec<RawCell>,
    /// The places of cells that stand on several lines.
    parts: Vec<Vec<Span>>,
    /// Rows with figures that stand beside or between the columns.
    loose: Vec<u32>,
    gap: bool,
}

impl Grid {
    /// The cells of a row; trailing blank ones are left out.
    pub(crate) fn cells(&self, row: usize) -> &[RawCell] {
        self.rows.get(row).and_then(|row| self.cells.get(row.range())).unwrap_or(&[])
    }

    /// The cell at this place, blank where the row is shorter.
    pub(crate) fn cell(&self, row: usize, column: usize) -> RawCell {
        self.cells(row).get(column).copied().unwrap_or_default()
    }

    /// Number of cells of the rows from this one on, at most.
    pub(crate) fn cells_from(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, |row| self.cells.len().saturating_sub(row.cells.start as usize))
    }

    pub(crate) fn clear(&mut self) {
        self.rows.clear();
        self.cells.clear();
        self.parts.clear();
        self.loose.clear();
        self.gap = false;
    }

    /// Says that something parts the rows above from those below.
    pub(crate) fn mark_gap(&mut self) {
        self.gap = true;
    }

    /// Says that figures of the last row stand beside or between the columns.
    pub(crate) fn mark_loose(&mut self) {
        self.loose.extend(self.rows.len().checked_sub(1).and_then(|row| u32::try_from(row).ok()));
    }

    /// Whether figures of the row stand beside or between the columns.
    pub(crate) fn is_loose(&self, row: usize) -> bool {
        u32::try_from(row).is_ok_and(|row| self.loose.binary_search(&row).is_ok())
    }

    /// Begins a row; its cells are pushed next.
    pub(crate) fn begin(&self) -> u32 {
        Span::of(0..self.cells.len()).end
    }

    /// Adds a cell to the row that was begun at `first`. The bytes may have blanks around them.
    pub(crate) fn push(&mut self, source: &str, first: u32, printed: Range<usize>) {
        if self.cells.len() - first as usize >= TUNING.grid.most_columns {
            return;
        }
        let span = trimmed(source, printed);
        let seen = look::see(span.text(source));
        self.cells.push(RawCell { span, seen, parts: 0 });
    }

    /// Adds a cell that was looked at already, with the places of its parts where it has several.
    pub(crate) fn push_cell(&mut self, first: u32, mut cell: RawCell, parts: Vec<Span>) {
        if self.cells.len() - first as usize >= TUNING.grid.most_columns {
            return;
        }
        if !parts.is_empty() {
            self.parts.push(parts);
            cell.parts = Span::of(0..self.parts.len()).end;
        }
        self.cells.push(cell);
    }

    /// What counts when the cell is compared or looked up, all its parts together.
    pub(crate) fn key<'s>(&self, cell: RawCell, source: &'s str) -> Cow<'s, str> {
        match self.parts(cell) {
            [] => cell.key(source),
            parts => parts.iter().map(|part| clean::key(part.text(source))).collect::<String>().into(),
        }
    }

    /// The places of the parts of a cell; none where it stands in one place.
    pub(crate) fn parts(&self, cell: RawCell) -> &[Span] {
        let parts = (cell.parts as usize).checked_sub(1).and_then(|at| self.parts.get(at));
        parts.map_or(&[], Vec::as_slice)
    }

    /// Ends the row that was begun at `first`. Rows without a filled cell and rules are dropped.
    pub(crate) fn end(&mut self, source: &str, first: u32, span: Span, lone: bool) {
        let (mut filled, mut numbers, mut dashes) = (0, 0, 0);
        let mut last = first as usize;
        for (at, cell) in self.cells.iter().enumerate().skip(first as usize) {
            if !cell.is_blank() {
                filled += 1;
                last = at + 1;
            }
            numbers += u16::from(cell.is_number());
            dashes += u16::from(
                matches!(cell.seen.look, Look::Dash)
                    || cell.seen.look == Look::Text && cell.span.len() < TUNING.grid.rule_cell.bytes(),
            );
        }
        let rule = filled > 0 && dashes == filled && self.is_rule(source, first as usize);
        if filled == 0 || rule {
            self.cells.truncate(first as usize);
            return;
        }
        let printed_width = u16::try_from(self.cells.len() - first as usize).unwrap_or(u16::MAX);
        self.cells.truncate(last);
        let cells = first..Span::of(0..last).end;
        let after_gap = std::mem::take(&mut self.gap);
        self.rows.push(RawRow { span, cells, printed_width, after_gap, filled, numbers, lone });
    }

    /// Takes every second cell out where all of them are blank: two tabs stand between the cells.
    pub(crate) fn close_double_gaps(&mut self) {
        let doubled = |row: &RawRow| {
            let cells = self.cells.get(row.range()).unwrap_or(&[]);
            cells.iter().skip(1).step_by(2).all(|cell| cell.is_blank())
        };
        let several = self.rows.iter().filter(|row| row.filled > 1).count() > 1;
        if !several || !self.rows.iter().all(doubled) {
            return;
        }
        let old = std::mem::take(&mut self.cells);
        for row in &mut self.rows {
            let first = Span::of(0..self.cells.len()).end;
            self.cells.extend(old.get(row.range()).unwrap_or(&[]).iter().step_by(2));
            row.cells = first..Span::of(0..self.cells.len()).end;
            row.printed_width = row.printed_width.div_ceil(2);
        }
    }

    /// Puts blank cells behind the cells of some rows: for each of these, in order, the columns where its cells begin,
    /// and its width.
    pub(crate) fn spread(&mut self, spreads: &[(usize, Vec<usize>)]) {
        let old = std::mem::take(&mut self.cells);
        self.cells.reserve(old.len());
        let mut spreads = spreads.iter().peekable();
        for (at, row) in self.rows.iter_mut().enumerate() {
            let first = self.cells.len();
            let cells = old.get(row.range()).unwrap_or(&[]);
            if let Some((_, starts)) = spreads.next_if(|(row, _)| *row == at) {
                for (cell, start) in cells.iter().zip(starts) {
                    self.cells.resize(first + start, RawCell::default());
                    self.cells.push(*cell);
                }
                let width = starts.last().copied().unwrap_or(0);
                row.printed_width = u16::try_from(width).unwrap_or(u16::MAX);
            } else {
                self.cells.extend_from_slice(cells);
            }
            row.cells = Span::of(first..self.cells.len()).start..Span::of(0..self.cells.len()).end;
        }
    }

    /// Gives rows other cells; a row that gets none is taken out.
    pub(crate) fn rewrite(&mut self, mut rewritten: TextMap<usize, Vec<RawCell>>) {
        let old = std::mem::take(&mut self.cells);
        let rows = std::mem::take(&mut self.rows);
        for (at, mut row) in rows.into_iter().enumerate() {
            let first = self.cells.len();
            match rewritten.remove(&at) {
                None => self.cells.extend_from_slice(old.get(row.range()).unwrap_or(&[])),
                Some(cells) => {
                    row.printed_width = u16::try_from(cells.len()).unwrap_or(u16::MAX);
                    let width = cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |last| last + 1);
                    let count = |fits: &dyn Fn(&RawCell) -> bool| {
                        u16::try_from(cells.iter().filter(|cell| fits(cell)).count()).unwrap_or(u16::MAX)
                    };
                    row.filled = count(&|cell| !cell.is_blank());
                    row.numbers = count(&|cell| cell.is_number());
                    self.cells.extend(cells.into_iter().take(width));
                }
            }
            row.cells = Span::of(first..self.cells.len()).start..Span::of(0..self.cells.len()).end;
            if !row.cells.is_empty() {
                self.rows.push(row);
            }
        }
    }

    /// A cell that is put together from several ones.
    pub(crate) fn together(&mut self, cells: &[RawCell]) -> RawCell {
        let [first, rest @ ..] = cells else { return RawCell::default() };
        if rest.is_empty() {
            return *first;
        }
        let parts: Vec<Span> = cells.iter().map(|cell| cell.span).collect();
        self.parts.push(parts);
        RawCell { parts: Span::of(0..self.parts.len()).end, ..*first }
    }

    /// Whether some rows have figures beside or between the columns.
    pub(crate) fn has_loose(&self) -> bool {
        !self.loose.is_empty()
    }

    /// Whether the cells from `first` on are the rule below a markdown header.
    fn is_rule(&self, source: &str, first: usize) -> bool {
        let cells = self.cells.get(first..).unwrap_or(&[]);
        let mut filled = cells.iter().filter(|cell| !cell.span.is_empty()).peekable();
        filled.peek().is_some_and(|cell| cell.span.text(source).starts_with(['-', ':']))
            && filled.clone().all(|cell| look::is_rule(cell.span.text(source)))
            && filled.any(|cell| cell.span.len() >= 2)
    }
}

impl RawRow {
    fn range(&self) -> Range<usize> {
        self.cells.start as usize..self.cells.end as usize
    }

    /// Number of cells up to the last filled one.
    pub(crate) fn width(&self) -> usize {
        self.range().len()
    }
}

/// Whether two texts surely differ: both begin with a Chinese character, but not with the same.
fn differ(one: &[u8], two: &[u8]) -> bool {
    match (one, two) {
        ([0xe4..=0xe9, ..], [0xe4..=0xe9, ..]) => one.get(..3) != two.get(..3),
        _ => false,
    }
}

/// The range without blanks at its ends.
fn trimmed(source: &str, printed: Range<usize>) -> Span {
    let Some(text) = source.get(printed.clone()) else { return Span::default() };
    if has_firm_ends(text.as_bytes()) {
        return Span::of(printed);
    }
    let from_start = text.trim_start_matches(is_blank);
    let start = printed.start + text.len() - from_start.len();
    let inner = from_start.trim_end_matches(is_blank);
    Span::of(start..start + inner.len())
}

/// Whether a text surely begins and ends without a blank: with a printable ASCII or a Chinese character.
fn has_firm_ends(bytes: &[u8]) -> bool {
    let chinese = |byte: Option<&u8>| matches!(byte, Some(0xe4..=0xe9));
    let (first, last) = (bytes.first(), bytes.last());
    let before = bytes.len().checked_sub(3).and_then(|at| bytes.get(at));
    let firm_end = last.is_some_and(u8::is_ascii_graphic)
        || (last.is_some_and(|byte| !byte.is_ascii()) && chinese(before));
    (first.is_some_and(u8::is_ascii_graphic) || chinese(first)) && firm_end
}
