//! Which statutory table a fact goes with: what it speaks of, and the fund that its section is about.

use juesuan_model::{Fact, Item, Measure, StatementId, SubjectRef};

use crate::rules::statements::Statements;
use crate::{Context, FigureId, Lookup};

/// Table, item and measure of a fact of the accounts; `None` where the text does not tell, and in evaluations.
pub(crate) fn meant(statements: &Statements<'_>, fact: &Fact) -> Option<(StatementId, Item, Measure)> {
    let (form, item, measure) = match fact.subject_ref.as_ref()? {
        SubjectRef::Figure { table, item, measure } => (table.statement(), *item, (*measure)?),
        SubjectRef::Item { form, item, measure } => (*form, *item, (*measure)?),
        SubjectRef::Programme { .. } => return None,
    };
    if statements.is_evaluation(fact.place) {
        return None;
    }
    let fund = statements.fund(fact.place);
    let form = match (form, fund) {
        // 基本支出 under 一般公共预算财政拨款支出 is that of the fund
        (Some(StatementId::Z02 | StatementId::Z03), Some(fund)) => fund,
        (_, Some(fund)) if item.code().is_some() => fund,
        // 支出决算情况说明 is about all money
        (_, None) if item.code().is_some() && statements.is_of_all_money(fact.place) => StatementId::Z03,
        (form, _) => form?,
    };
    Some((form, item, measure))
}

/// The cell that a fact quotes.
pub(crate) fn cell(context: &Context<'_>, statements: &Statements<'_>, fact: &Fact) -> Option<FigureId> {
    let (form, item, measure) = meant(statements, fact)?;
    match context.book().find(form, item, measure) {
        Lookup::Found(figure) => Some(figure),
        _ => None,
    }
}
