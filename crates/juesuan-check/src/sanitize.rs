//! Figures that no public accounts can have are set aside before rules compute with them.
//!
//! What `juesuan-read` reads is short enough by itself; a report from a database or another program may hold anything.
//! With these bounds the sum of all figures of a document and the product of two fit a [`Decimal`], so that a rule
//! need not think of overflow.

use std::borrow::Cow;

use juesuan_model::{Cell, Decimal, Entry, Place, PlacedNumber, Report, Table, Unread};
use juesuan_vocabulary::reading;

use crate::tuning::TUNING;

/// The first number that is too long for a figure: a hundred trillion, in whichever unit.
const TOO_LARGE: Decimal = Decimal::from_parts(276_447_232, 23_283, 0, false, 0);

/// The report without such figures. Each of them is among the unread numbers of the result, with the reason.
pub(crate) fn bounded(report: &Report) -> Cow<'_, Report> {
    let cells_fit = report.tables.iter().flat_map(Table::cells).all(cell_fits);
    let facts_fit = report.facts.iter().all(|fact| fits(fact.value));
    if cells_fit && facts_fit && figures(report).all(|number| fits(number.value)) {
        return Cow::Borrowed(report);
    }
    let mut kept = report.clone();
    let mut aside = Aside::default();
    kept.facts.retain(|fact| aside.keeps(fact.value, fact.place));
    for table in kept.tables.iter_mut().filter(|table| !table.cells().iter().all(cell_fits)) {
        aside.clear_cells(table);
    }
    for programme in &mut kept.programmes {
        aside.clear(&mut programme.budget_initial);
        aside.clear(&mut programme.budget_adjusted);
        aside.clear(&mut programme.executed);
        aside.clear(&mut programme.rate);
        aside.clear(&mut programme.rate_weight);
        aside.clear(&mut programme.rate_score);
        aside.clear(&mut programme.total_score);
    }
    for indicator in &mut kept.indicators {
        aside.clear(&mut indicator.weight);
        aside.clear(&mut indicator.score);
    }
    for disclosure in &mut kept.disclosures {
        aside.clear(&mut disclosure.figure);
    }
    for fund in &mut kept.funds {
        fund.lines.retain(|line| aside.keeps(line.figure.value, line.figure.place));
    }
    kept.unread.extend(aside.unread());
    Cow::Owned(kept)
}

/// The figures that were set aside, and where they stand.
#[derive(Debug, Default)]
struct Aside(Vec<(Decimal, Place)>);

impl Aside {
    /// Whether a figure may stay; else it is set aside.
    fn keeps(&mut self, value: Decimal, place: Place) -> bool {
        let fits = fits(value);
        if !fits {
            self.0.push((value, place));
        }
        fits
    }

    fn clear(&mut self, number: &mut Option<PlacedNumber>) {
        number.take_if(|number| !self.keeps(number.value, number.place));
    }

    /// The figures of a table become text, as which they are still seen.
    fn clear_cells(&mut self, table: &mut Table) {
        let mut parts = table.clone().into_parts();
        for cell in &mut parts.cells {
            if let Some(value) = cell.number()
                && !self.keeps(value, cell.place)
            {
                cell.entry = Entry::Text(value.to_string().into());
            }
        }
        if let Ok(bounded) = Table::new(parts) {
            *table = bounded;
        }
    }

    fn unread(self) -> impl Iterator<Item = Unread> {
        self.0.into_iter().map(|(value, place)| Unread {
            place,
            text: value.to_string(),
            reason: reading::TOO_LARGE.into(),
        })
    }
}

fn cell_fits(cell: &Cell) -> bool {
    cell.number().is_none_or(fits)
}

/// Whether a number is one that accounts can have. Nearly all are small enough though their point were at their end.
pub(crate) fn fits(value: Decimal) -> bool {
    let is_small = value.mantissa().unsigned_abs() < TOO_LARGE.mantissa().unsigned_abs();
    (is_small || value.abs() < TOO_LARGE) && value.scale() <= TUNING.sanitize.most_decimals
}

/// The figures of programmes, indicators, disclosures and funds.
fn figures(report: &Report) -> impl Iterator<Item = &PlacedNumber> {
    let programmes = report.programmes.iter().flat_map(|programme| {
        [
            &programme.budget_initial,
            &programme.budget_adjusted,
            &programme.executed,
            &programme.rate,
            &programme.rate_weight,
            &programme.rate_score,
            &programme.total_score,
        ]
    });
    let indicators = report.indicators.iter().flat_map(|indicator| [&indicator.weight, &indicator.score]);
    let disclosures = report.disclosures.iter().map(|disclosure| &disclosure.figure);
    let funds = report.funds.iter().flat_map(|fund| &fund.lines).map(|line| &line.figure);
    programmes.chain(indicators).chain(disclosures).flatten().chain(funds)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use juesuan_model::{
        Decimal, Fact, FactRole, Place, PlacedNumber, Programme, ProgrammeKind, ProgrammeSource, Report,
    };

    use super::{TOO_LARGE, bounded};

    fn place(line: u32) -> Place {
        let mut place = Place { line, ..Place::default() };
        (place.span.start, place.span.end) = (line * 100 + 1, line * 100 + 2);
        place
    }

    fn report() -> Report {
        let mut programme =
            Programme::new("清淤", ProgrammeKind::Programme, ProgrammeSource::Report, place(3));
        programme.budget_adjusted = Some(PlacedNumber::new(Decimal::from(50), place(4)));
        programme.executed = Some(PlacedNumber::new(Decimal::from(60), place(4)));
        let mut report = Report::default();
        report.programmes.push(programme);
        report
    }

    #[test]
    fn the_bound_is_a_hundred_trillion() {
        assert_eq!(TOO_LARGE, Decimal::from(100_000_000_000_000_u64));
    }

    #[test]
    fn what_fits_is_not_copied() {
        let report = report();
        assert!(matches!(bounded(&report), Cow::Borrowed(_)));
    }

    #[test]
    fn what_does_not_fit_is_unread_with_the_reason() {
        let mut report = report();
        report.programmes[0].executed = Some(PlacedNumber::new(Decimal::MAX, place(4)));
        report.facts.push(Fact::new(FactRole::Amount, Decimal::new(1, 28), None, place(9)));
        let kept = bounded(&report);
        assert_eq!(kept.programmes[0].executed, None);
        assert!(kept.programmes[0].budget_adjusted.is_some());
        assert!(kept.facts.is_empty());
        let lines: Vec<u32> = kept.unread.iter().map(|unread| unread.place.line).collect();
        assert_eq!(lines, [9, 4]);
    }
}
