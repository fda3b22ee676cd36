//! Rows with fewer figures than columns: which columns are blank is told by the sums of the form, across the row and down
//! its codes. What the sums leave open stays open.

use rust_decimal::Decimal;

use super::fitted::Fitted;
use super::ways::{Group, Row, Way, Ways, near};
use super::{Said, sum_groups, together, without_number};
use crate::cell::clean;
use crate::tuning::template::TUNING;
use crate::words::OF_WHICH;
use crate::words::{self, Words};

/// Where the figures of a row stand.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) columns: Vec<usize>,
    /// Whether the sums or what other tables print leave no other place; else the usual columns were taken.
    pub(super) sure: bool,
    /// Whether it is where the figures stand in the line that says so.
    pub(super) aligned: bool,
}

/// For each row the columns of its figures, where something decides, and `None` where nothing does.
pub(super) fn solve(words: &Words, rows: &[Row], fitted: &Fitted, said: &Said) -> Vec<Option<Place>> {
    let mut ways: Vec<Ways> = rows.iter().map(|row| choices(row.columns.len(), row.figures.len())).collect();
    let mut groups = groups(words, rows);
    let sums = rows.first().map(|row| across(words, &row.columns, fitted)).unwrap_or_default();
    let sums: Vec<_> = sums.iter().filter(|sum| holds_elsewhere(rows, sum)).collect();
    for (row, ways) in rows.iter().zip(&mut ways) {
        let adds = |way: &Way| sums.iter().all(|sum| sum.adds_up(row, way));
        keep(ways, |way| adds(way) && has_wholes(row, way, fitted));
        // sums of something say more than sums of nothing
        let said = |way: &Way| sums.iter().filter(|sum| !value(row, way, sum.total).is_zero()).count();
        let most = ways.iter().map(said).max();
        keep(ways, |way| adds(way) && Some(said(way)) == most);
    }
    if let Some(total) = groups.last().map(|group| group.total).filter(|&total| rows[total].code.is_empty()) {
        let row = &rows[total];
        let most = ways[total].iter().map(|way| known(row, way, fitted, said)).max();
        keep(&mut ways[total], |way| Some(known(row, way, fitted, said)) == most);
    }
    settle(rows, &mut groups, &mut ways);
    let sure: Vec<bool> = ways.iter().map(|ways| ways.len() == 1).collect();
    // nothing decides: columns that most bodies leave blank are blank, from the total down
    for group in groups.iter_mut().rev() {
        take_usual(&rows[group.total], &mut ways[group.total], fitted);
        settle(rows, std::slice::from_mut(group), &mut ways);
    }
    settle(rows, &mut groups, &mut ways);
    let placed = ways.into_iter().zip(rows).zip(sure).map(|((mut ways, row), sure)| {
        take_usual(row, &mut ways, fitted);
        let grouped = || sum_groups::places(words, row, fitted);
        let lone = if ways.is_empty() { grouped() } else { None };
        let (([way], _) | ([], Some(way))) = (ways.as_slice(), &lone) else { return None };
        let columns = way.iter().filter_map(|&at| row.columns.get(at).copied()).collect();
        Some(Place { columns, sure, aligned: false })
    });
    placed.collect()
}

/// Keeps the ways that fit, unless none does.
fn keep(ways: &mut Ways, fits: impl Fn(&Way) -> bool) {
    if ways.len() > 1 && ways.iter().any(&fits) {
        ways.retain(fits);
    }
}

/// How many figures of a row stand beside the name of their column in the tables above.
fn known(row: &Row, way: &Way, fitted: &Fitted, said: &Said) -> usize {
    let stands = |(place, figure): &(&usize, &Option<Decimal>)| {
        let column = row.columns.get(**place).and_then(|column| fitted.columns.get(*column));
        let mut names = column.into_iter().flat_map(|column| &column.path);
        figure.is_some_and(|figure| names.any(|name| said.has(without_number(&clean::key(name)), figure)))
    };
    way.iter().zip(&row.figures).filter(stands).count()
}

/// Keeps the ways with the fewest figures in columns that most bodies leave blank.
fn take_usual(row: &Row, ways: &mut Ways, fitted: &Fitted) {
    let rare = |way: &Way| {
        let columns = way.iter().filter_map(|&place| row.columns.get(place));
        columns.filter(|column| fitted.columns.get(**column).is_some_and(|column| column.seldom)).count()
    };
    let least = ways.iter().map(rare).min();
    keep(ways, |way| Some(rare(way)) == least);
}

