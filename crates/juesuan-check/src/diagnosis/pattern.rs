//! A relation that holds nowhere in a table: no single figure is wrong, the form is another one than the rule knows.

use juesuan_model::{Finding, Severity, StatementId};

use super::graph::Graph;
use super::report;
use crate::log::{Instance, Ledger};
use crate::rule_set::RuleSet;

/// From how many failing instances on, and in which share of all, a relation is taken not to be one of the form. One
/// wrong figure fails at most two instances of a rule: as a part of its total, and as the total of its own parts.
const LEAST: usize = 3;
const SHARE: (usize, usize) = (3, 5);

/// A rule and a table, the comparisons that fail, and how many there are in all.
type Group = ((u32, Option<StatementId>), Vec<u32>, usize);

/// One warning for each rule that fails throughout a table.
pub(super) fn findings(ledger: &Ledger<'_>, rules: &RuleSet, graph: &mut Graph<'_, '_>) -> Vec<Finding> {
    let mut groups: Vec<Group> = Vec::new();
    let key = |instance: &Instance| (instance.rule, report::table_of(ledger, instance));
    for index in graph.open() {
        let Some(instance) = ledger.instances.get(index as usize) else { continue };
        let key = key(instance);
        match groups.iter_mut().rev().find(|(known, ..)| *known == key) {
            Some((_, group, _)) => group.push(index),
            None => groups.push((key, vec![index], 0)),
        }
    }
    groups.retain(|(_, group, _)| group.len() >= LEAST);
    for instance in ledger.instances.iter().filter(|instance| !report::is_trivial(ledger, instance)) {
        if let Some((.., all)) = groups.iter_mut().find(|(known, ..)| *known == key(instance)) {
            *all += 1;
        }
    }
    let mut findings = Vec::new();
    for (_, group, all) in groups.iter().filter(|(_, group, all)| group.len() * SHARE.1 > all * SHARE.0) {
        let mut finding = report::finding(ledger, rules, group, None);
        finding.severity = Severity::Warning;
        let (failed, all) = (group.len(), *all);
        finding.message = format!(
            "这条关系在{all}处中有{failed}处不成立，更可能是表样与通用表样不同，而不是某个数错了。例如：{}",
            finding.message
        );
        finding.message_en = format!(
            "This relation fails in {failed} of {all} places, so the form is probably another one. For example: {}",
            finding.message_en
        );
        findings.push(finding);
        for &instance in group {
            graph.close(instance);
        }
    }
    findings
}
