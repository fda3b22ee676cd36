//! One programme with the lines of its own table of scores.

use juesuan_model::{Decimal, Indicator, Place, PlacedNumber, Programme, Report, Table, TableKind};

use super::points;
use crate::Context;

/// A programme with a report of its own and the indicators that are scored in it.
#[derive(Clone, Debug)]
pub(crate) struct Evaluation<'r> {
    /// Index of the programme in the report.
    pub(crate) index: u32,
    pub(crate) programme: &'r Programme,
    /// The lines of its tables of scores, as printed.
    pub(crate) indicators: Vec<&'r Indicator>,
}

/// The indicators of one programme under one 一级指标.
#[derive(Clone, Debug)]
pub(crate) struct Group<'r> {
    pub(crate) name: &'r str,
    pub(crate) rows: Vec<&'r Indicator>,
}

/// The programmes with indicators that are scored, in order. Mere lists of targets are none.
pub(crate) fn evaluations<'c>(context: &Context<'c>) -> Vec<Evaluation<'c>> {
    let report = context.report();
    let mut found: Vec<Evaluation<'c>> = Vec::new();
    let mut slot_of: Vec<Option<usize>> = vec![None; report.programmes.len()];
    let targets: Vec<&Table> = of_kind(report, TableKind::Target).collect();
    for indicator in &report.indicators {
        let Some(index) = indicator.programme_index else { continue };
        let Some(programme) = report.programmes.get(index as usize) else { continue };
        if targets.iter().any(|table| holds(table, indicator.place)) {
            continue;
        }
        let Some(slot) = slot_of.get_mut(index as usize) else { continue };
        let at = *slot.get_or_insert_with(|| {
            found.push(Evaluation { index, programme, indicators: Vec::new() });
            found.len() - 1
        });
        if let Some(evaluation) = found.get_mut(at) {
            evaluation.indicators.push(indicator);
        }
    }
    found.sort_by_key(|evaluation| evaluation.index);
    found
}

/// The tables of a kind.
pub(crate) fn of_kind(report: &Report, kind: TableKind) -> impl Iterator<Item = &Table> {
    report.tables.iter().filter(move |table| table.kind() == kind)
}

/// Whether a place lies in a table.
pub(crate) fn holds(table: &Table, place: Place) -> bool {
    (table.line_start()..=table.line_end()).contains(&place.line)
}

impl<'r> Evaluation<'r> {
    /// Whether every line has a weight and a score, and there is one at all: only then can they be added up.
    pub(crate) fn is_complete(&self) -> bool {
        let whole = |row: &&Indicator| row.weight.is_some() && row.score.is_some();
        !self.indicators.is_empty() && self.indicators.iter().all(whole)
    }

    /// Σ 分值, where every line has one.
    pub(crate) fn weights(&self) -> Option<Decimal> {
        if self.indicators.is_empty() || self.indicators.iter().any(|row| row.weight.is_none()) {
            return None;
        }
        points::sum(self.indicators.iter().filter_map(|row| row.weight.as_ref()))
    }

    /// Σ 得分, where every line has one, and how far rounding may have moved it.
    pub(crate) fn scores(&self) -> Option<(Decimal, Decimal)> {
        if self.indicators.is_empty() || self.indicators.iter().any(|row| row.score.is_none()) {
            return None;
        }
        let scores = || self.indicators.iter().filter_map(|row| row.score.as_ref());
        let half =
            scores().try_fold(Decimal::ZERO, |sum, score| sum.checked_add(points::half(score.value)))?;
        Some((points::sum(scores())?, half))
    }

    /// Its groups by 一级指标 in order; lines with the same name are one group also where a page parts them.
    pub(crate) fn groups(&self) -> Vec<Group<'r>> {
        let mut groups: Vec<Group<'r>> = Vec::new();
        for row in &self.indicators {
            let name = group_name(&row.level1);
            match groups.iter_mut().find(|group| group.name == name) {
                Some(group) => group.rows.push(row),
                None => groups.push(Group { name, rows: vec![row] }),
            }
        }
        groups
    }

    /// The points for the execution of the budget, where they stand beside the table of scores and not in it.
    pub(crate) fn rate_weight(&self) -> Option<&'r PlacedNumber> {
        let names = |row: &&'r Indicator| {
            [&row.level1, &row.level2, &row.level3].into_iter().any(|name| name.contains("执行率"))
        };
        let inside = self.indicators.iter().any(names);
        self.programme.rate_weight.as_ref().filter(|_| !inside)
    }
}

impl Group<'_> {
    /// Σ 分值 of the group, where every line has one.
    pub(crate) fn weight(&self) -> Option<Decimal> {
        if self.rows.iter().any(|row| row.weight.is_none()) {
            return None;
        }
        points::sum(self.rows.iter().filter_map(|row| row.weight.as_ref()))
    }

    /// Σ 得分 of the group, where every line has one.
    pub(crate) fn score(&self) -> Option<Decimal> {
        if self.rows.iter().any(|row| row.score.is_none()) {
            return None;
        }
        points::sum(self.rows.iter().filter_map(|row| row.score.as_ref()))
    }
}

/// The name of a group without the points that its heading states.
pub(crate) fn group_name(level1: &str) -> &str {
    points::of_heading(level1).map_or(level1, |(name, _)| name)
}

/// What a programme is called in messages and lists of what is missing.
pub(crate) fn called(programme: &Programme) -> String {
    format!("“{}”", programme.name)
}
