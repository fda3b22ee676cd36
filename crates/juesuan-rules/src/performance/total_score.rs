use juesuan_model::{Decimal, FindingKind, PlacedNumber, Severity};

use super::MEASURE;
use crate::shared::performance::evaluation::{Evaluation, Evaluations, called};
use crate::shared::performance::points;
use crate::shared::performance::scheme::{self, AgreedScheme, Expected};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS507"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "总得分等于各指标得分与表外得分之和",
        "The total is the sum of the scores and what is scored beside the table",
    ),
    message: Text::new(
        "项目{name}总得分印作{printed}分；各指标得分合计{scores}分{beside}，应为{expected}分。",
        "The total of {name} is given as {printed}; its scores add up to {scores}{beside}, which makes {expected}.",
    ),
    kind: FindingKind::TotalScore,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new(
        "总得分决定等级和下一年的预算安排。",
        "The total decides on the grade and on the budget of next year.",
    ),
    example: Text::new("各行得分合计88.5分，总得分印作98.5分。", "Scores of 88.5 and a total of 98.5."),
};

/// JS507: 总得分 = Σ得分 + what the scheme gives beside the table. Where the weights depart from the scheme the cause
/// is there, and the total is not held against it a second time.
pub(crate) struct TotalScore;

impl Rule for TotalScore {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let evaluations = context.get::<Evaluations>();
        let agreed = context.get::<AgreedScheme>().as_ref();
        for evaluation in evaluations {
            let Some(total) = &evaluation.programme.total_score else { continue };
            if !evaluation.is_complete() {
                log.missing(format!("项目{}部分指标的分值或得分", called(evaluation.programme)));
                continue;
            }
            if scheme::own(evaluation).is_some() {
                log.held();
                continue;
            }
            let scheme = scheme::applicable(evaluation, agreed);
            match scheme.and_then(|scheme| Some((scheme, scheme.expected(evaluation)?))) {
                None => log.missing(format!("项目{}的计分方案", called(evaluation.programme))),
                // the weights are off while the scores are not
                Some((_, expected)) if expected.explains(total.value) => log.held(),
                Some((scheme, _)) if evaluation.weights() != Some(scheme.weights()) => {}
                Some((_, expected)) => log.found(draft(evaluation, total, expected)),
            }
        }
    }
}

fn draft(evaluation: &Evaluation<'_>, total: &PlacedNumber, expected: Expected) -> Draft {
    let scores = evaluation.scores().map_or(Decimal::ZERO, |(sum, _)| sum);
    let mut draft = Draft::at(total.place)
        .printed(points::shown(total.value))
        .expected(points::shown(expected.total.round_dp(2)))
        .difference((total.value - expected.total).round_dp(4), None)
        .envelope(expected.half + points::half_of_last(total.value.scale()))
        .with("name", called(evaluation.programme))
        .with("scores", points::shown(scores));
    let beside = points::shown(expected.beside.round_dp(4));
    draft = draft.with_text(
        "beside",
        if expected.beside.is_zero() {
            Text::default()
        } else {
            Text::owned(format!("，表外{beside}分"), format!(" and {beside} are scored beside the table"))
        },
    );
    for row in &evaluation.indicators {
        if let Some(score) = &row.score {
            draft = draft.evidence(format!("“{}”得分", row.level3), points::shown(score.value), score.place);
        }
    }
    draft
}
