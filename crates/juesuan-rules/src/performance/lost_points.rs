use juesuan_model::{FindingKind, Indicator, Severity, Table, TableKind};
use juesuan_vocabulary::changes;

use super::MEASURE;
use crate::shared::performance::evaluation::{Evaluations, Lines, called, of_kind};
use crate::shared::performance::{doubt, points};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS511"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new("扣分的指标说明了原因", "Lost points have a reason"),
    message: Text::new(
        "项目{name}的指标“{indicator}”分值{expected}分，得{printed}分，原因一栏没有填写。",
        "{name}: “{indicator}” scores {printed} of {expected} points and gives no reason.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Warning,
    basis: MEASURE,
    why: Text::new(
        "没有原因，就看不出是没做到还是目标定得不合适。",
        "Without a reason nobody can tell a failure from a target that was set badly.",
    ),
    example: Text::new(
        "分值10分，得7.2分，“偏差原因分析”空白。",
        "7.2 of 10 points and an empty column of reasons.",
    ),
};

/// JS511: an indicator with less than its full weight states why, where its table has a column for that.
pub(crate) struct LostPoints;

impl Rule for LostPoints {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let with_reasons =
            Lines::of(of_kind(context.report(), TableKind::Score).filter(|table| has_reasons(table)));
        for evaluation in context.get::<Evaluations>() {
            if doubt::lacks_points(evaluation, log) {
                continue;
            }
            let noted = evaluation.indicators.iter().any(|row| row.note.is_some());
            for row in &evaluation.indicators {
                if !noted && !with_reasons.hold(row.place) {
                    continue;
                }
                let Some((weight, score)) = doubt::weighed(row, log) else { continue };
                if score.value >= weight.value || gives_reason(row) {
                    log.held();
                    continue;
                }
                let draft = Draft::at(score.place)
                    .printed(points::shown(score.value))
                    .expected(points::shown(weight.value))
                    .evidence("分值", points::shown(weight.value), weight.place)
                    .with("name", called(evaluation.programme))
                    .with("indicator", &row.level3);
                log.found(draft);
            }
        }
    }
}

fn has_reasons(table: &Table) -> bool {
    table.columns().iter().any(|column| column.path.iter().any(|header| header.contains(changes::REASON)))
}

/// Whether the column of reasons says anything. "无" beside lost points says nothing.
fn gives_reason(row: &Indicator) -> bool {
    row.note
        .as_ref()
        .is_some_and(|note| !matches!(note.value.trim_matches('。'), "" | "无" | "-" | "—" | "/" | "null"))
}
