//! Figures of the accounts to which a self-evaluation can be held.

use juesuan_model::{
    Decimal, FactRole, FindingKind, Item, Measure, Period, Place, StatementId, SubjectRef, Unit,
};
use juesuan_vocabulary::budget;

use crate::Lookup;
use crate::{Context, Text};

/// A figure of the accounts, from its table, else from the text.
pub(crate) struct Account {
    pub(crate) yuan: Decimal,
    pub(crate) printed: Decimal,
    pub(crate) unit: Unit,
    pub(crate) place: Place,
    /// How far rounding may have moved it, in yuan.
    pub(crate) half: Decimal,
    pub(crate) source: Text,
    /// What a finding is of that holds something against it.
    pub(crate) kind: FindingKind,
}

/// The total of the expenditure table in a measure.
pub(crate) fn expenditure(context: &Context<'_>, measure: Measure) -> Option<Account> {
    from_table(context, measure).or_else(|| from_text(context, measure))
}

fn from_table(context: &Context<'_>, measure: Measure) -> Option<Account> {
    let Lookup::Found(figure) = context.find(StatementId::Z03, "total", measure) else { return None };
    let figure = context.book().figure(figure)?;
    let name = measure.name_zh().unwrap_or(budget::EXPENDITURE);
    let name_en = measure.name_en().unwrap_or("expenditure");
    account(
        figure.printed(),
        figure.unit()?,
        figure.place(),
        Text::owned(format!("支出决算表{name}"), format!("the expenditure table ({name_en})")),
        FindingKind::TableVsText,
    )
}

fn from_text(context: &Context<'_>, measure: Measure) -> Option<Account> {
    let total = Item::named("total").ok()?;
    let year = context.report().year;
    let fact = context.facts_about(total).find(|fact| {
        let of_form = matches!(&fact.subject_ref,
            Some(SubjectRef::Item { form: Some(StatementId::Z03), measure: Some(of), .. }) if *of == measure);
        let this_year = match &fact.period {
            Some(Period::Year(of)) => year.is_none_or(|year| year == *of),
            _ => true,
        };
        of_form && this_year && matches!(fact.role, FactRole::Amount | FactRole::Part)
    })?;
    let source = Text::owned(format!("正文“{}”", fact.subject), format!("the text on “{}”", fact.subject));
    account(fact.value, fact.unit.clone()?, fact.place, source, FindingKind::TextVsText)
}

fn account(printed: Decimal, unit: Unit, place: Place, source: Text, kind: FindingKind) -> Option<Account> {
    let factor = Decimal::from(unit.money()?.factor());
    let half =
        crate::shared::performance::points::half_of_last(printed.scale().max(2)).checked_mul(factor)?;
    Some(Account { yuan: printed.checked_mul(factor)?, printed, unit, place, half, source, kind })
}
