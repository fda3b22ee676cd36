use juesuan_model::{FindingKind, Place, Repair, Severity};

use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS904"),
    status: crate::RuleStatus::Stable,
    family: Family::Reading,
    title: Text::new("表格中没有读法不确定的单元格", "No cell could be read in more than one way"),
    message: Text::new(
        "有{count}个单元格的读法不确定（如第{line}行“{printed}”），请对照原件核对。",
        "{count} cells could be read in more than one way (such as “{printed}” on line {line}): compare the original.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Info,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "被空格拆开的数字可能是一个数，也可能是两个。",
        "Digits parted by a blank may be one number or two.",
    ),
    example: Text::new("单元格印作“1 2 34”。", "A cell that says “1 2 34”."),
};

/// JS904: every cell was read in the only way it can be. All that were not are one finding.
pub(crate) struct UncertainCells;

impl Rule for UncertainCells {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        if report.tables.is_empty() {
            if report.repairs.iter().any(is_uncertain) {
                log.missing("表格");
            }
            return;
        }
        let uncertain: Vec<&Repair> = report.repairs.iter().filter(|repair| is_uncertain(repair)).collect();
        let Some((first, others)) = uncertain.split_first() else {
            log.held();
            return;
        };
        let draft = others.iter().fold(Draft::at(place(first)), |draft, repair| draft.and_at(place(repair)));
        log.found(draft.printed(&first.printed).with("count", uncertain.len()).with("line", first.line));
    }
}

fn is_uncertain(repair: &Repair) -> bool {
    repair.kind == "uncertain"
}

fn place(repair: &Repair) -> Place {
    repair.places.first().copied().unwrap_or(Place { line: repair.line, ..Place::default() })
}
