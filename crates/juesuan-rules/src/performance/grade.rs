use juesuan_model::{FindingKind, PlacedNumber, PlacedText, Programme, Severity};

use super::MEASURE;
use crate::shared::performance::evaluation::called;
use crate::shared::performance::grade_scale::{self, Scale, Scales};
use crate::shared::performance::points;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS510"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new("等级与得分相符", "The grade is the one that the score earns"),
    message: Text::new(
        "{name}得{score}分，等级印作“{printed}”，{basis}应为“{expected}”。",
        "{name} scored {score} and is graded “{printed}”; {basis} it should be “{expected}”.",
    ),
    kind: FindingKind::Range,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new("等级决定评价结果如何应用。", "The grade decides what follows from the evaluation."),
    example: Text::new("得分89.4分，等级印作“优”。", "89.4 points graded as 优 (from 90)."),
};

/// JS510: grade against score, by the thresholds that the document prints, else by the usual ones
/// (优 from 90, 良 from 80, 中 from 60), where a difference is a warning.
pub(crate) struct Grade;

impl Rule for Grade {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let graded = |programme: &&Programme| programme.grade.is_some();
        if !context.report().programmes.iter().any(|programme| graded(&programme)) {
            return;
        }
        let scales = context.get::<Scales>();
        for programme in context.report().programmes.iter().filter(graded) {
            let Some(grade) = &programme.grade else { continue };
            let Some(score) = &programme.total_score else {
                log.missing(format!("{}的得分", called(programme)));
                continue;
            };
            let usual = Scale::usual();
            let scale = nearest(scales, programme.place.span.start).unwrap_or(&usual);
            match (grade_scale::rank(&grade.value), scale.rank_of(score.value)) {
                (Some(printed), Some(earned)) if printed != earned => {
                    log.found(draft(programme, grade, score, scale, earned));
                }
                (Some(_), Some(_)) => log.held(),
                _ => log.missing(format!("“{}”一级的分数线", grade.value)),
            }
        }
    }
}

/// The scale printed nearest to a place.
fn nearest(scales: &[Scale], at: u32) -> Option<&Scale> {
    scales.iter().min_by_key(|scale| scale.printed_at.map_or(u32::MAX, |printed| printed.abs_diff(at)))
}

fn draft(
    programme: &Programme,
    grade: &PlacedText,
    score: &PlacedNumber,
    scale: &Scale,
    earned: usize,
) -> Draft {
    let (basis, severity) = match scale.printed_at {
        Some(_) => (Text::new("按文中的分数线", "by the thresholds that the text gives"), Severity::Error),
        None => (Text::new("按通行的分数线", "by the usual thresholds"), Severity::Warning),
    };
    Draft::at(grade.place)
        .printed(&grade.value)
        .expected(grade_scale::word(earned))
        .evidence("得分", points::shown(score.value), score.place)
        .with("name", called(programme))
        .with("score", points::shown(score.value))
        .with_text("basis", basis)
        .severity(severity)
}
