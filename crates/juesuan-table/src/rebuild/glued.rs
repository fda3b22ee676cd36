//! Cells that run together: a figure and the name of the item right of it, a name and its own figure, or the whole row.

use std::collections::BTreeSet;

use juesuan_segment::Span;
use juesuan_source::TextMap;
use juesuan_source::chars::{is_code, is_figure, is_spaced_row, places, spaced_row};

use crate::cell::clean;
use crate::cell::look::Look;
use crate::grid::{Grid, RawCell};
use crate::reason::Reason;
use crate::repair::{Repair, RepairKind};
use crate::text::Text;
use crate::words::{self, Words};

/// Parts such cells of the forms of accounts.
pub(crate) fn part(source: &Text<'_>, grid: &mut Grid, repairs: &mut Vec<Repair>) {
    let width = grid.rows.iter().map(|row| usize::from(row.printed_width)).max().unwrap_or(0);
    let mut rewritten = TextMap::default();
    if grid.has_loose() {
        return;
    }
    let coded = coded_columns(source, grid);
    for row in 0..grid.rows.len() {
        if let Some(cells) = row_of_one_cell(source, grid, row) {
            repairs.extend(grid.cells(row).first().map(|cell| note(source, *cell)));
            rewritten.insert(row, cells);
            continue;
        }
        if !grid.cells(row).iter().any(|cell| may_be_parted(source, *cell)) {
            continue;
        }
        let mut cells: Vec<RawCell> = grid.cells(row).to_vec();
        let before = repairs.len();
        let mut at = 0;
        while at < cells.len() {
            let blank_right = cells.get(at + 1).is_none_or(|right| right.is_blank());
            // a cell more makes the row no longer than the others, or takes the place of a blank one
            let room = cells.len() < width;
            let parts = cells.get(at).and_then(|cell| parts(source, *cell)).filter(|_| blank_right || room);
            let parts = parts.or_else(|| {
                let beside = coded.contains(&at);
                beside.then(|| with_code(source, &mut cells, at, width)).flatten()
            });
            if let Some([left, right]) = parts {
                repairs.push(note(source, cells[at]));
                cells[at] = left;
                if at + 1 < cells.len() && blank_right {
                    cells[at + 1] = right;
                } else {
                    cells.insert(at + 1, right);
                }
                at += 1;
            }
            at += 1;
        }
        if repairs.len() > before {
            let printed = usize::from(grid.rows[row].printed_width).max(cells.len());
            cells.resize(printed, RawCell::default());
            rewritten.insert(row, cells);
        }
    }
    if !rewritten.is_empty() {
        grid.rewrite(rewritten);
    }
}

fn note(source: &Text<'_>, cell: RawCell) -> Repair {
    let printed = cell.span.text(source).to_owned();
    let (kind, reason) = (RepairKind::MovedCell, Reason::GluedFigure);
    Repair { kind, at: cell.span, other: None, printed, read_as: String::new(), reason }
}

/// Whether a cell may consist of a figure and something else: a word with a point in it, or a number with more than two
/// decimals. Most rows have neither.
fn may_be_parted(source: &Text<'_>, cell: RawCell) -> bool {
    let text = cell.span.text(source);
    let point = text.bytes().position(|byte| byte == b'.');
    point.is_some_and(|point| cell.seen.look == Look::Text || cell.is_number() && text.len() > point + 3)
}

/// The figure and the name of which a cell consists, in the order in which they are printed.
fn parts(source: &Text<'_>, cell: RawCell) -> Option<[RawCell; 2]> {
    if cell.seen.look != Look::Text || cell.parts > 0 {
        return None;
    }
    let text = cell.span.text(source);
    let cut = behind_figure(source.words, text).or_else(|| before_figure(source.words, text))?;
    let part = |range: std::ops::Range<usize>| {
        let inner = text.get(range.clone()).unwrap_or("");
        let start = cell.span.start as usize + range.start + inner.len() - inner.trim_start().len();
        let span = Span::of(start..start + inner.trim().len());
        RawCell::of(source, span)
    };
    Some([part(0..cut), part(cut..text.len())])
}

