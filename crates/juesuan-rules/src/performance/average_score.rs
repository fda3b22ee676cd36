use juesuan_model::{Decimal, FactRole, FindingKind, Severity};
use juesuan_vocabulary::comparisons::AVERAGE;

use super::MEASURE;
use crate::shared::performance::{points, summary};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS524"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "平均得分等于汇总各项目得分的平均数",
        "The average score is that of the rows of the summary",
    ),
    message: Text::new(
        "正文称平均得分{printed}分，汇总{count}个项目得分的平均数为{expected}分。",
        "The text gives an average of {printed}; that of the {count} scores of the summary is {expected}.",
    ),
    kind: FindingKind::TableVsText,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new("平均分概括全部项目，算错会误导读者。", "The average stands for all programmes."),
    example: Text::new("三个项目得90、92、97分，平均得分印作95分。", "90, 92 and 97 with an average of 95."),
};

/// JS524: an average score in the text is the mean of all scores of the summary.
pub(crate) struct AverageScore;

impl Rule for AverageScore {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let rows = summary::rows(context);
        for fact in summary::facts(context, FactRole::Score, |fact| fact.subject.contains(AVERAGE)) {
            let Some(scores) =
                Some(&rows).filter(|rows| !rows.is_empty()).and_then(|rows| summary::scores(rows))
            else {
                log.missing("汇总中各项目的得分");
                continue;
            };
            let sum = scores.iter().try_fold(Decimal::ZERO, |sum, score| sum.checked_add(*score));
            let Some(average) = sum.and_then(|sum| sum.checked_div(Decimal::from(scores.len()))) else {
                continue;
            };
            if (fact.value - average).abs() <= points::half_of_last(fact.value.scale()) {
                log.held();
                continue;
            }
            let mut draft = Draft::at(fact.place)
                .printed(points::shown(fact.value))
                .expected(points::rounded(average, 2))
                .difference((fact.value - average).round_dp(4), fact.unit.clone())
                .with("count", scores.len());
            for row in &rows {
                if let Some(score) = &row.total_score {
                    draft = draft.evidence(
                        format!("“{}”得分", row.name),
                        points::shown(score.value),
                        score.place,
                    );
                }
            }
            log.found(draft);
        }
    }
}
