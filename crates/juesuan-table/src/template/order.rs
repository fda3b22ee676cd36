//! The columns of a template in the order in which the head prints them: 经营支出 before 上缴上级支出, 公务接待费 before
//! 因公出国（境）费.

use std::collections::{BTreeMap, BTreeSet};

use super::ColumnKind;
use super::printed_head::{Chosen, Head};

/// Line and place in it of a word of the head.
type Place = (usize, usize);

/// Puts the columns of each side into the order of the head: its groups first, then the columns below each of them.
pub(super) fn put(columns: &mut [Chosen], head: &Head) {
    let mut from = 0;
    while from < columns.len() {
        let side = columns[from].side;
        let is_figure = |column: &&Chosen| column.kind == ColumnKind::Figure && column.side == side;
        if !is_figure(&&columns[from]) {
            from += 1;
            continue;
        }
        let end = from + columns[from..].iter().take_while(is_figure).count();
        let lacking = lacking(&columns[from..end], head);
        let side = columns[from..end].to_vec();
        arrange(&mut columns[from..end], 0, &Printed { head, lacking, side });
        from = end;
    }
}

/// The names that stand below several groups, and that the head prints less often: it lost one of them, and which of the
/// groups the others are of is not told.
fn lacking(columns: &[Chosen], head: &Head) -> Vec<String> {
    let mut below: BTreeMap<&String, BTreeSet<&[String]>> = BTreeMap::new();
    for path in columns.iter().map(|column| &column.path) {
        for (level, name) in path.iter().enumerate() {
            below.entry(name).or_default().insert(path.get(..level).unwrap_or(&[]));
        }
    }
    let lacks = |(name, groups): &(&String, BTreeSet<&[String]>)| {
        groups.len() > 1 && (1..groups.len()).contains(&head.times(name))
    };
    below.into_iter().filter(lacks).map(|(name, _)| name.clone()).collect()
}

/// What a head says of the columns of a side.
struct Printed<'h> {
    head: &'h Head,
    lacking: Vec<String>,
    /// The columns in the order of the template.
    side: Vec<Chosen>,
}

impl Printed<'_> {
    /// How many columns and groups with this name stand on a level below the groups in front of this one, and on the level
    /// altogether.
    fn named(&self, name: &String, group: &[String]) -> (usize, usize) {
        let (mut before, mut all) = (0, 0);
        let mut last: Option<&[String]> = None;
        let mut reached = false;
        for column in &self.side {
            let Some(path) = column.path.get(..=group.len()) else {
                last = None;
                continue;
            };
            reached |= path.starts_with(group);
            if path.last() == Some(name) && last != Some(path) {
                all += 1;
                before += usize::from(!reached);
            }
            last = Some(path);
        }
        (before, all)
    }
}

/// Arranges the columns below one head by their names on this level.
fn arrange(columns: &mut [Chosen], level: usize, printed: &Printed<'_>) {
    let Printed { head, lacking, .. } = printed;
    let above = columns.first().and_then(|column| column.path.get(..level)).unwrap_or(&[]).to_vec();
    let name = |column: &Chosen| column.path.get(level).cloned().unwrap_or_default();
    let mut groups: Vec<Vec<Chosen>> = Vec::new();
    for column in columns.iter() {
        match groups.last_mut() {
            Some(group) if group.first().is_some_and(|first| name(first) == name(column)) => {
                group.push(column.clone());
            }
            _ => groups.push(vec![column.clone()]),
        }
    }
    let deeper = |group: &&mut Vec<Chosen>| {
        group.len() > 1 && group.iter().any(|column| column.path.len() > level + 1)
    };
    for group in groups.iter_mut().filter(deeper) {
        arrange(group, level + 1, printed);
    }
    let names: Vec<String> = groups.iter().filter_map(|group| group.first()).map(name).collect();
    // a group whose name is not printed stands where the first of its columns does
    let inner = |group: &Vec<Chosen>| {
        let leaves = group.iter().filter_map(|column| column.path.last());
        leaves.filter_map(|leaf| head.place(leaf, 0, 1)).min()
    };
    let told = |at: &usize| !names.get(*at).is_some_and(|name| lacking.contains(name));
    let across: Vec<Option<Place>> = (0..names.len())
        .map(|at| Some(at).filter(told).and_then(|at| across(&names, at, head)).map(|at| (0, at)))
        .collect();
    let known: Vec<Option<Place>> = if across.iter().all(Option::is_some) {
        across
    } else {
        let places = groups.iter().enumerate().map(|(at, group)| {
            let place = |at: usize| {
                // the head prints a name once for each group, or once for this one
                let (before, all) = printed.named(names.get(at)?, &above);
                let nth = before + names.iter().take(at).filter(|other| *other == &names[at]).count();
                head.place(&names[at], nth, all).or_else(|| place(&names, at, head))
            };
            Some(at).filter(told).and_then(|at| place(at).or_else(|| inner(group)))
        });
        places.collect()
    };
    let mut from = 0;
    while from < groups.len() {
        let Some((line, _)) = known[from] else {
            from += 1;
            continue;
        };
        let places: Vec<Place> =
            known[from..].iter().map_while(|place| place.filter(|(at, _)| *at == line)).collect();
        let end = from + places.len();
        let mut sorted: Vec<(Place, Vec<Chosen>)> = places.into_iter().zip(groups.drain(from..end)).collect();
        sorted.sort_by_key(|(place, _)| *place);
        groups.splice(from..from, sorted.into_iter().map(|(_, group)| group));
        from = end;
    }
    for (slot, column) in columns.iter_mut().zip(groups.into_iter().flatten()) {
        *slot = column;
    }
}

/// Where the name of a group stands from left to right, wherever the lines of the head end.
fn across(names: &[String], at: usize, head: &Head) -> Option<usize> {
    let name = names.get(at).filter(|name| !name.is_empty())?;
    let nth = names.iter().take(at).filter(|other| *other == name).count();
    let times = names.iter().filter(|other| *other == name).count();
    head.across(name, nth, times)
}

/// Where the name of a group stands. One that names several groups stands there once for each.
pub(super) fn place(names: &[String], at: usize, head: &Head) -> Option<Place> {
    let name = names.get(at).filter(|name| !name.is_empty())?;
    let nth = names.iter().take(at).filter(|other| *other == name).count();
    let times = names.iter().filter(|other| *other == name).count();
    head.place(name, nth, times)
}

/// Whether the head prints the names of two columns of one level on one line, and the other way round: then it prints
/// another form. A lower level may stand behind the words of an upper one, where a PDF reader goes by height.
pub(super) fn contradicts(columns: &[Chosen], head: &Head) -> bool {
    let figures = columns.iter().filter(|column| column.kind == ColumnKind::Figure);
    let places: Vec<(usize, usize, Place)> = figures
        .filter_map(|column| Some((column.side, column.path.len(), head.place(column.path.last()?, 0, 1)?)))
        .collect();
    let crossed = places.windows(2).any(|pair| {
        let [(side, level, (line, at)), (next_side, next_level, (next_line, next))] = [pair[0], pair[1]];
        (side, level, line) == (next_side, next_level, next_line) && next < at
    });
    crossed || columns.iter().any(|column| stands_before_group(column, head))
}

/// Whether the name of a column stands in front of that of its group on one line: 合计 基本支出 项目支出 are three columns.
fn stands_before_group(column: &Chosen, head: &Head) -> bool {
    let [.., group, leaf] = column.path.as_slice() else { return false };
    let places = head.place(group, 0, 1).zip(head.place(leaf, 0, 1));
    places.is_some_and(|((line, group), (own, leaf))| line == own && leaf < group)
}
