use juesuan_model::{FindingKind, Severity};
use juesuan_vocabulary::{WordList as _, budget, changes};

use crate::shared::text_index::lines_with_any;
use crate::tuning::TUNING;
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
        for line in lines_with_any(context, changes::UNCHANGED) {
            let mut at = 0;
            let mut clauses: Vec<(usize, &str)> = Vec::new();
            for clause in line.text.split_inclusive(['，', '。', '；', '：', '（', '）', '、']) {
                let start = at;
                at += clause.len();
                let denied = clauses.last().filter(|(_, before)| says_level(before) && goes_on(clause));
                let level = is_level(clause);
                let from = match denied {
                    Some((from, _)) => Some(*from),
                    None if level => changed_before(&clauses),
                    None => None,
                };
                if level && from.is_none() {
                    log.held();
                } else if let Some(from) = from {
                    let words = line.text.get(from..at).unwrap_or("").trim_end_matches(['，', '。', '；']);
                    log.found(Draft::at(line.place(from, at)).printed(words));
                }
                // what a mark other than a comma ends speaks of another thing
                if clause.ends_with('，') {
                    clauses.push((start, clause));
                } else {
                    clauses.clear();
                }
            }
        }
    }
}

/// Where the clause begins that says of the same thing that it changed.
fn changed_before(clauses: &[(usize, &str)]) -> Option<usize> {
    for (start, clause) in clauses.iter().rev().take(TUNING.level_and_changed.between) {
        if is_changed(clause) || is_changed_money(clause) {
            return Some(*start);
        }
        if !is_rate(clause) {
            return None;
        }
    }
    None
}

/// 与上年持平, 和去年基本一致: nothing else is named.
fn is_level(clause: &str) -> bool {
    let rest = changes::WITH.strip_start(clause.trim_start());
    rest.is_some_and(|rest| changes::LAST_YEAR.any_begins(rest) && is_unchanged(rest))
}

/// Whether a clause says of what it names that it is as last year: 接待费较上年无增减变动.
fn says_level(clause: &str) -> bool {
    let compared = changes::LAST_YEAR.iter().filter_map(|year| clause.find(year)).min();
    let behind = compared.and_then(|at| clause.get(at..)).unwrap_or("");
    is_unchanged(behind) && !changes::OTHER_LEVELS.any_in(clause)
}

/// Whether what follows the year before says that the money is the same: 上年决算数持平.
fn is_unchanged(behind: &str) -> bool {
    changes::UNCHANGED.any_in(behind)
        && !behind.contains(budget::BUDGET)
        && !changes::OTHER_LEVELS.any_in(behind)
        && behind.chars().count() <= TUNING.level_and_changed.unchanged
}

/// Whether a clause goes on about the same thing, and says by how much it changed: 比上年减少2.00万元.
fn goes_on(clause: &str) -> bool {
    let rest = changes::WITH.strip_start(clause.trim_start());
    rest.is_some_and(|rest| changes::LAST_YEAR.any_begins(rest)) && is_changed(clause)
}

/// Whether a clause compares with last year, and says that there is a change.
fn is_changed(clause: &str) -> bool {
    let years = changes::LAST_YEAR.iter().chain(changes::COMPARED);
    let compared = years.filter_map(|year| clause.find(year)).min();
    compared.is_some_and(|at| {
        let behind = clause.get(at..).unwrap_or("");
        changes::CHANGED.any_in(behind)
            && !behind.contains(budget::BUDGET)
            && !clause.contains(changes::REASON)
    })
}

/// Whether a clause says of money by how much it changed: 接待费支出增长2.00%.
fn is_changed_money(clause: &str) -> bool {
    let change = |word: &&str| {
        let (name, figure) = clause.split_once(*word)?;
        let figure = figure.starts_with(|c: char| c.is_ascii_digit());
        (figure && changes::MEASURED.any_ends(name) && !name.contains(budget::BUDGET)).then_some(())
    };
    changes::CHANGED.iter().find_map(change).is_some()
}

/// Whether a clause says nothing but a rate of change: 增长2.00%.
fn is_rate(clause: &str) -> bool {
    let figure = changes::CHANGED.strip_start(clause.trim_start()).unwrap_or("");
    figure.starts_with(|c: char| c.is_ascii_digit())
}
