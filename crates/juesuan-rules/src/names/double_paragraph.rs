use juesuan_model::{FindingKind, Severity};

use crate::quick::{TextMap, is_letter};
use crate::shared::fact_index::Facts;
use crate::shared::source_text;
use crate::tuning::TUNING;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text, TextLine};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS830"),
    status: crate::RuleStatus::Preview,
    family: Family::Names,
    title: Text::new("同一节里没有重复的段落", "No paragraph comes twice in one section"),
    message: Text::new(
        "同一节里同一段文字印了{count}次（第{lines}行）：“{printed}……”。",
        "One paragraph stands {count} times in one section (lines {lines}): “{printed}…”.",
    ),
    kind: FindingKind::Duplicate,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "重复粘贴的段落占了别的内容的位置，逐项相加也会多出一项。",
        "What was pasted twice may stand where something else should, and counts twice in sums.",
    ),
    example: Text::new(
        "“水利工程建设（项）……”一段接连印了两次。",
        "The paragraph on one item stands twice in a row.",
    ),
};

/// JS830: a long paragraph with figures stands once in its section; the number in front of it does not count.
pub(crate) struct DoubleParagraph;

impl Rule for DoubleParagraph {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let sections = &context.report().sections;
        if !source_text::is_there_where(context, log, !sections.is_empty()) {
            return;
        }
        let statements = context.get::<Facts>();
        let mut seen: TextMap<(usize, String), usize> = TextMap::default();
        let mut same: Vec<Vec<TextLine<'_>>> = Vec::new();
        for line in context.lines() {
            let Some(letters) = letters(line.text) else { continue };
            if statements.is_evaluation(line.whole()) {
                continue;
            }
            let section = sections.partition_point(|section| section.place.line <= line.number);
            let at = *seen.entry((section, letters)).or_insert(same.len());
            match same.get_mut(at) {
                Some(lines) => lines.push(line),
                None => same.push(vec![line]),
            }
        }
        for lines in &same {
            let [first, others @ ..] = lines.as_slice() else { continue };
            if others.is_empty() {
                log.held();
                continue;
            }
            let numbers: Vec<String> = lines.iter().map(|line| line.number.to_string()).collect();
            let draft =
                others.iter().fold(Draft::at(first.whole()), |draft, line| draft.and_at(line.whole()));
            let shown: String = first.text.trim().chars().take(TUNING.double_paragraph.shown).collect();
            log.found(draft.printed(shown).with("count", lines.len()).with("lines", numbers.join("、")));
        }
    }
}

/// The letters and digits of a long paragraph that states something, without its number; `None` for rows of tables and
/// short lines.
fn letters(line: &str) -> Option<String> {
    // most lines are rows of tables, or no more than names
    if !line.contains('。') || line.contains('\t') || line.contains('|') {
        return None;
    }
    let text = line.trim_start_matches(|c: char| !c.is_alphabetic());
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut letters = String::with_capacity(text.len());
    letters.extend(text.split(|c| !is_letter(c)));
    (letters.chars().count() >= TUNING.double_paragraph.shortest).then_some(letters)
}
