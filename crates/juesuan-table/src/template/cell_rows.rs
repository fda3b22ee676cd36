//! Rows of forms with two sides whose cells are several lines high, printed line by line with a blank between the cells.
//!
//! Both names of a row may go over several lines, and a line holds what stands at its height: the middle of one name beside
//! the end of the other, or figures alone. What is centred has as many lines above the middle as below it, and names are
//! rows of the form: the lines are parted into rows, and their pieces into sides, so that most of them are.

use juesuan_segment::Span;

use super::around::split;
use super::fitted::Side;
use super::groups::{Group, Parting};
use super::tokens::{Kind, Line, begins_item, is_exact};
use crate::cell::clean;
use crate::tuning::template::TUNING;

/// The sides of a row.
const SIDES: usize = 2;

/// A line: its names, and its groups where it has figures or codes.
struct Printed {
    span: Span,
    names: Vec<Span>,
    groups: Vec<Group>,
    valued: bool,
}

/// Where the groups of the line with figures stand.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Placed {
    /// One on each side, or none at all.
    InOrder,
    /// All on one side.
    On(usize),
    /// The figures of both sides follow one another.
    Split,
}

/// A way to read lines as one row: on which side lone names stand, for each distance from the middle, and where the figures
/// do.
#[derive(Copy, Clone)]
struct Way {
    sides: usize,
    placed: Placed,
}

/// The best rows up to a line: what they cost, and where and how the last of them begins.
#[derive(Copy, Clone)]
struct Step {
    cost: u32,
    from: usize,
    way: Way,
}

/// The groups of each row, one for each side; `None` where the form has other than two sides.
pub(super) fn rows(parting: &Parting<'_>, lines: &[&Line]) -> Option<Vec<Vec<Group>>> {
    // figures that stand alone on their lines are cells of their own
    let valued = || lines.iter().filter(|line| line.tokens.iter().any(|token| token.kind != Kind::Name));
    let beside = valued().filter(|line| line.tokens.len() > 1).count();
    let long = lines.len() > TUNING.template_cell_rows.longest_form;
    if parting.sides.len() != SIDES || long || beside * 2 < valued().count() {
        return None;
    }
    let lines: Vec<Printed> = lines.iter().map(|line| printed(parting, line)).collect();
    let mut steps =
        vec![Step { cost: 0, from: 0, way: Way { sides: 0, placed: Placed::InOrder } }; lines.len() + 1];
    for end in 1..=lines.len() {
        let first = end.saturating_sub(TUNING.template_cell_rows.most_lines);
        let tried = (first..end).filter_map(|from| {
            let (cost, way) = best(parting, lines.get(from..end)?)?;
            Some(Step { cost: steps[from].cost.saturating_add(cost), from, way })
        });
        steps[end] = tried.min_by_key(|step| step.cost)?;
    }
    let mut rows = Vec::new();
    let mut end = lines.len();
    while end > 0 {
        let Step { from, way, .. } = steps[end];
        rows.push(groups(parting, &lines[from..end], way));
        end = from;
    }
    rows.reverse();
    Some(rows)
}

/// How many groups with money are no rows of the form.
pub(super) fn unknown(parting: &Parting<'_>, rows: &[Vec<Group>]) -> usize {
    let money = |group: &&Group| group.figures.iter().any(|at| is_exact(at.text(parting.source)));
    let groups = rows.iter().flatten().filter(money);
    groups.filter(|group| !is_known(parting, group)).count()
}

fn is_known(parting: &Parting<'_>, group: &Group) -> bool {
    let (name, code) = (group.name(parting.source), group.code(parting.source));
    let mut named = parting.knowledge.names_of(&code);
    parting.knowledge.is_row(&name) || !code.is_empty() && named.any(|known| clean::key(known) == name)
}

fn printed(parting: &Parting<'_>, line: &Line) -> Printed {
    let groups = parting.groups(line.span, &line.tokens);
    let valued = groups.iter().any(|group| !group.figures.is_empty() || !group.code.is_empty());
    Printed { span: line.span, names: line.names().collect(), groups, valued }
}

/// The cheapest way to read lines as one row; `None` where they are none.
fn best(parting: &Parting<'_>, lines: &[Printed]) -> Option<(u32, Way)> {
    let mut valued = (0..lines.len()).filter(|&at| lines[at].valued);
    let core = valued.next();
    // the figures stand in the middle of their row, or beside it where the lines are even
    let is_centred = core.is_none_or(|core| (core * 2).abs_diff(lines.len() - 1) <= 2);
    if valued.next().is_some() || !is_centred {
        return None;
    }
    let placed: &[Placed] = match core.map(|at| lines[at].groups.as_slice()) {
        Some([one]) if one.name.is_empty() => &[Placed::On(0), Placed::On(1), Placed::Split],
        Some([_]) => &[Placed::On(0), Placed::On(1)],
        // more groups than sides make a row by themselves
        Some(more) if more.len() > SIDES && lines.len() > 1 => return None,
        _ => &[Placed::InOrder],
    };
    let distances = (0..lines.len()).map(|at| distance(lines.len(), core, at)).max().unwrap_or(0) + 1;
    let ways =
        (0..1_usize << distances).flat_map(|sides| placed.iter().map(move |&placed| Way { sides, placed }));
    ways.map(|way| (cost(parting, lines, core, way), way)).min_by_key(|(cost, _)| *cost)
}

