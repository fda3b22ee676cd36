//! Rows that a page break cut in two: what stands on the second page goes on with the cells of the first.

use std::borrow::Cow;

use juesuan_segment::Span;

use crate::cell::clean;
use crate::cell::look::Look;
use crate::cell::number;
use crate::grid::{Grid, RawCell};
use crate::reason::Reason;
use crate::rebuild::header;
use crate::rebuild::open_table::{Open, SplitNumber};
use crate::repair::{Repair, RepairKind};
use crate::table::{CellKind, Role, RowKind};
use crate::text::Text;
use crate::tuning::rebuild::TUNING;
use crate::words::{self, Words};

/// Joins a row of the grid with the last row of the table where it continues that; says whether it did.
pub(crate) fn join(
    open: &mut Open,
    grid: &Grid,
    row: usize,
    source: &Text<'_>,
    repairs: &mut Vec<Repair>,
) -> bool {
    let resumed = open.resumed == Some(row);
    let page_begins = grid.rows[row].after_gap || resumed;
    if !page_begins || open.table.rows.last().is_none_or(|last| last.kind != RowKind::Data) {
        return false;
    }
    if resumed && has_name(open, grid, row, source) {
        return false;
    }
    let Some(Parts(parts)) = Parts::of(open, grid, row, source) else { return false };
    let at = grid.rows[row].span;
    let other = open.table.rows.last().map(|last| last.span);
    let read_as =
        parts.iter().map(|&(column, cell)| attach(open, grid, column, cell, source)).collect::<Vec<_>>();
    if let Some(last) = open.table.rows.last_mut() {
        last.span = last.span.join(at);
    }
    open.table.span = open.table.span.join(at);
    repairs.push(Repair {
        kind: RepairKind::JoinedRow,
        at,
        other,
        printed: at.text(source).trim().to_owned(),
        read_as: read_as.join(" | "),
        reason: Reason::LacksCells,
    });
    true
}

/// Whether the row has a whole name below another one, or nothing else: it is a row without some values.
fn has_name(open: &Open, grid: &Grid, row: usize, source: &Text<'_>) -> bool {
    let mut filled = grid.cells(row).iter().enumerate().filter(|(_, cell)| !cell.is_blank());
    let Some((column, name)) = filled.next() else { return true };
    let whole = source.words.ends_name(&name.key(source))
        && source.words.ends_name(&clean::key(&last_text(open, column, source)));
    whole || (column == 0 && filled.next().is_none())
}

/// The cells of a continuation and the columns to which they belong.
struct Parts(Vec<(usize, RawCell)>);

impl Parts {
    /// The parts of the row, if it is a continuation.
    fn of(open: &Open, grid: &Grid, row: usize, source: &Text<'_>) -> Option<Self> {
        let cells: Vec<(usize, RawCell)> =
            grid.cells(row).iter().copied().enumerate().filter(|(_, cell)| !cell.is_blank()).collect();
        let &(first, head) = cells.first()?;
        let row_above = open.table.rows.len().saturating_sub(1);
        let often = |&(column, _): &(usize, RawCell)| {
            open.table.cell_at(row_above, column).joined_spans().len() >= TUNING.split_rows.most_parts
        };
        if stands_alone(source.words, head.span.text(source)) || cells.iter().any(often) {
            return None;
        }
        if grid.rows[row].lone && open.table.columns.len() > 2 {
            let column = longest_text(open)?;
            return (!often(&(column, head))).then(|| Self(vec![(column, head)]));
        }
        let goes_on = lacks_values(open, grid, row, first) || lacks_stub(open, &cells, first, source);
        (goes_on && cells.iter().all(|&(column, cell)| fits(open, column, cell, source)))
            .then_some(Self(cells))
    }
}

/// Whether the text begins a row of its own whatever else is missing: a sum, an item with its number, a row below the points of
/// a form.
fn stands_alone(words: &Words, printed: &str) -> bool {
    let key = clean::key(printed);
    words.sums_up(&key) || words::begins_item(&key) || words.is_form_tail(&key)
}

/// Whether a column right of the first filled cell is blank though every row so far has filled it.
fn lacks_values(open: &Open, grid: &Grid, row: usize, first: usize) -> bool {
    (first + 1..open.filled.len())
        .any(|column| always_filled(open, column, 1) && grid.cell(row, column).is_blank())
}

/// Whether only the name of the row is missing, and its text goes on in the middle of a sentence.
fn lacks_stub(open: &Open, cells: &[(usize, RawCell)], first: usize, source: &Text<'_>) -> bool {
    let long = |&(column, _): &(usize, RawCell)| {
        let text = last_text(open, column, source);
        text.len() >= TUNING.split_rows.long_text.bytes() && !text.ends_with(['。', '；', '！', '？'])
    };
    (0..first).any(|column| always_filled(open, column, TUNING.split_rows.enough_rows))
        && cells.iter().all(|(_, cell)| cell.seen.look == Look::Text)
        && cells.iter().all(long)
}

