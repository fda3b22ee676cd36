use juesuan_model::{FindingKind, Section, Severity};

use super::heading_numbers::number;
use crate::quick::TextMap;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS828"),
    status: crate::RuleStatus::Preview,
    family: Family::Names,
    title: Text::new("同级标题的序号连续（试行）", "The numbers of headings follow one another (preview)"),
    message: Text::new(
        "“{title}”的序号是{printed}，而前一个同级标题是{before}：中间缺了序号，或者漏了内容。",
        "“{title}” has the number {printed}, behind {before}: a number, or what stood under it, is missing.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Info,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "序号跳过一个，常常是删了一段或者漏贴了一段。",
        "Where a number is skipped a paragraph was taken out or left out.",
    ),
    example: Text::new("（二）之后是（四）。", "(four) behind (two)."),
};

/// JS828: the numbers of headings of one rank under one heading go up by one.
pub(crate) struct SkippedNumber;

impl Rule for SkippedNumber {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let mut last: TextMap<(Option<u32>, u8), (&Section, u32)> = TextMap::default();
        for section in &context.report().sections {
            let Some((_, value)) = number(&section.number) else { continue };
            let key = (section.parent_line, section.level);
            let Some((before, known)) = last.insert(key, (section, value)) else { continue };
            // a smaller number begins another list
            if value <= known + 1 {
                log.held();
                continue;
            }
            log.found(
                Draft::at(section.place)
                    .and_at(before.place)
                    .printed(&section.number)
                    .with("title", &section.title)
                    .with("before", &before.number),
            );
        }
    }
}
