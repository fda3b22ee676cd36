use juesuan_model::{FindingKind, Severity};

use crate::shared::performance::matching::Matching;
use crate::shared::spelling;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS802"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new("项目名称在汇总与报告中一致", "A programme has one name in summary and report"),
    message: Text::new(
        "汇总写作“{printed}”，报告写作“{expected}”，数字相同，应是同一项目。",
        "The summary says “{printed}”, the report “{expected}”; the figures are the same.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "名称不同，读者无法把汇总与报告对上。",
        "With two names nobody can bring the two together.",
    ),
    example: Text::new(
        "汇总“大厅档案打描服务项目”，报告“大厅档案扫描服务项目”。",
        "救助 in the summary, 辅助 in the report.",
    ),
};

/// JS802: a row of the summary and a report with the same figures and nearly the same name have the same name.
pub(crate) struct ProgrammeName;

impl Rule for ProgrammeName {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let programmes = &context.report().programmes;
        let found = context.get::<Matching>();
        if found.pairs.is_empty() && !(found.rows.is_empty() && found.reports.is_empty()) {
            log.missing("同一项目的汇总与报告");
        }
        for pair in &found.pairs {
            let (Some(report), Some(row)) =
                (programmes.get(pair.report as usize), programmes.get(pair.row as usize))
            else {
                continue;
            };
            // the evaluation of the whole department is called differently everywhere
            if report.kind != juesuan_model::ProgrammeKind::Programme || report.name == row.name {
                log.held();
                continue;
            }
            log.found(
                Draft::at(row.place)
                    .and_at(report.place)
                    .printed(&row.name)
                    .expected(&report.name)
                    .severity(spelling::severity(&row.name, &report.name)),
            );
        }
    }
}
