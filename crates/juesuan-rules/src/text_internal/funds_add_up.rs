use juesuan_model::{Fact, FindingKind, Severity, StatementId};

use crate::shared::fact_index::{Facts, is_money_level, named, year_of};
use crate::shared::forms;
use crate::{Basis, BasisKind, Context, Family, Log, Operator, Rule, RuleInfo, Term, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS429"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new(
        "全部为财政拨款时，各本预算支出之和等于支出合计",
        "Where all money is appropriated, the three budgets add up to all expenditure",
    ),
    message: Text::new(
        "{left}写作{printed}{unit}，{right}为{expected}{unit}，相差{difference}{unit}。",
        "{left} says {printed} {unit}; {right} is {expected} {unit}, off by {difference} {unit}.",
    ),
    kind: FindingKind::Sum,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Form, "财政拨款收入支出决算总表"),
    why: Text::new(
        "总支出只由三本预算构成时，加不出总数，总数或其中一本是错的。",
        "If the three budgets are all there is and do not add up, the total or one of them is wrong.",
    ),
    example: Text::new(
        "支出合计2846.57万元，一般公共预算2718.32万元，政府性基金128.52万元：两项之和为2846.84万元。",
        "2846.57 in all, 2718.32 and 128.52 by budget: that makes 2846.84.",
    ),
};

/// JS429: 本年支出合计 = 一般公共预算 + 政府性基金 + 国有资本经营, as the text states them, where it states one total for
/// all money and for all appropriations. What tables print is compared there.
pub(crate) struct FundsAddUp;

/// The expenditure of the three budgets.
const BUDGETS: [StatementId; 3] = [StatementId::Z05, StatementId::Z07, StatementId::Z08];

impl Rule for FundsAddUp {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        let year = context.report().year;
        let accounts = || {
            let told = context.report().facts.iter().filter(|fact| is_money_level(fact));
            told.filter(|fact| year.is_none() || year_of(fact) == year)
        };
        let first = |form: StatementId, words: &str| -> Option<&Fact> {
            let (item, measure) = named(words)?;
            accounts().find(|fact| forms::meant(statements, fact) == Some((form, item, measure)))
        };
        let spent = |form| first(form, "total expenditure");
        let Some(whole) = spent(StatementId::Z03) else { return };
        let totals =
            first(StatementId::Z01, "income:total final").zip(first(StatementId::Z04, "income:total final"));
        let [Some(general), Some(fund), state] = BUDGETS.map(spent) else {
            log.missing("正文各本预算的支出");
            return;
        };
        let Some((all, appropriated)) = totals else {
            log.missing("正文的收支总计和财政拨款收支总计");
            return;
        };
        let same = statements.bounds(all).zip(statements.bounds(appropriated));
        let printed = |fact: &Fact| context.cell_of(fact).is_some();
        if !same.is_some_and(|(all, appropriated)| all.meets(appropriated)) || printed(whole) {
            return;
        }
        let whole = log.figure(statements.quantity(context, whole));
        let parts: Vec<Term> = [Some(general), Some(fund), state]
            .into_iter()
            .flatten()
            .map(|part| Term::plus(log.figure(statements.quantity(context, part))))
            .collect();
        log.compare(&[Term::plus(whole)], Operator::Equal, &parts);
    }
}
