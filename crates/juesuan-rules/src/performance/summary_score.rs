use juesuan_model::{Decimal, FindingKind, PlacedNumber, Programme, Severity};

use super::MEASURE;
use crate::shared::performance::evaluation::called;
use crate::shared::performance::group_rates::{GroupRate, GroupRates};
use crate::shared::performance::scheme::{Agreed, AgreedScheme};
use crate::shared::performance::{points, summary};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS533"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new("汇总的得分可由各组得分率复算", "A score of the summary can be computed from its rates"),
    message: Text::new(
        "汇总中项目{name}得分印作{printed}分，按各组得分率和{scheme}复算为{expected}分。",
        "The summary gives {name} {printed} points; its rates make {expected} by {scheme}.",
    ),
    kind: FindingKind::TotalScore,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new(
        "得分率与得分在同一行，互相矛盾就有一个印错。",
        "Rates and score stand in one row: one of them is wrong.",
    ),
    example: Text::new(
        "四组得分率都是100%，执行率25.54%，得分应为92.55分，印作95.25分。",
        "Full rates and 25.54% make 92.55, not 95.25.",
    ),
};

/// JS533: the total of a row is Σ (weight of the group × its rate) + what the scheme of the document's reports gives
/// beside the table. The weights of the groups are those on which the reports agree. Only where most rows can be
/// computed so are the others held against it.
pub(crate) struct SummaryScore;

impl Rule for SummaryScore {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let rows = summary::rows(context);
        let all = GroupRates::of(context.report());
        let rated: Vec<_> =
            rows.iter().map(|row| (*row, all.of_row(row))).filter(|(_, rates)| rates.len() > 1).collect();
        if rated.is_empty() {
            return;
        }
        let Some(agreed) = context.get::<AgreedScheme>().as_ref().filter(|agreed| agreed.followers > 1)
        else {
            log.missing("各项目报告一致的计分方案");
            return;
        };
        let computed = rated.iter().filter_map(|(row, rates)| {
            let total = row.total_score.as_ref()?;
            Some((*row, total, recomputed(agreed, row, rates)?))
        });
        let computed: Vec<_> = computed.collect();
        let fits = |total: &PlacedNumber, (value, half): (Decimal, Decimal)| {
            (total.value - value).abs() <= half + points::half_of_last(total.value.scale())
        };
        let fitting = computed.iter().filter(|(_, total, expected)| fits(total, *expected)).count();
        if fitting * 2 <= computed.len() {
            log.missing("能复算汇总得分的权重");
            return;
        }
        for (row, total, expected) in computed {
            if fits(total, expected) {
                log.held();
                continue;
            }
            log.found(
                Draft::at(total.place)
                    .printed(points::shown(total.value))
                    .expected(points::rounded(expected.0, 2))
                    .difference((total.value - expected.0).round_dp(4), None)
                    .envelope(expected.1)
                    .with("name", called(row))
                    .with_text("scheme", agreed.scheme.name.clone()),
            );
        }
    }
}

/// The total by the rates, and how far their rounding may move it.
fn recomputed(agreed: &Agreed<'_>, row: &Programme, rates: &[GroupRate<'_>]) -> Option<(Decimal, Decimal)> {
    let scheme = agreed.scheme;
    let (mut sum, mut half, mut weights) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
    let mut beside = Decimal::ZERO;
    for rate in rates {
        let share = |weight: Decimal, percent: Decimal| {
            weight.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)
        };
        let weight = match agreed.usual_weight(rate.group) {
            Some(weight) => {
                weights = weights.checked_add(weight)?;
                weight
            }
            // one column beside the groups: what is scored beside the table
            None if beside.is_zero() => {
                beside = Decimal::from(scheme.fixed);
                beside
            }
            None => return None,
        };
        sum = sum.checked_add(share(weight, rate.rate)?)?;
        half = half.checked_add(share(weight, rate.half())?)?;
    }
    let execution = row.rate.as_ref()?.value;
    let factor = Decimal::from(scheme.rate).checked_div(Decimal::ONE_HUNDRED)?;
    sum = sum.checked_add(execution.min(Decimal::ONE_HUNDRED).checked_mul(factor)?)?;
    half = half.checked_add(points::half_of_last(execution.scale()).checked_mul(factor)?)?;
    if beside.is_zero() {
        sum = sum.checked_add(Decimal::from(scheme.fixed))?;
    }
    (weights == scheme.weights()).then_some((sum, half))
}
