use juesuan_model::{Decimal, FindingKind, Indicator, Report, Severity};

use super::MEASURE;
use crate::quick::TextMap;
use crate::shared::performance::evaluation::called;
use crate::shared::performance::goal::{Bound, Goal};
use crate::shared::performance::points;
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

/// JS504: the score of the execution rate is weight × rate, at most the weight. Where the document sets a target for
/// the rate, full points for reaching it and weight × rate ÷ target below it are right, too. A score above the weight
/// is an error, a round one near the rate is worth knowing, since some places score by steps; any other is a warning.
pub(crate) struct RateScore;

/// How far a score by steps may be from the rate, as a part of the weight.
const STEP: Decimal = Decimal::from_parts(15, 0, 0, false, 2);

impl Rule for RateScore {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let targets = rate_targets(context.report());
        for (index, programme) in context.programme_reports() {
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
            let of_target = || {
                let target = targets.get(&index)?;
                let reached = share.checked_div(*target)?.min(Decimal::ONE);
                Some((score.value - weight.value.checked_mul(reached)?).abs() <= half)
            };
            if !above && ((score.value - expected).abs() <= half || of_target() == Some(true)) {
                log.held();
                continue;
            }
            let by_steps = score.value.fract().is_zero()
                && (score.value - expected).abs() <= STEP.saturating_mul(weight.value);
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
            log.found(match (above, by_steps) {
                (true, _) => draft.severity(Severity::Error).kind(FindingKind::Range),
                (false, true) => draft.severity(Severity::Info),
                (false, false) => draft,
            });
        }
    }
}

/// The least rate in per cent at which programmes aim, where an indicator of theirs says so.
fn rate_targets(report: &Report) -> TextMap<u32, Decimal> {
    let is_rate = |row: &&Indicator| matches!(&*row.level3, "预算执行率" | "资金执行率" | "执行率");
    let rows = report.indicators.iter().filter(is_rate);
    let target = |row: &Indicator| {
        let goal = Goal::of(&row.target.as_ref()?.value)?;
        let least = matches!(goal.bound, Bound::AtLeast | Bound::MoreThan | Bound::Unsaid);
        let percent = goal.unit == "%" && goal.value > Decimal::ZERO;
        (least && percent).then_some((row.programme_index?, goal.value))
    };
    rows.filter_map(target).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::testing::said;
    use crate::testing::sample::Sample;

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
    fn a_target_for_the_rate_gives_its_points() {
        let scored = |rate: &str, score: &str| {
            Sample::new()
                .department("部门整体")
                .money("500.00", "360.00", rate)
                .rate_points("10", score)
                .indicator("投入管理", "预算执行率", "", "")
                .goal("≥90%", "")
                .end()
        };
        for (rate, score) in [("72", "8"), ("93", "10"), ("72", "7.2")] {
            said(
                "JS504",
                &scored(rate, score),
                "",
                &expect![[r#"
                    pass 0 of 1
                "#]],
            );
        }
        let outcome = |rate, score| {
            let rules = crate::catalogue().only(["JS504"]).expect("the rule");
            crate::check(&scored(rate, score), &rules).findings.first().map(|finding| finding.severity)
        };
        assert_eq!(outcome("72", "8.7"), Some(juesuan_model::Severity::Warning));
        assert_eq!(outcome("81.5", "9.5"), Some(juesuan_model::Severity::Warning));
        assert_eq!(outcome("58", "7"), Some(juesuan_model::Severity::Info), "scored by steps");
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
