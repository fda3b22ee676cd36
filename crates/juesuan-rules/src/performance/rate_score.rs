use juesuan_model::{Decimal, FindingKind, Indicator, Report, Severity};
use juesuan_vocabulary::performance;

use super::MEASURE;
use crate::quick::TextMap;
use crate::shared::performance::evaluation::called;
use crate::shared::performance::goal::{Bound, Goal};
use crate::shared::performance::points;
use crate::tuning::TUNING;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS504"),
    status: crate::RuleStatus::Stable,
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
            // of nothing that was planned nothing could be spent
            let planned = programme.budget_adjusted.as_ref().or(programme.budget_initial.as_ref());
            if planned.is_some_and(|planned| planned.value.is_zero()) {
                log.missing(format!("{}的预算数（为0）", called(programme)));
                continue;
            }
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
            // who has spent all of it has all points, whatever the steps are
            let by_steps = share < Decimal::ONE_HUNDRED
                && score.value.fract().is_zero()
                && (score.value - expected).abs()
                    <= Decimal::new(TUNING.rate_score.step, 2).saturating_mul(weight.value);
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
    let is_rate = |row: &&Indicator| performance::EXECUTION_RATES.contains(&&*row.level3);
    let rows = report.indicators.iter().filter(is_rate);
    let target = |row: &Indicator| {
        let goal = Goal::of(&row.target.as_ref()?.value)?;
        let least = matches!(goal.bound, Bound::AtLeast | Bound::MoreThan | Bound::Unsaid);
        let percent = goal.unit == "%" && goal.value > Decimal::ZERO;
        (least && percent).then_some((row.programme_index?, goal.value))
    };
    rows.filter_map(target).collect()
}
