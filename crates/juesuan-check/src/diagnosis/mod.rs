//! From comparisons that failed to findings: one cause, one finding.
//!
//! A wrong figure makes every identity fail in which it takes part. [`Graph`] knows which figure takes part where;
//! [`culprit`] looks for the figure whose single change mends the most failing identities and breaks none. Before that
//! other causes are told apart: [`magnitude`] (a table in another unit than it says), [`moved`] (figures that stand one
//! row too high or too low) and [`pattern`] (a relation
//! that holds nowhere in a table, which is the form's doing and no figure's). Differences within rounding are one
//! finding for each rule and table ([`rounding`]). At last, [`merge`] and [`table_causes`] bring together what rules of any
//! kind have found.

mod culprit;
mod edit;
mod graph;
mod magnitude;
pub(crate) mod merge;
mod moved;
mod pattern;
mod report;
mod rounding;
mod sentence;
pub(crate) mod table_causes;

use juesuan_model::{Finding, TableId};

use crate::comparison::Verdict;
use crate::log::Ledger;
use crate::rule_set::RuleSet;
use graph::Graph;

/// What comparisons that failed come to.
#[derive(Debug, Default)]
pub(crate) struct Diagnosis {
    pub(crate) findings: Vec<Finding>,
    /// Tables of which a finding explains all that is wrong with them.
    pub(crate) explained: Vec<TableId>,
}

/// The findings of all comparisons.
pub(crate) fn diagnose(ledger: &Ledger<'_>, rules: &RuleSet) -> Diagnosis {
    let mut findings = rounding::findings(ledger, rules);
    let failed = |verdict: Verdict| verdict == Verdict::Failed;
    if !ledger.instances.iter().any(|instance| failed(instance.verdict)) {
        return Diagnosis { findings, explained: Vec::new() };
    }
    let mut graph = Graph::of(ledger);
    findings.extend(magnitude::findings(ledger, rules, &mut graph));
    let (moved, explained) = moved::findings(ledger, rules, &mut graph);
    findings.extend(moved);
    findings.extend(pattern::findings(ledger, rules, &mut graph));
    findings.extend(culprit::findings(ledger, rules, &mut graph));
    Diagnosis { findings, explained }
}