/// How far a line stands from the middle of its row.
fn distance(count: usize, core: Option<usize>, at: usize) -> usize {
    core.map_or_else(|| at.min(count - 1 - at), |core| core.abs_diff(at))
}

/// What speaks against a way.
fn cost(parting: &Parting<'_>, lines: &[Printed], core: Option<usize>, way: Way) -> u32 {
    let costs = &TUNING.template_cell_rows;
    let groups = groups(parting, lines, way);
    let mut cost = costs.row;
    let places = places(lines, core, way);
    for (side, group) in groups.iter().enumerate() {
        let Some(columns) = parting.sides.get(side) else {
            cost += costs.unknown;
            continue;
        };
        cost += cost_of(parting, group, side, columns);
        let mirrored = |&at: &usize| match core {
            Some(core) => (core * 2).checked_sub(at).is_some_and(|other| places[side].contains(&other)),
            None => places[side].contains(&(lines.len() - 1 - at)),
        };
        cost += if places[side].iter().all(mirrored) { 0 } else { costs.uneven };
    }
    cost
}

/// What speaks against a name with these figures on a side.
fn cost_of(parting: &Parting<'_>, group: &Group, side: usize, columns: &Side) -> u32 {
    let costs = &TUNING.template_cell_rows;
    let room = columns.figures.len() + usize::from(columns.row.is_some());
    let crowded = if group.figures.len() > room { costs.crowded } else { 0 };
    let money = group.figures.iter().any(|at| is_exact(at.text(parting.source)));
    if group.name.is_empty() {
        return crowded + if money { costs.nameless } else { 0 };
    }
    let inside = group.name.iter().skip(1).filter(|name| begins_item(name.text(parting.source))).count();
    let inside = u32::try_from(inside).unwrap_or(u32::MAX).saturating_mul(costs.item_inside);
    let other = parting
        .knowledge
        .side_among(&group.name(parting.source), parting.sides.len())
        .is_some_and(|known| known != side);
    let known = if !is_known(parting, group) {
        costs.unknown
    } else if other {
        costs.other_side
    } else {
        0
    };
    crowded.saturating_add(inside).saturating_add(known)
}

/// The lines on which each side has a piece of its name.
fn places(lines: &[Printed], core: Option<usize>, way: Way) -> [Vec<usize>; SIDES] {
    let mut places: [Vec<usize>; SIDES] = Default::default();
    for (at, line) in lines.iter().enumerate() {
        if core == Some(at) {
            let named = |(_, group): &(usize, &Group)| !group.name.is_empty();
            for (nth, _) in line.groups.iter().enumerate().filter(named) {
                if let Some(places) =
                    places.get_mut(if let Placed::On(side) = way.placed { side } else { nth })
                {
                    places.push(at);
                }
            }
            continue;
        }
        for (_, side) in pieces(lines.len(), core, (at, line), way) {
            if places[side].last() != Some(&at) {
                places[side].push(at);
            }
        }
    }
    places
}

/// The names of a line without figures and their sides: a lone one stands on either.
fn pieces(
    count: usize,
    core: Option<usize>,
    (at, line): (usize, &Printed),
    way: Way,
) -> impl Iterator<Item = (Span, usize)> {
    let chosen = (way.sides >> distance(count, core, at)) & 1;
    let alone = line.names.len() == 1;
    let side = move |nth: usize| if alone { chosen } else { nth.min(SIDES - 1) };
    line.names.iter().enumerate().map(move |(nth, &name)| (name, side(nth)))
}

/// The groups of a row that is read in this way, one for each side.
fn groups(parting: &Parting<'_>, lines: &[Printed], way: Way) -> Vec<Group> {
    let core = lines.iter().position(|line| line.valued);
    let mut groups = match core.map(|at| &lines[at].groups) {
        None => Vec::new(),
        Some(groups) => match (way.placed, groups.as_slice()) {
            (Placed::On(side), [one]) => {
                let mut both = vec![Group { line: one.line, ..Group::default() }; SIDES];
                both[side] = one.clone();
                both
            }
            (Placed::Split, [_]) => split(parting.source, parting.sides, groups.clone()),
            _ => groups.clone(),
        },
    };
    // a side without a name stands where the row does
    let first = core.unwrap_or(0);
    let line = lines.get(first).map_or_else(Span::default, |line| line.span);
    while groups.len() < SIDES {
        groups.push(Group { line, ..Group::default() });
    }
    for (at, line) in lines.iter().enumerate().filter(|&(at, _)| core != Some(at)) {
        for (name, side) in pieces(lines.len(), core, (at, line), way) {
            let group = &mut groups[side];
            group.line = group.line.join(name);
            let before = core.is_some_and(|core| at < core);
            let place = if before {
                group.name.iter().take_while(|other| other.start < name.start).count()
            } else {
                group.name.len()
            };
            group.name.insert(place, name);
        }
    }
    // a lone figure behind the name of one side may be that of the other, whose name stands around it
    let doubted = core.is_some_and(|at| lines[at].groups.len() == 1)
        && way.placed == Placed::On(0)
        && !groups[1].name.is_empty()
        && groups[0].figures.len() <= parting.sides[1].figures.len();
    groups[0].doubtful |= doubted && core.is_some_and(|at| !lines[at].groups[0].name.is_empty());
    groups
}
