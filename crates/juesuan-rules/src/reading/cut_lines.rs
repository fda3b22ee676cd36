use juesuan_model::{FindingKind, Place, Repair, Severity};

use crate::tuning::TUNING;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS902"),
    status: crate::RuleStatus::Stable,
    family: Family::Reading,
    title: Text::new("各行文字完整，没有在同一宽度处被截断", "No lines are cut off at a width"),
    message: Text::new(
        "本文件有{count}行在同一宽度处被截断，行尾的文字缺失（第{lines}行），缺失部分没有检查。",
        "{count} lines are cut off at one width (lines {lines}); what is lost was not checked.",
    ),
    kind: FindingKind::Truncated,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "公开的文字不完整，读者看不到被截断的内容。",
        "What was published is incomplete: readers cannot see the rest.",
    ),
    example: Text::new(
        "每行都在第50个字符处断开，句子没有写完。",
        "Every line ends at the 50th character, in mid-sentence.",
    ),
};

/// JS902: the lines of the document are whole. All that are cut off are one finding.
pub(crate) struct CutLines;

impl Rule for CutLines {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        let cut: Vec<Place> =
            report.repairs.iter().filter(|repair| repair.kind == "cut_line").map(place).collect();
        let Some((first, others)) = cut.split_first() else {
            match (report.source.lines, report.repairs.is_empty()) {
                (0, true) if context.text().is_none() && !report.sections.is_empty() => {
                    log.missing("原文的各行");
                }
                (0, true) => {}
                _ => log.held(),
            }
            return;
        };
        let mut lines: Vec<String> =
            cut.iter().take(TUNING.cut_lines.named).map(|place| place.line.to_string()).collect();
        if cut.len() > TUNING.cut_lines.named {
            lines.push("…".into());
        }
        let draft = others.iter().fold(Draft::at(*first), |draft, place| draft.and_at(*place));
        log.found(
            draft.printed(cut.len().to_string()).with("count", cut.len()).with("lines", lines.join("、")),
        );
    }
}

fn place(repair: &Repair) -> Place {
    repair.places.first().copied().unwrap_or(Place { line: repair.line, ..Place::default() })
}
