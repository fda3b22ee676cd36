use juesuan_model::{FindingKind, Place, Severity};

use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS906"),
    status: crate::RuleStatus::Stable,
    family: Family::Reading,
    title: Text::new("文件有可以读取的文字", "The document has text that can be read"),
    message: Text::new(
        "本文件没有可以读取的文字和数字，可能是扫描件；没有进行任何检查。",
        "The document has no text or numbers that can be read, it may be scanned; nothing was checked.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "读不出来的文件没有问题可报，不等于没有问题。",
        "Where nothing can be read nothing is found, which proves nothing.",
    ),
    example: Text::new("PDF只有图片，没有文字层。", "A PDF of pictures without text."),
};

/// JS906: a file with content yields numbers. A report built in code has no file and is not concerned.
pub(crate) struct Unreadable;

impl Rule for Unreadable {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        if report.source.bytes == 0 && context.text().is_none() {
            if report.source.lines > 0 {
                log.missing("文件的大小");
            }
            return;
        }
        let nothing = report.numbers == 0 && report.sections.is_empty() && report.tables.is_empty();
        let empty = report.source.bytes == 0 && context.text().is_none_or(|text| text.trim().is_empty());
        if nothing && !empty { log.found(Draft::at(Place::default())) } else { log.held() }
    }
}
