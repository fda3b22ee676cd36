use juesuan_model::{FindingKind, Severity};

use super::MEASURE;
use crate::shared::performance::evaluation::{Evaluations, called};
use crate::shared::performance::goal::Goal;
use crate::shared::performance::{doubt, points};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS512"),
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
            if doubt::is_torn(&evaluation.indicators) {
                log.missing(format!("{}评分表中与指标同行的分值和得分", called(evaluation.programme)));
                continue;
            }
            for (row, (goal, whole)) in evaluation.rows() {
                let (Some(target), Some(goal)) = (&row.target, goal) else { continue };
                let Some(actual) = &row.actual else {
                    log.missing(format!("指标“{}”的实际完成值", row.level3));
                    continue;
                };
                let Some((weight, score)) = row.weight.as_ref().zip(row.score.as_ref()) else {
                    log.missing(format!("指标“{}”的分值或得分", row.level3));
                    continue;
                };
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

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::testing::said;
    use crate::testing::sample::Sample;

    fn report(target: &str, actual: &str, score: &str) -> juesuan_model::Report {
        Sample::new()
            .programme("热线值守")
            .indicator("产出指标", "响应时间", "5", score)
            .goal(target, actual)
            .end()
    }

    #[test]
    fn fires() {
        said(
            "JS512",
            &report("≥95%", "92%", "5"),
            "",
            &expect![[r#"
            finding 1 of 1
            JS512-2 range error [2, 2, 2] 项目“热线值守”的指标“响应时间”目标≥95%，实际92%，没有达到却得满分5分。
              “热线值守”: “响应时间” aims at ≥95% and reached 92%, and yet has all 5 points.
        "#]],
        );
        said(
            "JS512",
            &report("≤30分钟", "全部做到1小时内上门", "5"),
            "",
            &expect![[r#"
            finding 1 of 1
            JS512-2 range warning [2, 2, 2] 项目“热线值守”的指标“响应时间”目标≤30分钟，实际1小时内，没有达到却得满分5分。
              “热线值守”: “响应时间” aims at ≤30分钟 and reached 1小时内, and yet has all 5 points.
        "#]],
        );
    }

    #[test]
    fn passes() {
        said(
            "JS512",
            &report("≤30分钟", "45分钟", "3.3"),
            "",
            &expect![[r#"
            pass 0 of 1
        "#]],
        );
        said(
            "JS512",
            &report("≤60分钟", "1小时", "5"),
            "",
            &expect![[r#"
            pass 0 of 1
        "#]],
        );
    }

    #[test]
    fn lacks_the_score() {
        said(
            "JS512",
            &report("≤30分钟", "45分钟", ""),
            "",
            &expect![[r#"
            insufficient_data 0 of 0 missing 指标“响应时间”的分值或得分
        "#]],
        );
    }
}
