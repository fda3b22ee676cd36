//! The order of groups of columns that the lines of a head leave open, told by the sums of the rows.
//!
//! A head whose words stand on lines of their own says which stand side by side on each line, and not how the lines mesh:
//! 公务接待费 on the middle line stands behind 公务用车购置及运行费 of the line above it, or in front. Below each of them the
//! head prints the same words (预算数, 决算数), and the figures of one such word add up in one order only.

use juesuan_segment::Span;

use super::fitted::Fitted;
use super::printed_head::{Chosen, Head};
use super::solve::across;
use super::{ColumnKind, order, write};
use crate::cell::number;
use crate::text::Text;
use crate::tuning::template::TUNING;

/// Columns below one head: from where to where.
type Group = std::ops::Range<usize>;

/// The columns in the order in which the figures of the rows add up, where they do not as they stand.
pub(super) fn told(
    source: &Text<'_>,
    rows: &[write::Row],
    fitted: &Fitted,
    head: &Head,
) -> Option<Vec<Chosen>> {
    let columns = &fitted.columns;
    let one_kind = columns.iter().all(|column| column.kind == ColumnKind::Figure && column.side == 0);
    leaves(columns)?;
    let level = common_levels(columns);
    let groups = groups(columns, level);
    let names: Vec<String> = groups.iter().map(|group| name(&columns[group.start], level)).collect();
    if !one_kind || !(2..=TUNING.template_item_order.most_groups).contains(&groups.len()) {
        return None;
    }
    let figures: Vec<&[Span]> =
        rows.iter().flat_map(|row| &row.figures).map(|(_, figures)| figures.as_slice()).collect();
    let whole = figures.iter().all(|figures| figures.len() == columns.len());
    let as_printed: Vec<usize> = (0..groups.len()).collect();
    if !whole || figures.is_empty() || adds(source, &figures, fitted, columns) {
        return None;
    }
    let lines: Vec<Option<usize>> =
        (0..names.len()).map(|at| order::place(&names, at, head).map(|(line, _)| line)).collect();
    let mut best: Option<(usize, Vec<Chosen>)> = None;
    for way in permutations(&as_printed) {
        // the total stands first, and what one line prints stays in its order
        let turned = |one: usize, other: usize| way[one] > way[other];
        let pairs = || (0..way.len()).flat_map(|at| (at + 1..way.len()).map(move |next| (at, next)));
        let kept = pairs().all(|(one, other)| !turned(one, other) || lines[way[one]] != lines[way[other]]);
        let moved = pairs().filter(|&(one, other)| turned(one, other)).count();
        if way[0] != 0 || !kept || best.as_ref().is_some_and(|(least, _)| moved >= *least) {
            continue;
        }
        let ordered: Vec<Chosen> = way.iter().flat_map(|&at| columns[groups[at].clone()].to_vec()).collect();
        if adds(source, &figures, fitted, &ordered) {
            best = Some((moved, ordered));
        }
    }
    best.map(|(_, ordered)| ordered)
}

/// How many heads stand above all columns.
fn common_levels(columns: &[Chosen]) -> usize {
    let Some(first) = columns.first() else { return 0 };
    let same = |level: &usize| columns.iter().all(|column| column.path.get(*level) == first.path.get(*level));
    (0..first.path.len()).take_while(same).count()
}

/// The name of the item to which a column belongs.
fn name(column: &Chosen, level: usize) -> String {
    column.path.get(level).cloned().unwrap_or_default()
}

/// How many words stand below each item, the same below all of them.
fn leaves(columns: &[Chosen]) -> Option<usize> {
    let level = common_levels(columns);
    let first = columns.first()?;
    let leaf = |column: &Chosen| column.path.last().cloned();
    let count = columns.iter().take_while(|column| name(column, level) == name(first, level)).count();
    let same = columns.chunks(count.max(1)).all(|chunk| {
        chunk.len() == count && chunk.iter().zip(columns).all(|(one, other)| leaf(one) == leaf(other))
    });
    (same && count > 1).then_some(count)
}

/// The columns of each item.
fn groups(columns: &[Chosen], level: usize) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        match groups.last_mut() {
            Some(group) if name(&columns[group.start], level) == name(column, level) => group.end = at + 1,
            _ => groups.push(at..at + 1),
        }
    }
    groups
}

/// All orders; there are few groups.
fn permutations(of: &[usize]) -> Vec<Vec<usize>> {
    let Some((first, rest)) = of.split_first() else { return vec![Vec::new()] };
    let mut found = Vec::new();
    for shorter in permutations(rest) {
        for at in 0..=shorter.len() {
            let mut longer = shorter.clone();
            longer.insert(at, *first);
            found.push(longer);
        }
    }
    found
}

/// Whether the figures of each of the words below the items add up.
fn adds(source: &Text<'_>, rows: &[&[Span]], fitted: &Fitted, columns: &[Chosen]) -> bool {
    let leaves = leaves(columns).unwrap_or(1);
    let mut any = false;
    for leaf in 0..leaves {
        let of_leaf: Vec<usize> = (leaf..columns.len()).step_by(leaves).collect();
        let stripped = |at: &usize| {
            let mut column = columns[*at].clone();
            column.path.pop();
            column
        };
        let part = Fitted {
            columns: of_leaf.iter().map(stripped).collect(),
            above: None,
            below: None,
            score: fitted.score,
            common: fitted.common,
            others: false,
            numbers: false,
        };
        let places: Vec<usize> = (0..of_leaf.len()).collect();
        let sums = across(source.words, &places, &part);
        for row in rows {
            let value = |at: &usize| {
                row.get(*at).and_then(|span| number::decimal(&number::normal(span.text(source))))
            };
            let figures: Vec<_> = of_leaf.iter().map(value).collect();
            for told in sums.iter().filter_map(|sum| sum.weigh(&figures, &places)) {
                if !told {
                    return false;
                }
                any = true;
            }
        }
    }
    any
}
