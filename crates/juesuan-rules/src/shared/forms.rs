//! Which statutory table a fact goes with: what it speaks of, and the fund that its section is about.

use std::sync::LazyLock;

use juesuan_model::{Fact, Item, Measure, StatementId, SubjectRef};

use crate::shared::bounds::Bounds;
use crate::shared::fact_index::{Statements, named, year_of};
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
    if matches!(item, Item::Economic(_)) {
        // 工资福利支出 of all money stands in no table
        return statements.is_of_basic(fact.place).then_some((StatementId::Z06, item, measure));
    }
    if item.code().is_some() {
        // 支出决算情况说明 is about all money
        let all = statements.is_of_all_money(fact.place).then_some(StatementId::Z03);
        return Some((fund.or(all).or(form)?, item, measure));
    }
    let form = form?;
    // what receptions and vehicles cost of basic expenditure is a line of its table: projects may pay for more
    if form == StatementId::Z09 && statements.is_of_basic(fact.place) {
        return moved(&OF_BASIC, (form, item, measure));
    }
    match fund {
        // 基本支出 under 一般公共预算财政拨款支出 is that of the fund
        Some(fund) if matches!(form, StatementId::Z02 | StatementId::Z03) => Some((fund, item, measure)),
        Some(StatementId::Z07) if is_balance(item) => moved(&OF_GOVERNMENT_FUND, (form, item, measure)),
        Some(_) if is_balance(item) || is_balance_of_appropriation(item) => None,
        // 本年支出合计 under 财政拨款收入支出决算 is that of all appropriations
        None if statements.is_of_appropriation(fact.place) => moved(&OF_APPROPRIATION, (form, item, measure))
            .or_else(|| {
                let told = matches!(form, StatementId::Z02 | StatementId::Z03) || is_balance(item);
                (!told).then_some((form, item, measure))
            }),
        // 人员经费 of all money stands in no table
        None if form == StatementId::Z06 && !statements.is_of_basic(fact.place) => None,
        _ => Some((form, item, measure)),
    }
}

/// Table, item, measure.
type Meant = (StatementId, Item, Measure);

/// What totals of all money mean where appropriations are told.
static OF_APPROPRIATION: LazyLock<Vec<(Meant, Meant)>> = LazyLock::new(|| {
    pairs(&[
        ("Z02 total income", "Z04 income:year_total final"),
        ("Z03 total expenditure", "Z04 expenditure:year_total final"),
        ("Z01 income:total final", "Z04 income:total final"),
        ("Z01 expenditure:total final", "Z04 expenditure:total final"),
    ])
});

/// What balances mean where the government fund is told.
static OF_GOVERNMENT_FUND: LazyLock<Vec<(Meant, Meant)>> = LazyLock::new(|| {
    pairs(&[
        ("Z01 income:opening final", "Z07 total opening"),
        ("Z01 expenditure:closing final", "Z07 total closing"),
    ])
});

/// What the three public expenses are where basic expenditure is told.
static OF_BASIC: LazyLock<Vec<(Meant, Meant)>> = LazyLock::new(|| {
    pairs(&[
        ("Z09 three_public:overseas final", "Z06 ec:30212 final"),
        ("Z09 three_public:reception final", "Z06 ec:30217 final"),
        ("Z09 three_public:vehicle_operation final", "Z06 ec:30231 final"),
        ("Z09 three_public:conference final", "Z06 ec:30215 final"),
        ("Z09 three_public:training final", "Z06 ec:30216 final"),
    ])
});

/// Totals that texts call alike: 收入合计 may be that of the year or the one with balances.
static ALIKE: LazyLock<Vec<(Meant, Meant)>> = LazyLock::new(|| {
    pairs(&[
        ("Z02 total income", "Z01 income:total final"),
        ("Z03 total expenditure", "Z01 expenditure:total final"),
        ("Z01 income:total final", "Z01 income:year_total final"),
        ("Z01 expenditure:total final", "Z01 expenditure:year_total final"),
        ("Z04 income:total final", "Z04 income:year_total final"),
        ("Z04 income:year_total final", "Z04 income:total final"),
        ("Z04 expenditure:year_total final", "Z04 expenditure:total final"),
    ])
});

