use std::collections::BTreeMap;

use juesuan_model::{Decimal, Entry, FindingKind, Place, Report, Severity, Table, TableKind};

use super::MEASURE;
use crate::shared::performance::doubt::UnreadNumbers;
use crate::shared::performance::evaluation::{Evaluation, Evaluations, called, of_kind};
use crate::shared::performance::points;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS505"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "一级指标标明的分数等于其下各行分值之和",
        "The points in the heading of a group are those of its rows",
    ),
    message: Text::new(
        "项目{name}的“{heading}”标明{printed}分，其下各指标分值合计{expected}分。",
        "{name}: “{heading}” states {printed} points; the weights of its rows add up to {expected}.",
    ),
    kind: FindingKind::TotalScore,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new(
        "标题里的分数与各行对不上，分值的分配就说不清。",
        "Where heading and rows differ, nobody can tell how the points were given out.",
    ),
    example: Text::new(
        "“项目决策(18分)”在续页上印作“项目决策(22分)”，各行合计18分。",
        "A heading of 18 points that says 22 on the next page, over rows of 18.",
    ),
};

/// JS505: a heading such as 项目决策(18分) states the sum of the weights below it. A heading that comes again on the
/// next page is the same group: then all of them must state the one sum.
pub(crate) struct GroupHeading;

impl Rule for GroupHeading {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for evaluation in context.get::<Evaluations>() {
            for group in stated(evaluation) {
                let Some(sum) = group.sum else {
                    log.missing(format!("“{}”下各指标的分值", group.name));
                    continue;
                };
                for (heading, points) in group.headings {
                    if points == sum {
                        log.held();
                        continue;
                    }
                    if context.get::<UnreadNumbers>().make_up_for(points - sum, &evaluation.indicators) {
                        log.missing(format!("“{}”下没有读到行里的分值", group.name));
                        continue;
                    }
                    let mut places = places_of(context.report(), evaluation, heading).into_iter();
                    let draft = Draft::at(places.next().unwrap_or(evaluation.programme.place));
                    let draft = places.fold(draft, Draft::and_at);
                    log.found(
                        draft
                            .printed(points::shown(points))
                            .expected(points::shown(sum))
                            .difference(points - sum, None)
                            .with("name", called(evaluation.programme))
                            .with("heading", group.name),
                    );
                }
            }
        }
    }
}

/// A group whose heading states points.
struct Stated<'r> {
    name: &'r str,
    /// Its headings as printed, each once, with their points.
    headings: Vec<(&'r str, Decimal)>,
    /// The sum of all its rows.
    sum: Option<Decimal>,
}

fn stated<'r>(evaluation: &Evaluation<'r>) -> Vec<Stated<'r>> {
    let mut order: Vec<Stated<'r>> = Vec::new();
    let mut slots: BTreeMap<(u8, &'r str), usize> = BTreeMap::new();
    for row in &evaluation.indicators {
        let levels = [(1, row.level1.as_str()), (2, row.level2.as_str())];
        for (level, heading) in levels {
            let Some((name, points)) = points::of_heading(heading) else { continue };
            let at = *slots.entry((level, name)).or_insert_with(|| {
                order.push(Stated { name, headings: Vec::new(), sum: Some(Decimal::ZERO) });
                order.len() - 1
            });
            let Some(group) = order.get_mut(at) else { continue };
            if !group.headings.contains(&(heading, points)) {
                group.headings.push((heading, points));
            }
            let weight = row.weight.as_ref().map(|weight| weight.value);
            group.sum = group.sum.zip(weight).and_then(|(sum, weight)| sum.checked_add(weight));
        }
    }
    order
}

/// Where a heading stands in the tables of scores of a programme.
fn places_of(report: &Report, evaluation: &Evaluation<'_>, heading: &str) -> Vec<Place> {
    let rows = &evaluation.indicators;
    let holds = |table: &Table, place: Place| (table.line_start()..=table.line_end()).contains(&place.line);
    let tables =
        of_kind(report, TableKind::Score).filter(|table| rows.iter().any(|row| holds(table, row.place)));
    let cells = tables.flat_map(Table::cells);
    cells
        .filter(|cell| matches!(&cell.entry, Entry::Text(text) if **text == *heading))
        .map(|cell| cell.place)
        .collect()
}