/// Whether a part has a whole: a figure below 其中 needs one in the column in front of it, below the same head.
fn has_wholes(row: &Row, way: &Way, fitted: &Fitted) -> bool {
    let path = |place: usize| {
        let column = row.columns.get(place).and_then(|column| fitted.columns.get(*column));
        column.and_then(|column| column.path.split_last())
    };
    way.iter().all(|&place| {
        let part = path(place).filter(|(leaf, group)| leaf.contains(OF_WHICH) && !group.is_empty());
        part.is_none_or(|(_, group)| {
            way.iter()
                .any(|&whole| whole + 1 == place && path(whole).is_some_and(|(_, other)| other == group))
        })
    })
}

/// Goes through the sums down the columns until they leave no more out.
fn settle(rows: &[Row], groups: &mut [Group], ways: &mut [Ways]) {
    for _ in 0..TUNING.template_solve.passes {
        let mut changed = false;
        for at in (0..groups.len()).rev().chain(0..groups.len()) {
            if let Some(group) = groups.get_mut(at) {
                changed |= settle_one(rows, group, ways);
            }
        }
        if !changed {
            break;
        }
    }
}

/// Takes out the ways that one sum leaves out; whether there were any.
fn settle_one(rows: &[Row], group: &mut Group, ways: &mut [Ways]) -> bool {
    let members = || std::iter::once(&group.total).chain(&group.parts);
    let count = |ways: &[Ways]| members().map(|&row| ways[row].len()).sum::<usize>();
    let before = count(ways);
    if group.settled_at == Some(before) {
        return false;
    }
    if let [total] = ways[group.total].as_slice() {
        // where a total is blank, its parts are
        let total = total.clone();
        for &part in &group.parts {
            keep(&mut ways[part], |way| way.iter().all(|place| total.contains(place)));
        }
    }
    together::narrow(rows, group, ways);
    let changed = count(ways) != before;
    group.settled_at = (!changed).then_some(before);
    changed
}

/// All ways to choose `count` of `width` columns in order; none where there are too many.
pub(super) fn choices(width: usize, count: usize) -> Vec<Vec<usize>> {
    let mut open: Vec<Vec<usize>> = vec![Vec::new()];
    for nth in 0..count {
        let mut next = Vec::new();
        for chosen in &open {
            let from = chosen.last().map_or(0, |last| last + 1);
            let to = (width + nth + 1).saturating_sub(count);
            for column in from..to {
                let mut chosen = chosen.clone();
                chosen.push(column);
                next.push(chosen);
            }
            if next.len() > TUNING.template_solve.most_ways {
                return Vec::new();
            }
        }
        open = next;
    }
    open
}

/// A sum across a row, as places among the columns.
pub(super) struct Across {
    total: usize,
    /// The parts; those that are taken away are marked.
    parts: Vec<(usize, bool)>,
}

impl Across {
    /// Whether the figures of a row at these places add up; `None` where all that the sum is about is blank.
    pub(super) fn weigh(&self, figures: &[Option<Decimal>], way: &[usize]) -> Option<bool> {
        let value = |place: usize| {
            let at = way.iter().position(|&column| column == place);
            at.and_then(|at| figures.get(at).copied().flatten()).unwrap_or_default()
        };
        let total = value(self.total);
        let any = !total.is_zero() || self.parts.iter().any(|&(part, _)| !value(part).is_zero());
        let sum = self.parts.iter().try_fold(Decimal::ZERO, |sum, &(part, less)| {
            if less { sum.checked_sub(value(part)) } else { sum.checked_add(value(part)) }
        });
        any.then(|| sum.is_some_and(|sum| near(total, sum, self.parts.len())))
    }

    fn adds_up(&self, row: &Row, way: &[usize]) -> bool {
        let sum = self.parts.iter().try_fold(Decimal::ZERO, |sum, &(part, less)| {
            let value = value(row, way, part);
            if less { sum.checked_sub(value) } else { sum.checked_add(value) }
        });
        sum.is_some_and(|sum| near(value(row, way, self.total), sum, self.parts.len()))
    }
}

