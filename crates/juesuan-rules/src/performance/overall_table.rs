use juesuan_model::{Cell, Column, ColumnIndex, Decimal, FindingKind, RowIndex, Severity, Table, TableKind};
use juesuan_vocabulary::performance;

use super::MEASURE;
use crate::shared::performance::evaluation::of_kind;
use crate::shared::performance::points;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS531"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "总体得分表的合计与得分率正确",
        "The overall table adds up and its rates follow from its points",
    ),
    message: Text::new(
        "得分表“{row}”的{what}印作{printed}，应为{expected}。",
        "{what} of “{row}” in the table of scores is given as {printed} instead of {expected}.",
    ),
    kind: FindingKind::TotalScore,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new(
        "部门整体的得分由各部分相加得出。",
        "The score of the department is the sum of its parts.",
    ),
    example: Text::new(
        "分值30分，得分26.43分，得分率印作81.80%（应为88.10%）。",
        "26.43 of 30 printed as 81.80%, not 88.10%.",
    ),
};

/// JS531: in a table of scores, 得分率 = 得分 ÷ 分值; in one of scores by part, 合计 is the sum of the rows above it, too.
pub(crate) struct OverallTable;

impl Rule for OverallTable {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for table in of_kind(context.report(), TableKind::Score) {
            let columns = ["weight", "score", "score_rate"].map(|measure| only_column(table, measure));
            if let [Some(weight), Some(score), Some(rate)] = columns {
                rates(table, [weight, score, rate], log);
            }
        }
        for table in of_kind(context.report(), TableKind::Overall) {
            let [weight, score, rate] =
                ["weight", "score", "score_rate"].map(|measure| columns(table, measure).next());
            for (column, what) in [(weight, ("分值", "The weight")), (score, ("得分", "The score"))] {
                match column {
                    Some(column) => sums(table, column, what, log),
                    None => log.missing(format!("总体得分表的{}列", what.0)),
                }
            }
            if let Some(((weight, score), rate)) = weight.zip(score).zip(rate) {
                rates(table, [weight, score, rate], log);
            }
        }
    }
}

/// The columns that measure something.
fn columns<'t>(table: &'t Table, measure: &'t str) -> impl Iterator<Item = ColumnIndex> {
    let measures = move |column: &Column| column.measure.is_some_and(|m| m.as_str() == measure);
    table.indexed_columns().filter(move |(_, column)| measures(column)).map(|(at, _)| at)
}

/// The column that measures something, where there are no two of them.
fn only_column(table: &Table, measure: &str) -> Option<ColumnIndex> {
    let mut found = columns(table, measure);
    found.next().filter(|_| found.next().is_none())
}

fn is_total(label: &str) -> bool {
    performance::TOTAL_LABELS.contains(&label.trim_end_matches(['：', ':']))
}

fn label(table: &Table, row: RowIndex) -> &str {
    table.row(row).map_or("", |row| &row.label)
}

fn number(cell: &Cell) -> Option<Decimal> {
    cell.number()
}

/// The total of a column against its rows.
fn sums(table: &Table, column: ColumnIndex, what: (&'static str, &'static str), log: &mut Log<'_, '_>) {
    let Some(total) = table.row_indices().find(|row| is_total(label(table, *row))) else { return };
    let Some((cell, printed)) = table.cell(total, column).and_then(|cell| Some((cell, number(cell)?))) else {
        log.missing(format!("总体得分表合计行的{}", what.0));
        return;
    };
    let parts = table
        .row_indices()
        .take(total.get())
        .filter_map(|row| table.cell(row, column))
        .filter_map(|cell| Some((cell, number(cell)?)));
    let sum: Decimal = parts.clone().map(|(_, value)| value).sum();
    let half: Decimal = parts.clone().map(|(_, value)| points::half(value)).sum();
    if (printed - sum).abs() <= half + points::half(printed) && parts.clone().next().is_some() {
        log.held();
        return;
    }
    let draft = Draft::at(cell.place)
        .printed(points::shown(printed))
        .expected(points::shown(sum))
        .difference(printed - sum, None)
        .with("row", label(table, total))
        .with_text("what", Text::new(what.0, what.1));
    log.found(parts.fold(draft, |draft, (cell, value)| {
        draft.evidence(format!("“{}”{}", label(table, cell.row), what.0), points::shown(value), cell.place)
    }));
}

/// The rate of each row against its points.
fn rates(table: &Table, [weight, score, rate]: [ColumnIndex; 3], log: &mut Log<'_, '_>) {
    for row in table.row_indices() {
        let cell = |column| table.cell(row, column).and_then(|cell: &Cell| Some((cell, number(cell)?)));
        let Some(((weight, score), rate)) = cell(weight).zip(cell(score)).zip(cell(rate)) else { continue };
        let Some(expected) = points::percentage(score.1, weight.1) else { continue };
        if (rate.1 - expected).abs() <= points::half_of_last(rate.1.scale()) {
            log.held();
            continue;
        }
        log.found(
            Draft::at(rate.0.place)
                .kind(FindingKind::Percent)
                .printed(format!("{}%", rate.1))
                .expected(format!("{}%", points::rounded(expected, 2)))
                .evidence("得分", points::shown(score.1), score.0.place)
                .evidence("分值", points::shown(weight.1), weight.0.place)
                .with("row", label(table, row))
                .with_text("what", Text::new("得分率", "The rate")),
        );
    }
}
