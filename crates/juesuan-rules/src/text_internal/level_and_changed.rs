use juesuan_model::{FindingKind, Severity};
use juesuan_vocabulary::{WordList as _, budget, changes, dates};

use crate::quick::find;
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
        let before = YearBefore::of(context.report().year);
        for line in lines_with_any(context, changes::UNCHANGED) {
            let mut at = 0;
            let mut clauses: Vec<(usize, &str)> = Vec::new();
            for clause in line.text.split_inclusive(['，', '。', '；', '：', '（', '）', '、']) {
                let start = at;
                at += clause.len();
                let denied =
                    clauses.last().filter(|(_, said)| before.says_level(said) && before.goes_on(clause));
                let level = before.is_level(clause);
                let from = match denied {
                    Some(said) => Some(*said),
                    // what changed by so much may be nearly level
                    None if level => before.changed(&clauses).filter(|(_, changed)| {
                        !changes::NEARLY.any_in(clause) || !changed.contains(|c: char| c.is_ascii_digit())
                    }),
                    None => None,
                };
                let from = from.map(|(from, _)| from);
                if level && from.is_none() {
                    log.held();
                } else if let Some(from) = from {
                    let words = line.text.get(from..at).unwrap_or("").trim_end_matches(['，', '。', '；']);
                    log.found(Draft::at(line.place(from, at)).printed(words));
                }
                // what a mark other than a comma ends speaks of another thing; one contradiction is told once
                if clause.ends_with('，') && from.is_none() {
                    clauses.push((start, clause));
                } else {
                    clauses.clear();
                }
            }
        }
    }
}

/// How the year before is named: 上年, and by its number.
struct YearBefore {
    number: Option<String>,
}

impl YearBefore {
    fn of(year: Option<u16>) -> Self {
        let number = year.and_then(|year| year.checked_sub(1));
        Self { number: number.map(|year| format!("{year}{}", dates::YEAR)) }
    }

    /// Where it is first named in a clause.
    fn named(&self, clause: &str) -> Option<usize> {
        let number = self.number.as_deref().and_then(|number| find(clause, number));
        changes::LAST_YEAR.iter().filter_map(|year| find(clause, year)).chain(number).min()
    }

    /// The clause that says of the same thing that it changed.
    fn changed<'t>(&self, clauses: &[(usize, &'t str)]) -> Option<(usize, &'t str)> {
        for &(start, clause) in clauses.iter().rev().take(TUNING.level_and_changed.between) {
            if self.is_changed(clause) || is_changed_money(clause) {
                return Some((start, clause));
            }
            if !is_rate(clause) && !is_level_again(clause) {
                return None;
            }
        }
        None
    }

    /// 与上年持平, 和去年基本一致: nothing else is named.
    fn is_level(&self, clause: &str) -> bool {
        let rest = changes::WITH.strip_start(clause.trim_start());
        rest.is_some_and(|rest| self.named(rest) == Some(0) && is_unchanged(rest))
    }

    /// Whether a clause says of what it names that it is as last year: 接待费较上年无增减变动.
    fn says_level(&self, clause: &str) -> bool {
        let behind = self.named(clause).and_then(|at| clause.get(at..)).unwrap_or("");
        is_unchanged(behind) && !changes::NEARLY.any_in(behind) && !changes::OTHER_LEVELS.any_in(clause)
    }

    /// Whether a clause goes on about the same thing, and says by how much it changed: 比上年减少2.00万元, 减少2.00万元.
    fn goes_on(&self, clause: &str) -> bool {
        let rest = changes::WITH.strip_start(clause.trim_start());
        rest.is_some_and(|rest| self.named(rest) == Some(0)) && self.is_changed(clause) || is_rate(clause)
    }

    /// Whether a clause compares with last year, and says that there is a change.
    fn is_changed(&self, clause: &str) -> bool {
        let compared = changes::COMPARED.iter().filter_map(|word| find(clause, word)).min();
        self.named(clause).into_iter().chain(compared).min().is_some_and(|at| {
            let behind = clause.get(at..).unwrap_or("");
            changes::CHANGED.any_in(behind)
                && !behind.contains(budget::BUDGET)
                && !clause.contains(changes::REASON)
        })
    }
}

/// Whether what follows the year before says that the money is the same: 上年决算数持平.
fn is_unchanged(behind: &str) -> bool {
    changes::UNCHANGED.any_in(behind)
        && !behind.contains(budget::BUDGET)
        && !changes::OTHER_LEVELS.any_in(behind)
        && behind.chars().count() <= TUNING.level_and_changed.unchanged
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

/// Whether a clause says nothing but an amount or a rate of change: 增长2.00%.
fn is_rate(clause: &str) -> bool {
    let figure = changes::CHANGED.strip_start(clause.trim_start()).unwrap_or("");
    figure.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a clause says nothing but what the amount now is: 支出1.50万元.
fn is_level_again(clause: &str) -> bool {
    let figure = changes::LEVELS_AGAIN.strip_start(clause.trim_start()).unwrap_or("");
    figure.starts_with(|c: char| c.is_ascii_digit())
}
