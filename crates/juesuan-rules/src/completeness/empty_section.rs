use juesuan_model::{FindingKind, RemarkKind, Severity};

use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS711"),
    status: crate::RuleStatus::Stable,
    family: Family::Completeness,
    title: Text::new("标题下有内容", "Something stands under every heading"),
    message: Text::new("“{printed}”标题下没有内容。", "Nothing stands under the heading “{printed}”."),
    kind: FindingKind::Missing,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "部门决算公开：应逐项说明，没有的应写明没有"),
    why: Text::new(
        "只有标题，应当公开的内容没有公开。",
        "A heading alone means that what should be disclosed is not.",
    ),
    example: Text::new("“（一）项目概况”之后直接是“（二）”。", "(一) is followed by (二) at once."),
};

/// JS711: headings of chapters that ask for text and have neither text nor table nor a further heading under them.
pub(crate) struct EmptySection;

impl Rule for EmptySection {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        let mut empty = 0;
        for remark in report.remarks.iter().filter(|remark| remark.kind == RemarkKind::EmptySection) {
            empty += 1;
            log.found(Draft::at(remark.place).printed(&remark.text));
        }
        if report.sections.is_empty() {
            log.missing("标题");
        }
        (empty..report.sections.len()).for_each(|_| log.held());
    }
}
