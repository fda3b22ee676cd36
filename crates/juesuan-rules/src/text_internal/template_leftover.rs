use juesuan_model::{FindingKind, RemarkKind, Severity};

use crate::tuning::TUNING;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS401"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new("没有遗留的模板文字", "No left-overs of the template"),
    message: Text::new(
        "“{printed}”是没有填写或删改的模板文字。",
        "“{printed}” is text of the template, never filled in.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "部门决算公开：情况说明应据实填写"),
    why: Text::new(
        "模板文字说明这一段没有按实际情况填写。",
        "Where the template still stands, the facts were not filled in.",
    ),
    example: Text::new(
        "“增下降45.45%”：增长与下降没有删去一个。",
        "“增下降45.45%”: one of the two words should have gone.",
    ),
};

/// Whether a left-over is a blank: the same mark over and over.
fn is_blank(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next();
    !first.is_some_and(char::is_alphabetic) || text.chars().all(|c| "XxＸ".contains(c))
}

/// JS401: text of the template that was not filled in.
pub(crate) struct TemplateLeftover;

impl Rule for TemplateLeftover {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        if report.facts.is_empty() && report.remarks.is_empty() {
            log.missing("正文");
            return;
        }
        let mut drafts: Vec<(&str, Draft)> = Vec::new();
        let leftovers = report.remarks.iter().filter(|remark| remark.kind == RemarkKind::TemplateLeftover);
        // blanks that were never filled in have one cause, and so has a word that was left in several sentences
        for leftover in leftovers {
            let blank = is_blank(&leftover.text);
            let key = if blank { "" } else { leftover.text.as_str() };
            match drafts.iter_mut().find(|(known, _)| *known == key) {
                Some((_, draft)) => *draft = std::mem::take(draft).and_at(leftover.place),
                None => drafts.push((key, Draft::at(leftover.place).printed(&leftover.text))),
            }
        }
        if drafts.len() > TUNING.template_leftover.unfilled {
            let mut all = drafts.into_iter().map(|(_, draft)| draft);
            let first = all.next().unwrap_or_default();
            log.found(all.fold(first, Draft::and_all_of));
            return;
        }
        if drafts.is_empty() {
            log.held();
        }
        for (_, draft) in drafts {
            log.found(draft);
        }
    }
}
