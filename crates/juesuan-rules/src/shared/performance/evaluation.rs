//! One programme with the lines of its own table of scores.

use std::cell::OnceCell;

use juesuan_model::{
    Decimal, Indicator, Place, PlacedNumber, PlacedText, Programme, Report, Table, TableKind,
};
use juesuan_vocabulary::performance;
use transient::Transient;

use super::goal::Goal;
use super::matching::key;
use super::points;

use crate::quick::{TextMap, holds};
use crate::{Analysis, Context};

/// A programme with a report of its own and the indicators that are scored in it.
#[derive(Clone, Debug, Transient)]
pub(crate) struct Evaluation<'r> {
    /// Index of the programme in the report.
    pub(crate) index: u32,
    pub(crate) programme: &'r Programme,
    /// The lines of its tables of scores, as printed.
    pub(crate) indicators: Vec<&'r Indicator>,
    /// The names of the indicators as they are compared, made when first asked for.
    keys: OnceCell<Vec<String>>,
    goals: OnceCell<Vec<Goals<'r>>>,
    rate_beside: OnceCell<bool>,
    weights: OnceCell<Option<Decimal>>,
    scores: OnceCell<Option<(Decimal, Decimal)>>,
    groups: OnceCell<Vec<Group<'r>>>,
}

/// The programmes with indicators that are scored, in order.
pub(crate) struct Evaluations;

impl<'c> Analysis<'c> for Evaluations {
    type Output = Vec<Evaluation<'c>>;

    fn run(context: &Context<'c>) -> Vec<Evaluation<'c>> {
        evaluations(context.report())
    }
}

/// Target and result of an indicator, where they are numbers with a unit.
pub(crate) type Goals<'r> = (Option<Goal<'r>>, Option<Goal<'r>>);

/// The indicators of one programme under one 一级指标.
#[derive(Clone, Debug)]
pub(crate) struct Group<'r> {
    pub(crate) name: &'r str,
    pub(crate) rows: Vec<&'r Indicator>,
}

/// The programmes with indicators that are scored, in order. Mere lists of targets are none.
pub(crate) fn evaluations(report: &Report) -> Vec<Evaluation<'_>> {
    let mut found: Vec<Evaluation<'_>> = Vec::new();
    let mut slot_of: Vec<Option<usize>> = vec![None; report.programmes.len()];
    let targets = Lines::of(of_kind(report, TableKind::Target));
    for indicator in &report.indicators {
        let Some(index) = indicator.programme_index else { continue };
        let Some(programme) = report.programmes.get(index as usize) else { continue };
        if targets.hold(indicator.place) {
            continue;
        }
        let Some(slot) = slot_of.get_mut(index as usize) else { continue };
        let at = *slot.get_or_insert_with(|| {
            found.push(Evaluation::new(index, programme));
            found.len() - 1
        });
        if let Some(evaluation) = found.get_mut(at) {
            evaluation.indicators.push(indicator);
        }
    }
    found.sort_by_key(|evaluation| evaluation.index);
    found
}

/// The lines of several tables.
pub(crate) struct Lines {
    /// The first line of each table, ascending, and the last line of this and all before.
    spans: Vec<(u32, u32)>,
}

impl Lines {
    pub(crate) fn of<'t>(tables: impl Iterator<Item = &'t Table>) -> Self {
        let mut spans: Vec<(u32, u32)> = tables.map(|table| (table.line_start(), table.line_end())).collect();
        spans.sort_unstable();
        let mut last = 0;
        for (_, end) in &mut spans {
            last = last.max(*end);
            *end = last;
        }
        Self { spans }
    }

    /// Whether there is no table.
    pub(crate) fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Whether a place lies in one of the tables.
    pub(crate) fn hold(&self, place: Place) -> bool {
        let before = self.spans.partition_point(|(start, _)| *start <= place.line);
        let last = before.checked_sub(1).and_then(|at| self.spans.get(at));
        last.is_some_and(|(_, end)| *end >= place.line)
    }
}

/// The tables of a kind.
pub(crate) fn of_kind(report: &Report, kind: TableKind) -> impl Iterator<Item = &Table> {
    report.tables.iter().filter(move |table| table.kind() == kind)
}

