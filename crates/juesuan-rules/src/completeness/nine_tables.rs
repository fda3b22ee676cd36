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

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use juesuan_model::{EmptyStatement, Report, StatementId};

    use crate::testing::accounts::accounts;
    use crate::testing::{place, said};

    fn without_z08() -> Report {
        let mut report = accounts();
        report.tables.retain(|table| table.id().to_string() != "Z08");
        report
    }

    #[test]
    fn fires() {
        said(
            "JS701",
            &without_z08(),
            "",
            &expect![[r#"
            finding 1 of 9
            JS701 missing warning [] 没有公开《国有资本经营预算财政拨款支出决算表》，也没有说明该表为空。
              Z08 is not published, and nothing says that it is empty.
        "#]],
        );
    }

    #[test]
    fn passes() {
        said(
            "JS701",
            &accounts(),
            "",
            &expect![[r#"
            pass 0 of 9
        "#]],
        );
    }

    #[test]
    fn an_empty_table_may_be_explained_in_words() {
        let mut report = without_z08();
        report.empty_statements.push(EmptyStatement { statement: StatementId::Z08, place: place(9, 0) });
        said(
            "JS701",
            &report,
            "",
            &expect![[r#"
            pass 0 of 9
        "#]],
        );
    }

    #[test]
    fn lacks_the_others_where_one_table_is_published_alone() {
        let mut report = accounts();
        report.sections.clear();
        report.tables.retain(|table| table.id().to_string() == "Z09");
        said(
            "JS701",
            &report,
            "",
            &expect![[r#"
            insufficient_data 0 of 0 missing 其余决算报表（本文只公开一张）
        "#]],
        );
    }

    #[test]
    fn has_nothing_to_say_of_other_documents() {
        said(
            "JS701",
            &Report::default(),
            "",
            &expect![[r#"
            not_applicable 0 of 0
        "#]],
        );
    }
}
