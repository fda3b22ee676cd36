//! The whole of a share that the text does not print as a number: what a table adds up, and what the list adds up.

use juesuan_model::{Decimal, Fact, StatementId};
use juesuan_vocabulary::budget;

use crate::quick::TextMap;
use crate::shared::bounds::Bounds;
use crate::shared::fact_index::{Facts, Statements, is_budget, is_money_level, named, year_of};
use crate::shared::forms;
use crate::shared::percentages::{Recomputed, recompute};
use crate::shared::told_shares::{part, share};
use crate::tuning::TUNING;
use crate::{Context, Lookup};

/// The wholes that were found so far.
#[derive(Default)]
pub(super) struct UntoldWhole {
    /// What lists add up to, by the sentence of the list.
    sums: TextMap<u32, Option<Bounds>>,
    /// The totals that the text tells, by their table and year.
    totals: TextMap<(StatementId, Option<u16>), Option<Bounds>>,
}

impl UntoldWhole {
    /// Amount and whole of the share at this place, as they may be taken; none where nothing tells.
    pub(super) fn pairs(
        &mut self,
        context: &Context<'_>,
        at: usize,
        amount: &Fact,
        name: &str,
    ) -> Vec<(Bounds, Bounds)> {
        let statements = context.get::<Facts>();
        let told = statements.bounds(amount);
        let printed = statements.printed_bounds(context, amount);
        let whole = match name {
            "" => total_of_form(context, amount).or_else(|| self.sum(statements, at)),
            name => budget::WHOLES
                .iter()
                .find(|(known, ..)| *known == name)
                .and_then(|(_, form, words)| cell(context, form.parse().ok()?, words)),
        };
        let Some(whole) = whole else { return Vec::new() };
        // where the text tells the total, too, a wrong cell makes no share wrong
        let total = (name.is_empty()).then(|| self.told_total(context, amount)).flatten();
        let wholes = || std::iter::once(whole).chain(total);
        let amounts = [told, printed].into_iter().flatten();
        amounts.flat_map(|amount| wholes().map(move |whole| (amount, whole))).collect()
    }

    /// The total of the table that prints the amount, as the text tells it.
    fn told_total(&mut self, context: &Context<'_>, amount: &Fact) -> Option<Bounds> {
        let (form, item, _) = forms::meant(context.get::<Facts>(), amount)?;
        item.code()?;
        let year = year_of(amount);
        *self.totals.entry((form, year)).or_insert_with(|| first_total(context, form, year))
    }

    /// What the amounts of the sentence add up to, where all its shares but one at most follow from that.
    fn sum(&mut self, statements: &Statements<'_>, at: usize) -> Option<Bounds> {
        let facts = &statements.report().facts;
        let sentence = facts.get(at)?.sentence;
        *self.sums.entry(sentence).or_insert_with(|| {
            let start = facts.partition_point(|fact| fact.sentence < sentence);
            let rest = facts.get(start..).unwrap_or_default();
            let list: Vec<&Fact> = rest.iter().take_while(|fact| fact.sentence == sentence).collect();
            sum_of(statements, facts, start, list.len())
        })
    }
}

fn sum_of(statements: &Statements<'_>, facts: &[Fact], start: usize, count: usize) -> Option<Bounds> {
    let (mut pairs, mut something): (Vec<(Bounds, Decimal)>, usize) = (Vec::new(), 0);
    for at in start..start + count {
        let (fact, before) = (facts.get(at)?, facts.get(start..at)?);
        let Some((name, "")) = share(fact) else { continue };
        let amount = part(before, fact, name, statements.brackets())?;
        something += usize::from(!amount.value.is_zero());
        pairs.push((statements.bounds(amount)?, fact.value));
    }
    let sum = pairs.iter().map(|(amount, _)| Some(*amount)).reduce(|sum, next| sum?.plus(next?))??;
    let follows = |(amount, share): &&(Bounds, Decimal)| {
        matches!(recompute(*share, *amount, sum), Some(Recomputed::Holds | Recomputed::LastDigit { .. }))
    };
    let told = || {
        // 支出合计9万元。基本支出和项目支出分别为7万元和2万元，分别占…: the sentence before tells what these add up to
        let before = facts.get(..start)?.last().filter(|fact| is_money_level(fact))?;
        let near = before.section == facts.get(start)?.section;
        near.then(|| statements.bounds(before)).flatten().filter(|whole| whole.meets(sum))
    };
    // what is nothing follows from any whole
    let proved = something >= TUNING.untold_whole.parts
        && pairs.iter().filter(follows).count() + 1 >= pairs.len()
        || pairs.len() > 1 && told().is_some();
    proved.then_some(sum)
}

/// The total of a table in a year, as the text tells it first.
fn first_total(context: &Context<'_>, form: StatementId, year: Option<u16>) -> Option<Bounds> {
    let statements = context.get::<Facts>();
    let (total, _) = named("total final")?;
    let is_total = |fact: &&Fact| {
        is_money_level(fact)
            && !is_budget(fact)
            && year_of(fact) == year
            && forms::meant(statements, fact).is_some_and(|(of, item, _)| of == form && item == total)
    };
    context.report().facts.iter().find(is_total).and_then(|fact| statements.bounds(fact))
}

/// The total of the table that prints the amount, in the same column.
fn total_of_form(context: &Context<'_>, amount: &Fact) -> Option<Bounds> {
    let (form, item, measure) = forms::meant(context.get::<Facts>(), amount)?;
    item.code()?;
    let (total, _) = named("total final")?;
    bounds(context, context.book().find(form, total, measure))
}

fn cell(context: &Context<'_>, form: StatementId, words: &str) -> Option<Bounds> {
    let (item, measure) = named(words)?;
    bounds(context, context.book().find(form, item, measure))
}

fn bounds(context: &Context<'_>, found: Lookup) -> Option<Bounds> {
    let Lookup::Found(figure) = found else { return None };
    let figure = context.book().figure(figure)?;
    let (low, high) = (figure.value.checked_sub(figure.half)?, figure.value.checked_add(figure.half)?);
    Some(Bounds { low, high })
}
