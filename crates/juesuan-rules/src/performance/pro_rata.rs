use juesuan_model::{Decimal, FindingKind, Severity};

use super::MEASURE;
use crate::shared::performance::evaluation::{Evaluations, called};
use crate::shared::performance::goal::{Bound, Goal};
use crate::shared::performance::{doubt, points};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS520"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "未完成的定量指标按完成比例计分",
        "A missed quantitative target is scored in proportion",
    ),
    message: Text::new(
        "项目{name}的指标“{indicator}”目标{target}，实际{actual}，按比例应得{expected}分（分值{weight}分），印作{printed}分。",
        "{name}: “{indicator}” aims at {target} and reached {actual}, in proportion {expected} of {weight} points; \
         {printed} are given.",
    ),
    kind: FindingKind::Range,
    severity: Severity::Info,
    basis: MEASURE,
    why: Text::new(
        "不按比例计分的，应当说明采用的计分办法。",
        "Who scores in another way than in proportion should say how.",
    ),
    example: Text::new(
        "目标≥1000人次，实际947人次，分值3分，得2分（按比例2.84分）。",
        "947 of 1000 is 2.84 of 3 points, not 2.",
    ),
};

/// JS520: below a target to be reached, 得分 = 分值 × 实际 ÷ 目标.
pub(crate) struct ProRata;

impl Rule for ProRata {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for evaluation in context.get::<Evaluations>() {
            if doubt::lacks_points(evaluation, log) {
                continue;
            }
            for (row, (goal, result)) in evaluation.rows() {
                let Some(share) =
                    goal.as_ref().zip(result.as_ref()).and_then(|(goal, result)| share(goal, result))
                else {
                    continue;
                };
                let Some((weight, score)) = doubt::weighed(row, log) else { continue };
                let Some(expected) = weight.value.checked_mul(share) else { continue };
                // a full score is the business of another rule, and a score of nothing is a decision
                let decided = score.value >= weight.value || score.value.is_zero();
                if decided || (score.value - expected).abs() <= points::half_of_last(score.value.scale()) {
                    log.held();
                    continue;
                }
                let text = |text: &Option<juesuan_model::PlacedText>| {
                    text.as_ref().map_or_else(String::new, |text| text.value.clone())
                };
                let mut draft = Draft::at(score.place)
                    .printed(points::shown(score.value))
                    .expected(points::rounded(expected, 2))
                    .difference((score.value - expected).round_dp(4), None)
                    .evidence("分值", points::shown(weight.value), weight.place)
                    .with("name", called(evaluation.programme))
                    .with("indicator", &row.level3)
                    .with("target", text(&row.target))
                    .with("actual", text(&row.actual))
                    .with("weight", points::shown(weight.value));
                for (what, stated) in [("目标值", &row.target), ("实际完成值", &row.actual)] {
                    if let Some(stated) = stated {
                        draft = draft.evidence(what, &stated.value, stated.place);
                    }
                }
                log.found(draft);
            }
        }
    }
}

/// Fraction of an at-least target that was achieved; `None` if it was met.
fn share(goal: &Goal<'_>, result: &Goal<'_>) -> Option<Decimal> {
    let reachable = matches!(goal.bound, Bound::AtLeast | Bound::Equal) && goal.met_by(result) == Some(false);
    let (goal, result) = (goal.base()?, result.base()?);
    if reachable && result < goal { result.checked_div(goal) } else { None }
}