fn always_filled(open: &Open, column: usize, rows: u32) -> bool {
    open.data_rows >= rows && open.filled.get(column) == Some(&open.data_rows)
}

/// Whether the cell can go on with the one above it: text with text, the digits of a value with digits.
fn fits(open: &Open, column: usize, cell: RawCell, source: &Text<'_>) -> bool {
    let above = last_cell(open, column).map_or(CellKind::Blank, |cell| cell.kind);
    match (above, cell.seen.look) {
        (CellKind::Blank | CellKind::Text, Look::Text) | (CellKind::Blank, Look::Dash) => true,
        (CellKind::Amount, Look::Number) => {
            let role = open.table.columns.get(column).and_then(|column| header::announced(source, column));
            let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            let (left, right) = (last_text(open, column, source), number::normal(cell.span.text(source)));
            let short = left.len() + right.len() <= TUNING.split_rows.most_split_digits;
            !matches!(role, Some(Role::Code | Role::RowNumber | Role::Ordinal))
                && short
                && digits(&left)
                && digits(&right)
        }
        _ => false,
    }
}

/// The column with the longest text of the last row: where a lone cell after a page break goes on.
fn longest_text(open: &Open) -> Option<usize> {
    (0..open.table.columns.len())
        .filter_map(|column| Some((column, last_cell(open, column)?)))
        .filter(|(_, cell)| cell.kind == CellKind::Text)
        .max_by_key(|(_, cell)| cell.span.len())
        .map(|(column, _)| column)
}

fn last_cell(open: &Open, column: usize) -> Option<crate::table::Cell> {
    let last = open.table.rows.last()?;
    let at = last.cells.start as usize + column;
    (at < last.cells.end as usize).then(|| open.table.cells.get(at).copied()).flatten()
}

fn last_text(open: &Open, column: usize, source: &Text<'_>) -> String {
    let row = open.table.rows.len().saturating_sub(1);
    open.table.cell_at(row, column).text(source).into_owned()
}

/// Joins the cell with the one in the same column of the last row and returns the text.
fn attach(open: &mut Open, grid: &Grid, column: usize, part: RawCell, source: &Text<'_>) -> String {
    let above = last_text(open, column, source);
    let row = open.table.rows.len().saturating_sub(1);
    let mut spans = open.table.cell_at(row, column).joined_spans().to_vec();
    let span = last_cell(open, column).map_or(Span::default(), |cell| cell.span);
    if spans.is_empty() && !span.is_empty() {
        spans.push(span);
    }
    let own = [part.span];
    let pieces = grid.parts(part);
    let pieces = if pieces.is_empty() { &own } else { pieces };
    spans.extend(pieces);
    let right: String = pieces.iter().map(|piece| clean::text(piece.text(source))).collect();
    let right = if part.is_number() { number::normal(&right) } else { Cow::Borrowed(right.as_str()) };
    let text = joined(&above, &right);
    let at = open.last_row_cell(column);
    let kind = match part.seen.look {
        Look::Number => CellKind::Amount,
        Look::Dash => CellKind::Dash,
        _ => CellKind::Text,
    };
    if kind == CellKind::Amount {
        open.split_numbers.push(SplitNumber { cell: at, column, printed: format!("{above} {right}") });
    }
    open.read_as(at, kind, text.clone(), spans);
    text
}

/// The two texts behind each other; what both print around the cut is kept once.
fn joined(above: &str, below: &str) -> String {
    let numeric = below.bytes().all(|byte| byte.is_ascii_digit());
    let overlap = if numeric { 0 } else { overlap(above, below) };
    [above, below.get(overlap..).unwrap_or("")].concat()
}

/// Bytes of the longest beginning of `below`, of two characters or more, with which `above` ends.
fn overlap(above: &str, below: &str) -> usize {
    let ends =
        below.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1).take(TUNING.split_rows.most_overlap);
    ends.filter(|&end| below.get(..end).is_some_and(|start| above.ends_with(start))).last().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_texts() {
        assert_eq!(joined("满意度", "意度指标"), "满意度指标");
        assert_eq!(joined("效", "益指标"), "效益指标");
        assert_eq!(joined("1", "3"), "13");
        assert_eq!(joined("11", "11"), "1111");
        assert_eq!(joined("优抚对象政", "策知晓者比例"), "优抚对象政策知晓者比例");
        assert_eq!(joined("", "比例"), "比例");
    }

    #[test]
    fn rows_of_their_own() {
        let words = words::of_field();
        for text in ["合 计", "总分", "三、其他收入", "十二、其他", "3.差旅费", "其中：本级"]
        {
            assert!(stands_alone(&words, text), "{text}");
        }
        for text in ["意度指标", "率", "一般公共预算", "3万人"] {
            assert!(!stands_alone(&words, text), "{text}");
        }
    }
}
