use juesuan_model::{
    Cell, Column, ColumnIndex, FindingKind, Item, MoneyUnit, Report, RowIndex, Severity, Table, TableKind,
    Unit,
};

use super::MEASURE;
use crate::Later;
use crate::{Context, Draft, Family, Log, Operator, Quantity, Rule, RuleInfo, Term, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS540"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new("年度资金总额等于各资金来源之和", "The funds of the year are the sum of their sources"),
    message: Text::new(
        "{left}为{printed}{unit}，{right}为{expected}{unit}，相差{difference}{unit}。",
        "{left} is {printed} {unit}; {right} is {expected} {unit}, a difference of {difference} {unit}.",
    ),
    kind: FindingKind::Sum,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new("资金总额由各来源相加得出。", "The total is made of its sources."),
    example: Text::new(
        "资金总额15.00万元，财政资金12.00万元，单位资金0万元。",
        "15.00 in all, 12.00 and 0 from the sources.",
    ),
};

/// JS540: in every money column of a table of budget and execution, 年度资金总额 is the sum of its sources. Where some
/// are named 其中, either all of them or those without it make the total; one 其中 alone is no full list, and is
/// no more than the total.
pub(crate) struct FundSources;

impl Rule for FundSources {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for (at, table) in (0..).zip(&context.report().tables) {
            if table.kind() == TableKind::BudgetUse {
                check_table(table, at, log);
            }
        }
    }
}

fn check_table(table: &Table, at: u32, log: &mut Log<'_, '_>) {
    let is_total = |item: Item| item.line_key() == Some("funds:total");
    let rows = || table.indexed_rows();
    let Some((total, _)) = rows().find(|(_, row)| row.item.is_some_and(is_total)) else { return };
    let sources: Vec<(RowIndex, bool)> = rows()
        .filter(|(_, row)| {
            row.item.is_some_and(|item| {
                !is_total(item) && item.line_key().is_some_and(|key| key.starts_with("funds:"))
            })
        })
        .map(|(at, row)| (at, row.is_of_which()))
        .collect();
    if let [(source, true)] = sources.as_slice() {
        check_only_part(table, total, *source, log);
        return;
    }
    for (column, header) in table.indexed_columns() {
        let Some(whole) = money_of(table, header, total, column) else { continue };
        let parts = |all: bool| -> Vec<&Cell> {
            let chosen = sources.iter().filter(|(_, part)| all || !part);
            chosen
                .filter_map(|(row, _)| table.cell(*row, column))
                .filter(|cell| cell.number().is_some())
                .collect()
        };
        let all = parts(true);
        if all.is_empty() {
            log.missing(format!("{}各资金来源的{}", table.title(), header.title()));
            continue;
        }
        let mut terms = |cells: &[&Cell]| -> Vec<Term> {
            cells.iter().map(|cell| Term::plus(log.figure(quantity(table, at, cell)))).collect()
        };
        let (whole, all, outer) = (terms(&[whole]), terms(&all), terms(&parts(false)));
        let zero = juesuan_model::Decimal::ZERO;
        let by_outer = !outer.is_empty() && log.would_hold(&whole, Operator::Equal, &outer, zero);
        if by_outer {
            log.compare(&whole, Operator::Equal, &outer)
        } else {
            log.compare(&whole, Operator::Equal, &all)
        };
    }
}

/// The number of the total in a column, where this is one of budgets or of what was spent.
fn money_of<'t>(table: &'t Table, header: &Column, row: RowIndex, column: ColumnIndex) -> Option<&'t Cell> {
    let money = header
        .measure
        .is_some_and(|measure| matches!(measure.as_str(), "budget_initial" | "budget_adjusted" | "executed"));
    table.cell(row, column).filter(|cell| money && cell.number().is_some())
}

/// One source named 其中 need not make the total, and cannot be more than it.
fn check_only_part(table: &Table, total: RowIndex, source: RowIndex, log: &mut Log<'_, '_>) {
    let label = |row: RowIndex| table.rows().get(row.get()).map_or("", |row| row.label.as_str());
    let mut wrong: Option<Draft> = None;
    for (column, header) in table.indexed_columns() {
        let of = |row| money_of(table, header, row, column);
        let (Some(whole), Some(part)) = (of(total), of(source)) else { continue };
        let (Some(all), Some(one)) = (whole.number(), part.number()) else { continue };
        if one <= all {
            continue;
        }
        let unit = table.unit_of(whole).map_or_else(String::new, ToString::to_string);
        let column = header.title();
        let draft = Draft::at(part.place)
            .printed(all.to_string())
            .expected(one.to_string())
            .difference(all - one, table.unit_of(whole).cloned())
            .with("left", format!("{}{column}", label(total)))
            .with("right", label(source))
            .with("unit", unit)
            .evidence(label(total), all.to_string(), whole.place);
        // a row that is too large in all its columns has one cause
        wrong = Some(match wrong {
            None => draft,
            Some(first) => first.and_all_of(draft),
        });
    }
    match wrong {
        Some(draft) => log.found(draft),
        None => log.missing(format!("{}各资金来源", table.title())),
    }
}

fn quantity(table: &Table, at: u32, cell: &Cell) -> Quantity {
    let yuan = Unit::Money(MoneyUnit::Yuan);
    let unit = table.unit_of(cell).unwrap_or(&yuan);
    let of = table.cells().binary_search_by_key(&(cell.row, cell.column), |cell| (cell.row, cell.column));
    let index = of.ok().and_then(|index| u32::try_from(index).ok()).unwrap_or(u32::MAX);
    Quantity::later(
        cell.number().unwrap_or_default(),
        Some(unit),
        cell.place,
        Later { at: (at, index), name },
    )
}

/// What a cell is called: its row and its column.
fn name(report: &Report, (table, cell): (u32, u32)) -> Text {
    let Some(table) = report.tables.get(table as usize) else { return Text::default() };
    let Some(cell) = table.cells().get(cell as usize) else { return Text::default() };
    let row = table.rows().get(cell.row.get()).map_or("", |row| row.label.trim_end_matches(['：', ':']));
    let column = table.columns().get(cell.column.get()).map_or_else(String::new, Column::title);
    Text::owned(format!("{row}{column}"), format!("{row} {column}"))
}
