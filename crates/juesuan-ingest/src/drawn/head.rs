//! The head of a table without sides on one page: where it stands, and the sides of its cells.

use super::drawing::Edge;
use super::head_texts::Body;
use super::head_tree::{Ground, HeadCell, tree};
use super::lines::Line;
use super::pieces::{has_amount, is_label, numbers, pieces};
use super::word::Word;
use crate::tuning::{TUNING, Tolerances};

/// The lines of the head: those above the first row with an amount, or above the numbers of the columns, without what stands above
/// the head, and without rows that have a name and no amount. `None` where no row has an amount.
pub(super) fn lines<'l>(rows: &'l [Line], tuning: &Tolerances) -> Option<(&'l [Line], &'l [Line])> {
    let body = rows.iter().position(has_amount)?;
    let numbered = rows.iter().take(body).position(|line| numbers(line).is_some());
    let labels = rows.iter().take_while(|line| is_label(line)).count();
    let end = numbered.unwrap_or_else(|| without_names(rows, labels, body, tuning));
    let head = rows
        .get(labels..end)
        .filter(|head| !head.is_empty() && head.len() <= TUNING.drawn.most_head_lines)?;
    Some((head, rows.get(end..).unwrap_or_default()))
}

/// The lines of a head without rows.
fn lines_alone(rows: &[Line]) -> Option<&[Line]> {
    let labels = rows.iter().take_while(|line| is_label(line)).count();
    let is_head = !rows.iter().any(|line| has_amount(line) || numbers(line).is_some());
    rows.get(labels..)
        .filter(|_| is_head)
        .filter(|head| !head.is_empty() && head.len() <= TUNING.drawn.most_head_lines)
}

/// Where a head ends above rows that have a name and no amount: these stand where names do, below a row that has heads for all columns.
fn without_names(rows: &[Line], labels: usize, body: usize, tuning: &Tolerances) -> usize {
    let named = rows.iter().skip(body).filter(|line| has_amount(line));
    let mut lefts: Vec<f32> = named.map(|line| line.x0).collect();
    lefts.sort_by(f32::total_cmp);
    let is_name = |at: &usize| {
        let (Some(line), Some(above)) = (rows.get(*at), rows.get(at - 1)) else { return false };
        let near = tuning.edge * line.size;
        let nearest = lefts.get(lefts.partition_point(|&left| left <= line.x0 - near));
        let stands = nearest.is_some_and(|&left| left < line.x0 + near);
        let is_row = line.y0 > above.y1 - tuning.overlap * line.size;
        stands && is_row && !line.has_columns() && pieces(line).count() == 1
    };
    (labels + 1..body).rev().take_while(is_name).last().unwrap_or(body)
}

/// What the rows below a head show.
fn body(rows: &[Line], xs: &[f32], tuning: &Tolerances) -> Body {
    let mut pitches: Vec<f32> = rows
        .windows(2)
        .filter(|pair| pair.iter().all(has_amount))
        .filter_map(|pair| Some(pair.get(1)?.middle() - pair.first()?.middle()))
        .collect();
    pitches.sort_by(f32::total_cmp);
    let mut widest = vec![0.0_f32; xs.len().saturating_sub(1)];
    for line in rows {
        let mut extents: Vec<Option<(f32, f32)>> = vec![None; widest.len()];
        for word in Word::all(line, tuning) {
            let column = xs.partition_point(|&x| x <= word.stands).saturating_sub(1);
            if let Some(extent) = extents.get_mut(column) {
                *extent =
                    Some(extent.map_or((word.x0, word.x1), |(x0, x1)| (x0.min(word.x0), x1.max(word.x1))));
            }
        }
        for (widest, extent) in widest.iter_mut().zip(extents) {
            *widest = widest.max(extent.map_or(0.0, |(x0, x1)| x1 - x0));
        }
    }
    Body { pitch: pitches.get(pitches.len() / 2).copied(), widest }
}

/// The head of a table with the sides of its cells.
pub(super) struct Head {
    /// Its top and its bottom.
    pub(super) height: (f32, f32),
    /// The sides of its cells.
    pub(super) across: Vec<Edge>,
    pub(super) down: Vec<Edge>,
}

