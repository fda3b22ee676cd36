use juesuan_model::{Cell, Column, ColumnIndex, Decimal, FindingKind, RowIndex, Severity, Table, TableKind};
use juesuan_vocabulary::lists;

use super::MEASURE;
use crate::shared::performance::doubt::SummaryCut;
use crate::shared::performance::evaluation::of_kind;
use crate::shared::performance::points;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS555"),
    status: crate::RuleStatus::Preview,
    family: Family::Performance,
    title: Text::new(
        "自评汇总表的合计等于各项目之和（试行）",
        "The row of totals of a summary is the sum of its programmes (preview)",
    ),
    message: Text::new(
        "自评汇总表“{row}”的{what}印作{printed}，应为{expected}。",
        "{what} of “{row}” in the summary of evaluations is given as {printed} instead of {expected}.",
    ),
    kind: FindingKind::Sum,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new(
        "其他各栏加得起来，这一栏的合计或其中一行印错了。",
        "The other columns add up: this total, or one of its rows, is misprinted.",
    ),
    example: Text::new(
        "三个项目执行数90.00、40.00、20.00万元，合计印作160.00万元，预算数合计无误。",
        "90.00, 40.00 and 20.00 are given as 160.00, while the budgets add up.",
    ),
};

/// JS555: the only row of totals of a summary of evaluations. A total is wrong where that of another column is the sum of
/// the same rows, which shows that these are all; and the rate of the totals, where both are right and the rates of all rows
/// follow from their amounts.
pub(crate) struct SummaryRow;

impl Rule for SummaryRow {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for table in of_kind(context.report(), TableKind::Summary) {
            let Some(total) = total_row(table) else { continue };
            if context.get::<SummaryCut>().0 {
                log.missing("自评汇总表的全部项目");
                continue;
            }
            sums(table, total, log);
        }
    }
}

/// The row of totals, where there is one.
fn total_row(table: &Table) -> Option<RowIndex> {
    let is_total = |at: &RowIndex| table.row(*at).is_some_and(|row| lists::SUM_ROWS.contains(&&*row.label));
    let mut totals = table.row_indices().filter(is_total);
    totals.next().filter(|_| totals.next().is_none())
}

/// A column of money with its total and what its rows add up to.
struct Money<'t> {
    at: ColumnIndex,
    cell: &'t Cell,
    printed: Decimal,
    sum: Decimal,
    fits: bool,
}

fn sums(table: &Table, total: RowIndex, log: &mut Log<'_, '_>) {
    let columns = ["budget_initial", "budget_adjusted", "executed"];
    let money: Vec<Money<'_>> =
        columns.iter().filter_map(|measure| money(table, total, column(table, measure)?)).collect();
    if !money.iter().any(|column| column.fits) {
        log.missing("自评汇总表中加得起来的一栏");
        return;
    }
    for column in &money {
        if column.fits {
            log.held();
            continue;
        }
        let name = table.column(column.at).map_or_else(String::new, Column::title);
        log.found(
            Draft::at(column.cell.place)
                .printed(column.printed.to_string())
                .expected(column.sum.to_string())
                .difference(column.printed - column.sum, table.unit().cloned())
                .with("row", label(table, total))
                .with_text("what", Text::owned(name.clone(), name)),
        );
    }
    let all = money.iter().all(|column| column.fits);
    let of = |measure| column(table, measure);
    if let (true, Some(budget), Some(executed), Some(rate)) =
        (all, of("budget_adjusted"), of("executed"), of("rate"))
    {
        rates(table, total, [budget, executed, rate], log);
    }
}

fn label(table: &Table, row: RowIndex) -> &str {
    table.row(row).map_or("", |row| &row.label)
}

/// The column that measures something, where there are no two of them.
fn column(table: &Table, measure: &str) -> Option<ColumnIndex> {
    let mut found = table
        .indexed_columns()
        .filter(|(_, column)| column.measure.is_some_and(|known| known.as_str() == measure));
    found.next().filter(|_| found.next().is_none()).map(|(at, _)| at)
}

/// A column in which every row prints its money; `None` of others.
fn money(table: &Table, total: RowIndex, at: ColumnIndex) -> Option<Money<'_>> {
    let cell = table.cell(total, at)?;
    let printed = cell.number()?;
    let rows = table.row_indices().filter(|row| *row != total);
    let values: Option<Vec<Decimal>> = rows.map(|row| table.cell(row, at)?.number()).collect();
    let values = values.filter(|values| values.len() > 1)?;
    let half = |value: &Decimal| points::half_of_last(value.scale());
    let sum = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))?;
    let envelope = values.iter().try_fold(half(&printed), |sum, value| sum.checked_add(half(value)))?;
    Some(Money { at, cell, printed, sum, fits: (printed - sum).abs() <= envelope })
}

/// The rate of the totals, where the rates of all rows follow from their amounts.
fn rates(table: &Table, total: RowIndex, [budget, executed, rate]: [ColumnIndex; 3], log: &mut Log<'_, '_>) {
    let judged = |row: RowIndex| {
        let number = |at| table.cell(row, at).and_then(Cell::number);
        let (printed, expected) = (number(rate)?, points::percentage(number(executed)?, number(budget)?)?);
        Some((printed, expected, (printed - expected).abs() <= points::half_of_last(printed.scale())))
    };
    let rows = table.row_indices().filter(|row| *row != total);
    let known = rows.map(judged).all(|row| row.is_some_and(|(.., fits)| fits));
    let (Some((printed, expected, fits)), Some(cell)) = (judged(total), table.cell(total, rate)) else {
        return;
    };
    if fits {
        log.held();
    } else if known {
        log.found(
            Draft::at(cell.place)
                .kind(FindingKind::Percent)
                .printed(format!("{printed}%"))
                .expected(format!("{}%", points::rounded(expected, 2)))
                .with("row", label(table, total))
                .with_text("what", Text::new("执行率", "The rate")),
        );
    }
}
