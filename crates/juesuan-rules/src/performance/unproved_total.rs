use juesuan_model::{FindingKind, Severity};

use super::MEASURE;
use crate::shared::performance::evaluation::{Evaluation, Evaluations, called};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS548"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new("公布总得分的同时公布各指标得分", "A total is published with the scores it consists of"),
    message: Text::new(
        "项目{name}的总得分{printed}没有各指标的分值和得分，无从核实。",
        "The total of {name}, {printed}, comes without the scores of its indicators.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Info,
    basis: MEASURE,
    why: Text::new(
        "没有评分表，总得分怎样得出无从核实。",
        "Without a table of scores nobody can verify the total.",
    ),
    example: Text::new(
        "“绩效评价得分为95分”，全文没有评分表。",
        "“The score is 95”, and no table of scores.",
    ),
};

/// JS548: the report of a programme that states its total shows scores of indicators.
pub(crate) struct UnprovedTotal;

impl Rule for UnprovedTotal {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let evaluations = context.get::<Evaluations>();
        let scored =
            |evaluation: &Evaluation<'_>| evaluation.indicators.iter().any(|row| row.score.is_some());
        for (index, programme) in context.programme_reports() {
            let Some(total) = &programme.total_score else {
                log.missing(format!("{}的总得分", called(programme)));
                continue;
            };
            let at = evaluations.binary_search_by_key(&index, |evaluation| evaluation.index);
            if at.ok().and_then(|at| evaluations.get(at)).is_some_and(scored) {
                log.held();
            } else {
                log.found(
                    Draft::at(total.place).printed(total.value.to_string()).with("name", called(programme)),
                );
            }
        }
    }
}
