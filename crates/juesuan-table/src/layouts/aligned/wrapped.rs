//! Rows of an aligned table put together: figures on the line above or below their name, names wrapped around their
//! row, even interleaved with those of their neighbours.

use std::ops::Range;

use juesuan_segment::Span;

use crate::cell::clean;
use crate::cell::look::{Look, Seen};
use crate::grid::{Grid, RawCell};
use crate::layouts::aligned::Line;
use crate::layouts::aligned::stub_column::Stubs;
use crate::layouts::aligned::two_line_rows;
use crate::reason::Reason;
use crate::repair::{Repair, RepairKind};
use crate::text::Text;
use crate::tuning::layouts::TUNING;
use crate::words;

/// A row that was put together from one or several lines.
pub(crate) struct Row {
    pub(crate) span: Span,
    pub(crate) cells: Vec<(RawCell, Vec<Span>)>,
    after_gap: bool,
    /// Figures of it stand beside or between the columns.
    loose: bool,
}

impl Row {
    /// Adds the row to the grid.
    pub(crate) fn push(self, source: &Text<'_>, grid: &mut Grid) {
        if self.after_gap {
            grid.mark_gap();
        }
        let first = grid.begin();
        for (cell, parts) in self.cells {
            grid.push_cell(first, cell, parts);
        }
        let before = grid.rows.len();
        grid.end(source, first, self.span, false);
        if self.loose && grid.rows.len() > before {
            grid.mark_loose();
        }
    }
}

/// Puts the lines of a page together to rows; `pairs` is the habit of its table, as [`two_line_rows::join`] has it.
pub(crate) fn rows(
    source: &Text<'_>,
    lines: Vec<Line>,
    pairs: &mut Option<bool>,
    repairs: &mut Vec<Repair>,
) -> Vec<Row> {
    let lines = two_line_rows::join(source, lines, pairs, repairs);
    let stubs = Stubs::of(source, &lines);
    let mut rows = Vec::with_capacity(lines.len());
    let mut body: Vec<Line> = Vec::new();
    let mut goes_on = true;
    for line in lines {
        if line.heads {
            let above = std::mem::take(&mut body);
            Body::new(source, above, goes_on, &stubs).assemble(&stubs, &mut rows, repairs);
            goes_on = false;
            rows.push(plain(&line));
        } else {
            body.push(line);
        }
    }
    Body::new(source, body, goes_on, &stubs).assemble(&stubs, &mut rows, repairs);
    rows
}

pub(crate) fn plain(line: &Line) -> Row {
    let mut cells: Vec<(RawCell, Vec<Span>)> = line.cells.iter().map(|&cell| (cell, Vec::new())).collect();
    for (column, parts) in &line.joined {
        if let Some((_, places)) = cells.get_mut(*column) {
            places.clone_from(parts);
        }
    }
    Row { span: line.span, cells, after_gap: line.after_gap, loose: line.loose }
}

/// Where the parts of names stand, seen from the lines with the values.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Habit {
    /// The name on the line above its values.
    Above,
    /// The name on the line below.
    Below,
    /// Parts above, beside and below.
    Around,
}

/// The lines between two headers.
pub(crate) struct Body<'a> {
    pub(crate) source: &'a Text<'a>,
    pub(crate) lines: Vec<Line>,
    /// Lines with values.
    pub(crate) anchors: Vec<usize>,
    /// No header stands above: the first lines may go on with the last row of the page above.
    goes_on: bool,
}

/// A part of a cell on another line than its row's values.
#[derive(Copy, Clone)]
pub(crate) struct Part {
    pub(crate) line: usize,
    pub(crate) anchor: usize,
    column: usize,
    /// It stands behind a part of a neighbour's name.
    swapped: bool,
}

impl<'a> Body<'a> {
    fn new(source: &'a Text<'a>, lines: Vec<Line>, goes_on: bool, stubs: &Stubs) -> Self {
        let anchors = (0..lines.len()).filter(|&at| stubs.anchors(&lines[at])).collect();
        Self { source, lines, anchors, goes_on }
    }

