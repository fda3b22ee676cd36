use juesuan_model::{
    Cell, ColumnIndex, Decimal, Entry, FindingKind, PlacedNumber, RowIndex, Severity, Table, TableKind,
};
use juesuan_vocabulary::{WordList as _, performance};

use super::MEASURE;
use crate::shared::performance::evaluation::of_kind;
use crate::shared::performance::points;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS535"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new("评分标准各条的分数合计等于分值", "The points of the criteria add up to the weight"),
    message: Text::new(
        "指标“{indicator}”的评分标准各条合计{printed}分，分值为{expected}分。",
        "The criteria of “{indicator}” add up to {printed} points; its weight is {expected}.",
    ),
    kind: FindingKind::Sum,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new(
        "标准加起来不到分值，满分就无从得到。",
        "Where the criteria give less than the weight, full points cannot be earned.",
    ),
    example: Text::new("分值10分，标准三条为4分、2分、2分。", "A weight of 10, criteria of 4, 2 and 2."),
};

/// JS535: where the criteria of an indicator state points in brackets, they add up to its weight. Criteria that are
/// alternatives (满分…合格…零分) state at most the weight each.
pub(crate) struct CriteriaPoints;

impl Rule for CriteriaPoints {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for table in of_kind(context.report(), TableKind::Score) {
            let at = |wanted: &dyn Fn(&str) -> bool| {
                let mut columns = table.indexed_columns();
                columns.find(|(_, column)| column.path.iter().any(|header| wanted(header))).map(|(at, _)| at)
            };
            let Some(criteria) = at(&|header| performance::CRITERIA_HEADERS.any_in(header)) else {
                continue;
            };
            let Some(weight) = at(&|header| performance::WEIGHT_HEADERS.contains(&header)) else {
                log.missing("评分表的分值列");
                continue;
            };
            check_table(table, criteria, weight, log);
        }
    }
}

fn check_table(table: &Table, criteria: ColumnIndex, weight: ColumnIndex, log: &mut Log<'_, '_>) {
    for (index, row) in table.indexed_rows() {
        let cell = table.cell(index, criteria);
        let Some((cell, text)) = cell.and_then(|cell| Some((cell, text(cell)?))) else { continue };
        let stated = points::in_brackets(text);
        if stated.is_empty() {
            continue;
        }
        let Some(weight) = cell_number(table, index, weight) else {
            log.missing(format!("指标“{}”的分值", row.label));
            continue;
        };
        let alternative = performance::ALTERNATIVES.any_in(text);
        let sum: Decimal = stated.iter().sum();
        let most = stated.iter().max().copied().unwrap_or_default();
        let (printed, fits) =
            if alternative { (most, most <= weight.value) } else { (sum, sum == weight.value) };
        if fits {
            log.held();
            continue;
        }
        log.found(
            Draft::at(cell.place)
                .printed(points::shown(printed))
                .expected(points::shown(weight.value))
                .difference(printed - weight.value, None)
                .evidence("分值", points::shown(weight.value), weight.place)
                .with("indicator", &row.label),
        );
    }
}

fn text(cell: &Cell) -> Option<&str> {
    match &cell.entry {
        Entry::Text(text) => Some(text),
        _ => None,
    }
}

fn cell_number(table: &Table, row: RowIndex, column: ColumnIndex) -> Option<PlacedNumber> {
    let cell = table.cell(row, column)?;
    Some(PlacedNumber::new(cell.number()?, cell.place))
}
