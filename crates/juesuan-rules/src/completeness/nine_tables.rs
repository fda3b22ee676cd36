use juesuan_model::{FindingKind, Presence, Severity};

use crate::figure_name::table_zh;
use crate::shared::accounts_text::ExplainsAccounts;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS701"),
    family: Family::Completeness,
    title: Text::new(
        "九张决算表齐全，空表有说明",
        "All nine tables are published, empty ones with a statement",
    ),
    message: Text::new(
        "没有公开{table}，也没有说明该表为空。",
        "{table} is not published, and nothing says that it is empty.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "财预〔2016〕143号：空表应当公开并说明"),
    why: Text::new(
        "缺一张表，就少了一项应当公开的内容；没有数据也要公开空表并说明。",
        "A missing table is a missing disclosure; where there is nothing to report, the empty table says so.",
    ),
    example: Text::new(
        "没有国有资本经营预算的部门不列空表也不说明。",
        "No state capital table, and not a word about it.",
    ),
};

/// JS701: each of the nine statutory tables is there, or the document says that it is empty.
pub(crate) struct NineTables;

impl Rule for NineTables {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statement = context.report().statement();
        if statement.all().all(|table| table.table().is_none()) {
            return;
        }
        let present = statement.all().filter(|table| table.table().is_some()).count();
        if present == 1 && !context.get::<ExplainsAccounts>().0 {
            return log.missing("其余决算报表（本文只公开一张）");
        }
        for table in statement.all() {
            match table.presence() {
                Presence::Present | Presence::Empty(_) => log.held(),
                Presence::Absent => {
                    let name = Text::owned(table_zh(table.id()), table.id().to_string());
                    // what is not there stands nowhere
                    log.found(Draft::default().with_text("table", name));
                }
            }
        }
    }
}