    /// Adds a row for each line with values, and for each line that belongs to none of them.
    fn assemble(mut self, stubs: &Stubs, rows: &mut Vec<Row>, repairs: &mut Vec<Repair>) {
        let width = self.lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
        let columns: Vec<usize> = (0..width).filter(|&column| stubs.is_stub(column)).collect();
        let habit = self.habit(&columns);
        let mut parts: Vec<Part> = columns.iter().flat_map(|&column| self.parts(column, habit)).collect();
        if self.goes_on && habit == Habit::Around {
            self.leave_rest(&mut parts);
        }
        parts.sort_by_key(|part| (part.anchor, part.column, part.line));
        let mut taken: Vec<(usize, RawCell)> = Vec::with_capacity(parts.len());
        for part in &parts {
            let cell = std::mem::take(&mut self.lines[part.line].cells[part.column]);
            taken.push((part.line, cell));
        }
        let mut next = 0;
        let rest = if self.goes_on { self.rest(repairs) } else { None };
        rows.extend(rest);
        for at in 0..self.lines.len() {
            let first = next;
            while parts.get(next).is_some_and(|part| part.anchor == at) {
                next += 1;
            }
            let mut row = plain(&self.lines[at]);
            if first < next {
                self.join(&mut row, at, (&parts[first..next], &taken[first..next]), repairs);
            } else if row.cells.iter().all(|(cell, _)| cell.is_blank()) {
                continue;
            }
            rows.push(row);
        }
    }

    /// Joins the parts with the cells of the row.
    fn join(
        &self,
        row: &mut Row,
        at: usize,
        (parts, taken): (&[Part], &[(usize, RawCell)]),
        repairs: &mut Vec<Repair>,
    ) {
        for (part, &(line, cell)) in parts.iter().zip(taken) {
            let Some((own, spans)) = row.cells.get_mut(part.column) else { continue };
            if spans.is_empty() && !own.is_blank() {
                spans.push(own.span);
            }
            let place = if line < at {
                spans.iter().take_while(|span| span.start < cell.span.start).count()
            } else {
                spans.len()
            };
            spans.insert(place, cell.span);
            let alone = own.is_blank();
            *own =
                if alone { cell } else { RawCell { seen: Seen { look: Look::Text, unclean: true }, ..*own } };
            row.span = row.span.join(self.lines[line].span);
            row.after_gap |= self.lines[line].after_gap;
        }
        let read_as: Vec<String> = parts_of(row).map(|(_, spans)| text(self.source, spans)).collect();
        let reason = if parts.iter().any(|part| part.swapped) {
            Reason::Interleaved
        } else if parts.iter().all(|part| part.line < at) {
            Reason::NameAbove
        } else if parts.iter().all(|part| part.line > at) {
            Reason::NameBelow
        } else {
            Reason::NameAround
        };
        repairs.push(Repair {
            kind: RepairKind::WrappedRow,
            at: self.lines[at].span,
            other: taken.first().map(|(_, cell)| cell.span),
            printed: taken
                .iter()
                .map(|(_, cell)| cell.span.text(self.source))
                .collect::<Vec<_>>()
                .join(" | "),
            read_as: read_as.join(" | "),
            reason,
        });
        for (cell, spans) in &mut row.cells {
            if spans.len() < 2 {
                spans.clear();
            }
            if let (Some(first), Some(_)) = (spans.first(), spans.get(1)) {
                cell.span = *first;
                cell.seen = Seen { look: Look::Text, unclean: true };
            }
        }
    }

