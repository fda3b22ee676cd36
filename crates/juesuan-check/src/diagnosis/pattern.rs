//! A relation that holds nowhere in a table: no single figure is wrong, the form is another one than the rule knows, or
//! it was misread. What else fails in that table has the same cause, and nobody is accused.

use juesuan_model::{ColumnIndex, Finding, Severity, TableId};

use crate::quantity::{Quantity, Source};
use crate::tuning::TUNING;

use super::graph::Graph;
use super::report;
use crate::log::{Instance, Ledger};
use crate::rule_set::RuleSet;

const SHARE: (usize, usize) = (3, 5);

/// A rule and a table, the comparisons that fail, and how many there are in all.
type Group = ((u32, Option<TableId>), Vec<u32>, usize);

/// One notice for each rule that fails throughout a table.
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
    groups.retain(|(_, group, _)| group.len() >= TUNING.pattern.least.min(TUNING.pattern.rows));
    for instance in ledger.instances.iter().filter(|instance| !report::is_trivial(ledger, instance)) {
        if let Some((.., all)) = groups.iter_mut().find(|(known, ..)| *known == key(instance)) {
            *all += 1;
        }
    }
    let mut findings = Vec::new();
    let throughout = |group: &[u32], all: usize| {
        group.len() >= TUNING.pattern.least && group.len() * SHARE.1 > all * SHARE.0
    };
    for (key, group, all) in &groups {
        if !(throughout(group, *all) || is_off_by_a_column(ledger, *key, group)) {
            continue;
        }
        let mut caused = group.clone();
        caused.extend(graph.open().filter(|open| !group.contains(open) && touches(ledger, *open, key.1)));
        let Some(mut finding) = report::finding(ledger, rules, (&caused, &[]), None) else { continue };
        finding.severity = Severity::Info;
        let (failed, all) = (group.len(), *all);
        finding.message = format!(
            "这条关系在{all}处中有{failed}处不成立，更可能是表样与通用表样不同或读错了栏，而不是某个数错了。例如：{}",
            finding.message
        );
        finding.message_en = format!(
            "This relation fails in {failed} of {all} places, so the form is probably another one, or a column was \
             misread. For example: {}",
            finding.message_en
        );
        findings.push(finding);
        for instance in caused {
            graph.close(instance);
        }
    }
    findings
}

/// Whether a comparison uses a figure of the table.
fn touches(ledger: &Ledger<'_>, instance: u32, table: Option<TableId>) -> bool {
    let tables = ledger.instances.get(instance as usize).map(|instance| report::tables(ledger, instance));
    table.is_some_and(|table| tables.is_some_and(|tables| tables.contains(&table)))
}

/// Whether all rows are off by exactly what stands in one of their columns, and no row holds that has a figure there: the
/// column is a part of another one, or has the wrong name.
fn is_off_by_a_column(ledger: &Ledger<'_>, key: (u32, Option<TableId>), group: &[u32]) -> bool {
    if group.len() < TUNING.pattern.rows || key.1.is_none() {
        return false;
    }
    let get = |index: &u32| ledger.instances.get(*index as usize);
    let columns = |instance: &Instance, off: bool| -> Vec<ColumnIndex> {
        let figures = ledger.terms_of(instance).iter().filter_map(|term| ledger.figure(term.figure));
        let gap = |figure: &&Quantity| figure.value.abs().checked_sub(instance.residual.abs());
        let explains = |figure: &&Quantity| gap(figure).is_some_and(|gap| gap.abs() <= instance.envelope);
        let fits = figures.filter(|figure| !figure.value.is_zero() && (!off || explains(figure)));
        fits.filter_map(|figure| match figure.source {
            Source::Cell { sheet, cell } => {
                let sheet = ledger.book().every_sheet().get(usize::from(sheet))?;
                Some(sheet.table().cells().get(cell as usize)?.column)
            }
            Source::Named(_) | Source::Later(_) => None,
        })
        .collect()
    };
    let mut common: Option<Vec<ColumnIndex>> = None;
    for instance in group.iter().filter_map(get) {
        let mut across = columns(instance, false);
        across.sort_unstable();
        across.dedup();
        // a sum down a column says nothing about columns
        let here = if across.len() > 2 { columns(instance, true) } else { Vec::new() };
        common = Some(match common {
            Some(known) => known.into_iter().filter(|column| here.contains(column)).collect(),
            None => here,
        });
    }
    let mut common = common.unwrap_or_default();
    let holds = |instance: &&Instance| {
        instance.verdict != crate::Verdict::Failed
            && (instance.rule, report::table_of(ledger, instance)) == key
            && !report::is_trivial(ledger, instance)
    };
    for instance in ledger.instances.iter().filter(holds) {
        let filled = columns(instance, false);
        common.retain(|column| !filled.contains(column));
    }
    !common.is_empty()
}