/// Columns that have a figure in some row, a code right of it and the name of the code behind that: what has many decimals
/// there may be both. 12.34567 in front of a remark is one figure.
fn coded_columns(source: &Text<'_>, grid: &Grid) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for row in 0..grid.rows.len() {
        for (at, three) in grid.cells(row).windows(3).enumerate() {
            let [figure, code, name] = three else { continue };
            let coded = code.is_number() && is_code(code.span.text(source)) && name.seen.look == Look::Text;
            if coded && (figure.is_number() || figure.is_blank()) {
                found.insert(at);
            }
        }
    }
    found
}

/// The figure and the code of the next item of which a cell consists: `612.40302` in front of the name of 302. The blank
/// cell at the end of the row makes room for it.
fn with_code(source: &Text<'_>, cells: &mut Vec<RawCell>, at: usize, width: usize) -> Option<[RawCell; 2]> {
    let cell = cells.get(at).filter(|cell| cell.is_number() && cell.parts == 0)?;
    let name = cells.get(at + 1).filter(|name| name.seen.look == Look::Text)?;
    let text = cell.span.text(source);
    let cut = text.find('.')? + 3;
    let (figure, code) = (text.get(..cut)?, text.get(cut..)?);
    let named = is_amount(figure) && is_code(code) && !is_figure(name.span.text(source));
    let blank = cells.last().is_some_and(|last| last.is_blank()) && at + 2 < cells.len();
    if !named || !blank && cells.len() >= width {
        return None;
    }
    let (start, end) = (cell.span.start as usize, cell.span.end as usize);
    let parts =
        [RawCell::of(source, Span::of(start..start + cut)), RawCell::of(source, Span::of(start + cut..end))];
    if blank {
        cells.pop();
    }
    Some(parts)
}

/// The cells of a row that is printed as one: `2080505 机关养老 12.00`.
fn row_of_one_cell(source: &Text<'_>, grid: &Grid, row: usize) -> Option<Vec<RawCell>> {
    let [cell] = grid.cells(row) else { return None };
    let text = cell.span.text(source);
    if !is_spaced_row(text) {
        return None;
    }
    let [code, name, figure] = spaced_row(text)?;
    let start = cell.span.start as usize;
    let part =
        |range: std::ops::Range<usize>| RawCell::of(source, Span::of(start + range.start..start + range.end));
    let mut cells = vec![part(code), part(name)];
    let mut at = figure.start;
    for word in text.get(figure.start..)?.split(' ') {
        if !word.is_empty() {
            cells.push(part(at..at + word.len()));
        }
        at += word.len() + 1;
    }
    Some(cells)
}

/// Where the name of an item begins behind a figure with two decimals.
fn behind_figure(words: &Words, text: &str) -> Option<usize> {
    let point = text.find('.')?;
    let cut = point + 3;
    let (figure, name) = (text.get(..cut)?, text.get(cut..)?);
    (is_amount(figure) && is_name(words, name)).then_some(cut)
}

/// Where a figure with two decimals begins behind the name of an item.
fn before_figure(words: &Words, text: &str) -> Option<usize> {
    let name = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let figure = text.get(name.len()..)?;
    (is_amount(figure) && is_name(words, name)).then_some(name.len())
}

/// A number with two decimals: 1,234.50.
fn is_amount(text: &str) -> bool {
    places(text.trim()) == Some(2)
}

/// Whether a text can be the name of an item, and no unit.
fn is_name(words: &Words, text: &str) -> bool {
    let key = clean::key(text);
    let named = words::begins_item(&key) || words.ends_name(&key);
    (named && key.chars().count() > 2 || words.totals(&key))
        && key.starts_with(|c: char| !c.is_ascii())
        && !words.is_unit(&key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_names() {
        let words = words::of_field();
        assert_eq!(behind_figure(&words, "1,204.50一、农林水支出"), Some(8));
        assert_eq!(behind_figure(&words, "12.50四、其他收入"), Some(5));
        assert_eq!(behind_figure(&words, "12.50万元"), None);
        assert_eq!(behind_figure(&words, "12.5四、其他收入"), None);
        assert_eq!(before_figure(&words, "四、其他收入12.50"), Some("四、其他收入".len()));
        assert_eq!(before_figure(&words, "投入12.50"), None);
        assert_eq!(before_figure(&words, "12.50"), None);
    }
}
