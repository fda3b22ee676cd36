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
use crate::tuning::TUNING;
use crate::{Cause, Draft, FigureId, Text};

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
    let fits = |sheet: &&Sheet<'_>| sheet.coded().len() >= TUNING.moved.least && sheet.has_unique_codes();
    let sheets: Vec<[Printed; 3]> = book
        .sheets()
        .iter()
        .filter(fits)
        .map(|sheet| COLUMNS.map(|column| Printed::of(book, sheet, column)))
        .collect();
    let pairs = sheets.iter().flat_map(|moved| sheets.iter().map(move |right| (moved, right)));
    let columns = pairs.flat_map(|(moved, right)| moved.iter().zip(right));
    columns
        .filter(|(moved, right)| moved.table != right.table)
        .filter_map(|(moved, right)| between(moved, right))
        .collect()
}

/// The columns that two tables have in common, each by the measures that it may have.
const COLUMNS: [&[Measure]; 3] =
    [&[Measure::EXPENDITURE, Measure::INCOME, Measure::FINAL], &[Measure::BASIC], &[Measure::PROJECT]];

/// The code of a row, and the figure that the column has there.
type PrintedRow = (Option<Code>, Option<(FigureId, Decimal)>);

/// A column of a table: its figures by the codes of their rows, of which the total has none.
struct Printed {
    table: StatementId,
    rows: Vec<PrintedRow>,
    /// The last figure of each code.
    by_code: QuickMap<Option<Code>, Decimal>,
}

impl Printed {
    fn of(book: &Book<'_>, sheet: &Sheet<'_>, column: &[Measure]) -> Self {
        let total = |row: &juesuan_model::Row| row.item.is_some_and(juesuan_model::Item::is_total);
        let rows = (0..).zip(sheet.table().rows()).filter(|(_, row)| row.code.is_some() || total(row));
        let rows: Vec<_> = rows.map(|(at, row)| (row.code, figure(book, sheet, at, column))).collect();
        let by_code = rows.iter().filter_map(|(code, figure)| Some((*code, (*figure)?.1))).collect();
        Self { table: sheet.id(), rows, by_code }
    }

    /// What the column has for the code of a row of another one.
    fn beside(&self, other: &Self, row: Option<usize>) -> Option<Decimal> {
        self.by_code.get(&other.rows.get(row?)?.0).copied()
    }
}

fn figure(book: &Book<'_>, sheet: &Sheet<'_>, row: u32, column: &[Measure]) -> Option<(FigureId, Decimal)> {
    column.iter().find_map(|measure| match book.checked(sheet.in_row(row, *measure)) {
        Lookup::Found(id) => Some((id, book.figure(id)?.value)),
        _ => None,
    })
}

fn between(moved: &Printed, right: &Printed) -> Option<Move> {
    let value = |at: Option<usize>| right.beside(moved, at);
    let mut differ = 0;
    let (mut up, mut down) = (Vec::new(), Vec::new());
    for (at, (_, here)) in moved.rows.iter().enumerate() {
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
    let clear = found.len() >= TUNING.moved.least
        && values.len() >= TUNING.moved.values
        && found.len() * SHARE.1 >= differ * SHARE.0;
    clear.then(|| Move {
        moved: moved.table,
        right: right.table,
        up: is_up,
        figures: found.into_iter().map(|(id, _)| id).collect(),
    })
}
