//! Headers: which rows are one, and the tree of spanning cells that they print.

use std::ops::Range;

use crate::cell::clean;
use crate::cell::number;
use crate::grid::{Grid, RawCell};
use crate::table::{Column, Panel, Role};
use crate::text::Text;
use crate::tuning::rebuild::TUNING;

/// The rows of the header that begins at `row`, if one does.
pub(crate) fn find(grid: &Grid, source: &Text<'_>, row: usize) -> Option<Range<usize>> {
    let first = grid.rows.get(row)?;
    if first.numbers > 0 || first.filled < 2 || !(begins(grid, source, row)) {
        return None;
    }
    let mut end = row + 1;
    while end - row < TUNING.header.deepest && goes_on(grid, source, row..end) {
        end += 1;
    }
    Some(row..end)
}

/// Whether the row can open a header: by its words, or because numbers stand below its words.
fn begins(grid: &Grid, source: &Text<'_>, row: usize) -> bool {
    says_heads(grid, source, row) || numbers_below(grid, row) || spans_heads(grid, source, row)
}

/// Whether most words of a row are known heads.
fn says_heads(grid: &Grid, source: &Text<'_>, row: usize) -> bool {
    let filled = grid.rows.get(row).map_or(0, |row| usize::from(row.filled));
    let words = known_words(grid, source, row, |key| source.header(key).is_some());
    words >= 2 && words * 2 >= filled
}

/// Whether the row names groups of columns above the row that names the columns: 项目 and 收入预算 above 科目名称, 合计,
/// 财政拨款收入.
fn spans_heads(grid: &Grid, source: &Text<'_>, row: usize) -> bool {
    let (Some(groups), Some(heads)) = (grid.rows.get(row), grid.rows.get(row + 1)) else { return false };
    let known = known_words(grid, source, row, |key| source.header(key).is_some());
    let first = grid.key(grid.cell(row, 0), source);
    // the last group reaches over all further columns where the blank cells at the end of its line were cut off
    let cut = groups.width() == usize::from(groups.printed_width)
        && groups
            .width()
            .checked_sub(1)
            .is_some_and(|last| source.header(&grid.key(grid.cell(row, last), source)).is_some());
    known > 0
        && known * 2 >= usize::from(groups.filled)
        && heads.numbers == 0
        && heads.filled > groups.filled
        && (cut || heads.width() <= usize::from(groups.printed_width))
        && !source.words.opens_form(&first)
        && says_heads(grid, source, row + 1)
}

/// Whether the row is a header even in the middle of a table.
pub(crate) fn is_sure(grid: &Grid, source: &Text<'_>, row: usize) -> bool {
    let filled = usize::from(grid.rows[row].filled);
    let words = known_words(grid, source, row, |key| source.words.heads(key));
    words >= 2 && words * 3 >= filled * 2
}

fn known_words(grid: &Grid, source: &Text<'_>, row: usize, known: impl Fn(&str) -> bool) -> usize {
    let short = |cell: &&RawCell| !cell.is_blank() && cell.span.len() < TUNING.header.longest_word.bytes();
    grid.cells(row).iter().filter(short).filter(|cell| known(&grid.key(**cell, source))).count()
}

/// Whether one of the next rows has numbers in columns that this row names, and names enough of them.
fn numbers_below(grid: &Grid, row: usize) -> bool {
    let head = &grid.rows[row];
    (row + 1..row + TUNING.header.farthest).any(|below| {
        grid.rows.get(below).is_some_and(|data| {
            data.numbers > 0
                && data.width() <= usize::from(head.printed_width)
                && usize::from(head.filled) * 2 >= usize::from(data.filled)
                && !grid.cells(row).iter().any(|cell| cell.span.len() > TUNING.header.longest_cell.bytes())
        })
    })
}

