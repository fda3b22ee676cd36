//! The money of a form that prints names and figures by turns, and the execution rate among the indicators.

use juesuan_model::{Indicator, PlacedNumber, Programme, ProgrammeKind, RowIndex};
use juesuan_table as grid;
use juesuan_vocabulary::performance;

use super::headers::{Field, Fields, field};
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
    is_execution([&row.level1, &row.level2], &row.level3)
}

fn is_execution([first, second]: [&str; 2], name: &str) -> bool {
    let says = |level: &str| level.contains(performance::EXECUTION);
    performance::EXECUTION_RATES.contains(&name) && says(first) && (second.is_empty() || says(second))
}

/// Takes the points of the execution rate of a programme whose form prints it among the indicators.
pub(super) fn take_rate_row(document: &Document<'_>, programme: &mut Programme, table: &grid::Grid) {
    if programme.kind == ProgrammeKind::Department || programme.rate_score.is_some() {
        return;
    }
    let source = document.source();
    let fields = Fields::of(document.vocabulary(), table);
    let cell = |row, of| fields.column(of).map(|column| table.cell(row, column));
    for row in table.data_rows() {
        let text = |of| cell(row, of).map(|cell| cell.text(source)).unwrap_or_default();
        let (first, second, name) = (text(Field::Level1), text(Field::Level2), text(Field::Level3));
        if !is_execution([&*first, &*second], &name) {
            continue;
        }
        let placed = |of| {
            let cell = cell(row, of)?;
            Some(PlacedNumber::new(cell.number(source)?, document.place(cell.span())))
        };
        programme.rate_weight = placed(Field::Weight);
        programme.rate_score = placed(Field::Score);
        programme.rate = programme.rate.take().or_else(|| placed(Field::Actual));
        return;
    }
}
