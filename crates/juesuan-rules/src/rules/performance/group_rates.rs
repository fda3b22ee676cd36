//! The columns of a summary that give, programme by programme, which part of the points of a group was earned.

use juesuan_model::{Decimal, Place, Programme, Report, Table, TableKind};

use super::evaluation::{holds, of_kind};
use super::points;

/// One rate of a row of the summary.
#[derive(Copy, Clone, Debug)]
pub(crate) struct GroupRate<'r> {
    /// The group as its header calls it: 成本指标 of 成本指标得分率.
    pub(crate) group: &'r str,
    /// In per cent.
    pub(crate) rate: Decimal,
    pub(crate) place: Place,
}

/// The rates that a row of the summary gives, left to right.
pub(crate) fn of_row<'r>(report: &'r Report, row: &Programme) -> Vec<GroupRate<'r>> {
    let Some(table) = of_kind(report, TableKind::Summary).find(|table| holds(table, row.place)) else {
        return Vec::new();
    };
    let Some(at) = row_of(table, row) else { return Vec::new() };
    table
        .cells_of(at)
        .iter()
        .filter_map(|cell| {
            let group = header(table, cell.column)?.strip_suffix("得分率")?.trim_end_matches("情况");
            Some(GroupRate { group, rate: cell.number()?, place: cell.place })
        })
        .collect()
}

/// The row of a programme: the one with its figures, since rows may share a line, and a row may take several; else the
/// one that begins on its line.
fn row_of(table: &Table, row: &Programme) -> Option<u32> {
    let figures = [&row.total_score, &row.executed, &row.budget_adjusted, &row.rate];
    let places: Vec<Place> = figures.into_iter().flatten().map(|figure| figure.place).collect();
    let cell = table.cells().iter().find(|cell| places.contains(&cell.place));
    let by_line = || table.rows().iter().position(|found| found.line == row.place.line);
    cell.map(|cell| cell.row).or_else(|| u32::try_from(by_line()?).ok())
}

fn header(table: &Table, column: u16) -> Option<&str> {
    table.columns().get(usize::from(column))?.path.last().map(String::as_str)
}

impl GroupRate<'_> {
    /// How far rounding may have moved the rate.
    pub(crate) fn half(&self) -> Decimal {
        points::half_of_last(self.rate.scale())
    }
}
