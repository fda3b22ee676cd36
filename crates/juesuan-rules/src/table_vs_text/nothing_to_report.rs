use juesuan_model::{
    Decimal, Figure, FindingKind, Item, Measure, Place, Remark, RemarkKind, Severity, StatementId,
};
use juesuan_vocabulary::{funds, public_expenses};

use super::fact_against_cell::is_level_of_year;
use crate::quick::TextMap;
use crate::shared::fact_index::{Facts, Statements, is_budget, is_money_level, named, shown};
use crate::shared::forms;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS306"),
    status: crate::RuleStatus::Stable,
    family: Family::TableText,
    title: Text::new("称没有的收支，表中确实没有", "What is said not to exist is not in the table"),
    message: Text::new(
        "说明称“{printed}”，而{name}为{expected}。",
        "The text says “{printed}”, while {name} is {expected}.",
    ),
    kind: FindingKind::TableVsText,
    severity: Severity::Error,
    basis: Basis::new(BasisKind::Regulation, "财预〔2016〕143号：没有数据的表列出空表并说明"),
    why: Text::new(
        "一处说没有，一处有数，必有一处不实。",
        "One place says there is none, another has a figure: one of them is not true.",
    ),
    example: Text::new(
        "说明称没有政府性基金收支，表7有支出4.39万元。",
        "No government fund, says the text; 4.39 of it, says the table.",
    ),
};

/// Kinds of money by the word that the remark found, with their table.
const MONEY: [(&str, StatementId); 4] = [
    (funds::GOVERNMENT_FUND, StatementId::Z07),
    (funds::STATE_CAPITAL, StatementId::Z08),
    (public_expenses::TITLES[0], StatementId::Z09),
    (public_expenses::TITLES[1], StatementId::Z09),
];

/// JS306: 没有政府性基金收支, 没有国有资本经营预算支出, 没有“三公”经费 beside a table or a sentence with an amount.
pub(crate) struct NothingToReport;

impl Rule for NothingToReport {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        let claims =
            context.report().remarks.iter().filter(|remark| remark.kind == RemarkKind::NothingToReport);
        let mut amounts: TextMap<StatementId, Option<Amount>> = TextMap::default();
        for claim in claims {
            if let Some(spent) = expense(&claim.subject) {
                match context.book().sheet(StatementId::Z09).map(|sheet| amount_of(sheet, spent)) {
                    Some(Some(found)) => log.found(draft(claim, found)),
                    Some(None) => log.held(),
                    None => log.missing(crate::figure_name::table_zh(StatementId::Z09)),
                }
                continue;
            }
            let Some((_, form)) = MONEY.iter().find(|(word, _)| *word == claim.subject) else { continue };
            let found = amounts.entry(*form).or_insert_with(|| amount(context, statements, *form));
            match found {
                Some(found) => log.found(draft(claim, found.clone())),
                None if context.book().sheet(*form).is_some() => log.held(),
                None => log.missing(crate::figure_name::table_zh(*form)),
            }
        }
    }
}

/// An amount that is not zero: what it is, how it is printed, where it stands.
type Amount = (String, String, Place);

/// The expense of which a claim says that nothing was spent: 未发生公务接待费支出.
fn expense(subject: &str) -> Option<(Item, Measure)> {
    let (_, key) = public_expenses::UNSPENT.iter().find(|(name, _)| *name == subject)?;
    named(key)
}

/// What its table prints as spent for it, where that is not zero.
fn amount_of(sheet: &crate::Sheet<'_>, (item, measure): (Item, Measure)) -> Option<Amount> {
    let is_meant = |figure: &Figure<'_>| (figure.item(), figure.measure()) == (Some(item), Some(measure));
    let mut figures = sheet.table().figures();
    let cell = figures.find(|figure| is_meant(figure) && figure.value != Decimal::ZERO)?;
    Some((named_cell(&cell), cell.value.to_string(), cell.place))
}

fn named_cell(cell: &Figure<'_>) -> String {
    format!(
        "{}“{}”{}",
        crate::figure_name::table_zh(StatementId::Z09),
        cell.item().and_then(Item::name_zh).unwrap_or_default(),
        cell.measure().and_then(Measure::name_zh).unwrap_or_default()
    )
}

/// The first amount of the table, else of the accounts' text.
fn amount(context: &Context<'_>, statements: &Statements<'_>, form: StatementId) -> Option<Amount> {
    let table = context.book().sheet(form).map(crate::Sheet::table);
    let cell = table.and_then(|table| {
        // what was planned and not spent does not refute that nothing was spent
        table.figures().find(|figure| {
            figure.value != Decimal::ZERO && figure.measure().is_some_and(|measure| !is_planned(measure))
        })
    });
    if let Some(cell) = cell {
        let name = format!(
            "{}“{}”{}",
            crate::figure_name::table_zh(form),
            cell.row.label,
            cell.measure().and_then(Measure::name_zh).unwrap_or_default()
        );
        return Some((name, cell.value.to_string(), cell.place));
    }
    let mut facts = context.report().facts.iter().filter(|fact| is_level_of_year(context, fact));
    let fact = facts.find(|fact| {
        is_money_level(fact)
            && !is_budget(fact)
            && !fact.value.is_zero()
            && forms::meant(statements, fact).is_some_and(|(about, ..)| about == form)
    })?;
    Some((format!("正文“{}”", fact.subject), shown(fact), fact.place))
}

/// Whether a measure is that of a budget.
fn is_planned(measure: Measure) -> bool {
    measure.as_str().starts_with("budget")
}

fn draft(claim: &Remark, (name, value, place): Amount) -> Draft {
    Draft::at(claim.place)
        .printed(&claim.text)
        .expected(&value)
        .with("name", &name)
        .evidence("说明", &claim.text, claim.place)
        .evidence(name, value, place)
}
