//! Differences that rounding explains: one finding for each rule and table.

use juesuan_model::{Finding, FindingKind, Severity, TableId};

use super::{report, sentence};
use crate::comparison::Verdict;
use crate::log::{Instance, Ledger};
use crate::rule_set::RuleSet;
use crate::tuning::TUNING;

/// A rule and a table, and the comparisons that hold only within rounding.
type Group<'i> = ((u32, Option<TableId>), Vec<&'i Instance>);

/// One finding for each rule and table with sums that hold only within rounding.
pub(super) fn findings(ledger: &Ledger<'_>, rules: &RuleSet) -> Vec<Finding> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for instance in ledger.instances.iter().filter(|instance| instance.verdict == Verdict::Rounding) {
        let key = (instance.rule, report::table_of(ledger, instance));
        match groups.iter_mut().rev().find(|(known, _)| *known == key) {
            Some((_, group)) => group.push(instance),
            None => groups.push((key, vec![instance])),
        }
    }
    groups.iter().filter_map(|((rule, _), group)| finding(ledger, rules, *rule, group)).collect()
}

fn finding(ledger: &Ledger<'_>, rules: &RuleSet, rule: u32, group: &[&Instance]) -> Option<Finding> {
    let info = rules.info(rule)?;
    let first = group.first()?;
    let mut finding = Finding::new(info.id.clone(), FindingKind::Rounding, Severity::Info);
    report::compared(ledger, first, &mut finding);
    report::cite(ledger, group, &mut finding);
    let (mut zh, mut en) = (String::new(), String::new());
    for instance in group.iter().take(TUNING.rounding.written_out) {
        let said = sentence::rounding(ledger, instance);
        zh.push_str(&said.zh);
        en.extend([&*said.en, " "]);
    }
    let rest = group.len().saturating_sub(TUNING.rounding.written_out);
    if rest > 0 {
        let rest = rest.to_string();
        zh.extend(["另有", &rest, "处同样在四舍五入允许的范围以内。"]);
        en.extend([&rest, " more are within what rounding allows."]);
    }
    en.truncate(en.trim_end().len());
    finding.message = zh;
    finding.message_en = en;
    Some(finding)
}
