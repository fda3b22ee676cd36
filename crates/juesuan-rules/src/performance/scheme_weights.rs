use juesuan_model::{Decimal, FindingKind, Severity};

use super::MEASURE;
use crate::shared::performance::doubt::UnreadNumbers;
use crate::shared::performance::evaluation::{Evaluation, Evaluations, Group, called};
use crate::shared::performance::points;
use crate::shared::performance::scheme::{self, Agreed, AgreedScheme, SCHEMES};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS506"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "分值合计符合本文件的计分方案",
        "The weights add up to what the scheme of the document gives the table",
    ),
    message: Text::new(
        "项目{name}各指标分值合计{printed}分，应为{expected}分（{basis}）{where}。",
        "The weights of {name} add up to {printed} points instead of {expected} ({basis}){where}.",
    ),
    kind: FindingKind::TotalScore,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new(
        "分值合计不对，说明有分值印错或漏印，总得分无法复核。",
        "Where the weights do not add up, one is misprinted or left out, and the total cannot be verified.",
    ),
    example: Text::new(
        "其他报告的指标表都是70分，这一份合计50分：效益指标两行印作3分、2分，应为13分、12分。",
        "All other reports have tables of 70 points, this one of 50: two weights lost their first digit.",
    ),
};

/// JS506: Σ分值 is what the scheme gives the table. The scheme is inferred from the document's own reports, where more
/// than half of them follow one; a single report must follow some scheme.
pub(crate) struct SchemeWeights;

impl Rule for SchemeWeights {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let evaluations = context.get::<Evaluations>();
        let agreed = context.get::<AgreedScheme>().as_ref();
        for evaluation in evaluations {
            if evaluation.indicators.iter().all(|row| row.weight.is_none()) {
                continue;
            }
            let Some(weights) = evaluation.weights() else {
                log.missing(format!("项目{}部分指标的分值", called(evaluation.programme)));
                continue;
            };
            let scheme = scheme::applicable(evaluation, agreed);
            let known =
                || SCHEMES.iter().any(|scheme| scheme.weights() == weights && scheme.gives(evaluation));
            if scheme.is_some_and(|scheme| scheme.weights() == weights) || scheme::own(evaluation).is_some() {
                log.held();
            } else if scheme.is_some_and(|scheme| is_unread(context, evaluation, scheme.weights() - weights))
            {
                log.missing(format!("项目{}评分表中没有读到行里的分值", called(evaluation.programme)));
            } else if let Some(agreed) = agreed.filter(|agreed| Some(agreed.scheme) == scheme) {
                log.found(departs(evaluation, weights, agreed));
            } else if known() {
                log.held();
            } else {
                log.found(odd(evaluation, weights));
            }
        }
    }
}

/// Whether a number that was not read into a row makes up for what the points lack.
fn is_unread(context: &Context<'_>, evaluation: &Evaluation<'_>, missing: Decimal) -> bool {
    context.get::<UnreadNumbers>().make_up_for(missing, &evaluation.indicators)
}

/// A report whose table has other points than those of its sisters.
fn departs(evaluation: &Evaluation<'_>, weights: Decimal, agreed: &Agreed<'_>) -> Draft {
    let (expected, gap) = (agreed.scheme.weights(), weights - agreed.scheme.weights());
    let groups = evaluation.groups();
    let usual = |group: &Group<'_>| agreed.usual_weight(group.name);
    let culprits = groups.iter().filter_map(|group| {
        let usual = usual(group)?;
        (group.weight()?.checked_sub(usual)? == gap).then_some((group, usual))
    });
    let mut culprits = culprits.collect::<Vec<_>>().into_iter();
    let culprit = match (culprits.next(), culprits.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    };
    let rows = culprit.map_or(&evaluation.indicators, |(group, _)| &group.rows);
    let mut numbers = rows.iter().filter_map(|row| row.weight.as_ref().map(|weight| (row, weight)));
    let first = numbers.next().map_or(evaluation.programme.place, |(_, weight)| weight.place);
    let mut draft = Draft::at(first);
    for row in rows {
        if let Some(weight) = &row.weight {
            draft =
                draft.evidence(format!("“{}”分值", row.level3), points::shown(weight.value), weight.place);
        }
    }
    if let Some(total) = &evaluation.programme.total_score {
        draft = draft.evidence("总得分", points::shown(total.value), total.place);
    }
    let place = culprit.map_or_else(Text::default, |(group, usual)| {
        let own = group.weight().map_or_else(String::new, points::shown);
        let (name, usual) = (group.name, points::shown(usual));
        Text::owned(
            format!("，差在“{name}”：印作{own}分，其他报告都是{usual}分"),
            format!("; the difference is in “{name}”: {own} here, {usual} in all others"),
        )
    });
    let (followers, name) = (agreed.followers, &agreed.scheme.name);
    described(draft, evaluation, weights, expected)
        .with_text(
            "basis",
            Text::owned(
                format!("本文件{followers}份报告按{}计分", name.zh),
                format!("{followers} reports of the document follow {}", name.en),
            ),
        )
        .with_text("where", place)
}

/// A report alone whose table has points that no scheme gives.
fn odd(evaluation: &Evaluation<'_>, weights: Decimal) -> Draft {
    let first = evaluation.indicators.iter().find_map(|row| row.weight.as_ref());
    let mut draft = Draft::at(first.map_or(evaluation.programme.place, |weight| weight.place));
    for weight in evaluation.indicators.iter().filter_map(|row| row.weight.as_ref()) {
        draft = draft.and_at(weight.place);
    }
    let rate = evaluation.rate_weight();
    let expected = Decimal::ONE_HUNDRED - rate.map_or(Decimal::ZERO, |rate| rate.value);
    let basis = match rate {
        Some(rate) => {
            let rate = points::shown(rate.value);
            Text::owned(
                format!("满分100分，预算执行率{rate}分"),
                format!("100 less {rate} for the execution rate"),
            )
        }
        None => Text::new("满分100分", "100 in all"),
    };
    described(draft, evaluation, weights, expected)
        .with_text("basis", basis)
        .with_text("where", Text::default())
        .severity(if rate.is_some() { Severity::Error } else { Severity::Warning })
}

fn described(draft: Draft, evaluation: &Evaluation<'_>, weights: Decimal, expected: Decimal) -> Draft {
    draft
        .printed(points::shown(weights))
        .expected(points::shown(expected))
        .difference(weights - expected, None)
        .with("name", called(evaluation.programme))
}
