use juesuan_model::{Fact, FindingKind, Item, Measure, Severity, StatementId};
use juesuan_vocabulary::budget::FUND_FLOWS;

use crate::shared::fact_index::{Facts, Statements, is_money_level, named, year_of};
use crate::shared::forms;
use crate::shared::part_sets::{self, Meaning};
use crate::{Basis, BasisKind, Context, Family, FigureId, Log, Operator, Rule, RuleInfo, Term, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS426"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new("正文所述收支相抵", "Income and expenditure told in one sentence balance"),
    message: Text::new(
        "{left}写作{printed}{unit}，按同一句所列各数应为{expected}{unit}，相差{difference}{unit}。",
        "{left} says {printed} {unit}; by the figures of the same sentence it is {expected} {unit}, off by {difference} \
         {unit}.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Error,
    basis: Basis::new(BasisKind::Form, "收入总计=支出总计；年末结转和结余=年初结转和结余+本年收入-本年支出"),
    why: Text::new(
        "收支总计必须相等，结转必须接得上，否则至少有一个数写错了。",
        "The totals must be equal and the balances must follow; else a figure is wrong.",
    ),
    example: Text::new(
        "收入总计950.30万元，支出总计930.50万元。",
        "Income of 950.30 in all, expenditure of 930.50.",
    ),
};

/// JS426: 收入总计 and 支出总计 of one sentence are equal; a closing balance is the opening one with the income and
/// less the expenditure of its sentence.
pub(crate) struct TextBalance;

impl Rule for TextBalance {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for facts in statements.sentences() {
            let told: Vec<Told<'_>> = facts.iter().filter_map(|fact| told(statements, fact)).collect();
            totals(context, &told, log);
            made_of(context, &told, log);
            balances(context, &told, log);
        }
    }
}

/// An amount of the accounts and what it is.
struct Told<'r> {
    fact: &'r Fact,
    form: StatementId,
    item: Item,
    measure: Measure,
}

fn told<'r>(statements: &Statements<'r>, fact: &'r Fact) -> Option<Told<'r>> {
    if !is_money_level(fact) || fact.approximation.is_some() {
        return None;
    }
    let of_fund = || {
        let fund = statements.fund(fact.place).filter(|fund| *fund == StatementId::Z07)?;
        let (_, words) = FUND_FLOWS.iter().find(|(subject, _)| fact.subject.ends_with(subject))?;
        let (item, measure) = named(words)?;
        Some((fund, item, measure))
    };
    let (form, item, measure) = of_fund().or_else(|| forms::meant(statements, fact))?;
    Some(Told { fact, form, item, measure })
}

/// The only amount that is this, of the year of another.
fn only<'t, 'r>(
    told: &'t [Told<'r>],
    form: StatementId,
    (item, measure): Meaning,
    of: Option<u16>,
) -> Option<&'t Told<'r>> {
    let is_it = |told: &&Told<'_>| {
        told.form == form && told.item == item && told.measure == measure && year_of(told.fact) == of
    };
    let mut found = told.iter().filter(is_it);
    match (found.next(), found.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

fn totals(context: &Context<'_>, told: &[Told<'_>], log: &mut Log<'_, '_>) {
    for form in [StatementId::Z01, StatementId::Z04] {
        let Some(year) = told.iter().find(|told| told.form == form).map(|told| year_of(told.fact)) else {
            continue;
        };
        let of = |words: &str| only(told, form, named(words)?, year);
        match (of("income:total final"), of("expenditure:total final")) {
            (Some(income), Some(expenditure)) => {
                let [income, expenditure] = [income, expenditure].map(|told| figure(context, told, log));
                log.compare_figures(income, Operator::Equal, expenditure);
            }
            (Some(income), None) => log.missing(format!("“{}”同一句中的支出总计", income.fact.subject)),
            _ => {}
        }
    }
}

/// 收入总计 = 本年收入 + 使用非财政拨款结余 + 年初结转和结余, and the same of expenditure, as far as one sentence tells them.
fn made_of(context: &Context<'_>, told: &[Told<'_>], log: &mut Log<'_, '_>) {
    let Some(year) = told.iter().find(|told| told.form == StatementId::Z01).map(|told| year_of(told.fact))
    else {
        return;
    };
    let of_any_form = |meaning: &Meaning| {
        let mut forms = [StatementId::Z01, StatementId::Z02, StatementId::Z03].into_iter();
        forms.find_map(|form| only(told, form, *meaning, year))
    };
    for set in part_sets::SIDES.iter() {
        let Some(total) = only(told, StatementId::Z01, set.whole, year) else { continue };
        let needed = set.needed.iter().map(of_any_form).collect::<Option<Vec<_>>>();
        let Some(mut terms) = needed else { continue };
        let others: Vec<_> = set.others.iter().filter_map(of_any_form).collect();
        let operator = if others.len() < set.others.len() { Operator::AtLeast } else { Operator::Equal };
        terms.extend(others);
        if std::iter::once(&total).chain(&terms).all(|told| context.cell_of(told.fact).is_some()) {
            // what tables print is added up there, and JS301 compares the text with them
            log.held();
            continue;
        }
        let total = figure(context, total, log);
        let terms: Vec<Term> = terms.into_iter().map(|told| Term::plus(figure(context, told, log))).collect();
        log.compare(&[Term::plus(total)], operator, &terms);
    }
}

fn balances(context: &Context<'_>, told: &[Told<'_>], log: &mut Log<'_, '_>) {
    let form = StatementId::Z07;
    let Some(year) = told.iter().find(|told| told.form == form).map(|told| year_of(told.fact)) else {
        return;
    };
    let parts = ["total closing", "total opening", "total income", "total expenditure"];
    let [Some(closing), Some(opening), Some(income), Some(expenditure)] =
        parts.map(|words| only(told, form, named(words)?, year))
    else {
        return;
    };
    let [closing, opening, income, expenditure] =
        [closing, opening, income, expenditure].map(|told| figure(context, told, log));
    let right = [Term::plus(opening), Term::plus(income), Term::minus(expenditure)];
    log.compare(&[Term::plus(closing)], Operator::Equal, &right);
}

fn figure(context: &Context<'_>, told: &Told<'_>, log: &mut Log<'_, '_>) -> FigureId {
    log.figure(context.get::<Facts>().quantity(context, told.fact))
}
