use juesuan_model::{FindingKind, Programme, ProgrammeKind, Severity};
use juesuan_vocabulary::dates;
use juesuan_vocabulary::performance::{CONCLUDED_NAME_ENDS, GENERAL_NAMES};

use super::MEASURE;
use crate::quick::{TextSet, is_letter};
use crate::shared::performance::evaluation::called;
use crate::shared::source_text;
use crate::tuning::TUNING;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS547"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "结论所称的资金就是所评价的项目",
        "The conclusion speaks of the programme that was evaluated",
    ),
    message: Text::new(
        "项目{name}的评价结论写的是“{printed}”，疑为套用其他报告的文字。",
        "The conclusion on {name} speaks of “{printed}”: it may be taken from another report.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Warning,
    basis: MEASURE,
    why: Text::new(
        "结论套用其他项目的文字，得分说的就不是这个项目。",
        "With the words of another report the score is not that of this programme.",
    ),
    example: Text::new(
        "《公路养护资金绩效自评报告》的结论写“我县农村厕所改造专项资金使用规范，得分为95分”。",
        "A report on roads concludes that the money for toilets was spent well.",
    ),
};

/// JS547: where the sentence that states the total names money for a purpose (…专项资金, …补助经费), that has words in
/// common with the name of the programme.
pub(crate) struct ConcludedName;

impl Rule for ConcludedName {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for (_, programme) in context.programme_reports() {
            if programme.kind == ProgrammeKind::Department {
                continue;
            }
            let Some(total) = &programme.total_score else { continue };
            if !source_text::is_there(context, log) {
                return;
            }
            let Some(line) = context.line_at(total.place.line) else { continue };
            let end = line.offset_of(total.place.span.start);
            let sentence = line.text.get(..end).unwrap_or("");
            let start = sentence.rfind('。').map_or(0, |at| at + '。'.len_utf8());
            let sentence = sentence.get(start..).unwrap_or("");
            let Some((at, name)) = named(sentence).filter(|_| !sentence.contains(&programme.name)) else {
                continue;
            };
            match speaks_of(name, programme) {
                None => {}
                Some(true) => log.held(),
                Some(false) => {
                    let place = line.place(start + at, start + at + name.len());
                    log.found(
                        Draft::at(place).and_at(total.place).printed(name).with("name", called(programme)),
                    );
                }
            }
        }
    }
}

/// The last name of money for a purpose in a sentence, and where it begins.
fn named(sentence: &str) -> Option<(usize, &str)> {
    let ends = CONCLUDED_NAME_ENDS.iter().filter_map(|end| Some(sentence.rfind(end)? + end.len()));
    let end = ends.max()?;
    let before = sentence.get(..end)?;
    let marked = before.char_indices().rev().find(|(_, c)| !is_letter(*c));
    let start = marked.map_or(0, |(at, c)| at + c.len_utf8());
    Some((start, before.get(start..)?))
}

/// Whether a name and that of the programme share at least half of the pairs of characters; `None` for a name that says
/// too little.
fn speaks_of(name: &str, programme: &Programme) -> Option<bool> {
    let own = pairs(&bare(&programme.name));
    let told = bare(name);
    if told.chars().count() < TUNING.concluded_name.letters || own.is_empty() {
        return None;
    }
    let told = pairs(&told);
    let shared = told.iter().filter(|pair| own.contains(*pair)).count();
    Some(shared * 2 >= told.len())
}

fn bare(name: &str) -> String {
    let letters: String = name.chars().filter(|c| is_letter(*c) && !c.is_ascii()).collect();
    let bare = GENERAL_NAMES.iter().fold(letters, |name, word| name.replace(word, ""));
    bare.trim_start_matches(dates::YEAR).to_owned()
}

fn pairs(name: &str) -> TextSet<(char, char)> {
    name.chars().zip(name.chars().skip(1)).collect()
}
