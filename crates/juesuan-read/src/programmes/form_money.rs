//! The money of a form that prints names and figures by turns, and the execution rate among the indicators.

use juesuan_model::{Indicator, PlacedNumber, Programme, RowIndex};
use juesuan_table as grid;
use juesuan_vocabulary::performance;

use super::figure;
use super::headers::{Field, field};
use crate::Document;
use crate::tables::unit;

/// Takes budget, execution and rate of a row in which each stands beside its name: 年初预算金额（万元） | 120.00 | 执行率 | 80%.
pub(super) fn take_pairs(
    document: &Document<'_>,
    programme: &mut Programme,
    table: &grid::Grid,
    row: RowIndex,
) {
    let source = document.source();
    let filled: Vec<_> = table.row_cells(row).filter(|cell| cell.kind() != grid::CellKind::Blank).collect();
    let pairs = filled.iter().zip(filled.get(1..).unwrap_or(&[]));
    let named = pairs.filter_map(|(label, figure)| {
        let value = figure.number(source)?;
        (label.kind() == grid::CellKind::Text).then(|| (label.text(source), value, figure.span()))
    });
    let told: Vec<_> =
        named.filter_map(|(label, value, at)| Some((field(&label)?, label, value, at))).collect();
    let is_money = |of: Field| matches!(of, Field::BudgetInitial | Field::BudgetAdjusted | Field::Executed);
    // one amount beside a name may be anything
    if told.iter().filter(|(of, ..)| is_money(*of)).count() < 2 {
        return;
    }
    for (of, label, value, at) in told {
        let slot = match of {
            Field::BudgetInitial => &mut programme.budget_initial,
            Field::BudgetAdjusted => &mut programme.budget_adjusted,
            Field::Executed => &mut programme.executed,
            Field::Rate => &mut programme.rate,
            _ => continue,
        };
        if slot.is_none() {
            *slot = Some(PlacedNumber::new(value, document.place(at)));
            if is_money(of) && programme.unit.is_none() {
                programme.unit = unit::in_header(document.vocabulary(), &label);
            }
        }
    }
}

/// Whether an indicator is the execution rate of the budget, and its groups speak of nothing else.
pub(super) fn is_execution_row(row: &Indicator) -> bool {
    let says = |level: &str| level.contains(performance::EXECUTION);
    performance::EXECUTION_RATES.contains(&&*row.level3)
        && says(&row.level1)
        && (row.level2.is_empty() || says(&row.level2))
}

/// Takes the points of the execution rate of a programme whose form prints it among the indicators.
pub(super) fn take_rate_row(programme: &mut Programme, row: Indicator) {
    if programme.rate_score.is_some() {
        return;
    }
    let told = row.actual.and_then(|actual| {
        let (rate, _) = figure::leading(&actual.value)?;
        Some(PlacedNumber::new(rate, actual.place))
    });
    programme.rate_weight = row.weight;
    programme.rate_score = row.score;
    programme.rate = programme.rate.take().or(told);
}
