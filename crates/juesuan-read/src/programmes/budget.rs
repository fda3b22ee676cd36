//! Budget and execution of a programme: its table of 年度预算安排及使用情况, or the sentence that states them.

use juesuan_model::{PlacedNumber, Programme, Row, Table, TableKind, Unit};
use juesuan_segment::Span;
use juesuan_source::find_all;
use juesuan_vocabulary::units::AMOUNTS_AND_RATES;
use juesuan_vocabulary::{budget, performance};

use super::figure;
use super::headers::{Field, field};
use crate::Document;

/// Takes budget, execution and rate of the first budget table, where it is one.
pub(super) fn from_table(programme: &mut Programme, table: &Table) {
    if table.kind() != TableKind::BudgetUse || programme.executed.is_some() {
        return;
    }
    let is_whole = |row: &Row| performance::WHOLE_BUDGET_LABELS.iter().any(|label| row.label.contains(label));
    let whole = table.indexed_rows().find(|(_, row)| is_whole(row)).map(|(at, _)| at);
    let Some(row) = whole.or_else(|| table.row_indices().next()) else { return };
    for cell in table.cells_of(row) {
        let Some(figure) = table.figure_of(cell) else { continue };
        let Some(field) = figure.column.path.iter().rev().find_map(|name| field(name)) else { continue };
        let number = PlacedNumber::new(figure.value, figure.place);
        let slot = match field {
            Field::BudgetInitial => &mut programme.budget_initial,
            Field::BudgetAdjusted => &mut programme.budget_adjusted,
            Field::Executed => &mut programme.executed,
            Field::Rate => &mut programme.rate,
            Field::Weight => &mut programme.rate_weight,
            Field::Score => &mut programme.rate_score,
            _ => continue,
        };
        slot.get_or_insert(number);
    }
    programme.unit = table.unit().cloned().or_else(|| programme.unit.take());
}

/// Whether the words of the clause before a budget say that it is that of a kind of expenditure.
fn is_of_item(before: &str) -> bool {
    let clause = before.rsplit(['。', '；', '\n']).next().unwrap_or("");
    budget::OF_KINDS.iter().any(|word| clause.contains(word))
}

/// Takes what a paragraph at `span` states and no table gave.
pub(super) fn from_text(document: &Document<'_>, programme: &mut Programme, span: Span) {
    let text = span.text(document.source());
    for &(field, cue) in performance::BUDGET_CUES {
        let Some(field) = Field::named(field) else { continue };
        let slot = match field {
            Field::BudgetInitial => &mut programme.budget_initial,
            Field::BudgetAdjusted => &mut programme.budget_adjusted,
            Field::Executed => &mut programme.executed,
            _ => &mut programme.rate,
        };
        let mut own = find_all(text, cue).filter(|at| !is_of_item(&text[..*at]));
        let found = own.find_map(|at| number_after(text, at + cue.len()));
        if let (None, Some((value, at, unit))) = (&slot, found)
            && (field == Field::Rate) == (unit == Unit::Percent)
        {
            let at = Span::new(span.start + at.start, span.start + at.end);
            *slot = Some(PlacedNumber::new(value, document.place(at)));
            if unit != Unit::Percent {
                programme.unit.get_or_insert(unit);
            }
        }
    }
}

/// "为 5,438.27 万元": a number and its unit after at most a copula.
fn number_after(text: &str, from: usize) -> Option<(juesuan_model::Decimal, Span, Unit)> {
    let rest = figure::behind_copula(&text[from..]);
    let start = text.len() - rest.len();
    let (value, width) = figure::leading(rest)?;
    let unit = rest[width..].trim_start();
    let unit = AMOUNTS_AND_RATES.iter().copied().find(|word| unit.starts_with(word))?;
    Some((value, Span::of(start..start + width), Unit::named(unit)?))
}
