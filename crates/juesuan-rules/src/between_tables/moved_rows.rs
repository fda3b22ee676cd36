use juesuan_model::{FindingKind, Severity};

use crate::{Basis, Cause, Context, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS230"),
    status: crate::RuleStatus::Preview,
    family: Family::BetweenTables,
    title: Text::new(
        "金额与科目同行、与栏名同栏，没有整栏错位",
        "Amounts stand in the rows of their codes and in their columns: none has moved",
    ),
    message: Text::new(
        "{moved}{column}从第{line}行起有{count}个金额{way}：它们正是{right}{from}的金额。",
        "In {moved}{column} {count} amounts stand {way}, from line {line} on: they are what {right} prints {from}.",
    ),
    kind: FindingKind::CrossTable,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "粘贴时错了一行，整栏的数字就都归到别的科目下。",
        "One row amiss in pasting, and every amount goes under another code.",
    ),
    example: Text::new(
        "支出表20899行印作卫生健康支出210的金额，其下各行依次错位。",
        "The row of 20899 has the amount of 210, and so on down the column.",
    ),
};

/// JS230: the figures of a table are not those of another table one row or one column further.
///
/// The diagnosis finds it out from the comparisons of other rules, and gathers them under this one.
pub(crate) struct MovedRows;

impl Rule for MovedRows {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn cause(&self) -> Option<Cause> {
        Some(Cause::MovedRows)
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        // every table with codes is compared with the others
        let coded = context.book().sheets().iter().filter(|sheet| !sheet.coded().is_empty());
        coded.skip(1).for_each(|_| log.held());
    }
}
