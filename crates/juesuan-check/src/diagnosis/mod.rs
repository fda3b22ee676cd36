//! From comparisons that failed to findings: one cause, one finding.
//!
//! A wrong figure makes every identity fail in which it takes part. [`Graph`] knows which figure takes part where;
//! [`culprit`] looks for the figure whose single change mends the most failing identities and breaks none. Before that
//! two other causes are told apart: [`magnitude`] (a table in another unit than it says) and [`pattern`] (a relation
//! that holds nowhere in a table, which is the form's doing and no figure's). Differences within rounding are one
//! finding for each rule and table ([`rounding`]).

mod culprit;
mod edit;
mod graph;
mod magnitude;
pub(crate) mod merge;
mod pattern;
mod report;
mod rounding;
mod sentence;

use juesuan_model::Finding;

use crate::log::{Ledger, Verdict};
use crate::rule_set::RuleSet;
use graph::Graph;

/// The findings of all comparisons.
pub(crate) fn diagnose(ledger: &Ledger<'_>, rules: &RuleSet) -> Vec<Finding> {
    let mut findings = rounding::findings(ledger, rules);
    let failed = |verdict: Verdict| verdict == Verdict::Failed;
    if !ledger.instances.iter().any(|instance| failed(instance.verdict)) {
        return findings;
    }
    let mut graph = Graph::of(ledger);
    findings.extend(magnitude::findings(ledger, rules, &mut graph));
    findings.extend(pattern::findings(ledger, rules, &mut graph));
    findings.extend(culprit::findings(ledger, rules, &mut graph));
    findings
}
