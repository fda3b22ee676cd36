//! Funds (城乡居民医保基金 and the like): what running text says of their insured, standards, income and payments.

use std::ops::Range;

use juesuan_model::{Fact, FactRole, Fund, FundLine, PlacedNumber, Programme};
use juesuan_vocabulary::funds;

/// The funds among the programmes that have a report (`reports` holds the bytes of each, in the same order), with the
/// facts of that report.
pub(crate) fn funds(programmes: &[Programme], reports: &[Range<u32>], facts: &[Fact]) -> Vec<Fund> {
    let insured = |name: &str| funds::INSURANCE.iter().any(|word| name.contains(word));
    let mut funds = Vec::new();
    for (programme, report) in
        programmes.iter().zip(reports).filter(|(programme, _)| insured(&programme.name))
    {
        let first = facts.partition_point(|fact| fact.place.span.start < report.start);
        let inside = facts[first..].iter().take_while(|fact| fact.place.span.start < report.end);
        let lines: Vec<FundLine> = inside.filter_map(line).collect();
        if !lines.is_empty() {
            funds.push(Fund { name: programme.name.clone(), lines, place: programme.place });
        }
    }
    funds
}

fn line(fact: &Fact) -> Option<FundLine> {
    let about = funds::LINES.iter().any(|word| fact.subject.contains(word));
    (about && fact.role != FactRole::Score).then(|| FundLine {
        label: fact.subject.clone(),
        item: None,
        figure: PlacedNumber::new(fact.value, fact.place),
        unit: fact.unit.clone(),
    })
}
