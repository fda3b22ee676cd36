//! Which ways of the rows of one sum go together: those by which every column adds up.
//!
//! The rows are gone through one by one. What is left of each column has to lie between the least and the most that the
//! rows behind can bring; so nearly all combinations end after two or three rows.

use rust_decimal::Decimal;

use super::ways::{Group, Row, Ways};
use crate::tuning::template::TUNING;

/// Takes out the ways of rows that no combination allows in which the sum holds in every column.
pub(super) fn narrow(rows: &[Row], group: &Group, ways: &mut [Ways]) {
    let columns = &rows[group.total].columns;
    let mut members = std::iter::once(group.total).chain(group.parts.iter().copied());
    if members.any(|row| ways[row].is_empty() || rows[row].columns != *columns) {
        return;
    }
    let open = |row: &usize| ways[*row].len() > 1;
    if !open(&group.total) && !group.parts.iter().any(open) {
        return;
    }
    let Some(mut search) = Search::new(rows, group, ways) else { return };
    let complete = (0..ways[group.total].len()).all(|way| search.under(way));
    if !complete || !search.found {
        return;
    }
    for (member, row) in search.members.iter().zip(&search.order) {
        let mut allowed = member.allowed.iter();
        ways[*row].retain(|_| allowed.next().copied().unwrap_or(true));
    }
}

/// A row of the sum: for each of its ways what it brings to each column, and whether some combination has it.
struct Member {
    ways: Vec<Vec<i64>>,
    allowed: Vec<bool>,
}

/// The rows of a sum that may be read in several ways, the total first in any case, then its parts from the one with the
/// fewest ways on.
struct Search {
    order: Vec<usize>,
    members: Vec<Member>,
    /// What the rows that are read in one way bring to each column.
    given: Vec<i64>,
    /// For each member and column the least and the most that it and those behind it bring.
    bounds: Vec<Vec<(i64, i64)>>,
    /// How far a column may be off.
    tolerance: i64,
    steps: usize,
    found: bool,
}

impl Search {
    /// `None` where a figure is too large or too fine to be added up, or too many rows are open.
    fn new(rows: &[Row], group: &Group, ways: &[Ways]) -> Option<Self> {
        let width = rows[group.total].columns.len();
        let all = || std::iter::once(group.total).chain(group.parts.iter().copied());
        let figures = all().flat_map(|row| rows[row].figures.iter().flatten());
        let decimals = figures
            .map(Decimal::scale)
            .max()
            .filter(|decimals| *decimals <= TUNING.template_together.most_decimals)?;
        let member = |row: usize| Member::of(&rows[row], &ways[row], width, decimals);
        let mut given = vec![0; width];
        for row in group.parts.iter().filter(|&&row| ways[row].len() == 1) {
            for (given, brought) in given.iter_mut().zip(&member(*row)?.ways[0]) {
                *given = brought.checked_add(*given)?;
            }
        }
        let mut order = vec![group.total];
        order.extend(group.parts.iter().filter(|&&row| ways[row].len() > 1));
        if order.len() > TUNING.template_together.most_open {
            return None;
        }
        order[1..].sort_by_key(|&row| ways[row].len());
        let members: Vec<Member> = order.iter().map(|&row| member(row)).collect::<Option<_>>()?;
        let bounds = bounds(&members, width)?;
        let cents = i64::try_from(group.parts.len().max(1)).ok()?;
        let tolerance = 10_i64.pow(decimals).checked_mul(cents)? / 100;
        Some(Self { order, members, given, bounds, tolerance, steps: 0, found: false })
    }

    /// Finds all combinations below one way of the total; `false` where that takes too long.
    fn under(&mut self, way: usize) -> bool {
        let total = self.members[0].ways[way].iter();
        let mut left: Vec<i64> = total.zip(&self.given).map(|(total, given)| total - given).collect();
        let found = self.go_on(1, &mut left);
        if found == Some(true) {
            self.members[0].allowed[way] = true;
            self.found = true;
        }
        found.is_some()
    }

    /// Whether the members from this one on can bring what is left of each column; `None` where that takes too long.
    fn go_on(&mut self, at: usize, left: &mut [i64]) -> Option<bool> {
        self.steps += 1;
        if self.steps > TUNING.template_together.most_steps {
            return None;
        }
        let tolerance = self.tolerance;
        let reach = |(left, (least, most)): (&i64, &(i64, i64))| {
            (least - tolerance..=most + tolerance).contains(left)
        };
        if !left.iter().zip(&self.bounds[at]).all(reach) {
            return Some(false);
        }
        if at == self.members.len() {
            return Some(true);
        }
        let mut any = false;
        for way in 0..self.members[at].ways.len() {
            self.shift(at, way, left, -1);
            let found = self.go_on(at + 1, left)?;
            self.shift(at, way, left, 1);
            if found {
                self.members[at].allowed[way] = true;
                any = true;
            }
        }
        Some(any)
    }

    fn shift(&self, at: usize, way: usize, left: &mut [i64], sign: i64) {
        for (left, brought) in left.iter_mut().zip(&self.members[at].ways[way]) {
            *left = left.saturating_add(sign * brought);
        }
    }
}

impl Member {
    fn of(row: &Row, ways: &Ways, width: usize, decimals: u32) -> Option<Self> {
        let figures = row.figures.iter().map(|figure| units(figure.unwrap_or_default(), decimals));
        let figures: Vec<i64> = figures.collect::<Option<_>>()?;
        let brought = |way: &Vec<usize>| {
            let mut columns = vec![0; width];
            for (&place, figure) in way.iter().zip(&figures) {
                *columns.get_mut(place)? = *figure;
            }
            Some(columns)
        };
        let of: Vec<Vec<i64>> = ways.iter().map(brought).collect::<Option<_>>()?;
        Some(Self { allowed: vec![false; of.len()], ways: of })
    }
}

/// For each member and column the least and the most that it and those behind it bring; the total brings nothing.
fn bounds(members: &[Member], width: usize) -> Option<Vec<Vec<(i64, i64)>>> {
    let mut bounds = vec![vec![(0_i64, 0_i64); width]; members.len() + 1];
    for (at, member) in members.iter().enumerate().skip(1).rev() {
        let mut own = Vec::with_capacity(width);
        for (column, (least, most)) in bounds[at + 1].iter().enumerate() {
            let brought = || member.ways.iter().filter_map(move |way| way.get(column)).copied();
            own.push((least.checked_add(brought().min()?)?, most.checked_add(brought().max()?)?));
        }
        bounds[at] = own;
    }
    Some(bounds)
}

/// A figure in units of its last decimal; `None` where that is too large.
fn units(figure: Decimal, decimals: u32) -> Option<i64> {
    let mut scaled = figure;
    scaled.rescale(decimals);
    // a thousandth of the range, so that sums of rows stay inside
    i64::try_from(scaled.mantissa()).ok().filter(|units| units.abs() < i64::MAX / 1000)
}
