use juesuan_model::vocabulary;
use juesuan_model::{FindingKind, Item, Presence, Report, Severity, StatementId, Table, TableKind};

use crate::figure_name::table_zh;
use crate::quick::holds;
use crate::shared::accounts_text::{ExplainsAccounts, is_university};
use crate::tuning::TUNING;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS701"),
    status: crate::RuleStatus::Stable,
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
        let report = context.report();
        let statement = report.statement();
        if statement.all().all(|table| table.table().is_none()) {
            return;
        }
        let required: Vec<StatementId> =
            StatementId::ALL.into_iter().filter(|id| is_required(report, *id)).collect();
        let present = statement.all().filter(|table| table.table().is_some()).count();
        if present == 1 && !context.get::<ExplainsAccounts>().0 {
            return log.missing("其余决算报表（本文只公开一张）");
        }
        let is_absent = |id: &StatementId| statement.get(*id).presence() == Presence::Absent;
        let (mut absent, there): (Vec<StatementId>, Vec<StatementId>) =
            required.iter().copied().partition(is_absent);
        let elsewhere = lists_expenses(report);
        absent.retain(|id| *id != StatementId::Z09 || !elsewhere);
        let all = absent.len();
        absent.retain(|id| {
            let may_be_printed = context.book().doubts().is_unread(*id);
            if may_be_printed {
                log.missing(format!("{}（表名已印出，表没有读出）", table_zh(*id)));
            }
            !may_be_printed
        });
        let Some(first) = absent.first() else {
            // what could not be told of one table makes the set no complete one
            let told = if all == 0 { there.len() } else { 0 };
            for _ in 0..told {
                log.held();
            }
            return;
        };
        if is_open(report, there.len(), required.len()) {
            return log.missing(format!("可以识别的{}", table_zh(*first)));
        }
        for _ in &there {
            log.held();
        }
        let join = |name: fn(StatementId) -> String, by: &str| {
            absent.iter().map(|id| name(*id)).collect::<Vec<_>>().join(by)
        };
        let names = Text::owned(join(table_zh, "、"), join(|id| id.to_string(), ", "));
        // what is not there stands nowhere
        log.found(Draft::default().with_text("table", names));
    }
}

/// Whether a body of this kind publishes the table in this year: the state capital budget has one since 2020, and
/// universities publish four.
fn is_required(report: &Report, id: StatementId) -> bool {
    const STATE_CAPITAL: u16 = 2020;
    const OF_UNIVERSITIES: [StatementId; 4] =
        [StatementId::Z01, StatementId::Z02, StatementId::Z03, StatementId::Z05];
    match id {
        StatementId::Z08 if report.year.is_some_and(|year| year < STATE_CAPITAL) => false,
        id => !is_university(report) || OF_UNIVERSITIES.contains(&id),
    }
}

/// Whether a table of another name lists the three expenses: that of statistics which accounts published up to 2018.
fn lists_expenses(report: &Report) -> bool {
    const EXPENSES: [&str; 3] = ["three_public:overseas", "three_public:vehicles", "three_public:reception"];
    let expenses = EXPENSES.map(|name| Item::named(name).ok());
    let other = |table: &&Table| {
        !matches!(table.kind(), TableKind::Statement | TableKind::Budget) && table.figures().next().is_some()
    };
    report.tables.iter().filter(other).any(|table| {
        let items =
            || table.rows().iter().map(|row| vocabulary::item(StatementId::Z09, "", &row.label, None, None));
        expenses.iter().all(|expense| expense.is_some() && items().any(|item| item == *expense))
    })
}

/// Whether what was not understood could be the tables that are missing: half of them were not found, a table without
/// a known title has codes and amounts, or many amounts were not read.
fn is_open(report: &Report, there: usize, required: usize) -> bool {
    let unknown = report.tables.iter().filter(|table| table.kind() == TableKind::Other).any(|table| {
        let coded = table.rows().iter().filter(|row| row.code.is_some()).count();
        coded > 1 && table.figures().count() > coded
    });
    let amounts = report.unread.iter().filter(|unread| holds(&unread.text, ".")).count();
    there * 2 <= required || unknown || amounts > TUNING.nine_tables.amounts
}
