use juesuan_model::{FindingKind, ProgrammeSource, Remark, RemarkKind, Report, Severity};
use juesuan_vocabulary::WordList as _;
use juesuan_vocabulary::headings;

use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS712"),
    status: crate::RuleStatus::Stable,
    family: Family::Completeness,
    title: Text::new("所称附件确实附上", "An announced annex is there"),
    message: Text::new(
        "写明“{printed}”，文中没有附件。",
        "The text announces “{printed}”, and there is no annex.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "部门决算公开：绩效自评报告等应随决算公开"),
    why: Text::new(
        "读者被指向一个不存在的附件，等于没有公开。",
        "Readers are sent to an annex that does not exist: nothing was disclosed.",
    ),
    example: Text::new(
        "自评报告见附件，而文件到此为止。",
        "The report is said to be annexed, and the document ends.",
    ),
};

/// JS712: behind 详见附件 there is a heading of an annex, a report on a programme, or a table that is no statutory one.
pub(crate) struct AnnouncedAnnex;

impl Rule for AnnouncedAnnex {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        let announced = report.remarks.iter().filter(|remark| remark.kind == RemarkKind::AnnouncedAnnex);
        let annexes = Annexes::of(report);
        // 附件 is one thing, however often it is announced
        let mut lacking: Option<Draft> = None;
        for remark in announced {
            let forms =
                remark.text.contains(headings::ANNOUNCED_TABLES) && !context.book().sheets().is_empty();
            if forms || annexes.are_behind(remark) {
                log.held();
                continue;
            }
            lacking = Some(match lacking {
                None => Draft::at(remark.place).printed(&remark.text),
                Some(draft) => draft.and_at(remark.place),
            });
        }
        if let Some(draft) = lacking {
            log.found(draft);
        }
    }
}

/// Where the last things begin that may be meant by an annex.
struct Annexes {
    /// Byte offset of the last heading of an annex or report on a programme.
    heading: Option<u32>,
    /// Line of the last table that is no statutory one.
    table: Option<u32>,
}

impl Annexes {
    fn of(report: &Report) -> Self {
        let is_annex = |title: &str| {
            let title: String = title.chars().filter(|c| !c.is_whitespace()).collect();
            headings::ANNEXES.any_in(&title) || headings::ANNEXED.any_in(&title)
        };
        // only what begins last counts, so that most titles need not be read
        let mut last: Option<u32> = None;
        for section in report.sections.iter().rev() {
            let start = section.place.span.start;
            if last.is_none_or(|last| last < start) && is_annex(&section.title) {
                last = Some(start);
            }
        }
        let reports =
            report.programmes.iter().filter(|programme| programme.source == ProgrammeSource::Report);
        let programme = reports.map(|programme| programme.place.span.start).max();
        let others = report.tables.iter().filter(|table| table.id().statement().is_none());
        Self { heading: last.max(programme), table: others.map(juesuan_model::Table::line_start).max() }
    }

    /// Whether one of them begins behind the words that announce it.
    fn are_behind(&self, remark: &Remark) -> bool {
        self.heading.is_some_and(|start| start >= remark.place.span.end)
            || self.table.is_some_and(|line| line > remark.place.line)
    }
}
