use juesuan_model::{FindingKind, Place, Severity};

use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS602"),
    status: crate::RuleStatus::Stable,
    family: Family::Units,
    title: Text::new("决算表标明金额单位", "Statutory tables state their unit"),
    message: Text::new("{table}没有标明金额单位。", "{table} does not state its unit."),
    kind: FindingKind::Unit,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Form, "部门决算公开报表：表头右上方为金额单位"),
    why: Text::new("不写单位，读者无从知道是元还是万元。", "Without a unit nobody can tell 元 from 万元."),
    example: Text::new(
        "收入决算表上方只有部门名称，没有“单位：万元”。",
        "A table with a name above it and no unit.",
    ),
};

/// JS602: every statutory table with figures states its unit.
pub(crate) struct MissingUnit;

impl Rule for MissingUnit {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let mut without: Vec<(Text, Place)> = Vec::new();
        for sheet in context.book().sheets() {
            let Some(first) = sheet.table().cells().iter().find(|cell| cell.number().is_some()) else {
                continue;
            };
            if sheet.table().unit_of(first).is_some() {
                log.held();
                continue;
            }
            let name = Text::owned(crate::figure_name::table_zh(sheet.id()), sheet.id().to_string());
            without.push((name, first.place));
        }
        // a document that leaves all units out does so for one reason
        let Some(((_, first), others)) = without.split_first() else { return };
        let join = |of: fn(&Text) -> &str, by: &str| {
            without.iter().map(|(name, _)| of(name)).collect::<Vec<_>>().join(by)
        };
        let tables = Text::owned(join(|name| &name.zh, "、"), join(|name| &name.en, ", "));
        let draft = others.iter().fold(Draft::at(*first), |draft, (_, place)| draft.and_at(*place));
        log.found(draft.with_text("table", tables));
    }
}
