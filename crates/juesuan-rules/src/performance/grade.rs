use juesuan_model::{FindingKind, PlacedNumber, PlacedText, Programme, Severity};

use super::MEASURE;
use crate::shared::performance::evaluation::called;
use crate::shared::performance::grade_scale::{self, Scale, Scales};
use crate::shared::performance::points;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS510"),
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

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::testing::said;
    use crate::testing::sample::Sample;

    const SCALE: &str = "分为四级：85分以上为优，75分以上为良，60分以上为中，60分以下为差。\n";

    #[test]
    fn fires() {
        let report = Sample::new().programme("广播村村通").total("84.6").grade("优").end();
        said(
            "JS510",
            &report,
            SCALE,
            &expect![[r#"
            finding 1 of 1
            JS510-3 range error [3, 2] “广播村村通”得84.6分，等级印作“优”，按文中的分数线应为“良”。
              “广播村村通” scored 84.6 and is graded “优”; by the thresholds that the text gives it should be “良”.
        "#]],
        );
        said(
            "JS510",
            &report,
            "",
            &expect![[r#"
            finding 1 of 1
            JS510-3 range warning [3, 2] “广播村村通”得84.6分，等级印作“优”，按通行的分数线应为“良”。
              “广播村村通” scored 84.6 and is graded “优”; by the usual thresholds it should be “良”.
        "#]],
        );
    }

    #[test]
    fn passes() {
        let report = Sample::new().programme("广播村村通").total("85").grade("优秀").end();
        said(
            "JS510",
            &report,
            SCALE,
            &expect![[r#"
            pass 0 of 1
        "#]],
        );
    }

    #[test]
    fn lacks_the_score() {
        said(
            "JS510",
            &Sample::new().programme("广播村村通").grade("优").end(),
            "",
            &expect![[r#"
            insufficient_data 0 of 0 missing “广播村村通”的得分
        "#]],
        );
    }
}
