use juesuan_model::{FindingKind, Severity};

use super::MEASURE;
use crate::shared::performance::evaluation::{Evaluation, Evaluations, called};
use crate::shared::performance::group_rates::{GroupRate, GroupRates};
use crate::shared::performance::matching::Matching;
use crate::shared::performance::points;
use crate::shared::performance::scheme::AgreedScheme;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS532"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "汇总的分组得分率与报告相符",
        "The rates of groups in the summary follow from the reports",
    ),
    message: Text::new(
        "汇总中项目{name}的{group}得分率印作{printed}%，其报告得{score}分、分值{weight}分，应为{expected}%。",
        "The summary gives {name} {printed}% of {group}; its report has {score} of {weight} points, which is {expected}%.",
    ),
    kind: FindingKind::Percent,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new(
        "得分率由报告的得分算出，印错了就看不出哪里扣了分。",
        "The rates show where points were lost.",
    ),
    example: Text::new(
        "报告成本指标得9.98分（分值10分），汇总印作99.89%，应为99.8%。",
        "9.98 of 10 printed as 99.89%.",
    ),
};

/// JS532: 得分率 of a group in the summary is Σ得分 ÷ Σ分值 of that group in the report.
pub(crate) struct SummaryGroupRates;

impl Rule for SummaryGroupRates {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        let evaluations = context.get::<Evaluations>();
        let all = GroupRates::of(report);
        let agreed = context.get::<AgreedScheme>().as_ref().map(|agreed| agreed.scheme.weights());
        for pair in &context.get::<Matching>().pairs {
            let Some(row) = report.programmes.get(pair.row as usize) else { continue };
            let rates = all.of_row(row);
            if rates.is_empty() {
                continue;
            }
            let at = evaluations.binary_search_by_key(&pair.report, |evaluation| evaluation.index);
            let Some(evaluation) = at.ok().and_then(|at| evaluations.get(at)) else {
                log.missing(format!("项目{}的评分表", called(row)));
                continue;
            };
            // where points are missing or misprinted, rates of what is there say nothing
            if evaluation.weights().zip(agreed).is_some_and(|(own, agreed)| own != agreed) {
                log.missing(format!("项目{}与其他报告一致的分值", called(row)));
                continue;
            }
            for rate in rates {
                compare(evaluation, &rate, log);
            }
        }
    }
}

fn compare(evaluation: &Evaluation<'_>, rate: &GroupRate<'_>, log: &mut Log<'_, '_>) {
    let groups = evaluation.groups();
    // what is scored beside the table is no group of it
    let Some(group) = groups.iter().find(|group| group.name == rate.group) else { return };
    let Some((score, weight)) = group.score().zip(group.weight()) else {
        log.missing(format!("项目{}“{}”部分指标的分值或得分", called(evaluation.programme), group.name));
        return;
    };
    let Some(expected) = points::percentage(score, weight) else { return };
    if (rate.rate - expected).abs() <= rate.half() {
        log.held();
        return;
    }
    let mut draft = Draft::at(rate.place)
        .printed(rate.rate.to_string())
        .expected(points::rounded(expected, 2))
        .difference((rate.rate - expected).round_dp(4), Some(juesuan_model::Unit::Percent))
        .with("name", called(evaluation.programme))
        .with("group", rate.group)
        .with("score", points::shown(score))
        .with("weight", points::shown(weight));
    for row in &group.rows {
        if let Some(score) = &row.score {
            draft = draft.evidence(format!("“{}”得分", row.level3), points::shown(score.value), score.place);
        }
    }
    log.found(draft);
}
