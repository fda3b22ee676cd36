use juesuan_model::{FindingKind, Indicator, Severity};

use super::MEASURE;
use crate::shared::performance::evaluation::{Evaluations, called};
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

/// JS512: a target that its result does not meet costs points. A result inside a sentence is a warning only, since the
/// sentence may speak of something else, and so is one beside a target that sets no bound.
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
                let Some(target) = &row.target else { continue };
                let Some(actual) = &row.actual else {
                    if goal.is_some() {
                        log.missing(format!("指标“{}”的实际完成值", row.level3));
                    }
                    continue;
                };
                let Some(verdict) = Verdict::of(row, goal.as_ref(), &actual.value) else { continue };
                let Some((weight, score)) = doubt::weighed(row, log) else { continue };
                if verdict.met || score.value < weight.value || weight.value.is_zero() {
                    log.held();
                    continue;
                }
                let draft = Draft::at(actual.place)
                    .printed(verdict.result)
                    .expected(&target.value)
                    .evidence("目标值", &*target.value, target.place)
                    .evidence("得分", points::shown(score.value), score.place)
                    .with("name", called(evaluation.programme))
                    .with("indicator", &row.level3)
                    .with("score", points::shown(score.value));
                let alone = verdict.by_bound && whole.is_some();
                log.found(if alone { draft } else { draft.severity(Severity::Warning) });
            }
        }
    }
}

/// What a result says of its target.
struct Verdict {
    met: bool,
    /// Whether the target sets a bound in numbers.
    by_bound: bool,
    /// The result, as far as it was compared.
    result: String,
}

impl Verdict {
    /// By the bound of the target, or else by what is known of its kind; `None` where neither tells.
    fn of(row: &Indicator, goal: Option<&Goal<'_>>, actual: &str) -> Option<Self> {
        let by_bound = goal.and_then(|goal| {
            let result = Goal::result(actual, goal)?;
            let met = goal.met_by(&result)?;
            Some(Self { met, by_bound: true, result: format!("{}{}", result.value, result.unit) })
        });
        by_bound.or_else(|| {
            let met = shortfall::reached(row)?;
            Some(Self { met, by_bound: false, result: actual.to_owned() })
        })
    }
}
