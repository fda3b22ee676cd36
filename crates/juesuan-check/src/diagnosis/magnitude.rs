//! A table in another unit than it says: what it shares with other tables is ten thousand times too large or small.

use juesuan_model::{Decimal, Finding, TableId};

use super::graph::Graph;
use super::report;
use crate::comparison::{Operator, Term};
use crate::figure_name::table_zh;
use crate::log::{Instance, Ledger};
use crate::rule_set::RuleSet;
use crate::{Cause, Draft, Text};

/// A table whose figures are ten thousand times those of another one, the other one, and a comparison that shows it.
#[derive(Copy, Clone, Debug)]
struct Slip {
    larger: TableId,
    smaller: TableId,
    instance: u32,
}

/// One finding for each table that disagrees with others by a factor of ten thousand. It explains all comparisons of
/// the table with others.
pub(super) fn findings(ledger: &Ledger<'_>, rules: &RuleSet, graph: &mut Graph<'_, '_>) -> Vec<Finding> {
    let Some((_, info)) = rules.describing(Cause::UnitOfTable) else { return Vec::new() };
    let mut findings = Vec::new();
    while let Some((slip, suspect)) = worst(&slips(ledger, graph)) {
        let explained: Vec<u32> = graph
            .open()
            .filter(|&index| {
                let tables =
                    ledger.instances.get(index as usize).map(|instance| report::tables(ledger, instance));
                tables.is_some_and(|tables| tables.len() > 1 && tables.contains(&suspect))
            })
            .collect();
        let Some(shown) = ledger.instances.get(slip.instance as usize) else { break };
        graph.close(slip.instance);
        graph.close_all(&explained);
        let draft = draft(slip.larger, slip.smaller, suspect);
        findings.push(report::other_cause(ledger, rules, info, &draft, (shown, &explained)));
    }
    findings
}

fn slips(ledger: &Ledger<'_>, graph: &Graph<'_, '_>) -> Vec<Slip> {
    let slip = |index: u32| slipped(ledger, index, ledger.instances.get(index as usize)?);
    graph.open().filter_map(slip).collect()
}

/// The table that disagrees in most comparisons, with the first of them; of two tables that disagree with each other
/// alone, the later one.
fn worst(slips: &[Slip]) -> Option<(Slip, TableId)> {
    let partners = |table: TableId| {
        let takes_part = |slip: &&Slip| slip.larger == table || slip.smaller == table;
        let of = slips.iter().filter(takes_part);
        let mut others: Vec<_> =
            of.map(|slip| if slip.larger == table { slip.smaller } else { slip.larger }).collect();
        others.sort_unstable();
        others.dedup();
        others.len()
    };
    let table = slips
        .iter()
        .flat_map(|slip| [slip.larger, slip.smaller])
        .max_by_key(|&table| (partners(table), table))?;
    let first = slips.iter().find(|slip| slip.larger == table || slip.smaller == table)?;
    Some((*first, table))
}

/// The tables of a comparison whose sides are ten thousand times each other.
fn slipped(ledger: &Ledger<'_>, index: u32, instance: &Instance) -> Option<Slip> {
    let tables = report::tables(ledger, instance);
    let ([first, second], Operator::Equal) = (tables.as_slice(), instance.operator) else { return None };
    let left = total(ledger, ledger.left_of(instance))?;
    let right = total(ledger, ledger.right_of(instance))?;
    let left_is_larger = left.0 > right.0;
    let (large, small) = if left_is_larger { (left, right) } else { (right, left) };
    let factor = Decimal::from(10_000);
    let gap = large.0.checked_sub(small.0.checked_mul(factor)?)?.abs();
    let near = gap <= large.1.checked_add(small.1.checked_mul(factor)?)?;
    // one digit can agree by chance
    let clear = small.0 > small.1.checked_mul(Decimal::from(50))?;
    let (larger, smaller) = if left_is_larger { (*first, *second) } else { (*second, *first) };
    (near && clear).then_some(Slip { larger, smaller, instance: index })
}

/// The amount of a side, and how far rounding may have moved it.
fn total(ledger: &Ledger<'_>, terms: &[Term]) -> Option<(Decimal, Decimal)> {
    let add = |(sum, half): (Decimal, Decimal), term: &Term| {
        let figure = ledger.figure(term.figure)?;
        let sum = sum.checked_add(figure.value.checked_mul(term.factor)?)?;
        Some((sum, half.checked_add(figure.half.checked_mul(term.factor.abs())?)?))
    };
    terms.iter().try_fold((Decimal::ZERO, Decimal::ZERO), add).map(|(sum, half)| (sum.abs(), half))
}

/// What is said of two tables ten thousand times each other, of which one disagrees with others, too.
fn draft(larger: TableId, smaller: TableId, suspect: TableId) -> Draft {
    let name = |table: TableId| Text::owned(table_zh(table), table.to_string());
    Draft::default()
        .with_text("larger", name(larger))
        .with_text("smaller", name(smaller))
        .with_text("suspect", name(suspect))
}
