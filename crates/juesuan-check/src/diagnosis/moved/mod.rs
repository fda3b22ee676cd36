//! A column whose figures stand one row too high or too low, or in the column beside: each is what another table prints one
//! row or one column further.

mod column;
mod slip;

use juesuan_model::{Finding, Measure, Place, TableId};

use super::graph::Graph;
use super::report;
use crate::figure_name::table_zh;
use crate::log::{Instance, Ledger};
use crate::quantity::Source;
use crate::rule_set::RuleSet;
use crate::{Cause, Draft, Term, Text};
use slip::{Slip, Way};

/// One finding for each table with moved figures, and the tables that such findings explain.
pub(super) fn findings(
    ledger: &Ledger<'_>,
    rules: &RuleSet,
    graph: &mut Graph<'_, '_>,
) -> (Vec<Finding>, Vec<TableId>) {
    let Some((_, info)) = rules.describing(Cause::MovedRows) else { return Default::default() };
    let (mut findings, mut tables) = (Vec::new(), Vec::new());
    // a table of which nothing fails explains nothing, and is not looked at
    let mut failing: Vec<TableId> = Vec::new();
    for instance in graph.open().filter_map(|index| ledger.instances.get(index as usize)) {
        failing.extend(report::tables(ledger, instance));
    }
    for slip in slip::slips(ledger.book(), &failing) {
        let explained = explained(ledger, graph, &slip);
        let first = explained.first().and_then(|index| ledger.instances.get(*index as usize));
        let is_known = tables.contains(&slip.moved) || tables.contains(&slip.right);
        let Some(first) = first.filter(|_| !is_known) else { continue };
        let others: Vec<u32> = graph.open().filter(|open| touches(ledger, *open, slip.right)).collect();
        if !is_wrong(ledger, &slip, &explained, &others) {
            continue;
        }
        graph.close_all(&explained);
        let places: Vec<Place> =
            slip.figures.iter().filter_map(|id| Some(ledger.figure(*id)?.place())).collect();
        let draft = draft(&slip, &places);
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

/// The comparisons that fail because figures have moved: those of the table, and those of the same rules in which it has
/// blank cells.
fn explained(ledger: &Ledger<'_>, graph: &Graph<'_, '_>, slip: &Slip) -> Vec<u32> {
    let of_table: Vec<u32> = graph.open().filter(|open| touches(ledger, *open, slip.moved)).collect();
    let rule = |index: u32| ledger.instances.get(index as usize).map(|instance| instance.rule);
    let mut both: Vec<Option<u32>> = of_table
        .iter()
        .filter(|index| touches(ledger, **index, slip.right))
        .map(|index| rule(*index))
        .collect();
    both.dedup();
    let beside = graph.open().filter(|open| {
        let blank = touches(ledger, *open, slip.right) && !touches(ledger, *open, slip.moved);
        blank && both.contains(&rule(*open)) && !rests_on_others(ledger, *open, [slip.moved, slip.right])
    });
    let beside: Vec<u32> = beside.collect();
    of_table.into_iter().chain(beside).collect()
}

/// Whether a comparison rests on a figure of the text or of a third table.
fn rests_on_others(ledger: &Ledger<'_>, index: u32, pair: [TableId; 2]) -> bool {
    let Some(instance) = ledger.instances.get(index as usize) else { return false };
    report::tables(ledger, instance).iter().any(|table| !pair.contains(table))
        || !is_of_cells(ledger, instance)
}

/// Whether it is this table that is wrong, and not the one that it was compared with. Rows out of order disagree with the
/// table itself; figures in another column disagree with third tables.
fn is_wrong(ledger: &Ledger<'_>, slip: &Slip, explained: &[u32], others: &[u32]) -> bool {
    let pair = [slip.moved, slip.right];
    let elsewhere =
        |instances: &[u32]| instances.iter().filter(|index| rests_on_others(ledger, **index, pair)).count();
    match slip.way {
        Way::Up | Way::Down => {
            let own = own_failures(ledger, explained, slip.moved);
            own > 0 && own >= own_failures(ledger, others, slip.right)
        }
        Way::Aside(away, _) => {
            let (own, other) = (elsewhere(explained), elsewhere(others));
            // where nothing else tells, the column into which figures went is one that only the wrong table has
            let only =
                || ledger.book().sheet(slip.right).is_none_or(|right| !right.measures().contains(&away));
            own > other || own == other && only()
        }
    }
}

/// What is said of it.
fn draft(slip: &Slip, places: &[Place]) -> Draft {
    let name = |table: TableId| Text::owned(table_zh(table), table.to_string());
    let names = |measure: Measure| {
        let (zh, en) = (measure.name_zh().unwrap_or_default(), measure.name_en().unwrap_or_default());
        Text::owned(format!("“{zh}”栏"), en.to_owned())
    };
    let column = slip.column.map(names).map_or_else(Text::default, |column| {
        let en = format!(", column “{}”,", column.en);
        Text { en: en.into(), ..column }
    });
    let (way, from) = match slip.way {
        Way::Up => (Text::new("排高了一行", "one row too high"), Text::new("相邻一行", "one row further")),
        Way::Down => (Text::new("排低了一行", "one row too low"), Text::new("相邻一行", "one row further")),
        Way::Aside(away, home) => {
            let (into, from) = (names(away), names(home));
            (
                Text::owned(format!("排到了{}", into.zh), format!("in the column “{}”", into.en)),
                Text::owned(from.zh.into_owned(), format!("in the column “{}”", from.en)),
            )
        }
    };
    Draft::default()
        .with_text("moved", name(slip.moved))
        .with_text("right", name(slip.right))
        .with_text("column", column)
        .with_text("way", way)
        .with_text("from", from)
        .with("line", places.first().map_or(0, |place| place.line))
        .with("count", places.len())
}

fn touches(ledger: &Ledger<'_>, index: u32, table: TableId) -> bool {
    let instance = ledger.instances.get(index as usize);
    instance.is_some_and(|instance| report::tables(ledger, instance).contains(&table))
}

/// How many failing comparisons are of cells of one table alone.
fn own_failures(ledger: &Ledger<'_>, instances: &[u32], table: TableId) -> usize {
    let own = |index: &&u32| {
        ledger.instances.get(**index as usize).is_some_and(|instance| {
            report::tables(ledger, instance).iter().all(|of| *of == table) && is_of_cells(ledger, instance)
        })
    };
    instances.iter().filter(own).count()
}

/// Whether all figures of a comparison are cells of tables.
fn is_of_cells(ledger: &Ledger<'_>, instance: &Instance) -> bool {
    let is_cell = |term: &Term| {
        let figure = ledger.figure(term.figure);
        figure.is_some_and(|figure| matches!(figure.source, Source::Cell { .. }))
    };
    ledger.terms_of(instance).iter().all(is_cell)
}
