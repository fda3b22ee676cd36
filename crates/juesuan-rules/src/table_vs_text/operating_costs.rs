use juesuan_model::{FindingKind, Item, Measure, Severity, StatementId};

use super::fact_against_cell::is_level_of_year;
use crate::shared::fact_index::{Facts, is_budget, is_money_level, shown};
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Lookup, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS307"),
    status: crate::RuleStatus::Preview,
    family: Family::TableText,
    title: Text::new(
        "机关运行经费不大于公用经费",
        "The operating costs of the administration are within the running costs",
    ),
    message: Text::new(
        "正文说“{name}”为{printed}，大于公用经费合计{expected}。",
        "The text gives {printed} for “{name}”, more than the running costs of {expected}.",
    ),
    kind: FindingKind::TableVsText,
    severity: Severity::Warning,
    basis: Basis::new(
        BasisKind::Regulation,
        "部门决算编制说明：机关运行经费为行政和参公单位一般公共预算基本支出中的公用经费",
    ),
    why: Text::new(
        "机关运行经费是公用经费的一部分或全部，部分不能大于整体。",
        "They are the running costs, or a part of them.",
    ),
    example: Text::new("公用经费10.00万元，机关运行经费12.00万元。", "12.00 of 10.00."),
};

/// JS307: 机关运行经费 of the text against 公用经费合计 of the table of basic expenditure.
pub(crate) struct OperatingCosts;

impl Rule for OperatingCosts {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let Ok(item) = Item::named("operating_costs") else { return };
        let told: Vec<_> = context
            .facts_about(item)
            .filter(|fact| is_level_of_year(context, fact) && is_money_level(fact) && !is_budget(fact))
            .collect();
        if told.is_empty() {
            return;
        }
        let Lookup::Found(whole) = context.find(StatementId::Z06, "basic:public", Measure::FINAL) else {
            return log.missing("《一般公共预算财政拨款基本支出决算明细表》“公用经费合计”");
        };
        let statements = context.get::<Facts>();
        for fact in told {
            let Some(figure) = context.book().figure(whole) else { continue };
            let stated = statements.quantity(context, fact);
            let over = stated.value.checked_sub(figure.value).zip(stated.half.checked_add(figure.half));
            if over.is_none_or(|(over, envelope)| over <= envelope) {
                log.held();
                continue;
            }
            let unit = figure.unit().map_or_else(String::new, |unit| unit.to_string());
            let expected = format!("{}{unit}", figure.printed());
            log.found(
                Draft::at(fact.place)
                    .printed(shown(fact))
                    .expected(&expected)
                    .with("name", &fact.subject)
                    .evidence(&fact.subject, shown(fact), fact.place)
                    .evidence("公用经费合计", expected, figure.place()),
            );
        }
    }
}
