//! The rows of the money of a form: heads, and below them a label and as many figures as there are heads.

use super::cells::{Cell, states_unit};
use super::{BLANK, Row, places};
use crate::cell::look::Look;
use crate::table::Role;
use crate::text::Text;
use crate::tuning::layouts::TUNING;
use crate::words::List;

/// The head and the rows among the cells above the indicators; none where they do not say which figure stands below which
/// head.
pub(super) fn rows(source: &Text<'_>, cells: &[Cell]) -> Vec<Row> {
    below_heads(source, cells)
        .or_else(|| below_heads_alone(source, cells))
        .or_else(|| beside_labels(source, cells))
        .or_else(|| in_pairs(source, cells))
        .unwrap_or_default()
}

/// One row of figures below as many heads, without a word in the margin and without labels.
fn below_heads_alone(source: &Text<'_>, cells: &[Cell]) -> Option<Vec<Row>> {
    let first = cells.windows(2).position(|pair| pair.iter().all(Cell::is_value))?;
    let width = cells.get(first..)?.iter().take_while(|cell| cell.is_value()).count();
    let heads = cells.get(first.checked_sub(width)?..first)?;
    let named = heads.iter().all(|head| source.header(&head.key) == Some(Role::Figure));
    named.then(|| vec![places(heads).collect(), places(&cells[first..first + width]).collect()])
}

/// Rows of a label and one figure beside the word in the margin, as forms of targets print them.
fn beside_labels(source: &Text<'_>, cells: &[Cell]) -> Option<Vec<Row>> {
    let first = cells.iter().position(Cell::is_value)?;
    let label = first.checked_sub(1)?;
    let margin =
        label.checked_sub(1).filter(|&at| source.words.begins(List::MarginGroups, &cells[at].key))?;
    let mut rows: Vec<Row> = Vec::new();
    for pair in cells.get(label..)?.chunks_exact(2) {
        if pair[0].is_value() || !pair[1].is_value() {
            break;
        }
        let left = if rows.is_empty() { cells[margin].at.clone() } else { BLANK };
        rows.push(std::iter::once(left).chain(places(pair)).collect());
    }
    Some(rows)
}

/// One row of names and figures by turns: 年初预算金额（万元） 120.00 实际支出金额（万元） 96.00.
fn in_pairs(source: &Text<'_>, cells: &[Cell]) -> Option<Vec<Row>> {
    let named = |cell: &Cell| states_unit(source, cell) || source.header(&cell.key) == Some(Role::Figure);
    let is_pair = |pair: &[Cell]| !pair[0].is_value() && named(&pair[0]) && pair[1].is_value();
    let first = cells.windows(2).position(is_pair)?;
    let pairs = cells.get(first..)?.chunks_exact(2).take_while(|pair| is_pair(pair)).count();
    let row = cells.get(first..first + 2 * pairs)?;
    (pairs >= TUNING.evaluation.fewest_pairs).then(|| vec![places(row).collect()])
}

fn below_heads(source: &Text<'_>, cells: &[Cell]) -> Option<Vec<Row>> {
    let first = cells.windows(2).position(|pair| pair.iter().all(Cell::is_value))?;
    let above = cells.get(..first)?;
    let named = |cell: &Cell| source.words.begins(List::MarginGroups, &cell.key) || states_unit(source, cell);
    let margin = above.iter().rposition(named)?;
    let width = cells.get(first..)?.iter().take_while(|cell| cell.is_value()).count();
    let between = above.get(margin + 1..)?;
    // nothing is printed below the head of remarks
    let remarks = |cell: &Cell| source.words.occurs(List::Comments, &cell.key);
    let silent = usize::from(between.len() > 1 && between.iter().rev().take(2).any(remarks));
    let (labelled, named) = match between.len().checked_sub(width + silent)? {
        0 => (false, 0),
        1 => (true, 0),
        2 => (true, 1),
        _ => return None,
    };
    let heads = between.get(named..named + width)?;
    if !heads.iter().all(|head| source.header(&head.key).is_some()) {
        return None;
    }
    let mut rows: Vec<Row> = vec![places(&cells[margin..=margin]).chain(places(heads)).collect()];
    let mut at = if labelled { first - 1 } else { first };
    let percent = cells.get(first..first + width)?.iter().position(|cell| cell.look == Look::Percent);
    while let Some((row, count)) = row(cells.get(at..)?, width, percent, labelled) {
        rows.push(row);
        at += count;
        if !labelled {
            break;
        }
    }
    Some(rows)
}

/// A label and its figures, and how many cells that are. There are as many figures as heads; where the last ones are blank,
/// the rate must stand below its head.
fn row(cells: &[Cell], width: usize, percent: Option<usize>, labelled: bool) -> Option<(Row, usize)> {
    let (label, rest) =
        if labelled { cells.split_first().map(|(label, rest)| (Some(label), rest))? } else { (None, cells) };
    if label.is_some_and(Cell::is_value) {
        return None;
    }
    let count = rest.iter().take_while(|cell| cell.is_value()).count();
    let figures = rest.get(..count)?;
    let rate = || figures.iter().position(|cell| cell.look == Look::Percent);
    if count != width && (count > width || percent.is_none() || rate() != percent) {
        return None;
    }
    let label = label.map_or(BLANK, |label| label.at.clone());
    let row = std::iter::once(label).chain(places(figures)).collect();
    Some((row, count + usize::from(labelled)))
}
