use juesuan_model::{Decimal, FindingKind, Severity};

use super::evaluation::called;
use super::{MEASURE, points};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS504"),
    family: Family::Performance,
    title: Text::new("预算执行率得分=分值×执行率", "The points for execution are its weight times the rate"),
    message: Text::new(
        "{name}预算执行率为{rate}%，分值{weight}分，按比例应得{expected}分，印作{printed}分；另有计分办法的应当写明。",
        "{name}: {rate}% of {weight} points is {expected}, but {printed} are given; another way of scoring should be \
         stated.",
    ),
    kind: FindingKind::TotalScore,
    severity: Severity::Warning,
    basis: MEASURE,
    why: Text::new(
        "执行率得分由执行率算出，多给的分会抬高总分。",
        "These points follow from the rate; what is given beyond it lifts the total.",
    ),
    example: Text::new("执行率64%，分值10分，得了9分。", "9 points of 10 for a rate of 64%."),
};

/// JS504: the score of the execution rate is weight × rate, at most the weight. A score above the weight is an error;
/// another score is a warning, since some places score by steps.
pub(crate) struct RateScore;

impl Rule for RateScore {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for (_, programme) in context.programme_reports() {
            let Some((weight, score)) = programme.rate_weight.as_ref().zip(programme.rate_score.as_ref())
            else {
                continue;
            };
            let Some(rate) = &programme.rate else {
                log.missing(format!("{}的预算执行率", called(programme)));
                continue;
            };
            let share = rate.value.min(Decimal::ONE_HUNDRED);
            let Some(expected) = weight.value.checked_mul(share).map(|points| points / Decimal::ONE_HUNDRED)
            else {
                continue;
            };
            let half = points::half_of_last(score.value.scale())
                + points::half_of_last(rate.value.scale()) * weight.value / Decimal::ONE_HUNDRED;
            let above = score.value > weight.value;
            if !above && (score.value - expected).abs() <= half {
                log.held();
                continue;
            }
            let draft = Draft::at(score.place)
                .printed(points::shown(score.value))
                .expected(points::shown(expected.round_dp(2)))
                .difference((score.value - expected).round_dp(4), None)
                .evidence("预算执行率得分", points::shown(score.value), score.place)
                .evidence("预算执行率分值", points::shown(weight.value), weight.place)
                .evidence("预算执行率", format!("{}%", rate.value), rate.place)
                .with("name", called(programme))
                .with("rate", rate.value)
                .with("weight", points::shown(weight.value));
            log.found(if above { draft.severity(Severity::Error).kind(FindingKind::Range) } else { draft });
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::sample::Sample;
    use crate::testing::said;

    #[test]
    fn fires() {
        let report = Sample::new()
            .department("部门整体")
            .money("500.00", "320.00", "64")
            .rate_points("10", "9")
            .programme("体育场开放")
            .money("10.00", "9.00", "90")
            .rate_points("10", "11")
            .end();
        said(
            "JS504",
            &report,
            "",
            &expect![[r#"
            finding 2 of 2
            JS504-6 total_score warning [6, 5, 4] “部门整体”预算执行率为64%，分值10分，按比例应得6.4分，印作9分；另有计分办法的应当写明。
              “部门整体”: 64% of 10 points is 6.4, but 9 are given; another way of scoring should be stated.
            JS504-12 range error [12, 11, 10] “体育场开放”预算执行率为90%，分值10分，按比例应得9分，印作11分；另有计分办法的应当写明。
              “体育场开放”: 90% of 10 points is 9, but 11 are given; another way of scoring should be stated.
        "#]],
        );
    }

    #[test]
    fn passes() {
        let report = Sample::new()
            .department("部门整体")
            .money("500.00", "320.00", "64")
            .rate_points("10", "6.4")
            .end();
        said(
            "JS504",
            &report,
            "",
            &expect![[r#"
            pass 0 of 1
        "#]],
        );
    }

    #[test]
    fn lacks_the_rate() {
        let report =
            Sample::new().department("部门整体").money("500.00", "320.00", "").rate_points("10", "6.4").end();
        said(
            "JS504",
            &report,
            "",
            &expect![[r#"
            insufficient_data 0 of 0 missing “部门整体”的预算执行率
        "#]],
        );
    }
}
