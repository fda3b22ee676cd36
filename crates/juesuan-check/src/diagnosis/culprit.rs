//! The figure behind several failing comparisons: the one whose single change mends the most and breaks none.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use juesuan_model::{Decimal, Finding};

use super::edit::{Slip, misprint, slip};
use super::graph::Graph;
use super::report;
use crate::FigureId;
use crate::comparison::Verdict;
use crate::log::Ledger;
use crate::rule_set::RuleSet;
use crate::tuning::TUNING;

/// A figure, the value that it should have, and what would be gained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Suspect {
    /// Comparisons mended less comparisons broken.
    gain: i32,
    /// How easily the right value is mistaken for the printed one.
    slip: Slip,
    /// Whether the right value is printed elsewhere: it was copied wrongly from there.
    elsewhere: bool,
    /// Of the mended ones, how many then hold to the last digit.
    exact: i32,
    pub(super) figure: FigureId,
    /// What the figure should be, less what it is, in comparable units.
    pub(super) change: Decimal,
    pub(super) mended: i32,
    pub(super) broken: i32,
}

impl Suspect {
    const fn rank(&self) -> (i32, Slip, bool, i32) {
        (self.gain, self.slip, self.elsewhere, self.exact)
    }
}

impl Ord for Suspect {
    fn cmp(&self, other: &Self) -> Ordering {
        // of equals the first in the document comes first
        self.rank().cmp(&other.rank()).then_with(|| other.figure.cmp(&self.figure))
    }
}

impl PartialOrd for Suspect {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// One finding for each cause, until every failing comparison is explained.
pub(super) fn findings(ledger: &Ledger<'_>, rules: &RuleSet, graph: &mut Graph<'_, '_>) -> Vec<Finding> {
    let mut figures: Vec<FigureId> = graph.open().flat_map(|instance| figures_of(ledger, instance)).collect();
    figures.sort_unstable();
    figures.dedup();
    let mut heap: BinaryHeap<Suspect> = figures.iter().filter_map(|&figure| suspect(graph, figure)).collect();
    let mut findings = Vec::new();
    while let Some(top) = heap.pop() {
        // what was found since may have changed what this figure explains
        match suspect(graph, top.figure) {
            None => continue,
            Some(now) if now != top => {
                heap.push(now);
                continue;
            }
            Some(_) => {}
        }
        let mut mended = mended_by(graph, &top);
        if mended.is_empty() {
            // no change of the figure that can be written mends anything: a third of it cannot
            mended.extend(
                graph.uses(top.figure).iter().map(|use_| use_.instance).find(|&one| graph.is_open(one)),
            );
        }
        // "at most" tells that something is wrong, and not what would be right
        let tells = mended.iter().any(|&instance| graph.is_equality(instance));
        let is_named = tells && top.mended > 0 && top.broken == 0 && !has_rival(graph, &top, &mended);
        let named = is_named.then_some((top.figure, top.change));
        // what another wrong figure takes part in would tell of both
        let mixed: Vec<u32> =
            mended.iter().copied().filter(|&instance| graph.is_corrected(instance)).collect();
        if is_named {
            graph.correct(top.figure, top.change);
        }
        for &instance in &mended {
            graph.close(instance);
        }
        findings.extend(report::finding(ledger, rules, (&mended, &mixed), named));
    }
    findings
}

fn figures_of<'l>(ledger: &'l Ledger<'_>, instance: u32) -> impl Iterator<Item = FigureId> + use<'l> {
    let instance = ledger.instances.get(instance as usize);
    instance.into_iter().flat_map(|instance| ledger.terms_of(instance)).map(|term| term.figure)
}

/// What would be gained by another value of the figure; `None` where it takes part in nothing that fails.
fn suspect(graph: &Graph<'_, '_>, figure: FigureId) -> Option<Suspect> {
    let uses = graph.uses(figure);
    let failing = uses.iter().filter(|use_| graph.is_open(use_.instance) && !use_.factor.is_zero());
    let mut changes: Vec<Decimal> = Vec::new();
    for use_ in failing.take(TUNING.culprit.looked_at) {
        let Some(change) = graph.residual(use_.instance).checked_div(-use_.factor) else { continue };
        changes.push(change);
        let slack = graph.envelope(use_.instance).checked_div(use_.factor.abs());
        changes.extend(slack.and_then(|slack| near(graph, figure, change, slack)));
    }
    changes.sort_unstable();
    changes.dedup();
    changes.into_iter().map(|change| weigh(graph, figure, change)).max()
}

/// A change close to the given one that one wrong digit explains.
fn near(graph: &Graph<'_, '_>, figure: FigureId, change: Decimal, slack: Decimal) -> Option<Decimal> {
    let known = graph.ledger().figure(figure)?;
    let factor = known.dimension.factor();
    let expected = known.printed.checked_add(change.checked_div(factor)?)?;
    let value = misprint(known.printed, expected, slack.checked_div(factor)?, known.decimals)?;
    value.checked_sub(known.printed)?.checked_mul(factor)
}

/// What would be gained if the figure changed by so much.
fn weigh(graph: &Graph<'_, '_>, figure: FigureId, change: Decimal) -> Suspect {
    let (mut mended, mut broken, mut exact) = (0, 0, 0);
    for use_ in graph.uses(figure) {
        let moved = change.checked_mul(use_.factor).unwrap_or(Decimal::MAX);
        let verdict = graph.after(use_.instance, moved);
        let open = graph.is_open(use_.instance);
        let held_before = !open && graph.after(use_.instance, Decimal::ZERO) != Verdict::Failed;
        match verdict {
            Verdict::Failed | Verdict::Doubtful | Verdict::Incomparable => broken += i32::from(held_before),
            Verdict::Held => (mended, exact) = (mended + i32::from(open), exact + i32::from(open)),
            Verdict::Rounding => mended += i32::from(open),
        }
    }
    let slip = graph.ledger().figure(figure).map_or(Slip::Other, |known| {
        let factor = known.dimension.factor();
        let expected = change.checked_div(factor).and_then(|change| known.printed.checked_add(change));
        expected.map_or(Slip::Other, |expected| slip(known.printed, expected, known.decimals))
    });
    let elsewhere = graph.is_printed(figure, change);
    Suspect { gain: mended - broken, slip, elsewhere, exact, figure, change, mended, broken }
}

/// The open comparisons that the change mends.
fn mended_by(graph: &Graph<'_, '_>, suspect: &Suspect) -> Vec<u32> {
    let mends = |use_: &&super::graph::Use| {
        let moved = suspect.change.checked_mul(use_.factor).unwrap_or(Decimal::MAX);
        graph.is_open(use_.instance) && graph.after(use_.instance, moved) != Verdict::Failed
    };
    let mut mended: Vec<u32> =
        graph.uses(suspect.figure).iter().filter(mends).map(|use_| use_.instance).collect();
    mended.dedup();
    mended
}

/// Whether another figure explains the same as well.
fn has_rival(graph: &Graph<'_, '_>, top: &Suspect, mended: &[u32]) -> bool {
    let others = mended.iter().flat_map(|&instance| figures_of(graph.ledger(), instance));
    let mut others: Vec<FigureId> = others.filter(|&figure| figure != top.figure).collect();
    others.sort_unstable();
    others.dedup();
    others.into_iter().filter_map(|figure| suspect(graph, figure)).any(|other| other.rank() >= top.rank())
}
