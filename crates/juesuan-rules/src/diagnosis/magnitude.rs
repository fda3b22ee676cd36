//! A table in another unit than it says: what it shares with other tables is ten thousand times too large or small.

use juesuan_model::{Decimal, Finding, StatementId};

use super::graph::Graph;
use super::report;
use crate::ledger::{Instance, Ledger, Operator};
use crate::registry::RuleSet;
use crate::rules::units::magnitude;

/// Two tables, and whether the first has the larger figures.
type Pair = (StatementId, StatementId, bool);

/// One finding for each pair of tables with figures ten thousand times each other, which explains all comparisons
/// between the two.
pub(super) fn findings(ledger: &Ledger<'_>, rules: &RuleSet, graph: &mut Graph<'_, '_>) -> Vec<Finding> {
    let Some(rule) = rules.position(magnitude::ID) else { return Vec::new() };
    let open: Vec<u32> = graph.open().collect();
    let mut pairs: Vec<(Pair, Vec<u32>)> = Vec::new();
    for index in open {
        let Some(instance) = ledger.instances.get(index as usize) else { continue };
        let Some(pair) = slipped(ledger, instance) else { continue };
        match pairs.iter_mut().find(|(known, _)| *known == pair) {
            Some((_, group)) => group.push(index),
            None => pairs.push((pair, vec![index])),
        }
    }
    pairs
        .iter()
        .filter_map(|((left, right, larger), group)| {
            let first = ledger.instances.get(*group.first()? as usize)?;
            graph.close_all(group);
            let rest = graph.open().filter(|&index| {
                let tables =
                    ledger.instances.get(index as usize).map(|instance| report::tables(ledger, instance));
                tables.is_some_and(|tables| tables.contains(left) && tables.contains(right))
            });
            let rest: Vec<u32> = rest.collect();
            graph.close_all(&rest);
            let related: Vec<u32> = group.iter().copied().chain(rest).collect();
            let draft = magnitude::draft(*left, *right, *larger);
            Some(report::other_cause(ledger, rules, rule, &draft, first, &related))
        })
        .collect()
}

/// The tables of a comparison whose sides are ten thousand times each other.
fn slipped(ledger: &Ledger<'_>, instance: &Instance) -> Option<Pair> {
    let total = |terms: &[crate::ledger::Term]| {
        terms.iter().try_fold(Decimal::ZERO, |sum, term| {
            let value = ledger.figure(term.figure)?.value;
            sum.checked_add(value.checked_mul(term.factor)?)
        })
    };
    if instance.operator != Operator::Equal {
        return None;
    }
    let left = total(ledger.left_of(instance))?;
    let right = -total(ledger.right_of(instance))?;
    let (large, small) = if left.abs() > right.abs() { (left, right) } else { (right, left) };
    let scaled = small.checked_mul(Decimal::from(10_000))?;
    let near = large.checked_sub(scaled)?.abs() <= instance.envelope.checked_mul(Decimal::from(10_000))?;
    // the larger side must not be explained by rounding of a tiny small one
    let clear = small.abs() > instance.envelope;
    let tables = report::tables(ledger, instance);
    match tables.as_slice() {
        [first, second] if near && clear => Some((*first, *second, left.abs() > right.abs())),
        _ => None,
    }
}
