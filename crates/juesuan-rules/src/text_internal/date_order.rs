use juesuan_model::{FindingKind, Remark, RemarkKind, Severity};

use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS417"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new("所附报告的日期不晚于文件的日期", "No report inside is dated after the document"),
    message: Text::new(
        "文件封面日期为{expected}，其中{count}处报告的日期为{printed}，晚于封面。",
        "The cover is dated {expected}; {count} reports inside are dated {printed}, after it.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "文件不可能附入以后才写成的报告，日期有误或内容是后来补的。",
        "A document cannot contain what was written later: a date is wrong, or the reports were added.",
    ),
    example: Text::new(
        "封面二〇二三年九月，所附自评报告2023年11月。",
        "A cover of 2023-09, reports of 2023-11.",
    ),
};

/// JS417: dates of covers and signatures inside a document are not after the date on its cover.
pub(crate) struct DateOrder;

impl Rule for DateOrder {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        let dates: Vec<&Remark> =
            report.remarks.iter().filter(|remark| remark.kind == RemarkKind::Date).collect();
        let body = report.sections.first().map_or(u32::MAX, |section| section.place.span.start);
        let Some((cover, inside)) = dates.split_first().filter(|(cover, _)| cover.place.span.start < body)
        else {
            if !dates.is_empty() {
                log.missing("封面日期");
            }
            return;
        };
        if inside.is_empty() {
            log.missing("所附报告的日期");
            return;
        }
        let later: Vec<&&Remark> = inside.iter().filter(|date| is_after(&date.text, &cover.text)).collect();
        let Some(first) = later.first() else { return log.held() };
        let mut draft = Draft::at(cover.place)
            .printed(&first.text)
            .expected(&cover.text)
            .with("count", later.len())
            .evidence("封面日期", &cover.text, cover.place);
        for date in &later {
            draft = draft.evidence("报告日期", &date.text, date.place);
        }
        log.found(draft);
    }
}

/// Whether one date is after another, as far as both are printed.
fn is_after(date: &str, cover: &str) -> bool {
    let length = date.len().min(cover.len());
    date.get(..length) > cover.get(..length)
}
