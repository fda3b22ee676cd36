//! What the text says of all programmes together, and the rows it speaks of.

use juesuan_model::{Decimal, Fact, FactRole, Programme, ProgrammeKind};

use super::points;
use crate::Context;
use crate::shared::performance::doubt::SummaryCut;
use crate::tuning::TUNING;

/// The rows of the summary of all programmes; none where the document has no real summary, or rows of it were not read.
pub(crate) fn rows<'c>(context: &Context<'c>) -> Vec<&'c Programme> {
    let rows = context.programme_summary().map(|(_, programme)| programme);
    let rows: Vec<_> = rows.filter(|programme| programme.kind == ProgrammeKind::Programme).collect();
    if rows.len() < TUNING.performance_summary.fewest || context.get::<SummaryCut>().0 {
        Vec::new()
    } else {
        rows
    }
}

/// The facts of a role whose subject is chosen.
pub(crate) fn facts<'c>(
    context: &Context<'c>,
    role: FactRole,
    chosen: impl Fn(&Fact) -> bool,
) -> impl Iterator<Item = &'c Fact> {
    context.report().facts.iter().filter(move |fact| fact.role == role && chosen(fact))
}

/// The scores of all rows; `None` where a row has none.
pub(crate) fn scores(rows: &[&Programme]) -> Option<Vec<Decimal>> {
    rows.iter().map(|row| row.total_score.as_ref().map(|score| score.value)).collect()
}

/// The sums of the first rows, each with how far rounding may move it and its number of rows. Lists in which
/// programmes come again in parts begin with those that make up the whole.
pub(crate) fn sums<'p>(
    rows: &'p [&Programme],
    of: impl Fn(&Programme) -> Option<Decimal> + 'p,
) -> impl Iterator<Item = (Decimal, Decimal, usize)> + 'p {
    let mut sum = Some((Decimal::ZERO, Decimal::ZERO));
    (1..).zip(rows).map_while(move |(count, row)| {
        let value = of(row)?;
        let (total, half) = sum?;
        // 15 in a column of amounts with two decimals is 15.00
        let half = half.checked_add(points::half_of_last(value.scale().max(2)))?;
        let next = (total.checked_add(value)?, half);
        sum = Some(next);
        Some((next.0, next.1, count))
    })
}