/// The sums across a row: a column that is a total, and those behind it that are its parts; what is left at the end of
/// the year.
pub(super) fn across(words: &Words, columns: &[usize], fitted: &Fitted) -> Vec<Across> {
    let (paths, turned) = by_measure(words, columns, fitted);
    // 预算数 and 决算数 take turns
    let between = |total: usize, at: usize| turned.get(total) == Some(&true) && turned.get(at) == Some(&true);
    let path = |at: usize| paths.get(at).map_or(&[][..], Vec::as_slice);
    let leaf = |at: usize| path(at).last().map(|name| clean::key(name).into_owned()).unwrap_or_default();
    let group = |at: usize| path(at).split_last().map_or(&[][..], |(_, group)| group);
    let is_part = |total: usize, at: usize| {
        let inside = group(at).len() > group(total).len();
        // the first column below a common head is the whole of those that say 其中
        let whole = || {
            let others = (at + 1..columns.len()).take_while(|&other| group(other) == group(at));
            let first = at.checked_sub(1).is_none_or(|before| group(before) != group(at));
            first && others.clone().count() > 0 && { others }.all(|other| leaf(other).contains(OF_WHICH))
        };
        group(at).starts_with(group(total))
            && !leaf(at).contains(OF_WHICH)
            && (!inside || words.totals(&leaf(at)) || whole())
    };
    let balances = words.balance((0..columns.len()).map(leaf));
    let mut sums = Vec::new();
    for total in (0..columns.len()).filter(|&at| words.totals(&leaf(at))) {
        let ends = |at: usize| balances.is_some_and(|[.., closing]| closing == at);
        let parts: Vec<(usize, bool)> = (total + 1..columns.len())
            .take_while(|&at| (group(at).starts_with(group(total)) || between(total, at)) && !ends(at))
            .filter(|&at| is_part(total, at))
            .map(|at| (at, false))
            .collect();
        if parts.len() > 1 {
            sums.push(Across { total, parts });
        }
    }
    if let Some([opening, income, spent, closing]) = balances {
        sums.push(Across { total: closing, parts: vec![(opening, false), (income, false), (spent, true)] });
    }
    sums
}

/// The paths of columns, those whose lowest words stand below sums with these words first: 预算数 below 合计 and below its
/// parts, as if the sum and its parts stood below 预算数; and which columns these are.
fn by_measure(words: &Words, columns: &[usize], fitted: &Fitted) -> (Vec<Vec<String>>, Vec<bool>) {
    let of = |column: &usize| fitted.columns.get(*column).map(|column| column.path.clone());
    let mut paths: Vec<Vec<String>> = columns.iter().map(|column| of(column).unwrap_or_default()).collect();
    let total = |word: &str| words.totals(&clean::key(word));
    let measures: Vec<String> = paths
        .iter()
        .filter_map(|path| match path.as_slice() {
            [.., above, leaf] if total(above) && !total(leaf) => Some(leaf.clone()),
            _ => None,
        })
        .collect();
    let below =
        |path: &Vec<String>| path.len() > 1 && path.last().is_some_and(|leaf| measures.contains(leaf));
    let turned: Vec<bool> = paths.iter().map(below).collect();
    for (path, _) in paths.iter_mut().zip(&turned).filter(|(_, turned)| **turned) {
        path.rotate_right(1);
    }
    (paths, turned)
}

/// Whether whole rows do not contradict a sum.
fn holds_elsewhere(rows: &[Row], sum: &Across) -> bool {
    let whole = rows.iter().filter(|other| other.figures.len() == other.columns.len());
    let (mut holds, mut fails) = (0_usize, 0_usize);
    for other in whole {
        let way: Way = (0..other.columns.len()).collect();
        if sum.adds_up(other, &way) {
            holds += 1;
        } else {
            fails += 1;
        }
    }
    fails == 0 || fails * 4 < holds
}

fn value(row: &Row, way: &[usize], place: usize) -> Decimal {
    let at = way.iter().position(|&column| column == place);
    at.and_then(|at| row.figures.get(at).copied().flatten()).unwrap_or_default()
}

/// The sums down: a code and the codes below it, the total and the classes, 本年支出合计 and the numbered items above it.
fn groups(words: &Words, rows: &[Row]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    // the nearest row of each level of codes
    let mut open: [Option<usize>; 3] = [None; 3];
    let mut parents: Vec<Option<usize>> = vec![None; rows.len()];
    let mut classes = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let level: usize = match row.code.len() {
            3 => 0,
            5 => 1,
            7 => 2,
            _ => continue,
        };
        let above = level.checked_sub(1).and_then(|above: usize| open[above]);
        parents[at] = above.filter(|&above| row.code.starts_with(&rows[above].code));
        open[level] = Some(at);
        if level == 0 {
            classes.push(at);
        }
    }
    let mut of: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
    for (at, parent) in parents.iter().enumerate() {
        if let Some(parent) = parent {
            of[*parent].push(at);
        }
    }
    groups.extend(
        of.into_iter().enumerate().filter(|(_, parts)| !parts.is_empty()).map(|(total, parts)| Group {
            total,
            parts,
            settled_at: None,
        }),
    );
    let total = rows.iter().position(|row| row.code.is_empty() && words.totals(&clean::key(&row.name)));
    if classes.is_empty() {
        let items = (0..total.unwrap_or(0)).filter(|&at| words::is_numbered(&clean::key(&rows[at].name)));
        classes.extend(items);
    }
    if let (Some(total), false) = (total, classes.is_empty()) {
        groups.push(Group { total, parts: classes, settled_at: None });
    }
    groups
}
