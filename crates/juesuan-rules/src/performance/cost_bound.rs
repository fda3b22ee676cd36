use juesuan_model::{FindingKind, Severity};
use juesuan_vocabulary::performance;

use super::MEASURE;
use crate::shared::performance::evaluation::{Evaluations, called};
use crate::shared::performance::goal::{Bound, Goal};
use crate::tuning::TUNING;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS517"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new("成本指标的目标是上限", "A cost is bounded from above"),
    message: Text::new(
        "项目{name}的成本指标“{indicator}”目标写作“{printed}”，成本应当是上限（{expected}），花得越多反而越好不合理。",
        "{name}: the cost “{indicator}” aims at “{printed}”; a cost is bounded from above ({expected}), not from below.",
    ),
    kind: FindingKind::Range,
    severity: Severity::Warning,
    basis: MEASURE,
    why: Text::new(
        "成本写成“不少于”，节约的要扣分，超支的得满分。",
        "With a lower bound, who saves loses points and who overspends has them all.",
    ),
    example: Text::new("总成本≥80000元。", "A total cost of at least 80000元."),
};

/// JS517: an amount of money under 成本指标 is a ceiling. Prices for each of something may be promised as a minimum.
/// Where the sister reports set ceilings, a minimum among them is a slip; alone it may be how the form was understood,
/// and is worth knowing.
pub(crate) struct CostBound;

impl Rule for CostBound {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let (mut ceilings, mut minimums) = (0, Vec::new());
        for evaluation in context.get::<Evaluations>() {
            for row in &evaluation.indicators {
                if ![&row.level1, &row.level2].iter().any(|level| level.contains(performance::COST)) {
                    continue;
                }
                let Some(target) = &row.target else {
                    log.missing(format!("成本指标“{}”的目标值", row.level3));
                    continue;
                };
                let Some(goal) = Goal::of(&target.value).filter(|goal| goal.yuan().is_some()) else {
                    continue;
                };
                if !matches!(goal.bound, Bound::AtLeast | Bound::MoreThan) {
                    log.held();
                    ceilings += usize::from(matches!(goal.bound, Bound::AtMost | Bound::LessThan));
                    continue;
                }
                let draft = Draft::at(target.place)
                    .printed(&target.value)
                    .expected(format!("≤{}{}", goal.value, goal.unit))
                    .with("name", called(evaluation.programme))
                    .with("indicator", &row.level3);
                minimums.push(draft);
            }
        }
        let slip = ceilings >= TUNING.cost_bound.sisters && ceilings > minimums.len();
        for draft in minimums {
            log.found(if slip { draft } else { draft.severity(Severity::Info) });
        }
    }
}
