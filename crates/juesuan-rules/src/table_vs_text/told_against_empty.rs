use juesuan_model::{Fact, FindingKind, Severity, StatementId};
use juesuan_vocabulary::funds;

use super::fact_against_cell::is_level_of_year;
use crate::shared::fact_index::{Facts, is_budget, is_money_level, shown};
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS308"),
    status: crate::RuleStatus::Preview,
    family: Family::TableText,
    title: Text::new("空表的资金在正文中没有金额", "Money of an empty table has no amount in the text"),
    message: Text::new(
        "正文说“{name}”为{printed}，而{table}是空表。",
        "The text gives {printed} for “{name}”, while {table} is empty.",
    ),
    kind: FindingKind::TableVsText,
    severity: Severity::Error,
    basis: Basis::new(BasisKind::Regulation, "财预〔2016〕143号：没有数据的表列出空表并说明"),
    why: Text::new(
        "正文有数而表为空，表漏填了，或正文是别处的。",
        "The table was not filled in, or the text belongs elsewhere.",
    ),
    example: Text::new(
        "政府性基金表为空，正文说支出5.00万元。",
        "An empty table of the government fund, and 5.00 in the text.",
    ),
};

/// JS308: amounts told of the government fund or of state capital, where their table is printed and empty.
pub(crate) struct ToldAgainstEmpty;

/// The funds with a table of their own, and the words with which subjects name them.
const FUNDS: [(StatementId, &str); 2] =
    [(StatementId::Z07, funds::GOVERNMENT_FUND), (StatementId::Z08, funds::STATE_CAPITAL_BUDGET)];

impl Rule for ToldAgainstEmpty {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for (form, word) in FUNDS {
            let empty = context.book().sheet(form).map_or_else(
                || context.book().is_declared_empty(form),
                |sheet| {
                    sheet.table().cells().iter().all(|cell| cell.number().is_none_or(|value| value.is_zero()))
                },
            );
            let told: Vec<&Fact> = context
                .report()
                .facts
                .iter()
                .filter(|fact| is_level_of_year(context, fact) && is_money_level(fact) && !is_budget(fact))
                .filter(|fact| !fact.value.is_zero() && !statements.is_evaluation(fact.place))
                .filter(|fact| statements.fund(fact.place) == Some(form) && fact.subject.contains(word))
                .collect();
            let Some((first, others)) = told.split_first() else { continue };
            if !empty {
                log.held();
                continue;
            }
            // a table of which something was not read is not empty for sure
            if context.book().doubts().within(form).is_some() {
                log.missing(crate::figure_name::table_zh(form));
                continue;
            }
            let table = Text::owned(crate::figure_name::table_zh(form), form.to_string());
            let draft = Draft::at(first.place)
                .printed(shown(first))
                .with("name", &first.subject)
                .with_text("table", table)
                .evidence(&first.subject, shown(first), first.place);
            log.found(
                others
                    .iter()
                    .fold(draft, |draft, fact| draft.evidence(&fact.subject, shown(fact), fact.place)),
            );
        }
    }
}
