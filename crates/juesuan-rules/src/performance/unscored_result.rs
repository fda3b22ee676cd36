use juesuan_model::{FindingKind, Programme, Severity};

use super::MEASURE;
use crate::shared::performance::evaluation::{Evaluation, Evaluations, called};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS536"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new("公布等级的项目同时公布得分", "A grade is published with its score"),
    message: Text::new(
        "{count}个项目只有等级，没有得分：{names}。",
        "{count} programmes have a grade and no score: {names}.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Info,
    basis: MEASURE,
    why: Text::new("没有得分，等级无从核实。", "Without a score nobody can verify the grade."),
    example: Text::new("“绩效自评为良好”，全文没有得分。", "“Graded good”, and no score anywhere."),
};

/// JS536: programmes with a grade state their score. All that do not are one finding.
pub(crate) struct UnscoredResult;

impl Rule for UnscoredResult {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let graded = |programme: &&Programme| programme.grade.is_some() && programme.total_score.is_none();
        let evaluations = context.get::<Evaluations>();
        let mut unscored = Vec::new();
        for (index, programme) in context.programme_reports() {
            // a table of scores states them, too
            let at = evaluations.binary_search_by_key(&index, |evaluation| evaluation.index);
            let scored = at.ok().and_then(|at| evaluations.get(at)).and_then(Evaluation::scores);
            if scored.is_some() {
                log.held();
                continue;
            }
            match (graded(&programme), &programme.total_score) {
                (true, _) => unscored.push(programme),
                (false, Some(_)) => log.held(),
                (false, None) => log.missing(format!("{}的等级和得分", called(programme))),
            }
        }
        let mut places =
            unscored.iter().filter_map(|programme| programme.grade.as_ref()).map(|grade| grade.place);
        let Some(first) = places.next() else { return };
        let names: Vec<String> = unscored.iter().map(|programme| called(programme)).collect();
        let draft = places.fold(Draft::at(first), Draft::and_at);
        log.found(draft.with("count", unscored.len()).with("names", names.join("、")));
    }
}