/// Whether the next row belongs to the header too: some column is not named yet, and the row names it.
fn goes_on(grid: &Grid, source: &Text<'_>, rows: Range<usize>) -> bool {
    let next = rows.end;
    let Some(below) = grid.rows.get(next) else { return false };
    if below.numbers > 0 || is_column_numbers(grid, source, next) {
        return false;
    }
    let width = rows.clone().map(|row| usize::from(grid.rows[row].printed_width)).max().unwrap_or(0);
    let named = |column: usize| rows.clone().any(|row| !grid.cell(row, column).is_blank());
    let names_one = (1..width).any(|column| !named(column) && !grid.cell(next, column).is_blank());
    // a level that leaves the stub to the rows above may have further levels below it
    let reach = if grid.cell(next, 0).is_blank() { TUNING.header.farthest } else { 2 };
    let numbers_follow =
        || (next + 1..next + reach).any(|at| grid.rows.get(at).is_some_and(|row| row.numbers > 0));
    let known = known_words(grid, source, next, |key| source.header(key).is_some());
    // a further word for the stub alone, right above the column numbers
    let names_stub = below.filled > 0
        && known == usize::from(below.filled)
        && below.width() <= 2
        && is_column_numbers(grid, source, next + 1);
    (names_one && (known > 0 || numbers_follow())) || names_stub || is_level(grid, source, next)
}

/// Whether the row is a further level of a header though it names no column that has no name yet: 决算数 below every
/// head, or words for the stub alone (科目编码, 类 款 项). Nothing but sure header words stands in it, and values follow.
fn is_level(grid: &Grid, source: &Text<'_>, row: usize) -> bool {
    let here = &grid.rows[row];
    let filled = usize::from(here.filled);
    let stub = here.width() <= TUNING.header.widest_stub;
    let sure = known_words(grid, source, row, |key| source.words.heads(key)) == filled;
    let values = |below: usize| {
        grid.rows.get(below).is_some_and(|row| row.numbers > 0) || is_column_numbers(grid, source, below)
    };
    sure && filled > 0
        && (filled > 1 || stub && !is_total(grid, source, row))
        && (row + 1..row + TUNING.header.farthest).any(values)
}

/// Whether the row is the name of the total, of which the figures stand on the next line.
fn is_total(grid: &Grid, source: &Text<'_>, row: usize) -> bool {
    let total = grid.cells(row).iter().find(|cell| !cell.is_blank());
    let first =
        grid.rows.get(row + 1).is_some_and(|below| below.numbers == below.filled && below.numbers > 0);
    first && total.is_some_and(|cell| source.words.totals(&grid.key(*cell, source)))
}

/// Whether the row numbers the columns: 栏次, or a run 1, 2, 3 … and nothing else.
pub(crate) fn is_column_numbers(grid: &Grid, source: &Text<'_>, row: usize) -> bool {
    let cells = grid.cells(row);
    let short = |cell: &&RawCell| !cell.is_number() && (1..=24).contains(&cell.span.len());
    if cells.iter().filter(short).any(|cell| source.words.numbers_columns(&cell.key(source))) {
        return true;
    }
    let (mut expected, mut marked) = (0, false);
    let run = cells.iter().filter(|cell| !cell.is_blank()).all(|cell| {
        // columns aligned by blanks may run the words of the stub together: 类款 | 项栏次
        if expected == 0 && !cell.is_number() && cell.span.len() < TUNING.header.longest_word.bytes() {
            let key = cell.key(source);
            if source.words.names_stub(&key) {
                marked |= key.contains('栏');
                return true;
            }
        }
        expected += 1;
        number::normal(cell.span.text(source)).parse() == Ok(expected)
    });
    run && (expected >= 3 || (marked && expected > 0))
}

/// Whether a row says 栏次 and counts from 1: it is no data below rows that print no figure either.
pub(crate) fn says_column_numbers(grid: &Grid, source: &Text<'_>, row: usize) -> bool {
    let filled = || grid.cells(row).iter().filter(|cell| !cell.is_blank());
    // the first figure of most rows is not 1, which is seen sooner than what their words say
    let mut numbers = filled().filter(|cell| cell.is_number()).enumerate();
    numbers.all(|(at, cell)| number::normal(cell.span.text(source)).parse() == Ok(at + 1))
        && filled().any(|cell| !cell.is_number() && source.words.numbers_columns(&cell.key(source)))
}

