//! Whatever a report holds, the rules say something of it, and the same each time.

#![allow(clippy::expect_used)] // in tests, clear is better than robust

mod support;

use juesuan_model::{Decimal, Entry, Report, Table, Unit};
use juesuan_rules::{Checker, catalogue};
use proptest::prelude::*;

/// What is done to a cell of a report.
#[derive(Clone, Debug)]
enum Change {
    Blank,
    Dash,
    Text,
    Number(i128, u32),
    Unit(usize),
    Duplicate,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Blank),
        Just(Change::Dash),
        Just(Change::Text),
        (any::<i64>(), 0..4_u32).prop_map(|(number, scale)| Change::Number(number.into(), scale)),
        Just(Change::Number(79_228_162_514_264_337_593_543_950_335, 0)),
        Just(Change::Number(1, 28)),
        (0..3_usize).prop_map(Change::Unit),
        Just(Change::Duplicate),
    ]
}

/// A number that some place may hold, up to the largest and the finest that there are.
fn number() -> impl Strategy<Value = Decimal> {
    let from = |(mantissa, scale): (i64, u32)| Decimal::from_i128_with_scale(mantissa.into(), scale);
    prop_oneof![
        4 => (any::<i64>(), 0..4_u32).prop_map(from),
        4 => (-100_000_000_000_000..100_000_000_000_000_i64, 0..9_u32).prop_map(from),
        1 => Just(Decimal::MAX),
        1 => Just(Decimal::MIN),
        1 => Just(Decimal::from_i128_with_scale(1, 28)),
        2 => Just(Decimal::ZERO),
    ]
}

/// Puts a number in place of one that the text, a programme or an indicator gives.
fn put(report: &mut Report, at: usize, number: Decimal) {
    let facts = report.facts.iter_mut().map(|fact| &mut fact.value);
    let programmes = report.programmes.iter_mut().flat_map(|programme| {
        let money = [&mut programme.budget_initial, &mut programme.budget_adjusted, &mut programme.executed];
        let rates = [&mut programme.rate, &mut programme.rate_weight, &mut programme.rate_score];
        let figures = money.into_iter().chain(rates).chain([&mut programme.total_score]);
        figures.flatten().map(|number| &mut number.value)
    });
    let indicators = report.indicators.iter_mut().flat_map(|indicator| {
        [&mut indicator.weight, &mut indicator.score].into_iter().flatten().map(|number| &mut number.value)
    });
    let mut values: Vec<&mut Decimal> = facts.chain(programmes).chain(indicators).collect();
    let count = values.len().max(1);
    if let Some(value) = values.get_mut(at % count) {
        **value = number;
    }
}

fn apply(report: &mut Report, table: usize, cell: usize, change: &Change) {
    let count = report.tables.len().max(1);
    let Some(known) = report.tables.get_mut(table % count) else { return };
    let mut parts = known.clone().into_parts();
    let at = cell % parts.cells.len().max(1);
    match (change, parts.cells.get_mut(at)) {
        (Change::Blank, Some(_)) => drop(parts.cells.remove(at)),
        (Change::Dash, Some(cell)) => cell.entry = Entry::Dash,
        (Change::Text, Some(cell)) => cell.entry = Entry::Text("1 0.5".into()),
        (Change::Number(number, scale), Some(cell)) => {
            cell.entry = Entry::Number(Decimal::from_i128_with_scale(*number, *scale));
        }
        (Change::Duplicate, Some(cell)) => {
            let row = cell.row.get();
            if let Some(first) = parts.rows.first().cloned()
                && let Some(row) = parts.rows.get_mut(row)
            {
                *row = first;
            }
        }
        (Change::Unit(unit), _) => {
            parts.unit = [None, Some(Unit::YUAN), Some(Unit::Percent)].into_iter().nth(*unit).flatten();
        }
        (_, None) => {}
    }
    *known = Table::new(parts).expect("the same shape");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_report_is_checked(
        fixture in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<usize>(), any::<usize>(), change()), 0..40),
        numbers in prop::collection::vec((any::<usize>(), number()), 0..40),
    ) {
        let fixtures = support::fixtures();
        let mut report = fixture.get(&fixtures).report.clone();
        for (table, cell, change) in &changes {
            apply(&mut report, *table, *cell, change);
        }
        for (at, number) in &numbers {
            put(&mut report, *at, *number);
        }
        let rules = catalogue();
        let text = &fixture.get(&fixtures).text;
        let outcome = Checker::new(&rules).text(text).check(&report);
        prop_assert_eq!(&outcome, &Checker::new(&rules).text(text).check(&report));
        prop_assert_eq!(outcome.checks.len(), rules.len());
        for finding in &outcome.findings {
            prop_assert!(!finding.message.is_empty() && !finding.message.contains('{'), "{:?}", finding);
            prop_assert!(!finding.message_en.is_empty() && !finding.message_en.contains('{'), "{:?}", finding);
        }
        let mut ids: Vec<_> = outcome.findings.iter().map(|finding| &finding.id).collect();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), outcome.findings.len());
    }
}
