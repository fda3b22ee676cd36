use juesuan_model::{FindingKind, Indicator, Severity};
use juesuan_vocabulary::performance;

use super::MEASURE;
use crate::shared::performance::evaluation::{Evaluation, Evaluations, called};
use crate::shared::performance::goal::Goal;
use crate::shared::performance::{doubt, points, shortfall};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS512"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "没有达到目标值的定量指标不得满分",
        "A quantitative target that was missed does not earn full points",
    ),
    message: Text::new(
        "项目{name}的指标“{indicator}”目标{expected}，实际{printed}，没有达到却得满分{score}分。",
        "{name}: “{indicator}” aims at {expected} and reached {printed}, and yet has all {score} points.",
    ),
    kind: FindingKind::Range,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new(
        "未完成的指标按完成比例计分，得满分就抬高了总分。",
        "Points are given in proportion to what was reached; full points lift the total.",
    ),
    example: Text::new(
        "目标≤30分钟，实际1小时内，得满分。",
        "≤30 minutes, reached “within an hour”, full points.",
    ),
};

/// JS512: a quantitative target that its result does not meet costs points. A result inside a sentence is a warning
/// only, since the sentence may speak of something else.
pub(crate) struct UnmetTarget;

impl Rule for UnmetTarget {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for evaluation in context.get::<Evaluations>() {
            if doubt::lacks_points(evaluation, log) {
                continue;
            }
            for (row, (goal, whole)) in evaluation.rows() {
                if let Some(draft) = short(evaluation, row, goal.as_ref().zip(whole.as_ref())) {
                    log.found(draft.severity(Severity::Warning));
                    continue;
                }
                let (Some(target), Some(goal)) = (&row.target, goal) else { continue };
                let Some(actual) = &row.actual else {
                    log.missing(format!("指标“{}”的实际完成值", row.level3));
                    continue;
                };
                let Some((weight, score)) = doubt::weighed(row, log) else { continue };
                let Some(result) = Goal::result(&actual.value, goal) else { continue };
                let Some(met) = goal.met_by(&result) else { continue };
                if met || score.value < weight.value || weight.value.is_zero() {
                    log.held();
                    continue;
                }
                let alone = whole.is_some();
                let draft = Draft::at(actual.place)
                    .printed(format!("{}{}", result.value, result.unit))
                    .expected(&target.value)
                    .evidence("目标值", &*target.value, target.place)
                    .evidence("得分", points::shown(score.value), score.place)
                    .with("name", called(evaluation.programme))
                    .with("indicator", &row.level3)
                    .with("score", points::shown(score.value));
                log.found(if alone { draft } else { draft.severity(Severity::Warning) });
            }
        }
    }
}

/// A target that sets no bound, whose result says that it was not reached, and which has all its points.
fn short(
    evaluation: &Evaluation<'_>,
    row: &Indicator,
    goals: Option<(&Goal<'_>, &Goal<'_>)>,
) -> Option<Draft> {
    let (target, actual) = (row.target.as_ref()?, row.actual.as_ref()?);
    let (weight, score) = (row.weight.as_ref()?, row.score.as_ref()?);
    // more is not always better: what was to be spent, or to go wrong
    let of_quantity = row.level2.contains(performance::QUANTITY) && row.note.is_none();
    let less = goals.is_some_and(|(goal, result)| shortfall::is_less(goal, result, of_quantity));
    let all_points = score.value >= weight.value && !weight.value.is_zero();
    let unmet = all_points && (less || shortfall::falls_short(&target.value, &actual.value));
    unmet.then(|| {
        Draft::at(actual.place)
            .printed(&*actual.value)
            .expected(&*target.value)
            .evidence("目标值", &*target.value, target.place)
            .evidence("得分", points::shown(score.value), score.place)
            .with("name", called(evaluation.programme))
            .with("indicator", &row.level3)
            .with("score", points::shown(score.value))
    })
}
