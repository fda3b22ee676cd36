use juesuan_model::{FindingKind, Section, Severity};

use crate::quick::TextMap;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS808"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new("同一级下没有重复的小标题", "No heading comes twice under one heading"),
    message: Text::new(
        "同一标题下“{printed}”出现{count}次（第{lines}行）。",
        "“{printed}” comes {count} times under one heading (lines {lines}).",
    ),
    kind: FindingKind::Duplicate,
    severity: Severity::Info,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "重复的章节多半是复制后没有改，内容可能互相矛盾。",
        "What was copied and not edited may contradict itself.",
    ),
    example: Text::new(
        "“（二）政府采购情况”之后又是“（二）政府采购情况”。",
        "The same numbered heading twice in a row.",
    ),
};

/// JS808: headings with the same number and title come once under each heading.
pub(crate) struct DoubleSection;

impl Rule for DoubleSection {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let mut seen: TextMap<(Option<u32>, u8, &str, &str), usize> = TextMap::default();
        let mut same: Vec<Vec<&Section>> = Vec::new();
        for section in &context.report().sections {
            if section.title.is_empty() {
                log.missing(format!("第{}行标题的文字", section.place.line));
                continue;
            }
            // whole reports follow one another under one title
            if section.number.is_empty() {
                continue;
            }
            let key = (section.parent_line, section.level, section.number.as_str(), section.title.as_str());
            let at = *seen.entry(key).or_insert(same.len());
            match same.get_mut(at) {
                Some(sections) => sections.push(section),
                None => same.push(vec![section]),
            }
        }
        for sections in &same {
            let [first, others @ ..] = sections.as_slice() else { continue };
            if others.is_empty() {
                log.held();
                continue;
            }
            let lines: Vec<String> = sections.iter().map(|section| section.place.line.to_string()).collect();
            let draft =
                others.iter().fold(Draft::at(first.place), |draft, section| draft.and_at(section.place));
            log.found(
                draft
                    .printed(format!("{}{}", first.number, first.title))
                    .with("count", sections.len())
                    .with("lines", lines.join("、")),
            );
        }
    }
}
