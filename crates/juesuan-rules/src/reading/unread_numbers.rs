use juesuan_model::{FindingKind, Severity};
use juesuan_vocabulary::WordList as _;
use juesuan_vocabulary::reading::HARMLESS;

use crate::quick::TextMap;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS903"),
    status: crate::RuleStatus::Stable,
    family: Family::Reading,
    title: Text::new("正文中的数字都已识别", "All numbers of the text were understood"),
    message: Text::new(
        "有{count}个数字没有识别出含义（如第{line}行“{printed}”），涉及它们的规则没有检查。",
        "{count} numbers were not understood (such as “{printed}” on line {line}); rules about them were not checked.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Info,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "没有识别的数字不参加勾稽，不等于没有问题。",
        "What was not understood was not checked, and is not proved right.",
    ),
    example: Text::new(
        "“每百户1.7个”的1.7没有归入任何数据陈述。",
        "A number that no statement could be made of.",
    ),
};

/// JS903: every number that could state something was understood. All that were not are one finding.
pub(crate) struct UnreadNumbers;

impl Rule for UnreadNumbers {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        if report.numbers == 0 {
            if !report.facts.is_empty() || !report.tables.is_empty() {
                log.missing("原文中数字的清单");
            }
            return;
        }
        // many numbers, few reasons
        let mut known: TextMap<&str, bool> = TextMap::default();
        let mut harmless = |reason| *known.entry(reason).or_insert_with(|| HARMLESS.any_in(reason));
        let open: Vec<_> = report.unread.iter().filter(|unread| !harmless(&*unread.reason)).collect();
        let Some((first, others)) = open.split_first() else {
            log.held();
            return;
        };
        let draft = others.iter().fold(Draft::at(first.place), |draft, unread| draft.and_at(unread.place));
        let draft = draft.printed(first.text.clone()).with("count", open.len());
        log.found(draft.with("line", first.place.line));
    }
}
