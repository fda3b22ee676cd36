//! The columns of a summary that give, programme by programme, which part of the points of a group was earned.

use juesuan_model::{Cell, ColumnIndex, Decimal, Place, Programme, Report, RowIndex, Table, TableKind};
use juesuan_vocabulary::performance;

use super::evaluation::of_kind;
use super::points;

use crate::quick::TextMap;

/// One rate of a row of the summary.
#[derive(Copy, Clone, Debug)]
pub(crate) struct GroupRate<'r> {
    /// The group as its header calls it: 成本指标 of 成本指标得分率.
    pub(crate) group: &'r str,
    /// In per cent.
    pub(crate) rate: Decimal,
    pub(crate) place: Place,
}

/// The rows of all summaries, to be found by their programmes.
pub(crate) struct GroupRates<'r> {
    by_figure: TextMap<Place, (&'r Table, RowIndex)>,
    by_line: TextMap<u32, (&'r Table, RowIndex)>,
}

impl<'r> GroupRates<'r> {
    pub(crate) fn of(report: &'r Report) -> Self {
        let (mut by_figure, mut by_line) = (TextMap::default(), TextMap::default());
        for table in of_kind(report, TableKind::Summary) {
            for cell in table.cells().iter().filter(|cell| cell.number().is_some()) {
                by_figure.entry(cell.place).or_insert((table, cell.row));
            }
            for (at, row) in table.indexed_rows() {
                by_line.entry(row.line).or_insert((table, at));
            }
        }
        Self { by_figure, by_line }
    }

    /// The rates that the row of a programme gives, left to right.
    pub(crate) fn of_row(&self, row: &Programme) -> Vec<GroupRate<'r>> {
        let Some((table, at)) = self.row(row) else { return Vec::new() };
        let rate = |cell: &Cell| {
            let group = header(table, cell.column)?
                .strip_suffix(performance::SCORE_RATE)?
                .trim_end_matches(performance::STATE);
            Some(GroupRate { group, rate: cell.number()?, place: cell.place })
        };
        table.cells_of(at).iter().filter_map(rate).collect()
    }

    /// The row with the figures of the programme, since rows may share a line, and a row may take several; else the one
    /// that begins on its line.
    fn row(&self, row: &Programme) -> Option<(&'r Table, RowIndex)> {
        let figures = [&row.total_score, &row.executed, &row.budget_adjusted, &row.rate];
        let found = figures.into_iter().flatten().filter_map(|figure| self.by_figure.get(&figure.place));
        found.min_by_key(|(_, row)| *row).or_else(|| self.by_line.get(&row.place.line)).copied()
    }
}

fn header(table: &Table, column: ColumnIndex) -> Option<&str> {
    table.column(column)?.path.last().map(String::as_str)
}

impl GroupRate<'_> {
    /// How far rounding may have moved the rate.
    pub(crate) fn half(&self) -> Decimal {
        points::half_of_last(self.rate.scale())
    }
}
