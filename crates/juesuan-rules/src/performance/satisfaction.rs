use juesuan_model::{FindingKind, Severity};
use juesuan_vocabulary::performance;

use crate::shared::performance::evaluation::{Evaluations, called};
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS553"),
    status: crate::RuleStatus::Preview,
    family: Family::Performance,
    title: Text::new(
        "自评表有满意度指标（试行）",
        "A self-evaluation asks whether people are satisfied (preview)",
    ),
    message: Text::new(
        "{name}等{count}份自评表有产出和效益指标，没有满意度指标。",
        "{count} self-evaluations, {name} among them, have outputs and effects and no satisfaction.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Info,
    basis: Basis::new(
        BasisKind::Regulation,
        "绩效指标一般分产出、效益、满意度三类；没有服务对象的项目可以不设",
    ),
    why: Text::new("面向服务对象的项目应当问服务对象是否满意。", "A programme that serves people asks them."),
    example: Text::new("只有产出和效益两组指标。", "Two groups of indicators, outputs and effects."),
};

/// JS553: a complete evaluation with outputs and effects has 满意度, too. All that have none are one finding.
pub(crate) struct Satisfaction;

impl Rule for Satisfaction {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let mut without = Vec::new();
        for evaluation in context.get::<Evaluations>() {
            let has = |word: &str| {
                let named = |row: &&juesuan_model::Indicator| {
                    [&row.level1, &row.level2, &row.level3].into_iter().any(|name| name.contains(word))
                };
                evaluation.indicators.iter().any(named)
            };
            if !(has(performance::OUTPUT) && has(performance::BENEFIT)) {
                continue;
            }
            if has(performance::SATISFIED) {
                log.held();
            } else if evaluation.is_complete() {
                without.push(evaluation);
            } else {
                log.missing(format!("项目{}的全部指标", called(evaluation.programme)));
            }
        }
        let Some((first, others)) = without.split_first() else { return };
        let draft = others
            .iter()
            .fold(Draft::at(first.programme.place), |draft, other| draft.and_at(other.programme.place));
        log.found(draft.with("count", without.len()).with("name", called(first.programme)));
    }
}
