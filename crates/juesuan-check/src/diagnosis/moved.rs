//! A column whose figures stand one row too high or too low: each is what another table prints one row further.

use juesuan_model::{Code, Decimal, Finding, Measure, Place, StatementId};

use super::graph::Graph;
use super::report;
use crate::figure_name::table_zh;
use crate::log::Ledger;
use crate::quantity::Source;
use crate::quick::QuickMap;
use crate::rule_set::RuleSet;
use crate::statement_index::{Book, Lookup, Sheet};
use crate::{Cause, Draft, FigureId, Text};

/// From how many moved rows on, with how many different amounts, and in which share of the rows that differ, figures are
/// taken to have moved. Amounts that are alike by chance are those of a class and its only section.
const LEAST: usize = 3;
const VALUES: usize = 2;
const SHARE: (usize, usize) = (4, 5);

/// A table whose figures have moved, and the one that has them in their places.
struct Move {
    moved: StatementId,
    right: StatementId,
    up: bool,
    figures: Vec<FigureId>,
}

/// One finding for each table with moved figures, and the tables that such findings explain.
pub(super) fn findings(
    ledger: &Ledger<'_>,
    rules: &RuleSet,
    graph: &mut Graph<'_, '_>,
) -> (Vec<Finding>, Vec<StatementId>) {
    let Some((_, info)) = rules.describing(Cause::MovedRows) else { return Default::default() };
    let (mut findings, mut tables) = (Vec::new(), Vec::new());
    for slip in moves(ledger.book()) {
        let explained: Vec<u32> = graph.open().filter(|open| touches(ledger, *open, slip.moved)).collect();
        let first = explained.first().and_then(|index| ledger.instances.get(*index as usize));
        let Some(first) = first.filter(|_| !tables.contains(&slip.moved)) else { continue };
        // the table that disagrees with itself is the one with the wrong order
        let own = own_failures(ledger, &explained, slip.moved);
        let others: Vec<u32> = graph.open().filter(|open| touches(ledger, *open, slip.right)).collect();
        if own == 0 || own < own_failures(ledger, &others, slip.right) {
            continue;
        }
        graph.close_all(&explained);
        let places: Vec<Place> =
            slip.figures.iter().filter_map(|id| Some(ledger.figure(*id)?.place())).collect();
        let line = places.first().map_or(0, |place| place.line);
        let name = |table: StatementId| Text::owned(table_zh(table), table.to_string());
        let way = if slip.up { Text::new("高", "high") } else { Text::new("低", "low") };
        let draft = Draft::default()
            .with_text("moved", name(slip.moved))
            .with_text("right", name(slip.right))
            .with_text("way", way)
            .with("line", line)
            .with("count", places.len());
        let mut finding = report::other_cause(ledger, rules, info, &draft, (first, &explained));
        (finding.printed, finding.expected) = (String::new(), String::new());
        (finding.difference, finding.envelope, finding.unit) = (None, None, None);
        finding.evidence.clear();
        finding.places = places;
        findings.push(finding);
        tables.push(slip.moved);
    }
    (findings, tables)
}

fn touches(ledger: &Ledger<'_>, index: u32, table: StatementId) -> bool {
    let instance = ledger.instances.get(index as usize);
    instance.is_some_and(|instance| report::tables(ledger, instance).contains(&table))
}

/// How many failing comparisons are of cells of one table alone.
fn own_failures(ledger: &Ledger<'_>, instances: &[u32], table: StatementId) -> usize {
    let own = |index: &&u32| {
        ledger.instances.get(**index as usize).is_some_and(|instance| {
            let cells = report::tables(ledger, instance);
            let of_cells = |term: &crate::Term| {
                let figure = ledger.figure(term.figure);
                figure.is_some_and(|figure| matches!(figure.source, Source::Cell { .. }))
            };
            cells.iter().all(|cell| *cell == table) && ledger.terms_of(instance).iter().all(of_cells)
        })
    };
    instances.iter().filter(own).count()
}

/// All pairs of tables of which one has the figures of the other one row further.
fn moves(book: &Book<'_>) -> Vec<Move> {
    let sheets = || book.sheets().iter().filter(|sheet| sheet.coded().len() >= LEAST);
    let pairs = sheets().flat_map(|moved| sheets().map(move |right| (moved, right)));
    let pairs = pairs.filter(|(moved, right)| moved.id() != right.id());
    pairs.flat_map(|(a, b)| COLUMNS.iter().filter_map(move |column| between(book, (a, b), column))).collect()
}

/// The columns that two tables have in common, each by the measures that it may have.
const COLUMNS: [&[Measure]; 3] =
    [&[Measure::EXPENDITURE, Measure::INCOME, Measure::FINAL], &[Measure::BASIC], &[Measure::PROJECT]];

/// The keys of the rows of a table: codes, and the total.
fn rows(sheet: &Sheet<'_>) -> Vec<(u32, Option<Code>)> {
    let total = |row: &juesuan_model::Row| row.item.is_some_and(juesuan_model::Item::is_total);
    let rows = (0..).zip(sheet.table().rows());
    rows.filter(|(_, row)| row.code.is_some() || total(row)).map(|(at, row)| (at, row.code)).collect()
}

fn figure(book: &Book<'_>, sheet: &Sheet<'_>, row: u32, column: &[Measure]) -> Option<(FigureId, Decimal)> {
    column.iter().find_map(|measure| match book.checked(sheet.in_row(row, *measure)) {
        Lookup::Found(id) => Some((id, book.figure(id)?.value)),
        _ => None,
    })
}

fn between(book: &Book<'_>, (moved, right): (&Sheet<'_>, &Sheet<'_>), column: &[Measure]) -> Option<Move> {
    if !(moved.has_unique_codes() && right.has_unique_codes()) {
        return None;
    }
    let known: QuickMap<Option<Code>, Decimal> = rows(right)
        .into_iter()
        .filter_map(|(row, code)| Some((code, figure(book, right, row, column)?.1)))
        .collect();
    let rows: Vec<_> = rows(moved);
    let printed: Vec<_> = rows.iter().map(|(row, _)| figure(book, moved, *row, column)).collect();
    let value = |at: Option<usize>| known.get(&rows.get(at?)?.1).copied();
    let mut differ = 0;
    let (mut up, mut down) = (Vec::new(), Vec::new());
    for (at, here) in printed.iter().enumerate() {
        let Some((id, here)) = here else { continue };
        if value(Some(at)) == Some(*here) {
            continue;
        }
        differ += 1;
        if value(at.checked_add(1)) == Some(*here) {
            up.push((*id, *here));
        }
        if value(at.checked_sub(1)) == Some(*here) {
            down.push((*id, *here));
        }
    }
    let is_up = up.len() >= down.len();
    let found = if is_up { up } else { down };
    let mut values: Vec<Decimal> = found.iter().map(|(_, value)| *value).collect();
    values.sort_unstable();
    values.dedup();
    let clear = found.len() >= LEAST && values.len() >= VALUES && found.len() * SHARE.1 >= differ * SHARE.0;
    clear.then(|| Move {
        moved: moved.id(),
        right: right.id(),
        up: is_up,
        figures: found.into_iter().map(|(id, _)| id).collect(),
    })
}
