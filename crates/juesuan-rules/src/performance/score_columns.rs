use juesuan_model::{ColumnIndex, FindingKind, Place, Severity, Table, TableKind};
use juesuan_vocabulary::performance;

use super::MEASURE;
use crate::shared::performance::evaluation::{Evaluation, Evaluations, called, of_kind};
use crate::tuning::TUNING;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS545"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "评分表有分值，各栏都已填写",
        "A table of scores has weights, and its columns are filled in",
    ),
    message: Text::new("项目{name}的评分表{what}。", "The table of scores of {name} {what}."),
    kind: FindingKind::Missing,
    severity: Severity::Info,
    basis: MEASURE,
    why: Text::new(
        "没有分值，得分多少算满分无从核实；空着的评分栏说明评价没有做完。",
        "Without weights nobody can tell which scores are full; an empty column of scores is work not done.",
    ),
    example: Text::new("评分表只有“自评得分”，没有“分值”。", "A table with scores and no weights."),
};

/// JS545: indicators that are scored have weights, and no column of points is empty from top to bottom.
pub(crate) struct ScoreColumns;

impl Rule for ScoreColumns {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let tables: Vec<&Table> = of_kind(context.report(), TableKind::Score).collect();
        for evaluation in context.get::<Evaluations>() {
            let scored = evaluation.indicators.iter().filter(|row| row.score.is_some()).count();
            if scored < TUNING.score_columns.fewest {
                log.missing(format!("{}各指标的得分", called(evaluation.programme)));
                continue;
            }
            let mut whole = true;
            if evaluation.indicators.iter().all(|row| row.weight.is_none()) {
                whole = false;
                let what = Text::new("没有“分值”一栏，得分无从核实", "has no weights");
                log.found(draft(evaluation, place_of_scores(context, &tables, evaluation), what));
            }
            if let Some(table) = table_of(&tables, evaluation) {
                for header in empty_columns(table) {
                    whole = false;
                    let place = header_line(context, table, header).unwrap_or_else(|| start(table));
                    let what = Text::owned(
                        format!("“{header}”一栏全部空着"),
                        format!("has nothing at all under “{header}”"),
                    );
                    log.found(draft(evaluation, place, what).printed(header));
                }
            }
            if whole {
                log.held();
            }
        }
    }
}

fn draft(evaluation: &Evaluation<'_>, place: Place, what: Text) -> Draft {
    Draft::at(place).with("name", called(evaluation.programme)).with_text("what", what)
}

/// The table in which the indicators of a programme stand; the tables are in order.
fn table_of<'t>(tables: &[&'t Table], evaluation: &Evaluation<'_>) -> Option<&'t Table> {
    let line = evaluation.indicators.first()?.place.line;
    let at = tables.partition_point(|table| table.line_start() <= line).checked_sub(1)?;
    tables.get(at).copied().filter(|table| table.line_end() >= line)
}

/// Columns of points in which nothing stands, by their headers.
fn empty_columns(table: &Table) -> impl Iterator<Item = &str> {
    let filled: std::collections::BTreeSet<ColumnIndex> =
        table.cells().iter().map(|cell| cell.column).collect();
    table.indexed_columns().filter_map(move |(at, column)| {
        let header = column.path.last()?;
        let points = header.ends_with(performance::SCORE) || header.ends_with(performance::WEIGHT);
        (points && !filled.contains(&at)).then_some(header.as_str())
    })
}

/// The header of the scores, or the first score.
fn place_of_scores(context: &Context<'_>, tables: &[&Table], evaluation: &Evaluation<'_>) -> Place {
    let header = table_of(tables, evaluation).and_then(|table| {
        let headers = table.columns().iter().filter_map(|column| column.path.last());
        let header = headers.into_iter().find(|header| header.contains(performance::SCORE))?;
        header_line(context, table, header)
    });
    let first = evaluation.indicators.iter().find_map(|row| row.score.as_ref());
    header.unwrap_or_else(|| first.map_or(evaluation.programme.place, |score| score.place))
}

/// The line of the head of a table in which a header stands.
fn header_line(context: &Context<'_>, table: &Table, header: &str) -> Option<Place> {
    let first_row = table.rows().first().map_or(table.line_end(), |row| row.line);
    let lines = (table.line_start()..=first_row).filter_map(|number| context.line_at(number));
    lines.into_iter().find_map(|line| {
        let at = line.text.find(header)?;
        Some(line.place(at, at + header.len()))
    })
}

fn start(table: &Table) -> Place {
    Place { line: table.line_start(), ..Place::default() }
}
