use juesuan_model::{FindingKind, Severity};
use juesuan_vocabulary::{WordList as _, budget, changes};

use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS431"),
    status: crate::RuleStatus::Preview,
    family: Family::Narrative,
    title: Text::new("一句话里不既增减又持平", "No sentence says both changed and level"),
    message: Text::new(
        "“{printed}”：又说增减，又说与上年持平。",
        "“{printed}” says both that it changed and that it is level.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "两种说法必有一种不对，多半是沿用了上年的文字。",
        "One of the two is wrong: the text of another year was used again.",
    ),
    example: Text::new("较上年减少到1.50万元，与上年持平。", "Less than last year, and level with it."),
};

/// JS431: 较上年减少到…，与上年持平 said of one thing, in two clauses that follow each other.
pub(crate) struct LevelAndChanged;

impl Rule for LevelAndChanged {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for line in context.lines().filter(|line| line.text.contains(changes::STAYED)) {
            let mut at = 0;
            let mut before = "";
            for clause in line.text.split_inclusive(['，', '。', '；', '：', '（', '）', '、']) {
                let start = at;
                at += clause.len();
                if is_level(clause) {
                    if is_changed(before) {
                        let from = start - before.len();
                        let words =
                            line.text.get(from..at).unwrap_or("").trim_end_matches(['，', '。', '；']);
                        log.found(Draft::at(line.place(from, at)).printed(words));
                    } else {
                        log.held();
                    }
                }
                before = if clause.ends_with('，') { clause } else { "" };
            }
        }
    }
}

/// 与上年持平, 和去年基本持平: nothing else is named.
fn is_level(clause: &str) -> bool {
    let rest = changes::WITH.strip_start(clause.trim_start());
    rest.is_some_and(|rest| {
        changes::LAST_YEAR.any_begins(rest) && rest.contains(changes::STAYED) && rest.chars().count() <= 14
    })
}

/// Whether a clause compares with last year, and says that there is a change.
fn is_changed(clause: &str) -> bool {
    let compared = changes::LAST_YEAR.iter().filter_map(|year| clause.find(year)).min();
    compared.is_some_and(|at| {
        let behind = clause.get(at..).unwrap_or("");
        changes::CHANGED.any_in(behind)
            && !behind.contains(budget::BUDGET)
            && !behind.contains(changes::REASON)
    })
}
