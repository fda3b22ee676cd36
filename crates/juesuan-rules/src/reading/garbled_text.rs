use juesuan_model::{FindingKind, Severity};

use crate::shared::source_text;
use crate::shared::text_index::lines_with;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS907"),
    status: crate::RuleStatus::Stable,
    family: Family::Reading,
    title: Text::new("文字中没有乱码", "The text has no garbled characters"),
    message: Text::new(
        "有{count}处乱码（如第{line}行“{printed}”），相应的文字无法读出。",
        "{count} places are garbled (such as “{printed}” on line {line}) and cannot be read.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "乱码处的文字或数字丢失，读者也看不到。",
        "What is garbled is lost, for the readers as well.",
    ),
    example: Text::new("“支出\u{fffd}\u{fffd}万元”。", "“支出\u{fffd}\u{fffd}万元”."),
};

/// JS907: no characters that stand for something that could not be decoded. All of them are one finding.
pub(crate) struct GarbledText;

impl Rule for GarbledText {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        if !source_text::is_there_where(context, log, context.report().numbers > 0) {
            return;
        }
        let mut places = Vec::new();
        let mut printed = String::new();
        for line in lines_with(context, "\u{fffd}") {
            let Some(at) = line.text.find('\u{fffd}') else { continue };
            let garbled = line.text.get(at..).unwrap_or("");
            let length = garbled.len() - garbled.trim_start_matches('\u{fffd}').len();
            if places.is_empty() {
                let before = line.text.get(..at).unwrap_or("").chars().rev().take(6).collect::<Vec<_>>();
                printed = before.into_iter().rev().chain(garbled.chars().take(4)).collect();
            }
            places.push(line.place(at, at + length));
        }
        let Some((first, others)) = places.split_first() else { return log.held() };
        let draft = others.iter().fold(Draft::at(*first), |draft, place| draft.and_at(*place));
        log.found(draft.printed(printed).with("count", places.len()).with("line", first.line));
    }
}
