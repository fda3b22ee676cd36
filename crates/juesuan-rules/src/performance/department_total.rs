use juesuan_model::{Decimal, FindingKind, ProgrammeKind, Severity};

use super::MEASURE;
use crate::shared::performance::evaluation::{Evaluation, Evaluations, called};
use crate::shared::performance::points;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS551"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "正文所述部门整体得分等于所附自评表各项得分之和",
        "The department's total told in the text is the sum of the attached table",
    ),
    message: Text::new(
        "正文写明部门整体自评得分{printed}分，所附自评表各项得分合计{expected}分。",
        "The text gives the department {printed} points; the attached table adds up to {expected}.",
    ),
    kind: FindingKind::TotalScore,
    severity: Severity::Warning,
    basis: MEASURE,
    why: Text::new(
        "自评表没有总分时，正文的总分由各项得分相加核实。",
        "Where the table prints no total, the total of the text is verified by adding up.",
    ),
    example: Text::new(
        "正文写100分，自评表各项得分85分，预算执行10分。",
        "100 points in the text, 85 and 10 for execution in the table.",
    ),
};

/// JS551: where one evaluation of the department is attached that prints no total, its scores and those for execution
/// are the total that the text tells. Schemes that give points beside the table are left alone: ten points and more may
/// be missing in the table, none may be too many.
pub(crate) struct DepartmentTotal;

impl Rule for DepartmentTotal {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let of_department = |kind| kind == ProgrammeKind::Department;
        let mut told = context.programme_summary().filter(|(_, programme)| of_department(programme.kind));
        let mut attached = context.programme_reports().filter(|(_, programme)| of_department(programme.kind));
        let (Some((_, told)), None) = (told.next(), told.next()) else { return };
        let (Some((index, report)), None) = (attached.next(), attached.next()) else { return };
        let Some(total) = told.total_score.as_ref().filter(|_| report.total_score.is_none()) else { return };
        let evaluations = context.get::<Evaluations>();
        let at = evaluations.binary_search_by_key(&index, |evaluation| evaluation.index).ok();
        let evaluation = at.and_then(|at| evaluations.get(at));
        let Some((scores, half)) = evaluation.and_then(Evaluation::scores) else {
            return log.missing(format!("{}各指标的得分", called(report)));
        };
        let beside = evaluation.and_then(Evaluation::rate_weight).and(report.rate_score.as_ref());
        let Some(sum) = scores.checked_add(beside.map_or(Decimal::ZERO, |score| score.value)) else { return };
        let off = total.value - sum;
        if off.abs() <= half + points::half(total.value) {
            log.held();
        } else if off < Decimal::TEN {
            let first = evaluation.and_then(|evaluation| evaluation.indicators.first());
            let draft = Draft::at(total.place)
                .printed(points::shown(total.value))
                .expected(points::shown(sum))
                .difference(off, None);
            let draft = first.into_iter().fold(draft, |draft, row| draft.and_at(row.place));
            log.found(beside.into_iter().fold(draft, |draft, score| draft.and_at(score.place)));
        }
    }
}