    /// The parts of cells of a column that stand on lines without values, and the lines with values to which they
    /// belong.
    fn parts(&self, column: usize, habit: Habit) -> Vec<Part> {
        let mut parts = Vec::new();
        let interleaved = if habit == Habit::Around { self.interleaved(column) } else { None };
        // where the name of the upper row began
        let mut head = None;
        for gap in 0..=self.anchors.len() {
            let upper = gap.checked_sub(1).and_then(|upper| self.anchors.get(upper)).copied();
            let lower = self.anchors.get(gap).copied();
            let nearest = match habit {
                Habit::Above => self.gap(gap).next_back(),
                Habit::Below => self.gap(gap).next(),
                Habit::Around => None,
            };
            let filled = |&line: &usize| !self.cell(line, column).is_blank();
            let anchor = if habit == Habit::Above { lower } else { upper };
            let is_near = |&line: &usize| {
                nearest.is_none_or(|near| near == line && anchor.is_some_and(|at| self.fits(line, at)))
            };
            let between: Vec<usize> = self.gap(gap).filter(filled).filter(is_near).collect();
            let between =
                if habit == Habit::Around { self.without_items(between, lower, column) } else { between };
            if between.is_empty() {
                head = None;
                continue;
            }
            let split = match habit {
                Habit::Above => Split::at(0, between.len()),
                Habit::Below => Split::at(between.len(), between.len()),
                Habit::Around => self.split(&between, (upper, lower), column, (head, interleaved)),
            };
            head = between.get(split.lower.clone()).and_then(|lines| lines.first()).copied();
            for (range, anchor) in [(split.upper, upper), (split.lower, lower)] {
                let lines = between.get(range).unwrap_or(&[]);
                let part = |anchor| {
                    lines.iter().map(move |&line| Part { line, anchor, column, swapped: split.swapped })
                };
                parts.extend(anchor.into_iter().flat_map(part));
            }
        }
        parts
    }

    /// The lines between two lines with values that can be parts of either's name: an item whose name begins and ends
    /// between them is a row without values.
    fn without_items(&self, between: Vec<usize>, lower: Option<usize>, column: usize) -> Vec<usize> {
        let begins = |&&line: &&usize| words::is_numbered(&self.key(line, column));
        let items = between.iter().filter(begins).count();
        let needs_head = lower.is_some_and(|lower| self.cell(lower, column).is_blank());
        if items <= usize::from(needs_head) {
            return between;
        }
        let first = between.iter().position(|line| begins(&line)).unwrap_or(0);
        let last = between.iter().rposition(|line| begins(&line)).unwrap_or(between.len());
        let last = if needs_head { last } else { between.len() };
        between
            .iter()
            .enumerate()
            .filter(|&(at, _)| at < first || at >= last)
            .map(|(_, &line)| line)
            .collect()
    }

    pub(crate) fn cell(&self, line: usize, column: usize) -> RawCell {
        self.lines.get(line).and_then(|line| line.cells.get(column)).copied().unwrap_or_default()
    }

    /// Whether no column has a cell on both lines: then they may be parts of one row.
    fn fits(&self, line: usize, anchor: usize) -> bool {
        let (Some(line), Some(anchor)) = (self.lines.get(line), self.lines.get(anchor)) else { return false };
        line.cells.iter().zip(&anchor.cells).all(|(one, other)| one.is_blank() || other.is_blank())
    }

    pub(crate) fn key(&self, line: usize, column: usize) -> String {
        clean::key(self.cell(line, column).span.text(self.source)).into_owned()
    }

    /// The lines between two lines with values, before the first, or after the last.
    pub(crate) fn gap(&self, gap: usize) -> Range<usize> {
        let start =
            gap.checked_sub(1).and_then(|upper| self.anchors.get(upper)).map_or(0, |&upper| upper + 1);
        start..self.anchors.get(gap).copied().unwrap_or(self.lines.len())
    }