impl<'r> Evaluation<'r> {
    fn new(index: u32, programme: &'r Programme) -> Self {
        let (keys, groups) = (OnceCell::new(), OnceCell::new());
        let (goals, weights, scores) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        let rate_beside = OnceCell::new();
        Self { index, programme, indicators: Vec::new(), keys, goals, rate_beside, weights, scores, groups }
    }

    /// The names of its indicators as they are compared, line by line.
    pub(crate) fn keys(&self) -> &[String] {
        self.keys.get_or_init(|| self.indicators.iter().map(|row| key(&row.level3)).collect())
    }

    /// Its lines with their targets and results, as far as these are numbers.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&'r Indicator, &Goals<'r>)> {
        let of = |text: &'r Option<PlacedText>| text.as_ref().and_then(|text| Goal::of(&text.value));
        let goals = self
            .goals
            .get_or_init(|| self.indicators.iter().map(|row| (of(&row.target), of(&row.actual))).collect());
        self.indicators.iter().copied().zip(goals)
    }

    /// Whether every line has a weight and a score, and there is one at all: only then can they be added up.
    pub(crate) fn is_complete(&self) -> bool {
        let whole = |row: &&Indicator| row.weight.is_some() && row.score.is_some();
        !self.indicators.is_empty() && self.indicators.iter().all(whole)
    }

    /// Σ 分值, where every line has one.
    pub(crate) fn weights(&self) -> Option<Decimal> {
        *self.weights.get_or_init(|| sum_of_all(&self.indicators, |row| row.weight.as_ref()))
    }

    /// Σ 得分, where every line has one, and how far rounding may have moved it.
    pub(crate) fn scores(&self) -> Option<(Decimal, Decimal)> {
        *self.scores.get_or_init(|| {
            let sum = sum_of_all(&self.indicators, |row| row.score.as_ref())?;
            let mut halves =
                self.indicators.iter().filter_map(|row| Some(points::half(row.score.as_ref()?.value)));
            Some((sum, halves.try_fold(Decimal::ZERO, Decimal::checked_add)?))
        })
    }

    /// Its groups by 一级指标 in order; lines with the same name are one group also where a page parts them.
    pub(crate) fn groups(&self) -> &[Group<'r>] {
        self.groups.get_or_init(|| {
            let mut groups: Vec<Group<'r>> = Vec::new();
            let mut at: TextMap<&str, usize> = TextMap::default();
            for row in &self.indicators {
                let name = group_name(&row.level1);
                let slot = *at.entry(name).or_insert_with(|| {
                    groups.push(Group { name, rows: Vec::new() });
                    groups.len() - 1
                });
                if let Some(group) = groups.get_mut(slot) {
                    group.rows.push(row);
                }
            }
            groups
        })
    }

    /// The points for the execution of the budget, where they stand beside the table of scores and not in it.
    pub(crate) fn rate_weight(&self) -> Option<&'r PlacedNumber> {
        let names = |row: &&'r Indicator| {
            [&row.level1, &row.level2, &row.level3]
                .into_iter()
                .any(|name| holds(name, performance::EXECUTION_RATE))
        };
        let is_beside = || *self.rate_beside.get_or_init(|| !self.indicators.iter().any(names));
        self.programme.rate_weight.as_ref().filter(|_| is_beside())
    }
}

impl Group<'_> {
    /// Σ 分值 of the group, where every line has one.
    pub(crate) fn weight(&self) -> Option<Decimal> {
        sum_of_all(&self.rows, |row| row.weight.as_ref())
    }

    /// Σ 得分 of the group, where every line has one.
    pub(crate) fn score(&self) -> Option<Decimal> {
        sum_of_all(&self.rows, |row| row.score.as_ref())
    }
}

/// The sum of what all lines have; `None` where one has none, there is no line, or it does not fit.
fn sum_of_all(rows: &[&Indicator], of: impl Fn(&Indicator) -> Option<&PlacedNumber>) -> Option<Decimal> {
    let mut sum = rows.first().map(|_| Decimal::ZERO)?;
    for row in rows {
        sum = sum.checked_add(of(row)?.value)?;
    }
    Some(sum)
}

/// The name of a group without the points that its heading states.
pub(crate) fn group_name(level1: &str) -> &str {
    points::of_heading(level1).map_or(level1, |(name, _)| name)
}

/// What a programme is called in messages and lists of what is missing.
pub(crate) fn called(programme: &Programme) -> String {
    format!("“{}”", programme.name)
}