/// The columns that a header prints.
pub(crate) fn columns(grid: &Grid, source: &Text<'_>, rows: &Range<usize>) -> Vec<Column> {
    let width = rows.clone().map(|row| usize::from(grid.rows[row].printed_width)).max().unwrap_or(0);
    let mut columns: Vec<Column> = (0..width).map(|_| nameless()).collect();
    // the group of a column is where the cell above it begins; a wide group has several columns
    let mut groups = vec![0; width];
    for row in rows.clone() {
        let above = groups.clone();
        // the columns of a group stand together
        let same =
            |column: usize, other: Option<usize>| other.and_then(|at| above.get(at)) == above.get(column);
        let wide = |column: usize| same(column, column.checked_sub(1)) || same(column, Some(column + 1));
        let mut own: Option<usize> = None;
        for column in 0..width {
            let cell = grid.cell(row, column);
            if !cell.is_blank() {
                own = Some(column);
            } else if own.is_none_or(|left| above[left] != above[column]) || !wide(column) {
                own = None;
            }
            if let Some(left) = own {
                groups[column] = (row - rows.start + 1) * width + left;
                name(&mut columns[column], grid, grid.cell(row, left), source);
            }
        }
    }
    columns
}

/// A column for which no header is printed.
pub(crate) fn nameless() -> Column {
    Column { path: Vec::new(), role: Role::Text, panel: 0, spans: Vec::new() }
}

/// Adds one more level to the path of a column; a text repeated from the level above adds nothing.
fn name(column: &mut Column, grid: &Grid, cell: RawCell, source: &Text<'_>) {
    let own = [cell.span];
    let parts = grid.parts(cell);
    let parts = if parts.is_empty() { &own } else { parts };
    let mut text = String::new();
    for part in parts {
        clean::text(part.text(source)).split(' ').for_each(|piece| text.push_str(piece));
    }
    column.spans.extend(parts);
    if column.path.last() != Some(&text) {
        column.path.push(text);
    }
}

/// The role that a column's header announces.
pub(crate) fn announced(source: &Text<'_>, column: &Column) -> Option<Role> {
    source.header(&clean::key(column.path.last()?))
}

/// The sides that stand next to each other: the stub of the first column comes again, or, where there is no stub,
/// the same columns under another group.
pub(crate) fn panels(columns: &mut [Column]) -> Vec<Panel> {
    let mut starts = vec![0];
    starts.extend((1..columns.len()).filter(|&column| opens_panel(columns, column)));
    let ends = starts.iter().copied().skip(1).chain([columns.len()]);
    let several = starts.len() > 1;
    let ranges: Vec<Range<usize>> = starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
    let narrow = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    let mut panels = Vec::with_capacity(ranges.len());
    for (index, range) in ranges.into_iter().enumerate() {
        let side = several.then(|| side(&columns[range.clone()])).flatten();
        for column in &mut columns[range.clone()] {
            column.panel = narrow(index);
        }
        panels.push(Panel { side, columns: narrow(range.start)..narrow(range.end) });
    }
    panels
}

fn opens_panel(columns: &[Column], at: usize) -> bool {
    let (Some(first), Some(left), Some(here)) = (first(columns), columns.get(at - 1), columns.get(at)) else {
        return false;
    };
    if is_stub(first.role) {
        return here.role == first.role && !is_stub(left.role);
    }
    let under_group = |column: &Column| column.path.len() > 1;
    first.role == Role::Figure
        && under_group(here)
        && under_group(first)
        && here.path.last() == first.path.last()
        && here.path.first() != left.path.first()
}

const fn is_stub(role: Role) -> bool {
    matches!(role, Role::Label | Role::Code | Role::Ordinal | Role::RowNumber)
}

/// The first column, or the one that names the rows behind a margin that was drawn as a column.
fn first(columns: &[Column]) -> Option<&Column> {
    let behind = columns.iter().find(|column| !is_margin(column)).filter(|column| is_stub(column.role));
    behind.or_else(|| columns.first())
}

/// Whether a column has neither a head nor anything that says what it is.
fn is_margin(column: &Column) -> bool {
    column.path.is_empty() && column.role == Role::Text
}

/// What is printed above all columns of a panel.
fn side(columns: &[Column]) -> Option<String> {
    let mut columns = columns.iter().filter(|column| !is_margin(column));
    let side = columns.clone().next()?.path.first()?;
    let shared = columns.all(|column| column.path.len() > 1 && column.path.first() == Some(side));
    shared.then(|| side.clone())
}
