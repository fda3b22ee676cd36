//! Forms of self-evaluation whose cells only blanks or line ends part: a cell a line, one blank between the cells, all in one
//! line. The words of the heads fix how many cells a row has; a form whose rows can be cut in two ways is not read at all.

mod cells;
mod head;
mod indicators;
mod money;
mod tail;

use std::ops::Range;

use juesuan_segment::Span;

use crate::grid::Grid;
use crate::table::Fragment;
use crate::text::Text;
use crate::tuning::layouts::TUNING;
use crate::words::List;
use cells::Cell;

/// A row: for each column the place of its cell, an empty one where nothing is printed.
type Row = Vec<Range<usize>>;

/// Whether a fragment is such a form: it begins with the label of one, or holds one and the heads of indicators, or has a
/// line of its own for these heads.
pub(crate) fn is_form(source: &Text<'_>, fragment: Span) -> bool {
    let text = fragment.text(source);
    let occur = |lists: &[List]| lists.iter().all(|list| source.words.occurs(*list, text));
    let mut words = text.split_whitespace().take(TUNING.evaluation.longest_title);
    let headed = occur(&[List::FirstLevels, List::ThirdLevels])
        || occur(&[List::ThirdLevels, List::Targets, List::Reached, List::Points]);
    let opens = |word: &str| {
        source.words.opens_form(word)
            || word.split_once([':', '：']).is_some_and(|(label, _)| source.words.opens_form(label))
    };
    let labelled = headed && words.any(opens);
    labelled || text.lines().any(|line| heads_line(source, line))
}

/// Whether a line names indicators, their targets, what was reached and its points.
fn heads_line(source: &Text<'_>, line: &str) -> bool {
    let lists = [List::ThirdLevels, List::Targets, List::Reached, List::Points];
    let cells = line.split_whitespace().take(TUNING.evaluation.widest + 1).count();
    cells > TUNING.evaluation.longest_title
        && cells <= TUNING.evaluation.widest
        && lists.into_iter().all(|list| source.words.occurs(list, line))
}

/// Adds the rows of the form to the grid: name, money and indicators, each below the words that name their columns.
pub(crate) fn read(source: &Text<'_>, fragment: Fragment, grid: &mut Grid) {
    let cells = head::with_whole_heads(source, cells::cells(source, fragment));
    let Some(head) = head::Head::find(source, &cells) else { return };
    let Some(rows) = indicators::rows(source, &cells, &head) else { return };
    if let Some(top) = top(source, cells.get(..head.first()).unwrap_or(&[])) {
        if let Some(name) = cells::name(source, &cells, top) {
            write(source, grid, &[vec![cells[top].at.clone(), name]]);
        }
        let above = cells.get(top..head.first()).unwrap_or(&[]);
        write(source, grid, &tail::above(source, above));
        write(source, grid, &money::rows(source, above));
    }
    write(source, grid, &rows);
}

/// The label beside which a form names what it is about: 项目名称 rather than the 单位名称 of its body.
fn top(source: &Text<'_>, cells: &[Cell]) -> Option<usize> {
    let named = |cell: &Cell| source.words.opens_form(&cell.key);
    let of_body = |cell: &Cell| source.words.occurs(List::Bodies, &cell.key);
    let first = cells.iter().position(named)?;
    Some(cells.iter().position(|cell| named(cell) && !of_body(cell)).unwrap_or(first))
}

/// Writes the rows of one part.
fn write(source: &Text<'_>, grid: &mut Grid, rows: &[Row]) {
    grid.mark_gap();
    for row in rows {
        let first = grid.begin();
        let filled = || row.iter().filter(|place| !place.is_empty());
        let start = filled().map(|place| place.start).min().unwrap_or(0);
        let end = filled().map(|place| place.end).max().unwrap_or(start);
        for place in row {
            grid.push(source, first, place.clone());
        }
        grid.end(source, first, Span::of(start..end), false);
    }
}

/// An empty cell.
const BLANK: Range<usize> = 0..0;

/// The places of some cells.
fn places(cells: &[Cell]) -> impl Iterator<Item = Range<usize>> {
    cells.iter().map(|cell| cell.at.clone())
}