/// What forms print in a column of the total that others print as a row of its own.
static ACROSS: LazyLock<Vec<(Meant, Meant)>> = LazyLock::new(|| {
    pairs(&[
        ("Z06 basic:personnel final", "Z06 basic:total basic_personnel"),
        ("Z06 basic:public final", "Z06 basic:total basic_public"),
    ])
});

/// Balances brought and carried forward.
static BALANCES: LazyLock<Vec<Item>> = LazyLock::new(|| {
    ["income:opening", "expenditure:closing"].iter().filter_map(|key| Item::named(key).ok()).collect()
});

/// Balances of all appropriations, which a chapter on one fund may tell of that fund alone.
static OF_ALL_FUNDS: LazyLock<Vec<Item>> = LazyLock::new(|| {
    let keys = ["income:opening_fiscal", "expenditure:closing_fiscal"];
    keys.iter().filter_map(|key| Item::named(key).ok()).collect()
});

fn is_balance_of_appropriation(item: Item) -> bool {
    OF_ALL_FUNDS.contains(&item)
}

fn is_balance(item: Item) -> bool {
    BALANCES.contains(&item)
}

fn pairs(words: &[(&str, &str)]) -> Vec<(Meant, Meant)> {
    let meant = |words: &str| {
        let (form, words) = words.split_once(' ')?;
        let (item, measure) = named(words)?;
        Some((form.parse().ok()?, item, measure))
    };
    words.iter().filter_map(|(from, to)| meant(from).zip(meant(to))).collect()
}

fn moved(pairs: &[(Meant, Meant)], from: Meant) -> Option<Meant> {
    pairs.iter().find(|(known, _)| *known == from).map(|(_, to)| *to)
}

/// The other cell that the same words may quote.
pub(crate) fn other_cell(context: &Context<'_>, meant: Meant) -> Option<FigureId> {
    let (form, item, measure) = moved(&ALIKE, meant)?;
    match context.book().find(form, item, measure) {
        Lookup::Found(figure) => Some(figure),
        _ => None,
    }
}

/// The cell that a fact quotes.
pub(crate) fn cell(context: &Context<'_>, statements: &Statements<'_>, fact: &Fact) -> Option<FigureId> {
    let meant = meant(statements, fact)?;
    let find = |(form, item, measure): Meant| match context.book().find(form, item, measure) {
        Lookup::Found(figure) => Some(figure),
        _ => None,
    };
    find(meant).or_else(|| find(moved(&ACROSS, meant)?))
}

impl Statements<'_> {
    /// What a fact can mean by the cell that it quotes, where a table prints it. A cell in doubt speaks for a figure, too:
    /// nothing is wrong that follows from either.
    pub(crate) fn printed_bounds(&self, context: &Context<'_>, fact: &Fact) -> Option<Bounds> {
        let this_year = self.report().year.is_none() || year_of(fact) == self.report().year;
        let cell = cell(context, self, fact).filter(|_| this_year)?;
        let figure = context.book().printed(cell)?;
        let (low, high) = (figure.value.checked_sub(figure.half)?, figure.value.checked_add(figure.half)?);
        Some(Bounds { low, high })
    }

    /// Both amounts as the text states them, then as the tables print them.
    pub(crate) fn pairs(
        &self,
        context: &Context<'_>,
        part: &Fact,
        whole: &Fact,
    ) -> impl Iterator<Item = (Bounds, Bounds)> + use<> {
        let told = (self.bounds(part), self.bounds(whole));
        let printed =
            (self.printed_bounds(context, part).or(told.0), self.printed_bounds(context, whole).or(told.1));
        [(told.0, told.1), (printed.0, told.1), (told.0, printed.1), (printed.0, printed.1)]
            .into_iter()
            .filter_map(|(part, whole)| part.zip(whole))
    }
}