/// Finds the head of a table and sets its words to the middles of their cells. `across` are the lines between its rows, `drawn` those of
/// them that are drawn, `down` the lines that run down; `whole` are the rows of the table on all its pages.
pub(super) fn head(
    (rows, whole): (&[Line], &[Line]),
    words: &mut [Word],
    (xs, is_centred): (&[f32], bool),
    (across, drawn, down): (&[Edge], &[Edge], &[Edge]),
    tuning: &Tolerances,
) -> Option<Head> {
    // a page may end behind the head
    let (lines, below) =
        lines(rows, tuning).or_else(|| Some((lines_alone(rows)?, lines(whole, tuning)?.1)))?;
    let (top, bottom) = height(rows, lines, across)?;
    let is_inside = |line: &&Edge| top + 0.1 < line.at && line.at < bottom - 0.1;
    let inside: Vec<Edge> = drawn.iter().filter(is_inside).copied().collect();
    let start = words.partition_point(|word| word.y < top);
    let end = words.partition_point(|word| word.y < bottom).max(start);
    let words = words.get_mut(start..end)?;
    let ground = Ground { xs, across: &inside, down, is_centred, body: body(below, xs, tuning) };
    let (cells, count) = tree(words, &ground, tuning)?;
    #[expect(clippy::cast_precision_loss, reason = "few rows")]
    let ys: Vec<f32> = (0..=count).map(|at| top + (bottom - top) * at as f32 / count as f32).collect();
    let middle = |all: &[f32], range: &std::ops::Range<usize>| {
        Some(f32::midpoint(*all.get(range.start)?, *all.get(range.end)?))
    };
    for cell in &cells {
        for &at in &cell.words {
            if let Some(word) = words.get_mut(at) {
                (word.stands, word.y) = (middle(xs, &cell.columns)?, middle(&ys, &cell.rows)?);
            }
        }
    }
    let (across, down) = sides(&cells, xs, &ys);
    Some(Head { height: (top, bottom), across, down })
}

/// The top and the bottom of a head of some of the rows: lines across the table, or the white above and below it.
fn height(rows: &[Line], head: &[Line], across: &[Edge]) -> Option<(f32, f32)> {
    let first = head.first()?;
    let bound =
        head.iter().fold((first.y0, first.y1), |(top, end), line| (top.min(line.y0), end.max(line.y1)));
    let above = rows.iter().take_while(|line| line.middle() < first.middle()).last();
    let is_here = |line: &&Line| line.y0 > bound.1 - first.size;
    let labels = rows.iter().take_while(|line| is_label(line)).count();
    let next = rows.get(labels + head.len()..).and_then(<[Line]>::first).filter(is_here);
    let next = next.map_or(bound.1 + first.size, |line| line.y0);
    // the line that ends the head stands between it and what follows, wherever lines of the table lie
    let slack = TUNING.head.slack * first.size;
    let places = || across.iter().map(|line| line.at);
    let last_above = places().filter(|&at| at <= bound.0 + slack).reduce(f32::max);
    let first_below = places().find(|&at| bound.1 - slack <= at && at <= next + slack);
    let top = match (above, last_above) {
        (Some(above), last) if last.is_none_or(|last| last < above.middle()) => {
            f32::midpoint(above.y1, bound.0)
        }
        (_, Some(last)) => last,
        _ => bound.0 - 1.0,
    };
    Some((top, first_below.unwrap_or_else(|| f32::midpoint(bound.1, next))))
}

/// The sides of cells. What no cell takes is a cell of its own below the others of its column.
fn sides(cells: &[HeadCell], xs: &[f32], ys: &[f32]) -> (Vec<Edge>, Vec<Edge>) {
    let (columns, rows) = (xs.len().saturating_sub(1), ys.len().saturating_sub(1));
    let at = |row: usize, column: usize| {
        let holds = |cell: &HeadCell| cell.rows.contains(&row) && cell.columns.contains(&column);
        cells.iter().position(holds).unwrap_or(cells.len() + column)
    };
    let (mut across, mut down) = (Vec::new(), Vec::new());
    for (row, height) in ys.windows(2).enumerate() {
        for (column, width) in xs.windows(2).enumerate() {
            let (&[top, bottom], &[left, right]) = (height, width) else { continue };
            let here = at(row, column);
            if row == 0 || at(row - 1, column) != here {
                across.push(Edge { horizontal: true, at: top, from: left, to: right });
            }
            if row + 1 == rows {
                across.push(Edge { horizontal: true, at: bottom, from: left, to: right });
            }
            if column == 0 || at(row, column - 1) != here {
                down.push(Edge { horizontal: false, at: left, from: top, to: bottom });
            }
            if column + 1 == columns {
                down.push(Edge { horizontal: false, at: right, from: top, to: bottom });
            }
        }
    }
    (across, down)
}