    /// Where the names of this page stand. Where hardly a line with values has one beside them, they stand on the
    /// side on which the first or the last line of the page has none.
    fn habit(&self, columns: &[usize]) -> Habit {
        let beside =
            |column: usize| self.anchors.iter().filter(|&&line| !self.cell(line, column).is_blank()).count();
        let bare: Vec<usize> = columns
            .iter()
            .copied()
            .filter(|&column| beside(column) * TUNING.aligned_wrapped.one_in_beside <= self.anchors.len())
            .collect();
        let filled = |gap: usize| {
            self.gap(gap).any(|line| bare.iter().any(|&column| !self.cell(line, column).is_blank()))
        };
        let inner = (1..self.anchors.len()).filter(|&gap| filled(gap)).count();
        let most = !bare.is_empty()
            && inner * 10 >= self.anchors.len().saturating_sub(1) * TUNING.aligned_wrapped.filled_gaps;
        // a row that sums up has values
        let sums =
            |line: usize| bare.iter().any(|&column| self.source.words.sums_up(&self.key(line, column)));
        match (filled(0), filled(self.anchors.len())) {
            (false, true) if most => Habit::Below,
            (true, false) if most => Habit::Above,
            (true, true) if most && self.lines.len().checked_sub(1).is_some_and(sums) => Habit::Below,
            (true, true) if most && sums(0) => Habit::Above,
            _ => Habit::Around,
        }
    }

    /// Which of the parts between two lines with values belong to the upper and which to the lower one.
    fn split(
        &self,
        between: &[usize],
        (upper, lower): (Option<usize>, Option<usize>),
        column: usize,
        (head, interleaved): (Option<usize>, Option<bool>),
    ) -> Split {
        let count = between.len();
        let needs = |anchor: Option<usize>| {
            let may = |anchor| between.iter().any(|&line| self.fits(line, anchor));
            anchor.is_some_and(|anchor| self.cell(anchor, column).is_blank() && may(anchor))
        };
        let first = self.key(between[0], column);
        // a blank line parts one row from the next
        let gap = |line: usize| self.lines.get(line).is_some_and(|line| line.after_gap);
        let gaps = between.iter().copied().chain(lower).filter(|&line| gap(line)).count();
        let parted = |line: Option<usize>| gaps == 1 && line.is_some_and(gap);
        match (needs(upper), needs(lower)) {
            (true, true) if parted(lower) => Split::at(count, count),
            (true, true) if parted(between.first().copied()) => Split::at(0, count),
            (true, true) if count == 1 => {
                let to_upper = head.is_some() && !words::begins_item(&first);
                if to_upper { Split::at(1, 1) } else { Split::at(0, 1) }
            }
            (true, true) if count == 2 => {
                let swapped =
                    interleaved.unwrap_or_else(|| self.is_swapped(between[0], between[1], head, column));
                if swapped { Split { upper: 1..2, lower: 0..1, swapped } } else { Split::at(1, 2) }
            }
            (true, true) => {
                let ends = |&line: &usize| self.source.words.ends_name(&self.key(line, column));
                Split::at(between.iter().position(ends).map_or(count / 2, |at| at + 1), count)
            }
            (true, false) => Split::at(count, count),
            (false, true) => Split::at(0, count),
            (false, false) => {
                let unfinished =
                    upper.is_some_and(|upper| !self.source.words.ends_name(&self.key(upper, column)));
                let goes_on = unfinished
                    && !words::begins_item(&first)
                    && self.cell(between[0], column).seen.look == Look::Text;
                let alone = between
                    .iter()
                    .all(|&line| self.lines[line].cells.iter().filter(|cell| !cell.is_blank()).count() == 1);
                let count = if goes_on && alone { count } else { 0 };
                Split { upper: 0..count, lower: 0..0, swapped: false }
            }
        }
    }
}

/// Which parts belong to the upper and which to the lower row.
struct Split {
    upper: Range<usize>,
    lower: Range<usize>,
    swapped: bool,
}

impl Split {
    fn at(at: usize, count: usize) -> Self {
        Self { upper: 0..at, lower: at..count, swapped: false }
    }
}

pub(crate) fn parts_of(row: &Row) -> impl Iterator<Item = &(RawCell, Vec<Span>)> {
    row.cells.iter().filter(|(_, spans)| !spans.is_empty())
}

pub(crate) fn text(source: &Text<'_>, spans: &[Span]) -> String {
    spans.iter().map(|span| clean::text(span.text(source))).collect()
}
