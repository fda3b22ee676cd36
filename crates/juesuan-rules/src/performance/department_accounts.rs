use juesuan_model::{Amount, Decimal, FindingKind, Measure, ProgrammeKind, Severity};

use super::MEASURE;
use crate::shared::performance::accounts::{self, Account};
use crate::shared::performance::evaluation::called;
use crate::shared::performance::points;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS528"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "部门整体评价的执行数与决算支出一致",
        "The department evaluates what its accounts say it spent",
    ),
    message: Text::new(
        "{name}执行数为{printed}，{source}为{expected}，相差{gap}，应说明口径。",
        "{name} speaks of {printed} spent, {source} of {expected}: {gap} apart, which asks for an explanation.",
    ),
    kind: FindingKind::TableVsText,
    severity: Severity::Warning,
    basis: MEASURE,
    why: Text::new(
        "同一年度同一部门的支出应当是一个数；口径不同要写明。",
        "One year of one department has one expenditure; another scope must be stated.",
    ),
    example: Text::new(
        "自评执行4257.60万元，决算支出684.73万元，未作解释。",
        "4257.60 evaluated, 684.73 in the accounts, not a word.",
    ),
};

/// JS528: 全年执行数 of the evaluation of the whole department against 本年支出合计 of the accounts.
pub(crate) struct DepartmentAccounts;

impl Rule for DepartmentAccounts {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let departments = context.report().programmes.iter().filter(|p| p.kind == ProgrammeKind::Department);
        for programme in departments {
            let Some(executed) = &programme.executed else { continue };
            let Some(amount) = programme.amount(Some(executed)) else {
                log.missing(format!("{}执行数的单位", called(programme)));
                continue;
            };
            let Some(account) = accounts::expenditure(context, Measure::EXPENDITURE) else {
                log.missing("决算的本年支出合计");
                continue;
            };
            match gap(&amount, &account) {
                None => log.held(),
                Some(yuan) => {
                    log.found(draft(&amount, executed.place, &account, yuan).with("name", called(programme)));
                }
            }
        }
    }
}

/// How far an amount is from the accounts in yuan, beyond rounding.
pub(super) fn gap(amount: &Amount, account: &Account) -> Option<Decimal> {
    let factor = Decimal::from(amount.unit.money()?.factor());
    let half = points::half_of_last(amount.value.scale().max(2)).checked_mul(factor)?;
    let gap = amount.yuan()?.checked_sub(account.yuan)?;
    (gap.abs() > half + account.half).then_some(gap)
}

/// What is said of two amounts that are so many yuan apart.
pub(super) fn draft(amount: &Amount, place: juesuan_model::Place, account: &Account, yuan: Decimal) -> Draft {
    let factor = amount.unit.money().map_or(Decimal::ONE, |unit| Decimal::from(unit.factor()));
    let difference = yuan.checked_div(factor).unwrap_or(yuan).normalize();
    Draft::at(place)
        .kind(account.kind)
        .printed(amount.to_string())
        .expected(format!("{}{}", account.printed, account.unit))
        .difference(difference, Some(amount.unit.clone()))
        .evidence(account.source.zh.clone(), format!("{}{}", account.printed, account.unit), account.place)
        .with("gap", format!("{}{}", difference.abs(), amount.unit))
        .with_text("source", account.source.clone())
}
