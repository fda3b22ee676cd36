use juesuan_model::{FindingKind, Section, Severity};

use super::heading_numbers::number;
use crate::quick::TextMap;
use crate::shared::item_mark::before_item_mark;
use crate::tuning::TUNING;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text, TextLine};

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

/// JS828: the numbers of headings of one rank under one heading go up by one, and so do those of the items.
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
        items(context, log);
    }
}

/// A numbered paragraph on an item: its line and its number.
struct Numbered<'c> {
    line: TextLine<'c>,
    value: u32,
}

/// The numbers of the paragraphs that tell of items one by one: one that is skipped may have had an item, of which JS303
/// tells where the table has it.
fn items(context: &Context<'_>, log: &mut Log<'_, '_>) {
    let mut last: Option<Numbered<'_>> = None;
    let (mut run, mut others) = (0, Vec::new());
    for line in context.lines() {
        let Some((value, rest)) = leading_number(line.text) else { continue };
        if before_item_mark(rest).is_none_or(|name| name.chars().count() > TUNING.skipped_number.longest) {
            others.push(value);
            continue;
        }
        match &last {
            Some(before) if value == before.value + 1 => {
                run += 1;
                log.held();
            }
            Some(before)
                if value == before.value + 2
                    && run >= TUNING.skipped_number.run
                    && !others.contains(&(value - 1)) =>
            {
                let draft = Draft::at(line.whole()).and_at(before.line.whole());
                let title: String = rest.chars().take(TUNING.skipped_number.shown).collect();
                log.found(draft.printed(value.to_string()).with("title", title).with("before", before.value));
            }
            _ => run = 0,
        }
        last = Some(Numbered { line, value });
        others.clear();
    }
}

/// The number with which a paragraph begins, and what follows it: 3、, 3., （3）.
fn leading_number(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start();
    let inside = text.strip_prefix(['（', '(']).unwrap_or(text);
    let longest = TUNING.skipped_number.number.bytes();
    // a mark that stands further behind ends no number
    let begin = inside.get(..inside.floor_char_boundary(longest + '、'.len_utf8()))?;
    let end = begin.find(['）', ')', '、', '.', '．']).filter(|end| *end > 0 && *end <= longest)?;
    let (_, value) = number(inside.get(..end)?)?;
    let rest = inside.get(end..)?.trim_start_matches(['）', ')', '、', '.', '．']);
    Some((value, rest))
}
